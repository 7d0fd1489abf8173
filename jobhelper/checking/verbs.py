"""Reads from the verbs lexicon how much a verb claims for its subject, from looking on (0) to founding (4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jobhelper.checking.memory import Remembered
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load

OBSERVED, ASSISTED, DID, COORDINATED, LED = range(5)


@dataclass(frozen=True, slots=True)
class VerbRow:
    """One row of the lexicon: the lemmas of its words, its level, and the groups within which it may be paraphrased."""

    id: str
    words: tuple[str, ...]
    level: int
    groups: frozenset[str]
    change: bool
    lower_with: frozenset[str]
    higher_with: frozenset[str]
    higher_level: int


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A verb as used: word indices `first` to `last`, and the level it claims beside its object."""

    first: int
    last: int
    row: VerbRow
    level: int


@cache
def _rows() -> dict[str, tuple[VerbRow, ...]]:
    """Rows by their first lemma, the longest first."""
    found: dict[str, list[VerbRow]] = {}
    for data in load("verbs")["verb"]:
        row = _row(data)
        found.setdefault(row.words[0], []).append(row)
    return {first: tuple(sorted(rows, key=lambda r: -len(r.words))) for first, rows in found.items()}


def _row(data: dict[str, Any]) -> VerbRow:
    words = tuple(lemma(w) for w in data["lemma"].split())
    return VerbRow(
        data["id"],
        words,
        data["level"],
        frozenset(data["groups"]),
        data.get("change", False),
        frozenset(lemma(w) for w in data.get("lower_with", ())),
        frozenset(lemma(w) for w in data.get("higher_with", ())),
        data.get("higher_level", data["level"]),
    )


@cache
def _near() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for row in load("verbs")["near"]:
        for group in row["groups"]:
            near.setdefault(group, set()).update(row["groups"])
    return {group: frozenset(others) for group, others in near.items()}


def verb_uses(words: tuple[Word, ...]) -> tuple[VerbUse, ...]:
    """Every work verb of a sentence with the level it claims there; past participles before a noun are none."""
    return _remembered(words)


def _verb_uses(words: tuple[Word, ...]) -> tuple[VerbUse, ...]:
    uses: list[VerbUse] = []
    taken = -1
    for i, word in enumerate(words):
        if i <= taken or not _may_be_verb(words, i):
            continue
        for row in _rows().get(word.lemma, ()):
            if _matches(words, i, row):
                use = VerbUse(i, i + len(row.words) - 1, row, _level(words, i, row))
                uses.append(use)
                taken = use.last
                break
    return tuple(uses)


_remembered = Remembered(_verb_uses)


def _may_be_verb(words: tuple[Word, ...], i: int) -> bool:
    word = words[i]
    if i == 0 and len(words) > 2:
        # A bullet's first word is its verb however the tagger takes it: "Clean tables", "Trained student workers".
        noun = word.tag in {"NN", "NNP", "NNS", "JJ"} and word.relation != "compound"
        activity = word.text.endswith("ing") and words[1].tag in {"CC", "IN", ","}
        return word.is_verb or (noun and not activity and word.lemma in _rows())
    return word.is_verb and word.relation != "amod"


def _matches(words: tuple[Word, ...], i: int, row: VerbRow) -> bool:
    rest = row.words[1:]
    return len(words) >= i + 1 + len(rest) and all(words[i + 1 + k].lemma == w for k, w in enumerate(rest))


def _level(words: tuple[Word, ...], i: int, row: VerbRow) -> int:
    if not row.lower_with and not row.higher_with:
        return row.level
    objects = {w.lemma for w in words[i + 1 : i + 6]}
    if objects & row.higher_with:
        return row.higher_level
    return min(row.level, DID) if objects & row.lower_with else row.level


def verb_row(verb: str) -> VerbRow | None:
    """The row of a one-word verb by its lemma, None for a verb that the lexicon doesn't have."""
    return next((row for row in _rows().get(verb, ()) if len(row.words) == 1), None)


def fair_paraphrase(one: VerbRow, other: VerbRow) -> bool:
    """Whether two verbs may stand for each other where their object is the same."""
    wide = frozenset().union(*(_near().get(g, frozenset({g})) for g in one.groups))
    return bool(wide & other.groups)
