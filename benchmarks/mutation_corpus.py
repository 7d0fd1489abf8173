"""Prints both error rates of the fact checker for each mutation operator, over the sentences of the benchmark's CVs.

python -m benchmarks.mutation_corpus [dev|calibration]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from benchmarks.cases import ROOT, load
from jobhelper.checking.check import check
from jobhelper.checking.mutations import Mutant, mutants
from jobhelper.models import CV, FactKind


def corpus(folder: str) -> Iterator[tuple[CV, str, Mutant]]:
    """Each CV of a set with each mutant of each of its bullets."""
    seen: set[str] = set()
    for draft in load(ROOT / folder):
        if draft.person in seen:
            continue
        seen.add(draft.person)
        for fact in draft.cv.facts:
            text = " ".join(fact.text.split())
            if fact.kind is FactKind.BULLET and len(text.split()) >= 4:
                for mutant in mutants(text, draft.cv.text):
                    yield draft.cv, text, mutant


def main() -> None:
    """Print the table."""
    folder = sys.argv[1] if len(sys.argv) > 1 else "dev"
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for cv, _, mutant in corpus(folder):
        report = check(f"- {mutant.text}", cv)
        name = f"{'true ' if mutant.faithful else 'false'} {mutant.operator}"
        made[name] += 1
        found[name] += bool(report.findings)
        asked[name] += bool(report.questions) and not report.findings
    sys.stdout.write(f"{'operator':30} {'made':>5} {'found':>6} {'asked':>6}\n")
    for name in sorted(made):
        sys.stdout.write(f"{name:30} {made[name]:5d} {found[name] / made[name]:6.2f} {asked[name] / made[name]:6.2f}\n")


if __name__ == "__main__":
    main()
