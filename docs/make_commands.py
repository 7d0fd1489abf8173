"""Writes docs/commands.md from the commands and settings themselves: `python docs/make_commands.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from jobhelper.cli.main import COMMANDS, cli
from jobhelper.settings import Settings

PAGE = Path(__file__).with_name("commands.md")
_WIDTH = 100
_HEAD = """# Commands and settings

Made from the program by `docs/make_commands.py`; a test fails where the two differ.

`jobhelper` without a command opens the terminal app. `--home DIR` may stand anywhere in a call.
Exit codes that all share: 0 for success, 2 for a wrong call or a file that can't be read, 130 when stopped by its user.
"""


def reference() -> str:
    """The whole page, in Markdown."""
    context = click.Context(cli, info_name="jobhelper", **cli.context_settings)
    parts = [_HEAD, *(_section(context, name) for name in COMMANDS), _settings()]
    return "\n".join(parts)


def _section(parent: click.Context, name: str) -> str:
    command = cli.get_command(parent, name)
    assert command is not None, f"{name} is listed and not there"
    return "\n".join([f"## {name}\n", *_helps(command, parent, name)])


def _helps(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    """What `--help` says of a command and of each command below it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH, max_content_width=_WIDTH)
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from _helps(found, context, below)


def _settings() -> str:
    """Every setting with its default, its variable and its meaning, as declared."""
    lines = [
        "## Settings\n",
        "Flags win over the environment, the environment over `settings.toml` in the home folder, it over defaults.\n",
        "| setting | default | environment | meaning |",
        "|---|---|---|---|",
    ]
    for setting in fields(Settings):
        if setting.metadata:
            variable = f"`{setting.metadata['env']}`" if setting.metadata["env"] else ""
            lines.append(f"| `{setting.name}` | `{setting.default!r}` | {variable} | {setting.metadata['help']} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
