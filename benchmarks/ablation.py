"""Prints what each part of the fact checker adds: the figures with that part left out, each CV left out in turn.

python -m benchmarks.ablation [PART...]

Every row is trained anew without its part, and compared at the same share of clean statements flagged. Figures are
those of the calibration set; intervals (95 %) come from drawing whole CVs with replacement.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import ROOT, load
from benchmarks.train_weights import (
    CLEAN_ASKED,
    CLEAN_FLAGGED,
    Array,
    Example,
    examples,
    out_of_fold,
    precise_rules,
    raised,
    seen_right,
    threshold,
    trusted_rules,
)
from jobhelper import nlp
from jobhelper.checking.cv_index import index_cv
from jobhelper.nlp import Word

Flags = NDArray[np.bool_]
DRAWS = 2000
SURE = 0.98
"""From here on the probabilities that `raised` gives are those of rules that decide by themselves."""
ALIGNMENT = ("unaligned", "coverage", "near.", "entry.", "elsewhere", "pairs.")
POSTING = ("posting.",)


@dataclass(frozen=True, slots=True)
class Rows:
    """The statements of the three sets, laid out in one way."""

    calibration: list[Example]
    training: list[Example]
    dev: list[Example]

    @property
    def unread(self) -> list[Example]:
        """Those on which no rule was written."""
        return self.calibration + self.training

    def families(self) -> list[str]:
        """The families of rules that spoke at all."""
        names = {n.split(".")[1] for row in self.unread + self.dev for n in row.figures if n.startswith("rule.")}
        return sorted(names)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of each CV, in the order of their names: columns caught, false, flagged, clean, settled, asked."""

    counts: Array

    def figures(self, chosen: Array | None = None) -> tuple[float, float, float, float]:
        """Span recall, clean flagged, found or asked, clean asked; over `chosen` CVs where given."""
        caught, false, flagged, clean, settled, asked = (
            self.counts if chosen is None else self.counts[chosen.astype(int)]
        ).sum(axis=0)
        return caught / false, flagged / clean, settled / false, asked / clean


def rows(without: str = "", *, posting: bool = True) -> Rows:
    """The statements of all sets, a family of rules or the postings left out."""
    made = (examples(load(ROOT / name), without, posting=posting) for name in ("calibration", "training", "dev"))
    return Rows(*made)


def dropped(given: Rows, prefixes: tuple[str, ...]) -> Rows:
    """The rows without the features whose names begin in one of these ways."""

    def kept(row: Example) -> Example:
        figures = {n: v for n, v in row.figures.items() if not n.startswith(prefixes)}
        return replace(row, figures=figures, hard=frozenset() if "rule." in prefixes else row.hard)

    return Rows(*([kept(r) for r in part] for part in (given.calibration, given.training, given.dev)))


def weighed(given: Rows) -> Outcome:
    """The outcome on calibration with weights and thresholds trained anew, each CV left out in turn."""
    everywhere = out_of_fold(given.unread, given.dev)
    chance = everywhere[: len(given.calibration)]
    finding, question = (
        max(threshold(chance, given.calibration, share), threshold(everywhere, given.unread, share))
        for share in (CLEAN_FLAGGED, CLEAN_FLAGGED + CLEAN_ASKED)
    )
    return counted(given.calibration, chance >= finding, chance >= min(finding, question))


def outright_only(given: Rows) -> Outcome:
    """The outcome on calibration where only those rules speak whose record lets them decide by themselves."""
    chance = np.zeros(len(given.calibration))
    for person in sorted({r.person for r in given.calibration}):
        rest = [r for r in given.unread if r.person != person]
        precise, trusted = precise_rules(rest, given.dev), trusted_rules(seen_right(rest, given.dev))
        sure = raised(chance, given.calibration, precise, trusted)
        mine = np.array([r.person == person for r in given.calibration])
        chance = np.where(mine, sure, chance)
    return counted(given.calibration, chance >= SURE, chance >= SURE)


def counted(given: list[Example], found: Flags, settled: Flags) -> Outcome:
    """Counts by CV."""
    people = sorted({r.person for r in given})
    table = np.zeros((len(people), 6))
    for row, f, s in zip(given, found, settled, strict=True):
        spans, clean = len(row.spans), not row.false
        table[people.index(row.person)] += (spans * f, spans, clean * f, clean, spans * s, clean * (s and not f))
    return Outcome(table)


def interval(measure: Callable[[Array], float], count: int) -> tuple[float, float]:
    """The 95 % interval of a figure over draws of whole CVs; the same draws for every part."""
    rng = np.random.default_rng(20_261)
    values = [measure(rng.integers(0, count, count).astype(float)) for _ in range(DRAWS)]
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


@contextmanager
def without_grammar() -> Iterator[None]:
    """While it lasts, every sentence is one clause of loose words: tags stay, dependencies are gone."""
    parse_many = nlp.parse_many
    loose: dict[int, tuple[tuple[Word, ...], tuple[Word, ...]]] = {}

    def flat(words: tuple[Word, ...]) -> tuple[Word, ...]:
        if id(words) not in loose:
            loose[id(words)] = (
                words,
                tuple(replace(w, head=0, relation="dep" if i else "ROOT") for i, w in enumerate(words)),
            )
        return loose[id(words)][1]

    nlp.parse_many = lambda texts: [flat(words) for words in parse_many(texts)]
    index_cv.cache_clear()
    try:
        yield
    finally:
        nlp.parse_many = parse_many
        index_cv.cache_clear()


def outcomes(full: Rows, wanted: list[str]) -> Iterator[tuple[str, Outcome]]:
    """Each part's name and the outcome without it; all parts where none is named."""
    plans: dict[str, Callable[[], Outcome]] = {
        "weights (outright rules alone)": lambda: outright_only(full),
        "posting": lambda: weighed(dropped(rows(posting=False), POSTING)),
        "alignment features": lambda: weighed(dropped(full, ALIGNMENT)),
        "all rules": lambda: weighed(dropped(full, ("rule.", "families", "agreement"))),
        "grammar (dependencies)": _flat,
        **{f"rules: {f}": (lambda f=f: weighed(rows(f))) for f in full.families()},  # type: ignore[misc]
    }
    for name, plan in plans.items():
        if not wanted or any(w in name for w in wanted):
            yield name, plan()


def _flat() -> Outcome:
    with without_grammar():
        return weighed(rows())


def line(name: str, outcome: Outcome, full: Outcome) -> str:
    """One row of the table: figures, and how far recall is from the whole checker's."""
    recall, flagged, settled, asked = outcome.figures()
    low, high = interval(lambda c: outcome.figures(c)[0] - full.figures(c)[0], len(full.counts))
    change = recall - full.figures()[0]
    return f"{name:32} {recall:.3f}  {change:+.3f} [{low:+.3f}, {high:+.3f}]  {flagged:.4f}  {settled:.3f}  {asked:.3f}"


def main() -> None:
    """Print the table, a row as soon as it is there."""
    given = rows()
    full = weighed(given)
    recall = interval(lambda c: full.figures(c)[0], len(full.counts))
    flagged = interval(lambda c: full.figures(c)[1], len(full.counts))
    sys.stdout.write(f"recall [{recall[0]:.3f}, {recall[1]:.3f}], clean flagged [{flagged[0]:.4f}, {flagged[1]:.4f}]\n")
    sys.stdout.write(f"{'left out':32} recall change [95 %]              flagged found or asked, asked\n")
    sys.stdout.write(line("nothing", full, full) + "\n")
    for name, outcome in outcomes(given, sys.argv[1:]):
        sys.stdout.write(line(name, outcome, full) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
