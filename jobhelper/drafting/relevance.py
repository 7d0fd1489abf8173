"""Ranks the CV's facts by how much they answer a posting: coverage first, then rare words in common, then likeness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from jobhelper.models import CV, Bullet, Coverage, CoverageStatus, Entry, Fact, FactKind, Posting
from jobhelper.text.lemmas import stem
from jobhelper.text.tokens import TokenKind, tokenise

LETTER_FACTS = frozenset({FactKind.BULLET, FactKind.ENTRY, FactKind.CREDENTIAL, FactKind.AWARD, FactKind.SKILL})
"""The kinds of fact that a letter may rest on; contact details and interests are none."""

# Weights by judgement: a covered keyword counts more than any likeness, a required one twice a desirable one.
_REQUIRED, _DESIRABLE, _REWORDED = 2.0, 1.0, 0.8
_LIKENESS = 0.5


def rank_facts(cv: CV, posting: Posting, coverage: Sequence[Coverage]) -> list[tuple[float, Fact]]:
    """Facts that a letter may rest on with their score, best first; ties keep the order of the CV."""
    facts = [fact for fact in cv.facts if fact.kind in LETTER_FACTS]
    stems = {fact.id: _stems(fact.text) for fact in facts}
    common = Counter(word for found in stems.values() for word in found)
    asked = _stems(" ".join([posting.title, *(r.text for r in posting.requirements), *_keywords(coverage)]))
    scored = []
    for fact in facts:
        shared = sum(math.log(1 + len(facts) / common[word]) for word in stems[fact.id] & asked)
        score = _covered(fact, coverage) + shared / (1 + math.sqrt(len(stems[fact.id]))) + _likeness(fact, posting)
        scored.append((score, fact))
    return sorted(scored, key=lambda pair: -pair[0])


def bullet_fact(cv: CV, bullet: Bullet) -> Fact | None:
    """The fact that stands where `bullet` stands."""
    exact = (f for f in cv.facts if f.kind is FactKind.BULLET and f.start == bullet.start)
    found = next(exact, None)
    if found is not None:
        return found
    return next((f for f in cv.facts if f.start < bullet.end and bullet.start < f.end), None)


def entry_fact(cv: CV, entry: Entry) -> Fact | None:
    """The fact that says that `entry` took place."""
    return next((f for f in cv.facts if f.kind is FactKind.ENTRY and f.entry_id == entry.id), None)


def bullets_of(cv: CV) -> dict[str, Bullet]:
    """Every bullet of the CV by its id."""
    return {bullet.id: bullet for entry in cv.entries for bullet in entry.bullets}


def _stems(text: str) -> set[str]:
    return {stem(token.text) for token in tokenise(text) if token.kind is TokenKind.WORD and len(token.text) > 3}


def _keywords(coverage: Sequence[Coverage]) -> list[str]:
    return [c.keyword.text for c in coverage]


def _covered(fact: Fact, coverage: Sequence[Coverage]) -> float:
    total = 0.0
    for item in coverage:
        if any(quote.start < fact.end and fact.start < quote.end for quote in item.evidence):
            weight = _REQUIRED if item.keyword.required else _DESIRABLE
            total += weight if item.status is CoverageStatus.SHOWN else weight * _REWORDED
    return total


def _likeness(fact: Fact, posting: Posting) -> float:
    best = max((fuzz.token_set_ratio(fact.text, r.text) for r in posting.requirements), default=0.0)
    return _LIKENESS * best / 100
