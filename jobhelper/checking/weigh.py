"""Weighs what rules alone can't decide: a logistic model over named features, its weights a data file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jobhelper.checking.features import Features

_FILE = Path(__file__).with_name("weights.toml")


_RULE = "rule."
DECIDES = 0.75
"""Trust from which a rule that is sure of a case decides it alone."""
PROMISED = frozenset({"number.unsupported", "number.percent", "kind.service"})
"""Rules that decide alone whenever they are sure: a figure that is nowhere in the CV, looking on told as service."""
_UNKNOWN = 0.27
"""Trust in a rule that was never seen at work: about how often any doubt is right."""


def with_trust(figures: Features, trust: Mapping[str, float]) -> Features:
    """The features and what the trust in each rule adds: the most trusted doubt, and all of them taken together.

    A rule that spoke three times in training says little by a weight of its own; how often it was right still does.
    """
    doubts = sorted(
        (
            min(trust.get(name.removeprefix(_RULE), _UNKNOWN), 0.95) * min(value, 1.0)
            for name, value in figures.items()
            if name.startswith(_RULE)
        ),
        reverse=True,
    )
    if not doubts:
        return figures
    best = min(max(doubts[0], 0.02), 0.98)
    return {
        **figures,
        "trust.best": math.log(best / (1 - best)) + 1.4,
        "trust.together": -sum(math.log(1 - doubt) for doubt in doubts),
        "trust.second": doubts[1] if len(doubts) > 1 else 0.0,
        "trust.good": sum(doubt > 0.5 for doubt in doubts) / 2,
    }


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
        figures = with_trust(features, self.trust)
        total = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in figures.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def decides(self, rule: str, *, sure: bool) -> bool:
        """Whether a rule's doubt alone is a finding: it flags outright, or it is sure of this case and trusted."""
        return rule in self.outright or (sure and (rule in PROMISED or self.trust.get(rule, 1.0) >= DECIDES))

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
