"""Holds a draft against the CV: what is borne out, what is not, and what only the user can answer."""

from __future__ import annotations

from collections.abc import Sequence

from jobhelper.checking.attribution import borrowed_words
from jobhelper.checking.case import Case, Reading, lay_out
from jobhelper.checking.features import Features, features
from jobhelper.checking.hits import Hit
from jobhelper.checking.messages import QUESTION, message
from jobhelper.checking.rules import all_hits
from jobhelper.checking.spans import doubtful_run, guess_category
from jobhelper.checking.weigh import load_weights
from jobhelper.models import CV, BorneOut, Fact, Finding, Posting, Question, Quote, Report, Severity

_WEIGHED = "weighed"


def check(draft: str, cv: CV, posting: Posting | None = None, confirmed: Sequence[Fact] = ()) -> Report:
    """Every claim of `draft` that `cv` does not bear out, and every claim that it does.

    Pure and deterministic: no model, no network, the same report for the same input. The posting never supports a
    claim; it only tells where a false one comes from. Offsets of findings count characters of `draft`, those of
    evidence characters of `cv.text`.
    """
    case = lay_out(draft, cv, posting, confirmed)
    by_statement: dict[int, list[Hit]] = {}
    for hit in all_hits(case):
        by_statement.setdefault(hit.statement, []).append(hit)
    findings: list[Finding] = []
    questions: list[Question] = []
    borne_out: list[BorneOut] = []
    for reading in case.readings:
        hits = by_statement.get(reading.statement.index, [])
        if not reading.claimed and not hits:
            continue
        found, asked = _verdict(reading, case, hits)
        findings += found
        questions += asked
        if not found and not asked and reading.alignment.matches:
            evidence = tuple(s.quote() for s in reading.alignment.near[:2] if s.start >= 0)
            borne_out.append(BorneOut(reading.statement.start, reading.statement.end, evidence))
    claims = sum(1 for r in case.readings if r.claimed)
    return Report(tuple(findings), tuple(questions), tuple(borne_out), len(case.readings), claims)


def _verdict(reading: Reading, case: Case, hits: Sequence[Hit]) -> tuple[list[Finding], list[Question]]:
    weights = load_weights()
    figures = features(reading, case, hits)
    chance = weights.probability(figures) if figures else 0.0
    reasons = weights.reasons(figures)
    if chance >= weights.finding:
        chosen = _apart(hits) or [_weighed(reading, case)]
        return [_finding(h, reading, case, () if h.hard else reasons) for h in chosen], []
    hard = _apart([h for h in hits if h.hard or h.rule in weights.outright])
    if hard:
        return [_finding(h, reading, case, ()) for h in hard], []
    if chance >= weights.question:
        chosen = _apart(hits)[:1] or [_weighed(reading, case)]
        return [], [_question(chosen[0], case, reasons)]
    return [], []


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that stand, overlapping ones absorbed by the harder, then the stronger, then the narrower."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (not h.hard, -h.strength, h.end - h.start, h.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _weighed(reading: Reading, case: Case) -> Hit:
    first, last = doubtful_run(reading, case)
    start, end = reading.place(first, last)
    category = guess_category(reading, first, last)
    return Hit(reading.statement.index, start, end, category, Severity.MEDIUM, _WEIGHED, _closest(reading))


def _closest(reading: Reading) -> tuple[Quote, ...]:
    best = reading.alignment.best
    return (best.quote(),) if best is not None and best.start >= 0 else ()


def _finding(hit: Hit, reading: Reading, case: Case, reasons: tuple[str, ...]) -> Finding:
    quote = case.draft[hit.start : hit.end]
    borrowed = borrowed_words(reading, case, hit.start, hit.end)
    return Finding(
        hit.start,
        hit.end,
        quote,
        hit.category,
        hit.severity,
        bool(borrowed),
        hit.evidence or _closest(reading),
        message(hit, quote, borrowed),
        hit.rule,
        hit.repair,
        borrowed,
        reasons,
    )


def _question(hit: Hit, case: Case, reasons: Features | tuple[str, ...]) -> Question:
    return Question(
        hit.start, hit.end, case.draft[hit.start : hit.end], hit.evidence, QUESTION, hit.rule, tuple(reasons)
    )
