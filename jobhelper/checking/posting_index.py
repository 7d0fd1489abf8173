"""Lays a posting out for comparison: its words, its neighbouring pairs, and who the employer is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jobhelper.models import Posting
from jobhelper.text.lemmas import lemma, stem
from jobhelper.text.tokens import Token, TokenKind, tokenise


@dataclass(frozen=True, slots=True, eq=False)
class PostingIndex:
    """A posting ready to be compared with; `pairs` are stems of words that stand next to each other there."""

    posting: Posting
    tokens: tuple[Token, ...]
    stems: dict[str, tuple[int, ...]]
    pairs: frozenset[tuple[str, str]]
    employer: frozenset[str]
    role: frozenset[str]
    place: frozenset[str]


_CORPORATE = frozenset(
    "ltd limited plc inc llc gmbh co company group the of and for cic trust services service".split()
)


@lru_cache(maxsize=64)
def index_posting(posting: Posting) -> PostingIndex:
    """The index of `posting`; kept for the next check against the same one."""
    tokens = tuple(t for t in tokenise(posting.text) if t.kind in {TokenKind.WORD, TokenKind.NUMBER})
    stems: dict[str, list[int]] = {}
    for position, token in enumerate(tokens):
        stems.setdefault(stem(token.text), []).append(position)
    names = [stem(t.text) for t in tokens]
    employer = {lemma(t.text) for t in tokenise(posting.company) if t.kind is TokenKind.WORD} - _CORPORATE
    return PostingIndex(
        posting,
        tokens,
        {k: tuple(v) for k, v in stems.items()},
        frozenset(pairwise(names)),
        frozenset(employer),
        frozenset(stem(t.text) for t in tokenise(posting.title) if t.kind is TokenKind.WORD),
        frozenset(stem(t.text) for t in tokenise(posting.location) if t.kind is TokenKind.WORD),
    )
