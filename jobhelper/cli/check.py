"""jobhelper check: holds drafts against a CV; the exit code says whether anything stands at or above --fail-on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from jobhelper.cli.main import CommandContext
from jobhelper.models import ModelReply, ModelRequest

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("drafts", nargs=-1, required=True, type=_FILE, metavar="DRAFT...")
@click.option("--cv", "cv_path", required=True, type=_FILE, help="The CV, the only evidence there is.")
@click.option("--posting", help="The posting, to find words that were borrowed from it: a file or an address.")
@click.option("--format", "output", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "never"]),
    default="high",
    show_default=True,
    help="Severity from which a finding makes the exit code 1.",
)
@click.option("--judge", "judged", is_flag=True, help="Ask the chosen model too; it can add findings, never clear one.")
@click.pass_obj
def command(
    context: CommandContext,
    drafts: tuple[Path, ...],
    cv_path: Path,
    posting: str | None,
    output: str,
    fail_on: str,
    judged: bool,
) -> int:
    """Hold drafts against a CV and show what it does not bear out.

    Exit code 0: nothing at or above --fail-on. 1: findings. 2: the call is wrong or a file can't be read.
    """
    if output == "html" and len(drafts) > 1:
        raise click.UsageError("A page holds one draft; name one.")
    from jobhelper.checking import page, report
    from jobhelper.services.checking import check_files, holds_back

    checked = check_files(drafts, cv_path, posting, _judge(context) if judged else None)
    if output == "json":
        answers = [report.as_json(item.name, item.report) for item in checked]
        click.echo(json.dumps(answers, ensure_ascii=False, indent=2))
    elif output == "html":
        click.echo(page.as_page(checked[0].name, checked[0].text, checked[0].cv.text, checked[0].report))
    else:
        for item in checked:
            click.echo(report.as_text(item.name, item.text, item.report))
            if item.judge:
                click.echo(item.judge)
    return int(any(holds_back(item.report, fail_on) for item in checked))


def _judge(context: CommandContext) -> Callable[[ModelRequest], ModelReply]:
    from jobhelper.services.judging import judge_of

    return judge_of(context.desk(), "check")
