"""Fits the fact checker's weights, and its thresholds on CVs that the weights never saw.

Weights are fitted on all sets; on unread CVs that does better than calibration alone. Thresholds and figures come from
CVs each left out in turn, and only from those on which no rule was written: the calibration and the training set.

    python -m benchmarks.train_weights [--write]

Prints what whole-CV-out cross-validation gives; with --write, stores weights fitted on the whole set and thresholds
taken from the cross-validated probabilities in `jobhelper/checking/weights.toml`.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import ROOT, LabelledDraft, load
from jobhelper.checking.case import lay_out
from jobhelper.checking.features import features
from jobhelper.checking.rules import all_hits
from jobhelper.checking.weigh import DECIDES, PROMISED, with_trust

Array = NDArray[np.float64]
WEIGHTS = Path(__file__).parents[1] / "jobhelper" / "checking" / "weights.toml"
RIDGE = 2.5
# A rule flags outright from this precision on, counted over at least so many statements; development statements count
# less, because the rules were written on them.
PRECISE, LEAST_SEEN, READ_WEIGHT = 0.9, 3, 0.3
# A rule is worth its own record and that of its group as if the group's had been seen this often.
DRAWN = 2.5
# Below the bars (0.03 and 0.15) by the spread between folds, so that unread CVs stay under them.
CLEAN_FLAGGED, CLEAN_ASKED = 0.026, 0.14


@dataclass(frozen=True, slots=True)
class Example:
    """One statement of a labelled draft: its features, its false claims, and the rules that would decide it."""

    person: str
    draft: str
    text: str
    figures: dict[str, float]
    false: bool
    hard: frozenset[str]
    spans: tuple[tuple[str, str], ...]


def examples(drafts: tuple[LabelledDraft, ...], without: str = "", *, posting: bool = True) -> list[Example]:
    """Every statement that claims, disputed ones left out.

    `without` names a family of rules that is not heard, `posting` whether postings are read: for ablation.
    """
    found = []
    for draft in drafts:
        case = lay_out(draft.text, draft.cv, draft.posting if posting else None)
        hits = [h for h in all_hits(case) if h.rule.split(".")[0] != without]
        for reading in case.readings:
            start, end = reading.statement.start, reading.statement.end
            spans = tuple((s.category, s.severity) for s in draft.spans if s.start < end and start < s.end)
            if not spans and any(a < end and start < b for a, b in draft.disputed):
                continue
            mine = [h for h in hits if h.statement == reading.statement.index]
            figures = features(reading, case, mine)
            hard = frozenset(h.rule for h in mine if h.hard)
            found.append(Example(draft.person, draft.name, reading.statement.text, figures, bool(spans), hard, spans))
    return found


def matrix(rows: list[Example], names: list[str]) -> tuple[Array, Array]:
    """Features with a leading column of ones, and the truth, as arrays of shape (n, k + 1) and (n,)."""
    table = np.array([[1.0, *(row.figures.get(n, 0.0) for n in names)] for row in rows])
    return table, np.array([float(row.false) for row in rows])


def fit(table: Array, truth: Array, ridge: float = RIDGE) -> Array:
    """Ridge logistic regression by Newton's method; the intercept is not shrunk."""
    beta = np.zeros(table.shape[1])
    penalty = np.full(table.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ beta, -30, 30)))
        gradient = table.T @ (truth - chance) - penalty * beta
        curvature = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if float(np.abs(step).max()) < 1e-7:
            break
    return beta


def seen_right(unread: list[Example], read: list[Example]) -> dict[str, tuple[float, float]]:
    """For each rule's feature: over how many statements it was seen, and in how many of them it was right."""
    counts: dict[str, tuple[float, float]] = {}
    for rows, weight in ((unread, 1.0), (read, READ_WEIGHT)):
        for row in rows:
            for name in row.figures:
                if name.startswith("rule."):
                    seen, right = counts.get(name, (0.0, 0.0))
                    counts[name] = (seen + weight, right + weight * row.false)
    return counts


def precise_rules(unread: list[Example], read: list[Example]) -> frozenset[str]:
    """Features of the rules whose doubts are right so often that no weighing is needed."""
    counts = seen_right(unread, read)
    return frozenset(n for n, (s, r) in counts.items() if s >= LEAST_SEEN and (r + 0.5) / (s + 1.5) >= PRECISE)


def parents(name: str) -> list[str]:
    """A rule's id and the wider groups it belongs to: `outcome.tail-effect`, `outcome.tail`, `outcome`."""
    family, _, rest = name.removeprefix("rule.").partition(".")
    steps = rest.split("-")
    return [*(f"{family}.{'-'.join(steps[:n])}" for n in range(len(steps), 0, -1)), family]


def trust_of(name: str, groups: dict[str, tuple[float, float]], own: float = 0.0, false: bool = False) -> float:
    """How often a rule's doubt is right, drawn towards its group where it was seen seldom, and that towards all.

    `own` is the weight of the statement in hand, which is taken out of every count, and `false` its truth.
    """
    trust = 0.27
    for group in reversed(parents(name)):
        seen, right = groups.get(group, (0.0, 0.0))
        seen, right = max(seen - own, 0.0), max(right - own * false, 0.0)
        trust = (right + DRAWN * trust) / (seen + DRAWN)
    return trust


def grouped(counts: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Counts of rules and of every group that holds them."""
    found: dict[str, tuple[float, float]] = {}
    for name, (seen, right) in counts.items():
        for group in parents(name):
            before = found.get(group, (0.0, 0.0))
            found[group] = (before[0] + seen, before[1] + right)
    return found


def with_trust_in(rows: list[Example], groups: dict[str, tuple[float, float]], weight: float = 0.0) -> list[Example]:
    """The rows with what trust in each rule adds; a row counted with `weight` is taken out of its own count."""
    found = []
    for row in rows:
        rules = [name for name in row.figures if name.startswith("rule.")]
        trust = {name.removeprefix("rule."): trust_of(name, groups, weight, row.false) for name in rules}
        found.append(replace(row, figures=with_trust(row.figures, trust)))
    return found


def training_rows(unread: list[Example], read: list[Example]) -> tuple[list[Example], dict[str, tuple[float, float]]]:
    """All rows to fit weights on, and how right each rule was over them."""
    counts = seen_right(unread, read)
    groups = grouped(counts)
    return with_trust_in(unread, groups, 1.0) + with_trust_in(read, groups, READ_WEIGHT), counts


def trusted_rules(counts: dict[str, tuple[float, float]]) -> frozenset[str]:
    """Ids of the rules whose record lets them decide by themselves where they are sure."""
    groups = grouped(counts)
    return PROMISED | {n.removeprefix("rule.") for n in counts if trust_of(n, groups) >= DECIDES}


def out_of_fold(rows: list[Example], others: list[Example]) -> Array:
    """Each row's probability by weights and trust taken from `others` and from the rows of all other CVs."""
    people = np.array([row.person for row in rows])
    result = np.zeros(len(rows))
    for person in sorted(set(people)):
        rest, held = [r for r in rows if r.person != person], [r for r in rows if r.person == person]
        fitted, counts = training_rows(rest, others)
        names = used(fitted)
        beta = fit(*matrix(fitted, names))
        table, _ = matrix(with_trust_in(held, grouped(counts)), names)
        result[people == person] = raised(
            chances(table, beta), held, precise_rules(rest, others), trusted_rules(counts)
        )
    return result


def chances(table: Array, beta: Array) -> Array:
    """Probabilities of rows of `matrix` under weights."""
    result: Array = 1 / (1 + np.exp(-np.clip(table @ beta, -30, 30)))
    return result


def raised(chance: Array, rows: list[Example], precise: frozenset[str], trusted: frozenset[str]) -> Array:
    """The probabilities with those of outright rules lifted above any other, in their own order."""
    sure = np.array([not precise.isdisjoint(row.figures) or not trusted.isdisjoint(row.hard) for row in rows])
    return np.where(sure, 0.98 + chance / 100, chance * 0.98)


def threshold(chance: Array, rows: list[Example], share: float) -> float:
    """The lowest threshold at which at most `share` of the clean statements reach it."""
    clean = np.sort([c for c, row in zip(chance, rows, strict=True) if not row.false])[::-1]
    allowed = int(share * len(clean))
    return float(clean[allowed]) + 1e-6


def used(rows: list[Example], least: int = 3) -> list[str]:
    """Names of the features that at least `least` rows have."""
    counts: dict[str, int] = {}
    for row in rows:
        for name, value in row.figures.items():
            counts[name] = counts.get(name, 0) + (value != 0)
    return sorted(name for name, count in counts.items() if count >= least)


def summary(chance: Array, rows: list[Example], finding: float, question: float) -> str:
    """Recall, false alarms and questions at two thresholds, in one line."""
    flagged = [c >= finding for c in chance]
    asked = [f or c >= question for f, c in zip(flagged, chance, strict=True)]
    false = sum(len(row.spans) for row in rows)
    clean = sum(1 for row in rows if not row.false)
    caught = sum(len(row.spans) for row, f in zip(rows, flagged, strict=True) if f)
    settled = sum(len(row.spans) for row, a in zip(rows, asked, strict=True) if a)
    alarms = sum(1 for row, f in zip(rows, flagged, strict=True) if f and not row.false)
    doubts = sum(1 for row, a, f in zip(rows, asked, flagged, strict=True) if a and not f and not row.false)
    return (
        f"span recall {caught / false:.3f}, clean flagged {alarms / clean:.4f}, "
        f"found or asked {settled / false:.3f}, clean asked {doubts / clean:.3f}"
    )


def by_kind(chance: Array, rows: list[Example], finding: float, question: float) -> str:
    """For each category and severity: spans found, found or asked, and how many there are."""
    counts: dict[str, list[int]] = {}
    for c, row in zip(chance, rows, strict=True):
        found = bool(c >= finding)
        for span in row.spans:
            for name in span:
                count = counts.setdefault(name, [0, 0, 0])
                count[0] += found
                count[1] += found or c >= question
                count[2] += 1
    lines = [f"{k:24} {a / n:.2f} {b / n:.2f} {n:4d}" for k, (a, b, n) in sorted(counts.items())]
    return "\n".join(["kind                    found asked    n", *lines])


def rule_table(rows: list[Example]) -> str:
    """For each rule: how many statements it doubts, and how many of those hold a false claim."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        for name in row.figures:
            if name.startswith("rule."):
                count = counts.setdefault(name, [0, 0])
                count[0] += 1
                count[1] += row.false
    lines = [f"{name:44} {n:4d} {right:4d} {right / n:.2f}" for name, (n, right) in sorted(counts.items())]
    return "\n".join(["rule                                            n  right precision", *lines])


def toml(
    beta: Array,
    names: list[str],
    precise: frozenset[str],
    counts: dict[str, tuple[float, float]],
    thresholds: tuple[float, float],
) -> str:
    """The weights as the data file that the checker reads."""
    finding, question = thresholds
    groups = grouped(counts)
    trust = {name.removeprefix("rule."): trust_of(name, groups) for name in counts}
    lines = [
        "# Made by benchmarks/train_weights.py; don't edit by hand.",
        f"intercept = {beta[0]:.4f}",
        f"finding = {finding / 0.98:.4f}",
        f"question = {question / 0.98:.4f}",
        f"outright = {sorted(name.removeprefix('rule.') for name in precise)}".replace("'", '"'),
        "",
        "[weights]",
        *(f'"{name}" = {value:.4f}' for name, value in zip(names, beta[1:], strict=True)),
        "",
        "[trust]",
        *(f'"{name}" = {value:.3f}' for name, value in sorted(trust.items())),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train, print, and store if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows, read = examples(load(ROOT / "calibration")), examples(load(ROOT / "dev"))
    unread = rows + examples(load(ROOT / "training"))
    everywhere = out_of_fold(unread, read)
    chance = everywhere[: len(rows)]
    finding, question = (
        max(threshold(chance, rows, share), threshold(everywhere, unread, share))
        for share in (CLEAN_FLAGGED, CLEAN_FLAGGED + CLEAN_ASKED)
    )
    sys.stdout.write(rule_table(unread) + "\n" + by_kind(chance, rows, finding, question) + "\n")
    sys.stdout.write(f"calibration, each CV left out in turn: {summary(chance, rows, finding, question)}\n")
    sys.stdout.write(f"all unread, each CV left out in turn: {summary(everywhere, unread, finding, question)}\n")
    fitted, counts = training_rows(unread, read)
    names = used(fitted)
    beta = fit(*matrix(fitted, names))
    precise = precise_rules(unread, read)
    seen = raised(chances(matrix(fitted[len(unread) :], names)[0], beta), read, precise, trusted_rules(counts))
    sys.stdout.write(f"dev: {summary(seen, read, finding, question)}\n")
    if arguments.write:
        WEIGHTS.write_text(toml(beta, names, precise, counts, (finding, question)), "utf-8")


if __name__ == "__main__":
    main()
