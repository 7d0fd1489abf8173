"""jobhelper doctor: looks whether everything is in order."""

from __future__ import annotations

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows


@click.command("doctor")
@listing_format
@click.pass_obj
def command(context: CommandContext, output: str) -> int:
    """Look whether everything is in order. Exit code 0: yes. 1: something is not."""
    from jobhelper.services.maintenance import examine

    seen = list(examine(context.desk()))
    print_rows([{"what": s.name, "in_order": s.well, "seen": s.seen} for s in seen], output)
    # No CV yet is a beginning, not a fault.
    return int(any(not s.well for s in seen if s.name != "CV"))
