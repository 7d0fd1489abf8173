"""Rules on credentials: degree, grade, certificate, level and how far each has come, none raised above the CV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import Segment, is_content
from jobhelper.checking.cv_names import acronyms_of, initials_of
from jobhelper.checking.hits import Hit
from jobhelper.checking.list_items import item_around, naming, segments_with
from jobhelper.checking.phrases import PhraseMatch, Phrases, phrases
from jobhelper.checking.rules.grades import unfinished, unfinished_item
from jobhelper.models import Category, SectionKind, Severity
from jobhelper.nlp import Word
from jobhelper.text.lexicon import load

_HEADS = {
    "certified": "certified", "accredited": "accredited", "licensed": "certified", "chartered": "certified",
    "certificate": "certificate", "certification": "certificate", "diploma": "certificate",
    "accreditation": "accredited", "qualification": "certificate", "registered": "certified",
}  # fmt: skip
_GROUPS = {"certified": "title", "accredited": "title", "certificate": "paper"}
_WITNESSES = frozenset(
    "certificate certification certify certified accredit accredited license licensed licence register "
    "registered registration chartered diploma award exam examination pass passed grade test badge card "
    "permit ticket qualification qualified level member membership".split()
)
_GENERAL = frozenset(
    "certificate certification license licence driving driver course training award qualification test "
    "check scheme enhanced basic full clean current valid new year month one-day professional practical "
    "formal relevant level grade awareness uk".split()
)
_SLIGHT = frozenset({"induction", "attendance", "participation", "webinar", "talk", "taster", "introduction"})
_REACH = 4
_EVERYDAY = frozenset(
    {"first", "second", "third", "pass", "passed", "good", "credit", "fail", "top", "a first", "march"}
)


def _spread(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**row, "text": text}
        for row in rows
        for text in row["texts"]
        if text not in row.get("bound", ()) and text not in _EVERYDAY
    ]


@cache
def _degrees() -> Phrases:
    return Phrases(_spread(load("credentials")["degree"]))


@cache
def _all_degrees() -> Phrases:
    """The degrees with those of their short forms that are everyday words too: in a CV's capitals they count."""
    return Phrases(
        {"text": text, "rank": row["rank"], "short": text in row.get("bound", ())}
        for row in load("credentials")["degree"]
        for text in row["texts"]
    )


def _evidence(segments: Iterable[Segment]) -> tuple[Any, ...]:
    return tuple(s.quote() for s in list(segments)[:2] if s.start >= 0)


def _hit(
    reading: Reading,
    match: PhraseMatch,
    rule: str,
    evidence: tuple[Any, ...] = (),
    says: str = "",
    strength: float = 1.0,
) -> Hit:
    start, end = reading.place(match.first, match.last)
    return Hit(
        reading.statement.index, start, end, Category.INVENTED_CREDENTIAL, Severity.HIGH, rule, evidence,
        hard=strength >= 1, says=says, strength=strength,
    )  # fmt: skip


def raised_degree(case: Case) -> Iterator[Hit]:
    """A degree of a higher level than any the CV has finished or begun."""
    there: list[tuple[int, Segment]] = [
        (m.row["rank"], s)
        for s in case.index.segments
        for m in _all_degrees().find(s.words)
        if any(c.isupper() for c in s.words[m.first].text) or not m.row["short"]
    ]
    highest = max((rank for rank, _ in there), default=0)
    for reading in case.readings:
        for match in _degrees().find(reading.words):
            if match.first in reading.claimed and highest and match.row["rank"] > highest:
                best = [s for rank, s in there if rank == highest]
                yield _hit(reading, match, "credential.degree-raised", _evidence(best), best[0].text)


def unknown_certificate(case: Case) -> Iterator[Hit]:
    """A certificate, licence or registration that the CV does not list, or one that it lists as not yet there."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for match in phrases("credentials", "certificate").find(reading.words):
            if match.first not in reading.claimed or not _written_as_name(reading, match):
                continue
            homes = _homes(reading, match, case)
            if homes is None:
                yield _hit(reading, match, _unknown_rule(reading, match, case))
            elif homes and all(_open(s, reading.words[match.first : match.last + 1]) for s in homes):
                if unfinished(reading.words):
                    continue
                yield _hit(reading, match, "credential.status-raised", _evidence(homes), homes[0].text)


def _open(segment: Segment, named: Iterable[Word]) -> bool:
    """Whether the CV says that the thing named is not there yet."""
    stems = {w.stem for w in named if is_content(w)}
    places = {k for k, w in enumerate(segment.words) if w.stem in stems}
    denied = any(w.text.lower() == "not" and any(0 < k - i <= _REACH or 0 < i - k <= _REACH for k in places)
                 for i, w in enumerate(segment.words))  # fmt: skip
    return denied or unfinished_item(segment, places)


def _unknown_rule(reading: Reading, match: PhraseMatch, case: Case) -> str:
    asked = case.posting is None or all(
        w.stem in case.posting.stems for w in reading.words[match.first : match.last + 1] if is_content(w)
    )
    return "credential.certificate-unknown" + ("" if asked else "-unasked")


def _written_as_name(reading: Reading, match: PhraseMatch) -> bool:
    """Whether a row that may be an everyday word stands in capitals, as the certificate's name would."""
    text = reading.words[match.first].text
    return not match.row.get("bound") or match.last > match.first or text.upper() == text or len(text) > 5


def _homes(reading: Reading, match: PhraseMatch, case: Case) -> list[Segment] | None:
    """The CV's lines on a certificate, its general nouns left out; None where a word of its name is nowhere."""
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
    named = [w for w in words if w.lemma not in _GENERAL] or words
    sets = []
    for word in named:
        found = set(case.index.homes(word))
        letters = word.text.replace(".", "").lower()
        if not found and not (word.text.isupper() and letters in initials_of(case.index)):
            return None
        if found:
            sets.append(found)
    if "".join(w.text[0].lower() for w in words) in acronyms_of(case.index):
        return []
    shared = set.intersection(*sets) if sets else set()
    return [case.index.segments[i] for i in sorted(shared or set().union(*sets))] if sets else []


def unknown_head(case: Case) -> Iterator[Hit]:
    """Something called certified, accredited or a qualification that the CV's own lines on it don't call so."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for i, word in enumerate(reading.words):
            kind = _HEADS.get(word.lemma) or _HEADS.get(word.text.lower())
            if kind is None or i not in reading.claimed:
                continue
            named = _named_by(reading.words, i)
            if named:
                yield from _head_hits(reading, case, i, named, kind)


def _named_by(words: tuple[Word, ...], i: int) -> list[int]:
    """What a head is about: the words before it in its phrase, the noun it stands before, what follows "in" or "as"."""
    left, right = item_around(words, i)
    found = [k for k in naming(words, left, right, frozenset({i})) if abs(k - i) <= _REACH]
    return [k for k in found if words[k].lemma not in _GENERAL and not words[k].is_verb and words[k].is_noun]


def _head_hits(reading: Reading, case: Case, i: int, named: list[int], kind: str) -> Iterator[Hit]:
    words = reading.words
    if any(m.first <= k <= m.last for m in _degrees().find(words) for k in (*named, i)):
        return
    lines = segments_with(case.index, [words[k] for k in named], 0.5)
    borne = [s for s, _ in lines if _bears(s, kind)]
    first, last = min(i, *named), max(i, *named)
    match = PhraseMatch(first, last, {})
    if not lines:
        fresh = [k for k in named if not case.index.homes(words[k])]
        if len(fresh) == len(named):
            yield _hit(reading, match, f"credential.{_GROUPS[kind]}-unheard")
    elif not borne:
        segment = lines[0][0]
        yield _hit(reading, match, f"credential.{_GROUPS[kind]}-lent", _evidence([segment]), segment.text)
    elif all(_open(s, [words[k] for k in named]) for s in borne) and not unfinished(words):
        yield _hit(reading, match, "credential.head-status", _evidence(borne), borne[0].text)


def _bears(segment: Segment, kind: str) -> bool:
    """Whether a line of the CV speaks of a certificate: by a head, a listed certificate or its section."""
    if segment.section is SectionKind.CERTIFICATES and not any(w.lemma in _SLIGHT for w in segment.words):
        return True
    if any(w.lemma in _WITNESSES or w.text.lower() in _HEADS for w in segment.words):
        return not (kind == "accredited" and not any(w.stem.startswith("accredit") for w in segment.words))
    return kind != "accredited" and bool(phrases("credentials", "certificate").find(segment.words))


_RANKED = {"full": 3, "provisional": 1, "student": 1, "associate": 2, "chartered": 4, "registered": 3, "fellow": 4}


def raised_standing(case: Case) -> Iterator[Hit]:
    """A full licence for a provisional one, a member for a student member."""
    for reading in case.readings:
        for i, word in enumerate(reading.words[:-1]):
            rank = _RANKED.get(word.lemma)
            if rank is None or i not in reading.claimed:
                continue
            head = next(
                (w for w in reading.words[i + 1 : i + 4] if w.lemma in {"license", "member", "membership"}), None
            )
            if head is None:
                continue
            for segment in case.index.segments:
                if any(w.lemma == head.lemma for w in segment.words):
                    kept = [_RANKED[w.lemma] for w in segment.words if w.lemma in _RANKED]
                    if (kept and rank > max(kept)) or (not kept and word.lemma == "full" and _limited(segment)):
                        yield _hit(
                            reading,
                            PhraseMatch(i, i, {}),
                            "credential.standing-raised",
                            (segment.quote(),),
                            segment.text,
                        )
                        break


def _limited(segment: Segment) -> bool:
    return any(w.text.lower() in {"p1", "p2", "l", "learner", "theory", "booked"} for w in segment.words)
