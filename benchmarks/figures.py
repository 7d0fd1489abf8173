"""Takes the fact checker's figures again and writes them into docs/fact-checker.md.

    python -m benchmarks.figures [--print]

The block between the two marks of the document is made here and nowhere else.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from benchmarks.ablation import interval, rows, weighed
from benchmarks.cases import ROOT, load
from benchmarks.measure import Tally, tally
from benchmarks.mutation_corpus import corpus
from jobhelper.checking.check import check

DOCUMENT = Path(__file__).parents[1] / "docs" / "fact-checker.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
SETS = ("calibration", "training", "dev")
# Lines of `measure` that the first table shows, with the words that a reader sees.
SHOWN = {
    "span recall, all": "false claims found",
    "span recall, high": "… of high severity",
    "span recall, medium": "… of medium severity",
    "span recall, low": "… of low severity",
    "found or asked": "false claims found or asked about",
    "clean flagged": "true sentences flagged",
    "clean asked": "true sentences asked about",
    "tempting flagged": "tempting truths flagged",
    "honest silent": "honest drafts without a finding",
    "category right": "category right, of those located",
    "from_posting right": "borrowed from the posting or not: right",
    "width over label, median": "width of a finding over its label's, median",
}


def table(head: list[str], body: list[list[str]]) -> list[str]:
    """A Markdown table."""
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in body),
    ]


def sizes(name: str) -> str:
    """How much a set holds, in a few words."""
    drafts = load(ROOT / name)
    spans = sum(len(d.spans) for d in drafts)
    return f"{name} ({len({d.person for d in drafts})} CVs, {len(drafts)} drafts, {spans} false claims)"


def unread() -> list[str]:
    """What to expect of a CV that nobody read: calibration, each CV left out in turn."""
    outcome = weighed(rows())
    names = ("false claims found", "true sentences flagged", "false claims found or asked about")
    body = []
    for place, name in enumerate((*names, "true sentences asked about")):
        low, high = interval(lambda chosen, place=place: outcome.figures(chosen)[place], len(outcome.counts))  # type: ignore[misc]
        body.append([name, f"{outcome.figures()[place]:.3f}", f"{low:.3f} to {high:.3f}"])
    return table(["calibration, each CV left out of the training in turn", "", "95 % interval over CVs"], body)


def shipped(tallies: dict[str, Tally]) -> list[str]:
    """The scorer's figures of the checker as it comes, on each set."""
    found = {name: dict(_split(line) for line in t.lines()) for name, t in tallies.items()}
    body = [[words, *(found[name][key] for name in tallies)] for key, words in SHOWN.items()]
    return table(["the checker as it comes", *(sizes(name) for name in tallies)], body)


def _split(line: str) -> tuple[str, str]:
    name, _, value = line.rpartition(" ")
    return name.strip(), value


def by_category(tallies: dict[str, Tally]) -> list[str]:
    """How many of each kind of false claim are found."""
    kinds = sorted({k for t in tallies.values() for k in t.total} - {"all", "high", "medium", "low"})
    body = [[k, *(f"{t.caught[k] / max(1, t.total[k]):.2f} of {t.total[k]}" for t in tallies.values())] for k in kinds]
    return table(["found, by category", *tallies], body)


def operators() -> list[str]:
    """Both error rates for each mutation operator over the development set's CVs."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    truth: dict[str, bool] = {}
    for cv, _, mutant in corpus("dev"):
        report = check(f"- {mutant.text}", cv)
        truth[mutant.operator] = mutant.faithful
        made[mutant.operator] += 1
        found[mutant.operator] += bool(report.findings)
        asked[mutant.operator] += bool(report.questions) and not report.findings
    body = [
        [
            "still true" if truth[o] else "false",
            o,
            str(made[o]),
            f"{found[o] / made[o]:.2f}",
            f"{asked[o] / made[o]:.2f}",
        ]
        for o in sorted(made, key=lambda o: (truth[o], o))
    ]
    return table(["the change makes it", "operator", "made", "found", "asked about"], body)


def block() -> str:
    """The whole block, marks included."""
    tallies = {name: tally(ROOT / name) for name in SETS if load(ROOT / name)}
    parts = [unread(), shipped(tallies), by_category(tallies), operators()]
    return "\n\n".join([BEGIN, *("\n".join(part) for part in parts), END])


def main() -> None:
    """Write the block into the document, or print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", dest="shown")
    if parser.parse_args().shown:
        sys.stdout.write(block() + "\n")
        return
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(before + block() + after, "utf-8")


if __name__ == "__main__":
    main()
