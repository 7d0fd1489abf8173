"""jobhelper restore: puts a backup in place of what is kept."""

from __future__ import annotations

from pathlib import Path

import click

from jobhelper.cli.main import CommandContext


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def command(context: CommandContext, file: Path) -> None:
    """Put a backup in place of what is kept; what was there is kept beside it."""
    from jobhelper.services.maintenance import restore

    kept = restore(context.settings(), file)
    click.echo(f"Restored from {file}.")
    if kept is not None:
        click.echo(f"What was there before: {kept}")
