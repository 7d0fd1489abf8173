"""Holds a draft against the CV: what is borne out, what is not, and what only the user can answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jobhelper.checking.attribution import borrowed_words
from jobhelper.checking.case import Case, Reading, lay_out
from jobhelper.checking.features import features
from jobhelper.checking.hits import Hit
from jobhelper.checking.messages import QUESTION, message
from jobhelper.checking.rules import all_hits
from jobhelper.checking.spans import doubtful_run, guess_category
from jobhelper.checking.verbatim import stated_word_for_word
from jobhelper.checking.weigh import Weights, load_weights
from jobhelper.models import CV, BorneOut, Fact, Finding, Posting, Question, Quote, Report, Severity

_WEIGHED = "weighed"
# Families of rules that take their words for a name or a term, which one word of a posting is enough to show.
_NAMING = frozenset({"name", "skill", "credential"})
_UNKNOWN_TRUST, _FAR_WEAKER, _MOST_SHOWN = 0.3, 0.6, 3


def check(draft: str, cv: CV, posting: Posting | None = None, confirmed: Sequence[Fact] = ()) -> Report:
    """Every claim of `draft` that `cv` does not bear out, and every claim that it does.

    Pure and deterministic: no model, no network, the same report for the same input. The posting never supports a
    claim; it only tells where a false one comes from. Offsets of findings count characters of `draft`, those of
    evidence characters of `cv.text`. A posting never takes a finding away, a confirmed fact never adds one: whatever
    else they move, the report without them stands behind the report with them.
    """
    report = _report(draft, cv, posting, tuple(confirmed))
    if posting is not None:
        report = _joined(report, _report(draft, cv, None, tuple(confirmed)))
    return _held(report, check(draft, cv, posting)) if confirmed else report


def _joined(report: Report, plain: Report) -> Report:
    """The report with what was found without the posting and is silent with it."""
    lost = [f for f in plain.findings if not any(_meet(f, other) for other in report.findings)]
    if not lost:
        return report
    findings = tuple(sorted((*report.findings, *lost), key=lambda f: (f.start, f.end)))
    questions = tuple(q for q in report.questions if not any(_meet(q, f) for f in lost))
    borne = tuple(b for b in report.borne_out if not any(_meet(b, f) for f in lost))
    return replace(report, findings=findings, questions=questions, borne_out=borne)


def _held(report: Report, before: Report) -> Report:
    """The report with only those findings that stood before the facts were confirmed."""
    kept = tuple(f for f in report.findings if any(_meet(f, other) for other in before.findings))
    return replace(report, findings=kept)


def _meet(one: Finding | Question | BorneOut, other: Finding | Question) -> bool:
    return one.start < other.end and other.start < one.end


def _report(draft: str, cv: CV, posting: Posting | None, confirmed: tuple[Fact, ...]) -> Report:
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
        found, asked = ([], []) if stated_word_for_word(reading, case.index, draft) else _verdict(reading, case, hits)
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
        chosen = _chosen(hits, weights) or [_weighed(reading, case)]
        return [_finding(h, reading, case, () if h.hard else reasons) for h in chosen], []
    hard = _chosen([h for h in hits if weights.decides(h.rule, sure=h.hard)], weights)
    if hard:
        return [_finding(h, reading, case, ()) for h in hard], []
    if chance >= weights.question:
        chosen = _chosen(hits, weights)[:1] or [_weighed(reading, case)]
        return [], [_question(chosen[0], case, reasons)]
    return [], []


def _chosen(hits: Sequence[Hit], weights: Weights) -> list[Hit]:
    """The suspicions to show: the most trusted, none overlapping another, none far weaker than the first."""

    def standing(hit: Hit) -> float:
        certain = weights.decides(hit.rule, sure=hit.hard)
        return certain + weights.trust.get(hit.rule, _UNKNOWN_TRUST) * min(hit.strength, 1.0)

    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-standing(h), h.end - h.start, h.start)):
        apart = all(hit.end <= other.start or other.end <= hit.start for other in kept)
        if apart and (not kept or standing(hit) >= _FAR_WEAKER * standing(kept[0])):
            kept.append(hit)
    return sorted(kept[:_MOST_SHOWN], key=lambda h: h.start)


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
    named = hit.rule.split(".")[0] in _NAMING
    borrowed = borrowed_words(reading, case, hit.start, hit.end, named=named)
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


def _question(hit: Hit, case: Case, reasons: tuple[str, ...]) -> Question:
    return Question(hit.start, hit.end, case.draft[hit.start : hit.end], hit.evidence, QUESTION, hit.rule, reasons)
