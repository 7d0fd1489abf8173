"""Says findings and questions in plain words, the CV's words beside the draft's."""

from __future__ import annotations

import click

from jobhelper.models import CV, Finding, Question, Quote, Report


def say_report(report: Report, cv: CV, *, indent: str = "") -> None:
    """Prints what the CV does not bear out, then what the user should be able to defend."""
    from jobhelper.checking.messages import CONSEQUENCES, HEADINGS

    for finding in report.findings:
        for line in finding_lines(finding, cv, HEADINGS[finding.category], CONSEQUENCES[finding.severity]):
            click.echo(indent + line)
    for question in report.questions:
        for line in question_lines(question, cv):
            click.echo(indent + line)
    if not report.findings and not report.questions:
        click.echo(f"{indent}Your CV bears out everything that is claimed here.")


def finding_lines(finding: Finding, cv: CV, heading: str, consequence: str, *, way_out: bool = True) -> list[str]:
    """A finding: the draft's words, the CV's words with their line, and with `way_out` how to confirm it."""
    lines = [f"{heading}: “{_flat(finding.quote)}”", f"    {finding.message} {consequence}".rstrip()]
    lines += [f"    Your CV:     {_cited(quote, cv)}" for quote in finding.evidence[:2]]
    if finding.repair:
        lines.append(f"    Use:         “{_flat(finding.repair)}”")
    elif finding.repair is not None:
        lines.append("    Use:         leave it out")
    if way_out:
        lines.append("    If it's true: jobhelper cv confirm TEXT --note HOW-YOU-KNOW")
    return lines


def question_lines(question: Question, cv: CV) -> list[str]:
    """A question: the draft's words and the nearest CV words."""
    lines = [f"Can you defend this? “{_flat(question.quote)}”"]
    lines += [f"    Nearest in your CV: {_cited(quote, cv)}" for quote in question.evidence[:1]]
    return lines


def _cited(quote: Quote, cv: CV) -> str:
    if quote.start < 0:
        return f"“{_flat(quote.text)}” (confirmed by you)"
    return f"“{_flat(quote.text)}” (l.{cv.text.count(chr(10), 0, quote.start) + 1})"


def _flat(text: str) -> str:
    return " ".join(text.split())
