"""jobhelper config: settings, what they mean, and where each comes from."""

from __future__ import annotations

import os
from dataclasses import fields

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows
from jobhelper.settings import FILE_NAME, Settings


@click.group("config")
def command() -> None:
    """Show settings and where each comes from."""


@command.command("show")
@listing_format
@click.pass_obj
def show(context: CommandContext, output: str) -> None:
    """List every setting with its value, its meaning and its environment variable."""
    settings = context.settings()
    rows: list[dict[str, object]] = []
    for field in fields(Settings):
        if field.name == "home":
            rows.append(
                {"setting": "home", "value": str(settings.home), "from": "", "meaning": "Folder of everything."}
            )
            continue
        value, variable = getattr(settings, field.name), field.metadata["env"]
        if value == field.default:
            origin = "default"
        elif variable and os.environ.get(variable):
            origin = variable
        else:
            origin = FILE_NAME
        rows.append({"setting": field.name, "value": value, "from": origin, "meaning": field.metadata["help"]})
    print_rows(rows, output)


@command.command("path")
@click.pass_obj
def path(context: CommandContext) -> None:
    """Print the path of the settings file."""
    click.echo(str(context.settings().home / FILE_NAME))
