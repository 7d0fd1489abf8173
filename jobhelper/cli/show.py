"""jobhelper show: one application with its posting, documents, findings and history."""

from __future__ import annotations

import click

from jobhelper.cli.findings import say_report
from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import print_json
from jobhelper.models import DocumentKind, StoredDraft


@click.command("show")
@click.argument("number", type=int, metavar="ID")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--document", type=click.Choice(["letter", "cv"]), help="Print only the newest text of this document.")
@click.pass_obj
def command(context: CommandContext, number: int, output: str, document: str | None) -> None:
    """Show one application: posting, documents, findings, history."""
    from jobhelper.cli.posting import as_text
    from jobhelper.services import applications

    desk = context.desk()
    job = applications.get(desk, number)
    newest = [s for kind in DocumentKind if (s := desk.store.drafts.newest(number, kind)) is not None]
    if document is not None:
        found = [stored for stored in newest if stored.draft.document.value == document]
        click.echo(found[0].draft.text if found else f"Not drafted yet: jobhelper draft {number}", nl=not found)
        return
    history = applications.history(desk, number)
    stop = desk.policy.stop_at(job.passion)
    if output == "json":
        from jobhelper.cli.posting import as_json

        print_json(
            {
                "id": job.id,
                "passion": job.passion,
                "stop": stop.name,
                "status": job.status.value,
                "deadline": job.deadline,
                "no_ai": job.no_ai,
                "notes": job.notes,
                "posting": as_json(job.posting),
                "documents": [_document(stored) for stored in newest],
                "history": [
                    {"at": h.at, "who": h.actor, "what": h.field, "from": h.before, "to": h.after} for h in history
                ],
            }
        )
        return
    click.echo(f"Application {job.id}, {job.status.value.replace('_', ' ')}, passion {job.passion} ({stop.name})")
    click.echo(f"  {stop.letter}\n  {stop.cv}\n")
    click.echo(as_text(job.posting))
    for stored in newest:
        own = int(stored.human_share * 100)
        click.echo(f"\n{stored.draft.document.value}, version {stored.version}: {own} % of the words are yours")
        if stored.report is not None:
            say_report(stored.report, desk.store.cvs.get(stored.cv_id).cv, indent="  ")
    click.echo("\nHistory")
    for item in history:
        change = f"{item.before or 'nothing'} → {item.after or 'nothing'}"
        click.echo(f"  {item.at:%Y-%m-%d %H:%M}  {item.actor:<6} {item.field.replace('_', ' ')}: {change}")


def _document(stored: StoredDraft) -> dict[str, object]:
    report = stored.report
    return {
        "document": stored.draft.document.value,
        "version": stored.version,
        "provider": stored.draft.provider,
        "human_share": round(stored.human_share, 4),
        "findings": None if report is None else len(report.findings),
        "questions": None if report is None else len(report.questions),
        "missing": [slot.slot for slot in stored.draft.missing],
        "text": stored.draft.text,
    }
