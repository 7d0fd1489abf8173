"""Says when two words may stand for each other: synonym groups and word families, read from the lexicons."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma, stem
from jobhelper.text.lexicon import load


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Single-word members of every synonym group and derivation family, by lemma."""
    found: dict[str, set[str]] = {}
    rows: list[dict[str, Any]] = [*load("synonyms")["group"], *load("derivations")["family"]]
    for row in rows:
        for member in row.get("texts") or row["words"]:
            if " " not in member:
                found.setdefault(lemma(member), set()).add(row["id"])
    return {word: frozenset(ids) for word, ids in found.items()}


@lru_cache(maxsize=65536)
def keys(word_lemma: str) -> frozenset[str]:
    """Everything that a word matches by: its stem and the groups it belongs to."""
    return frozenset({f"stem.{stem(word_lemma)}"}) | _groups().get(word_lemma, frozenset())


def related(one: Word, other: Word) -> bool:
    """Whether two words are the same, of one family, or accepted as synonyms."""
    return one.lemma == other.lemma or one.stem == other.stem or bool(keys(one.lemma) & keys(other.lemma))
