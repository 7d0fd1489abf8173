"""jobhelper backup: a complete copy of everything that is kept."""

from __future__ import annotations

from pathlib import Path

import click

from jobhelper.cli.main import CommandContext


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def command(context: CommandContext, file: Path) -> None:
    """Write a complete copy of everything that is kept to FILE; safe at any time."""
    click.echo(f"Written: {context.desk().store.backup(file)}")
