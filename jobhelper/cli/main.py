"""The command line's frame: which commands there are, where each lives, and how errors become exit codes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jobhelper import __version__
from jobhelper.errors import UserError

if TYPE_CHECKING:
    from jobhelper.services.desk import Desk
    from jobhelper.settings import Settings

WRONG_CALL = 2
INTERRUPTED = 130

# Name, module under jobhelper.cli, and what `--help` says: the modules are imported only when their command runs.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Run the whole way on sample data, offline, in a folder of its own."),
    "cv": ("cv", "Read, keep and show your CV; confirm facts it leaves out."),
    "posting": ("posting", "Read a posting without keeping it."),
    "passion": ("passion", "Show what a model may do at a passion, slot by slot."),
    "add": ("add", "Keep postings as applications: files, folders, addresses, CSV, JSONL, standard input."),
    "list": ("list", "List applications."),
    "next": ("next", "Show what is worth doing now."),
    "show": ("show", "Show one application: posting, documents, findings, history."),
    "set": ("set", "Change passion, stage, deadline, notes or AI of an application."),
    "undo": ("undo", "Take back the last change."),
    "draft": ("draft", "Draft letter and CV of an application, and check them."),
    "check": ("check", "Hold drafts against a CV and show what it does not bear out."),
    "keywords": ("keywords", "Show which words of a posting your CV answers."),
    "export": ("export", "Write an application's documents as DOCX, PDF or text."),
    "batch": ("batch", "Tailor documents to many postings."),
    "stats": ("stats", "Count applications by stage and passion."),
    "audit": ("audit", "Show who asked what of which tool or model, and what code decided."),
    "backup": ("backup", "Write a complete copy of everything that is kept."),
    "restore": ("restore", "Put a backup in place of what is kept."),
    "doctor": ("doctor", "Look whether everything is in order."),
    "config": ("config", "Show settings and where each comes from."),
}


@dataclass
class CommandContext:
    """What every command may ask for: the home folder, the settings, and the open desk, closed at the end."""

    home: Path | None
    open_app: Callable[[Path | None], int]
    _desks: list[Desk] = field(default_factory=list)

    def settings(self, **flags: Any) -> Settings:
        """Settings of this call; flags that are None were not given."""
        from jobhelper.settings import load

        return load(self.home, {name: value for name, value in flags.items() if value is not None})

    def desk(self, **flags: Any) -> Desk:
        """The desk of this call's home."""
        from jobhelper.services.desk import open_desk

        desk = open_desk(self.settings(**flags))
        self._desks.append(desk)
        return desk

    def close(self) -> None:
        """Closes what was opened."""
        while self._desks:
            self._desks.pop().close()


class LazyGroup(click.Group):
    """Imports a command's module when the command is asked for, and not before."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Lets `--home` stand anywhere, also after the command."""
        return super().parse_args(ctx, _home_first(args))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own signature)
        """All names in the order in which they are explained."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002  (click's own)
        """The command of that name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"jobhelper.cli.{COMMANDS[name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's own)
        """Lists the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


def _home_first(words: list[str]) -> list[str]:
    for place, word in enumerate(words):
        if word == "--":
            break
        if word == "--home" or word.startswith("--home="):
            length = 1 if "=" in word else 2
            return words[place : place + length] + words[:place] + words[place + length :]
    return words


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of database, settings and files (or JOBHELPER_HOME).",
)
@click.version_option(__version__, prog_name="jobhelper")
@click.pass_context
def cli(context: click.Context, home: Path | None) -> None:
    """Job applications for graduates who want to stay honest.

    Without a command, the terminal app opens.
    """
    context.obj.home = home


def run(words: list[str], *, open_app: Callable[[Path | None], int]) -> int:
    """Runs one command and gives back its exit code; `open_app` opens the terminal app on a home.

    A UserError or a wrong call is a message and 2; anything else is a bug and propagates.
    """
    context = CommandContext(None, open_app)
    try:
        result = cli.main(args=words, prog_name="jobhelper", standalone_mode=False, obj=context)
    except click.ClickException as error:
        error.show()
        return WRONG_CALL
    except click.Abort:
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except UserError as error:
        click.echo(f"jobhelper: {error}", err=True)
        return WRONG_CALL
    finally:
        context.close()
    return result if isinstance(result, int) else 0
