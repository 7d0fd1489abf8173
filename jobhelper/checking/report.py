"""Says a report: as JSON for programs, and as text with the CV's words beside the draft's."""

from __future__ import annotations

from typing import Any

from jobhelper.checking.messages import CONSEQUENCES, HEADINGS, QUESTION
from jobhelper.models import Finding, Question, Quote, Report


def as_json(name: str, report: Report) -> dict[str, Any]:
    """The report as the command prints it; offsets are those of the draft, of evidence those of the CV."""
    severities = [f.severity.value for f in report.findings]
    return {
        "draft": name,
        "findings": [_finding(f) for f in report.findings],
        "questions": [_question(q) for q in report.questions],
        "summary": {
            "sentences": report.sentences,
            "claims": report.claims,
            "findings": len(report.findings),
            "questions": len(report.questions),
            "borne_out": len(report.borne_out),
            **{level: severities.count(level) for level in ("high", "medium", "low")},
        },
    }


def _quotes(quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [{"quote": q.text, "start": q.start, "end": q.end} for q in quotes]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "from_posting": finding.from_posting,
        "evidence": _quotes(finding.evidence),
        "message": finding.message,
        "rule": finding.rule,
        "repair": finding.repair,
        "posting": finding.posting_words,
        "features": list(finding.features),
        "doubt": finding.doubt,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "start": question.start,
        "end": question.end,
        "quote": question.quote,
        "evidence": _quotes(question.evidence),
        "message": question.message,
        "rule": question.rule,
        "features": list(question.features),
    }


def as_text(name: str, draft: str, report: Report) -> str:
    """The report for a terminal: each finding with its line, the marked words and the CV's own."""
    lines = [name, "=" * len(name), ""]
    for finding in report.findings:
        lines += [
            f"{HEADINGS[finding.category]} (line {_line(draft, finding.start)}, {finding.severity.value})",
            f"  here      {_marked(draft, finding.start, finding.end)}",
            *(f"  your CV   “{_flat(q.text)}”" for q in finding.evidence[:2]),
            f"  {finding.message} {CONSEQUENCES[finding.severity]}",
            *_mend(finding),
            "",
        ]
    for question in report.questions:
        lines += [
            f"{QUESTION} (line {_line(draft, question.start)})",
            f"  here      {_marked(draft, question.start, question.end)}",
            *(f"  your CV   “{_flat(q.text)}” (closest)" for q in question.evidence[:1]),
            "",
        ]
    lines.append(_total(report))
    return "\n".join(lines) + "\n"


def _mend(finding: Finding) -> list[str]:
    if finding.repair is None:
        return []
    return [f"  mend      use “{_flat(finding.repair)}”" if finding.repair else "  mend      leave it out"]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _line(draft: str, offset: int) -> int:
    return draft.count("\n", 0, offset) + 1


def _marked(draft: str, start: int, end: int) -> str:
    left = max(draft.rfind("\n", 0, start) + 1, start - 60)
    stop = draft.find("\n", end)
    right = min(len(draft) if stop < 0 else stop, end + 40)
    return f"{_flat(draft[left:start])} ▸{_flat(draft[start:end])}◂ {_flat(draft[end:right])}".strip()


def _total(report: Report) -> str:
    if not report.findings and not report.questions:
        return f"Nothing to mend: your CV bears out the {report.claims} claims made here."
    return (
        f"{len(report.findings)} not borne out by your CV, {len(report.questions)} to answer yourself, "
        f"{len(report.borne_out)} borne out."
    )
