"""Rules on titles: a title that the CV does not give, or one of higher rank than the CV's for the same entry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import Segment
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load
from jobhelper.text.tokens import TokenKind, tokenise

_BEFORE = frozenset({"a", "an", "the", "as", "my"})


@cache
def _same() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in load("titles")["same_title"]:
        for text in row["texts"]:
            found.setdefault(text, set()).update(row["texts"])
    return {k: frozenset(v) for k, v in found.items()}


def _rank(words: tuple[Word, ...], match: PhraseMatch) -> int:
    """The level of a title with the seniority words that stand right before it."""
    level = int(match.row["level"])
    for step in phrases("titles", "seniority").find(words[max(0, match.first - 2) : match.first]):
        level += int(step.row["step"])
    return level


def claimed_title(case: Case) -> Iterator[Hit]:
    """A title said of the applicant that the CV gives nowhere, or that ranks above the aligned entry's own."""
    for reading in case.readings:
        for match in phrases("titles", "title").find(reading.words):
            if match.first in reading.claimed and _of_applicant(reading, match):
                hit = _judge(reading, match, case)
                if hit is not None:
                    yield hit


def _of_applicant(reading: Reading, match: PhraseMatch) -> bool:
    before = reading.words[match.first - 1].text.lower() if match.first else ""
    at_start = match.first <= 2 and not reading.statement.listed
    said = before in {"as"} or (before in _BEFORE and match.first > 1 and _predicate(reading, match.first - 1))
    return (said or at_start) and not (match.row.get("weak") and not said and match.first > 0)


def _predicate(reading: Reading, i: int) -> bool:
    """Whether the article at `i` opens what somebody is or works as: "I was a …", "worked as a …"."""
    window = {w.lemma for w in reading.words[max(0, i - 3) : i]}
    clause = reading.clause_of(i)
    applicant = clause is not None and clause.subject is Subject.APPLICANT
    return "as" in window or (applicant and bool(window & {"be", "become", "elect", "appoint"}))


def _judge(reading: Reading, match: PhraseMatch, case: Case) -> Hit | None:
    text = match.row["text"]
    names = _same().get(text, frozenset({text}))
    homes = [s for s in case.index.segments if any(m.row["text"] in names for m in _titles(s))]
    rank = _rank(reading.words, match)
    entry = case.index.entries.get(reading.alignment.entry_id or "")
    if homes:
        kept = max(_rank(s.words, m) for s in homes for m in _titles(s) if m.row["text"] in names)
        return _hit(reading, match, "title.raised", homes[0], 0.9) if rank > kept else None
    if entry is not None and entry.title is not None:
        own = [s for s in case.index.of_entry(entry.id) if _titles(s)]
        kept = max((_rank(s.words, m) for s in own for m in _titles(s)), default=0)
        return _hit(reading, match, "title.above-entry" if kept and rank > kept else "title.other", own[0] if own else None,
                    1.0 if kept and rank > kept else 0.6)  # fmt: skip
    return _hit(reading, match, "title.unknown", None, 0.6)


def _titles(segment: Segment) -> tuple[PhraseMatch, ...]:
    return phrases("titles", "title").find(segment.words)


def _hit(reading: Reading, match: PhraseMatch, rule: str, segment: Segment | None, strength: float) -> Hit:
    first = match.first
    start, end = reading.place(first, match.last)
    evidence = (segment.quote(),) if segment is not None and segment.start >= 0 else ()
    return Hit(
        reading.statement.index, start, end, Category.INFLATED_ROLE, Severity.HIGH, rule, evidence,
        says=segment.text if segment is not None else "", strength=strength,
    )  # fmt: skip


def claimed_office(case: Case) -> Iterator[Hit]:
    """A role word that claims a share in leading ("captain of", "co-founder", "in charge of") without one in the CV."""
    for reading in case.readings:
        for match in phrases("titles", "role").find(reading.words):
            level = int(match.row["level"])
            clause = reading.clause_of(match.first)
            if match.first not in reading.claimed or level < 3 or clause is None or clause.subject is Subject.OTHER:
                continue
            kept = max(
                (int(m.row["level"]) for s in reading.alignment.near for m in phrases("titles", "role").find(s.words)),
                default=0,
            )
            held = any(case.index.homes(w) for w in reading.words[match.first : match.last + 1] if len(w.text) > 3)
            if level > kept and not held:
                near = reading.alignment.near
                yield _hit(reading, match, "title.office", near[0] if near else None, 0.5 + 0.25 * (level - kept) / 2)


def changed_heading(case: Case) -> Iterator[Hit]:
    """A title beside one of the CV's organisations that holds a rank or trade which the CV's own entry does not."""
    for reading in case.readings:
        own = tuple(s for entry_id in _named_entries(reading, case) for s in case.index.of_entry(entry_id))
        mine = {s.index for s in own}
        for match in phrases("titles", "title").find(reading.words) if own else ():
            held = all(case.index.homes(w).keys() & mine for w in reading.words[match.first : match.last + 1])
            weak = match.row.get("weak") or match.first not in reading.claimed
            if not held and not weak and _heads_line(reading, match):
                yield _hit(reading, match, "title.entry-changed", own[0], 1.0)


def _named_entries(reading: Reading, case: Case) -> list[str]:
    """Entries whose organisation the statement names in full."""
    lemmas = {w.lemma for w in reading.words}
    found = []
    for entry in case.index.entries.values():
        name = entry.organisation.text if entry.organisation is not None else ""
        parts = {lemma(t.text) for t in tokenise(name) if t.kind is TokenKind.WORD and t.text[0].isupper()}
        if parts and parts <= lemmas:
            found.append(entry.id)
    return found


def _heads_line(reading: Reading, match: PhraseMatch) -> bool:
    """Whether a title is the line's own (before the first comma or after "as"), not somebody else's within it."""
    before = [w.text.lower() for w in reading.words[: match.first]]
    return match.first <= 4 or bool({"as", "was", "am"} & set(before[-3:]))
