"""Rules on credentials: degree, grade, certificate, level and how far each has come, none raised above the CV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, Phrases, phrases
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.lexicon import load

_UNFINISHED = frozenset({"in_progress", "expected", "pending", "partial", "lapsed", "failed"})
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
def _grades() -> Phrases:
    return Phrases(
        row
        for row in _spread(load("credentials")["grade"])
        if row["system"] != "measure" and row["text"] not in _EVERYDAY and (len(row["text"]) > 2 or ":" in row["text"])
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
        says=says, strength=strength,
    )  # fmt: skip


def _statuses(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(m.row["status"] for m in phrases("credentials", "status").find(words))


def raised_degree(case: Case) -> Iterator[Hit]:
    """A degree of a higher level than any the CV has finished or begun."""
    there: list[tuple[int, Segment]] = [
        (m.row["rank"], s) for s in case.index.segments for m in _degrees().find(s.words)
    ]
    highest = max((rank for rank, _ in there), default=0)
    for reading in case.readings:
        for match in _degrees().find(reading.words):
            if match.first in reading.claimed and highest and match.row["rank"] > highest:
                best = [s for rank, s in there if rank == highest]
                yield _hit(reading, match, "credential.degree-raised", _evidence(best), best[0].text)


def raised_grade(case: Case) -> Iterator[Hit]:
    """A grade better than the CV's in the same system, or in a system the CV does not use at all."""
    there: dict[str, list[tuple[int, Segment]]] = {}
    for segment in case.index.segments:
        for match in _grades().find(segment.words):
            there.setdefault(match.row["system"], []).append((match.row["rank"], segment))
    for reading in case.readings:
        for match in _grades().find(reading.words):
            if match.first not in reading.claimed or _stands(reading, match, case):
                continue
            same = there.get(match.row["system"], [])
            near = [r for r, s in same if s in reading.alignment.near] or [r for r, _ in same]
            if near and match.row["rank"] > max(near):
                yield _hit(reading, match, "credential.grade-raised", _evidence(s for _, s in same), same[0][1].text)
            elif not same:
                yield _hit(reading, match, "credential.grade-unknown", strength=0.6)


def _stands(reading: Reading, match: PhraseMatch, case: Case) -> bool:
    """Whether an aligned line (or the CV, where none is) holds the very words."""
    wanted = [w.text.lower() for w in reading.words[match.first : match.last + 1]]
    pool = reading.alignment.near or case.index.segments
    for segment in pool:
        lowers = [w.text.lower() for w in segment.words]
        if any(lowers[i : i + len(wanted)] == wanted for i in range(len(lowers) - len(wanted) + 1)):
            return True
    return False


def unknown_certificate(case: Case) -> Iterator[Hit]:
    """A certificate, licence or registration that the CV does not list, or one that it lists as not yet there."""
    for reading in case.readings:
        for match in phrases("credentials", "certificate").find(reading.words):
            if match.first not in reading.claimed or not _written_as_name(reading, match):
                continue
            homes = _homes(reading, match, case)
            if not homes:
                strength = 0.5 if match.row.get("bound") else 1.0
                yield _hit(reading, match, "credential.certificate-unknown", strength=strength)
            elif all(_statuses(s.words) & _UNFINISHED or s.negated for s in homes) and not (
                _statuses(reading.words) & _UNFINISHED
            ):
                yield _hit(reading, match, "credential.status-raised", _evidence(homes), homes[0].text)


def _written_as_name(reading: Reading, match: PhraseMatch) -> bool:
    """Whether a row that may be an everyday word stands in capitals, as the certificate's name would."""
    text = reading.words[match.first].text
    return not match.row.get("bound") or match.last > match.first or text.upper() == text or len(text) > 5


def _homes(reading: Reading, match: PhraseMatch, case: Case) -> list[Segment]:
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
    shared: set[int] | None = None
    for word in words:
        found = set(case.index.homes(word))
        shared = found if shared is None else shared & found
    return [case.index.segments[i] for i in sorted(shared or ())]


def unknown_head(case: Case) -> Iterator[Hit]:
    """A word that makes a credential of something ("certified", "accredited") which the CV's lines on it don't have."""
    for reading in case.readings:
        for match in phrases("credentials", "head").find(reading.words):
            if match.first not in reading.claimed or match.row.get("weak"):
                continue
            near = {s.index for s in reading.alignment.near}
            words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)]
            if words and not any(case.index.homes(w).keys() & near for w in words):
                anywhere = any(case.index.homes(w) for w in words)
                yield _hit(reading, match, "credential.head", strength=0.5 if anywhere else 1.0)


_LEVELS = frozenset({"level", "grade", "stage", "band", "part", "tier"})
_RANKED = {"full": 3, "provisional": 1, "student": 1, "associate": 2, "chartered": 4, "registered": 3, "fellow": 4}


def raised_level(case: Case) -> Iterator[Hit]:
    """A numbered level ("Level 3", "Grade 6") above the CV's for the same thing."""
    for reading in case.readings:
        for i, value in _numbered(reading.words):
            if i not in reading.claimed:
                continue
            for segment in reading.alignment.near:
                kept = [v for k, v in _numbered(segment.words) if segment.words[k].lemma == reading.words[i].lemma]
                if kept and value > max(kept):
                    match = PhraseMatch(i, i + 1, {})
                    yield _hit(reading, match, "credential.level-raised", (segment.quote(),), segment.text)
                    break


def _numbered(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    return [
        (i, int(words[i + 1].text))
        for i in range(len(words) - 1)
        if words[i].lemma in _LEVELS and words[i + 1].text.isdigit() and len(words[i + 1].text) <= 2
    ]


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
