"""jobhelper next: what is worth doing now."""

from __future__ import annotations

from datetime import date

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows


@click.command("next")
@listing_format
@click.pass_obj
def command(context: CommandContext, output: str) -> None:
    """Show what is worth doing now: deadlines of the coming week, then drafts with open claims.

    What was sent and heard nothing for the days in the settings moves to "no response"; undo takes it back.
    """
    from jobhelper.services.applications import due, mark_unanswered

    desk = context.desk()
    for job in mark_unanswered(desk, today=date.today()):
        days = desk.settings.no_response_days
        click.echo(
            f"{job.id}  {job.posting.company or job.posting.title}: no word in {days} days, folded away", err=True
        )
    items = due(desk, today=date.today())
    rows = [
        {"application": item.application_id, "on": item.on and item.on.isoformat(), "what": item.text} for item in items
    ]
    print_rows(rows, output, empty="Nothing is due. A free evening is allowed.")
