"""jobhelper list: applications, the next deadline first."""

from __future__ import annotations

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows
from jobhelper.models import Status


@click.command("list")
@click.option("--status", type=click.Choice([s.value for s in Status]), multiple=True, help="Only these stages.")
@click.option("--find", "words", help="Only those whose posting or notes hold these words.")
@listing_format
@click.pass_obj
def command(context: CommandContext, status: tuple[str, ...], words: str | None, output: str) -> None:
    """List applications, the next deadline first."""
    from jobhelper.services import applications

    desk = context.desk()
    rows = applications.list_applications(desk) if words is None else applications.find(desk, words)
    if status:
        rows = [row for row in rows if row.status in {Status(name) for name in status}]
    print_rows(
        [
            {
                "id": row.id,
                "employer": row.employer,
                "role": row.role,
                "passion": row.passion,
                "stop": row.stop,
                "stage": row.status.value,
                "deadline": row.deadline and row.deadline.isoformat(),
                "open_claims": row.findings,
                "yours": None if row.human_share is None else int(row.human_share * 100),
                "yours_at_least": round(row.share_target * 100),
            }
            for row in rows
        ],
        output,
        empty="No application matches." if status or words else "No applications yet. Add one: jobhelper add FILE",
    )
