"""Prints the benchmark's figures for the checker in this process: the same sentences and counts as `score.py`.

    python -m benchmarks.measure dev|calibration [--misses] [--category NAME]

Misses are shown for the development set alone: rules are never written on the calibration set's.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from statistics import median

from benchmarks.cases import ROOT, LabelledDraft, load
from benchmarks.embellishment.score import overlaps, sentences
from jobhelper.checking.check import check
from jobhelper.models import Report


class Tally:
    """Counts over drafts; `figures` are the scorer's."""

    def __init__(self) -> None:
        self.caught: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.plain: Counter[str] = Counter()
        self.widths: list[float] = []
        self.missed: list[str] = []
        self.alarms: list[str] = []

    def add(self, draft: LabelledDraft, report: Report) -> None:
        """Count one draft's report."""
        ranges = sentences(draft.text)
        found = [((f.start, f.end), f) for f in report.findings]
        asked = [(q.start, q.end) for q in report.questions]
        for span in draft.spans:
            where = (span.start, span.end)
            home = [r for r in ranges if overlaps(r, where)]
            tight = [(r, f) for r, f in found if overlaps(r, where)]
            hits = any(overlaps(r, h) for r, _ in found for h in home)
            keys = ("all", span.severity, span.category)
            self.total.update(keys)
            self.plain["settled"] += hits or any(overlaps(q, h) for q in asked for h in home)
            if hits:
                self.caught.update(keys)
            else:
                tag = "asked" if any(overlaps(q, h) for q in asked for h in home) else "silent"
                line = " ".join(draft.text[home[0][0] : home[0][1]].split()) if home else ""
                self.missed.append(
                    f"{draft.person}/{draft.name} {tag} [{span.severity} {span.category}] "
                    f"{draft.text[span.start : span.end]!r} in: {line[:200]}"
                )
            if tight:
                self.plain["tight"] += 1
                self.plain["category"] += any(f.category.value == span.category for _, f in tight)
                self.plain["source"] += any(f.from_posting == span.from_posting for _, f in tight)
                self.widths.append(min(r[1] - r[0] for r, _ in tight) / max(1, where[1] - where[0]))
        labelled = [(s.start, s.end) for s in draft.spans]
        for sentence in ranges:
            bad = any(overlaps(sentence, w) for w in labelled)
            if not bad and any(overlaps(sentence, w) for w in draft.disputed):
                continue
            flagged = [f for r, f in found if overlaps(r, sentence)]
            self.plain["bad" if bad else "clean"] += 1
            if bad:
                self.plain["bad flagged"] += bool(flagged)
            else:
                self.plain["clean flagged"] += bool(flagged)
                self.plain["clean asked"] += not flagged and any(overlaps(q, sentence) for q in asked)
                if flagged:
                    line = " ".join(draft.text[sentence[0] : sentence[1]].split())
                    why = "; ".join(f"{f.rule} {f.category.value}: {f.quote!r}" for f in flagged)
                    self.alarms.append(f"{draft.person}/{draft.name}: {line[:200]}  <- {why}")
        for where in draft.tempting:
            self.plain["tempting"] += 1
            self.plain["tempting flagged"] += any(overlaps(r, where) for r, _ in found)
        if not draft.spans:
            self.plain["honest"] += 1
            self.plain["silent"] += not report.findings

    def lines(self) -> list[str]:
        """The figures, a line each."""
        plain, total = self.plain, self.total
        by_category = [
            f"  {k:22} {self.caught[k] / total[k]:.2f} of {total[k]}"
            for k in sorted(total)
            if "_" in k or k == "overgeneralised" or k == "reclassified"
        ]
        return [
            f"span recall, all          {self.caught['all'] / total['all']:.3f}",
            f"span recall, high         {self.caught['high'] / total['high']:.3f}",
            f"span recall, medium       {self.caught['medium'] / total['medium']:.3f}",
            f"span recall, low          {self.caught['low'] / total['low']:.3f}",
            f"found or asked            {plain['settled'] / total['all']:.3f}",
            f"clean flagged             {plain['clean flagged'] / plain['clean']:.4f}",
            f"clean asked               {plain['clean asked'] / plain['clean']:.3f}",
            f"tempting flagged          {plain['tempting flagged'] / max(1, plain['tempting']):.4f}",
            f"honest silent             {plain['silent'] / max(1, plain['honest']):.3f}",
            f"category right            {plain['category'] / max(1, plain['tight']):.3f}",
            f"from_posting right        {plain['source'] / max(1, plain['tight']):.3f}",
            f"width over label, median  {median(self.widths) if self.widths else 0:.2f}",
            f"located                   {plain['tight'] / total['all']:.3f}",
            *by_category,
        ]


def tally(folder: Path) -> Tally:
    """Check every draft under `folder`."""
    result = Tally()
    for draft in load(folder):
        result.add(draft, check(draft.text, draft.cv, draft.posting))
    return result


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=("dev", "calibration"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--category", default="")
    arguments = parser.parse_args()
    if arguments.misses and arguments.set == "calibration":
        sys.exit("the misses of the calibration set stay closed: rules are written on the development set")
    result = tally(ROOT / arguments.set)
    sys.stdout.write("\n".join(result.lines()) + "\n")
    if arguments.misses:
        rows = [m for m in result.missed if arguments.category in m]
        sys.stdout.write("\nmissed\n" + "\n".join(rows) + "\n\nfalse alarms\n" + "\n".join(result.alarms) + "\n")


if __name__ == "__main__":
    main()
