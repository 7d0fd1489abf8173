"""Weighs what rules alone can't decide: a logistic model over named features, its weights a data file."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jobhelper.checking.features import Features

_FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: `finding` and `question` are the probabilities above which a claim is one or the other.

    `trust` is how often a rule's doubt was right, 0 to 1: of several doubts about a sentence the most trusted is shown.
    `outright` names the rules that were right so often on unread CVs that their doubt alone is a finding.
    """

    intercept: float
    finding: float
    question: float
    outright: frozenset[str]
    weights: dict[str, float]
    trust: dict[str, float]

    def probability(self, features: Features) -> float:
        """The probability, 0 to 1, that a statement with these features holds a false claim."""
        total = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, features: Features, most: int = 3) -> tuple[str, ...]:
        """The names of the features that spoke most for a false claim, strongest first."""
        pushes = [(self.weights.get(name, 0.0) * value, name) for name, value in features.items()]
        return tuple(name for push, name in sorted(pushes, reverse=True)[:most] if push > 0)


@cache
def load_weights() -> Weights:
    """The weights that come with the program, made by `benchmarks/train_weights.py`."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return Weights(
        data["intercept"],
        data["finding"],
        data["question"],
        frozenset(data["outright"]),
        data["weights"],
        data["trust"],
    )
