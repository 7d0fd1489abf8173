"""Rules on what the CV limits: an item only observed, somebody else's act, work passed on, the whole of a part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jobhelper.checking.acts import Act, acts
from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import phrases
from jobhelper.checking.rules.ownership import counterpart
from jobhelper.checking.verbs import VerbUse, verb_uses
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_PARTED = frozenset({",", ";", ":", ".", "•", "–", "/", "(", ")", "|"})
# Words by which a draft keeps such a limit.
_KEPT = frozenset(
    "observe observation shadow watch see supervise supervision supervisor guidance under theory simulate simulation "
    "mock training train practice practise learn study module course coursework mannequin manikin dummy role-play "
    "exercise eye shoulder student alongside assist help support only".split()
)
_MOST_WORDS = 5
_MERE = frozenset({"work", "study", "learn", "live", "think", "travel", "be"})
_PRONOUNS = frozenset({"it", "them", "these", "those", "this"})
_PASSING = frozenset("pass refer escalate hand forward signpost".split())
_SETTLING = frozenset({"repair", "analyse", "handle", "negotiate", "treat", "decide"})
_BODIES = frozenset(
    "staff colleague supervisor friend classmate others committee charity company agency partner groupmate "
    "professor teacher editor mentor boss owner client firm department housemate".split()
)


@dataclass(frozen=True, slots=True)
class Limited:
    """An item of the CV with a limit in brackets behind it: its content words and the words of the limit."""

    segment: Segment
    words: tuple[Word, ...]
    limit: str


def limited_item(case: Case) -> Iterator[Hit]:
    """An item that the CV qualifies in brackets ("drain removal (observed)") told without the qualification."""
    for item in _limited_items(case.index):
        if not all(case.index.homes(w) for w in item.words):
            continue
        for reading in case.readings:
            place = _stands(reading, item)
            if place is not None and not any(w.lemma in _KEPT for w in reading.words):
                start, end = reading.place(*place)
                yield Hit(
                    reading.statement.index, start, end, Category.INFLATED_ROLE, Severity.MEDIUM, "role.part-raised",
                    (item.segment.quote(),), says=item.limit, repair=f"{case.draft[start:end]} {item.limit}",
                )  # fmt: skip


@lru_cache(maxsize=32)
def _limited_items(index: CvIndex) -> tuple[Limited, ...]:
    found = []
    for segment in index.segments:
        for i, word in enumerate(segment.words):
            if word.text == "(":
                item = _limited(segment, i)
                if item is not None:
                    found.append(item)
    return tuple(found)


def _limited(segment: Segment, opening: int) -> Limited | None:
    words = segment.words
    closing = next((j for j in range(opening, len(words)) if words[j].text == ")"), len(words))
    inside = words[opening + 1 : closing]
    kinds = {str(m.row["kind"]) for m in phrases("frequency", "limiter").find(inside)}
    if "oversight" not in kinds or len(inside) > _MOST_WORDS:
        return None
    first = opening
    while first > 0 and words[first - 1].text not in _PARTED and words[first - 1].text.lower() != "and":
        first -= 1
    own = tuple(w for w in words[first:opening] if is_content(w))
    if not 1 < len(own) <= _MOST_WORDS:
        return None
    return Limited(segment, own, segment.text[words[opening].start : words[min(closing, len(words) - 1)].end])


def _stands(reading: Reading, item: Limited) -> tuple[int, int] | None:
    """Where the item's words stand together and claimed in a statement."""
    lemmas = [w.stem for w in item.words]
    content = [i for i in sorted(reading.claimed) if is_content(reading.words[i])]
    for k in range(len(content) - len(lemmas) + 1):
        run = content[k : k + len(lemmas)]
        if sorted(reading.words[i].stem for i in run) == sorted(lemmas) and run[-1] - run[0] < len(lemmas) + 3:
            return run[0], run[-1]
    return None


def anothers_act(case: Case) -> Iterator[Hit]:
    """An act claimed for oneself which the CV gives to somebody else: "my supervisor presented it"."""
    others = _others(case.index)
    for act in (a for a in acts(case) if a.direct) if others else ():
        for segment, use in others:
            if segment.entry_id != act.reading.alignment.entry_id or use.row.id != act.use.row.id:
                continue
            if _about_same(segment, use, act) and not _did_so(case.index, segment.entry_id, use):
                yield _hit(act, segment, "role.anothers-act", Severity.HIGH)


def _about_same(segment: Segment, use: VerbUse, act: Act) -> bool:
    """Whether the CV says it of the same thing, by its name or by a pronoun."""
    stems = {w.stem for w in act.words}
    return any(
        w.stem in stems or (w.text.lower() in _PRONOUNS and abs(i - use.last) <= _MOST_WORDS)
        for i, w in enumerate(segment.words)
    )


@lru_cache(maxsize=32)
def _others(index: CvIndex) -> tuple[tuple[Segment, VerbUse], ...]:
    """The acts that the CV tells of other people, with the segment of each."""
    return tuple((s, u) for s in index.segments for u in verb_uses(s.words) if _by_somebody(s, u))


def _by_somebody(segment: Segment, use: VerbUse) -> bool:
    words = segment.words
    people = _people(words)
    return any(
        words[i].head == use.first and words[i].relation == "nsubj" and i < use.first and _determined(words, i)
        and not any(m.kind is TokenKind.MARK for m in words[i : use.first])
        for i in people
    )  # fmt: skip


def _determined(words: tuple[Word, ...], noun: int) -> bool:
    """Whether an article or "my" stands before a person: a bare title at a line's start is the applicant's own."""
    left = words[max(0, noun - 4) : noun]
    return any(w.tag in {"DT", "PRP$"} or w.text == "(" for w in left)


def _people(words: tuple[Word, ...]) -> list[int]:
    """Places of the nouns that name a person or a body of people, the applicant not among them."""
    titled = [m.last for m in phrases("titles", "title").find(words)]
    plain = [i for i, w in enumerate(words) if w.lemma in _BODIES and w.is_noun]
    return sorted({*titled, *plain})


def _did_so(index: CvIndex, entry_id: str | None, use: VerbUse) -> bool:
    """Whether the same entry gives the same act to the applicant too."""
    segments = index.of_entry(entry_id) if entry_id is not None else ()
    return any(
        u.row.id == use.row.id and not _by_somebody(s, u) for s in segments for u in verb_uses(s.words) if u is not use
    )


def passed_on(case: Case) -> Iterator[Hit]:
    """A matter that the CV says was passed to somebody, told as dealt with."""
    for act in acts(case):
        if not act.direct or not act.groups & _SETTLING:
            continue
        found = counterpart(act, case)
        if found is None or found.telling.use is None or found.telling.use.row.words[0] not in _PASSING:
            continue
        if not any(w.lemma in _PASSING for w in act.reading.words):
            yield _hit(act, found.telling.segment, "role.part-raised", Severity.MEDIUM)


def _hit(act: Act, segment: Segment, rule: str, severity: Severity) -> Hit:
    start, end = act.reading.place(act.use.first, act.item[-1])
    return Hit(
        act.reading.statement.index, start, end, Category.INFLATED_ROLE, severity, rule, (segment.quote(),),
        says=segment.text,
    )  # fmt: skip


def alone(case: Case) -> Iterator[Hit]:
    """Words that claim the whole of it for oneself ("independently", "end to end") where the CV's entry has none."""
    for reading in case.readings:
        for match in phrases("verbs", "alone").find(reading.words):
            clause = reading.clause_of(match.first)
            if match.first not in reading.claimed or clause is None or clause.subject is Subject.OTHER:
                continue
            verb = reading.words[clause.head]
            if verb.lemma in _MERE or verb.tag not in {"VBD", "VBN", "VBG"} or _own_work(reading, case):
                continue
            start, end = reading.place(match.first, match.last)
            best = reading.alignment.best
            yield Hit(
                reading.statement.index, start, end, Category.INFLATED_ROLE, Severity.MEDIUM, "role.part-raised",
                (best.quote(),) if best is not None and best.start >= 0 else (),
            )  # fmt: skip


def _own_work(reading: Reading, case: Case) -> bool:
    """Whether the CV's entry says that it was the applicant's own work, alone."""
    entry = reading.alignment.entry_id
    segments = [*reading.alignment.near, *(case.index.of_entry(entry) if entry is not None else ())]
    return any(
        phrases("verbs", "alone").find(s.words) or any(w.lemma in {"alone", "solo"} for w in s.words) for s in segments
    )
