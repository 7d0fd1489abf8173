"""Rules on kinds of activity: an observation is no service, coursework is no commission, unpaid is not employed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.checking.rules.effects import newness, surroundings
from jobhelper.models import ActivityKind, Category, Entry, FactKind, Severity
from jobhelper.text.lemmas import lemma, stem
from jobhelper.text.lexicon import load

_STUDY = frozenset({ActivityKind.COURSEWORK, ActivityKind.PROJECT, ActivityKind.EDUCATION})
_UNPAID = frozenset(
    {
        ActivityKind.COURSEWORK,
        ActivityKind.PROJECT,
        ActivityKind.VOLUNTEERING,
        ActivityKind.OBSERVATION,
        ActivityKind.SOCIETY,
        ActivityKind.INTEREST,
    }
)
_LEARNING = frozenset({ActivityKind.INTERNSHIP, ActivityKind.PLACEMENT})
# From which kinds of entry a group of words is a step up.
_LIFTS = {
    "pay": _UNPAID,
    "client": _UNPAID | _LEARNING | _STUDY,
    "service": frozenset({ActivityKind.OBSERVATION, ActivityKind.COURSEWORK, ActivityKind.PLACEMENT}),
    "industry": _UNPAID | _LEARNING,
    "clinical": _UNPAID,
    "research": frozenset({ActivityKind.VOLUNTEERING, ActivityKind.EMPLOYMENT, ActivityKind.OBSERVATION}),
    "press": _UNPAID | {ActivityKind.UNKNOWN},
}
_OBSERVATION = stem("observation")
_GRAVE = frozenset({"pay", "service", "clinical"})
# "A simulated trial" stays one: only for somebody or something in the world does the word make a difference.
_SUBJECTS = frozenset({"datum", "data", "dataset", "trial", "exam", "interview", "number", "model"})
_UNPAID_WORDS = frozenset({"unpaid", "voluntary", "volunteer", "volunteering", "expenses"})


@cache
def _bodies() -> frozenset[str]:
    return frozenset(lemma(row["lemma"]) for row in load("activities")["body"])


def raised_kind(case: Case) -> Iterator[Hit]:
    """Words of a higher kind (pay, client, service, industry) on an entry of a lower one that doesn't have them."""
    for reading in case.readings:
        entry = _spoken_of(reading, case)
        if entry is None or not reading.claimed:
            continue
        for match in phrases("activities", "claim").find(reading.words):
            group = match.row["group"]
            if match.first not in reading.claimed or _supported(reading, case, match):
                continue
            if group == "pay" and not _speaks_of(reading, entry):
                continue
            unpaid = group == "pay" and entry.kind in _LEARNING and _unpaid(case, entry)
            if entry.kind in _LIFTS[group] or unpaid:
                hit = _hit(reading, case, match.first, match.last, f"kind.{group}", entry)
                yield _decided(hit, entry, case) if _watched(entry, group, reading, match, case) else hit


def _watched(entry: Entry, group: str, reading: Reading, match: PhraseMatch, case: Case) -> bool:
    """Whether looking on is told as a service done, in words that no line of the CV has together."""
    if entry.kind is not ActivityKind.OBSERVATION or group != "service":
        return False
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
    return not set.intersection(*(set(case.index.homes(w)) for w in words)) if words else False


def _decided(hit: Hit, entry: Entry, case: Case) -> Hit:
    """The hit as decided by itself, with the lines that call the entry an observation as evidence."""
    own = [s for s in case.index.of_entry(entry.id) if s.start >= 0]
    lines = sorted(own, key=lambda s: not any(w.stem == _OBSERVATION for w in s.words))
    lines.sort(key=lambda s: s.fact is FactKind.ENTRY)
    return replace(hit, hard=True, evidence=tuple(s.quote() for s in lines[:2]))


def _spoken_of(reading: Reading, case: Case) -> Entry | None:
    """The entry that a statement speaks of; one that was looked on at wins where the best line is its own."""
    best = reading.alignment.best
    near = case.index.entries.get(best.entry_id or "") if best is not None else None
    if near is not None and near.kind is ActivityKind.OBSERVATION:
        return near
    return case.index.entries.get(reading.alignment.entry_id or "")


def _speaks_of(reading: Reading, entry: Entry) -> bool:
    best = reading.alignment.best
    return best is not None and best.entry_id == entry.id


def _unpaid(case: Case, entry: Entry) -> bool:
    return any(w.text.lower() in _UNPAID_WORDS for s in case.index.of_entry(entry.id) for w in s.words)


def _supported(reading: Reading, case: Case, match: PhraseMatch) -> bool:
    """Whether the aligned lines or their entry hold every content word of the phrase."""
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
    near = surroundings(reading, case)
    return bool(words) and all(any(s in near for s in case.index.homes(w)) for w in words)


def made_up_as_real(case: Case) -> Iterator[Hit]:
    """The object of an exercise told as a real one: "for a dental practice" where the CV's line says a made-up one."""
    for reading in case.readings:
        if not reading.claimed or phrases("activities", "unreal").find(reading.words):
            continue
        for segment in reading.alignment.near[:3]:
            found = next((i for i in sorted(reading.claimed) if reading.words[i].lemma in _unreal(segment)), None)
            if found is not None:
                yield _hit(reading, case, _phrase_start(reading, found), found, "kind.made-up", None, segment)
                break


def _unreal(segment: Segment) -> frozenset[str]:
    """Lemmas of the nouns that the segment calls made up."""
    found: set[str] = set()
    for match in phrases("activities", "unreal").find(segment.words):
        for word in segment.words[match.last + 1 : match.last + 4]:
            if not word.is_noun and not word.tag.startswith("JJ"):
                break
            if word.is_noun and word.lemma not in _SUBJECTS:
                found.add(word.lemma)
    return frozenset(found)


def for_somebody(case: Case) -> Iterator[Hit]:
    """Work for a company, a client, a charity on a study entry whose lines name none."""
    for reading in case.readings:
        entry = case.index.entries.get(reading.alignment.entry_id or "")
        if entry is None or entry.kind not in _STUDY:
            continue
        for i, word in enumerate(reading.words):
            if word.text.lower() != "for" or i not in reading.claimed:
                continue
            head = next((j for j, w in enumerate(reading.words) if w.head == i and w.relation == "pobj"), None)
            if head is None or head < i or reading.words[head].lemma not in _bodies():
                continue
            if newness(reading, case, [head]) >= 1.0:
                yield _hit(reading, case, i, head, "kind.for-body", entry)


def _phrase_start(reading: Reading, noun: int) -> int:
    first = noun
    while (
        first > 0
        and noun - first < 5
        and (reading.words[first - 1].head == noun or reading.words[first - 1].tag in {"DT", "JJ", "NNP", "NN"})
    ):
        first -= 1
    return first - 1 if first > 0 and reading.words[first - 1].tag == "IN" else first


def _hit(
    reading: Reading, case: Case, first: int, last: int, rule: str, entry: Entry | None, line: Segment | None = None
) -> Hit:
    start, end = reading.place(first, last)
    lines = [line] if line is not None else list(case.index.of_entry(entry.id)[:1]) if entry is not None else []
    group = rule.split(".")[1]
    return Hit(
        reading.statement.index,
        start,
        end,
        Category.RECLASSIFIED,
        Severity.HIGH if group in _GRAVE else Severity.MEDIUM,
        rule,
        tuple(s.quote() for s in lines if s.start >= 0),
        says=" ".join(line.text.split()) if line is not None else entry.kind.value if entry is not None else "",
    )
