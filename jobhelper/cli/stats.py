"""jobhelper stats: counts of applications."""

from __future__ import annotations

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows


@click.command("stats")
@click.option("--by", type=click.Choice(["stage", "passion"]), default="stage", show_default=True)
@listing_format
@click.pass_obj
def command(context: CommandContext, by: str, output: str) -> None:
    """Count applications by stage or by passion, with how many were answered."""
    from jobhelper.services.statistics import by_stage, by_stop

    desk = context.desk()
    rows = by_stage(desk) if by == "stage" else by_stop(desk)
    print_rows(rows, output, empty="No applications yet.")
