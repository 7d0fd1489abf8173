"""jobhelper undo: takes back the last change."""

from __future__ import annotations

import click

from jobhelper.cli.main import CommandContext


@click.command("undo")
@click.pass_obj
def command(context: CommandContext) -> None:
    """Take back the last change of any application."""
    from jobhelper.services.applications import undo

    click.echo(undo(context.desk()) or "There is nothing to take back.")
