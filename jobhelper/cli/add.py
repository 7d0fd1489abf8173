"""jobhelper add: keeps postings as applications."""

from __future__ import annotations

from datetime import datetime

import click

from jobhelper.cli.main import CommandContext


@click.command("add")
@click.argument("postings", nargs=-1, required=True, metavar="POSTING...")
@click.option("--passion", type=click.IntRange(0, 100), help="How much you want them, 0 to 100.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), help="Last day to apply, YYYY-MM-DD.")
@click.option("--no-ai", is_flag=True, help="No model call for these, whatever passion says.")
@click.option("--cv", "cv_number", type=int, help="Number of the CV to use, where it is not the newest.")
@click.pass_obj
def command(
    context: CommandContext,
    postings: tuple[str, ...],
    passion: int | None,
    deadline: datetime | None,
    no_ai: bool,
    cv_number: int | None,
) -> None:
    """Keep postings as applications.

    A POSTING is a file, a folder, an address, a CSV or JSONL table, or - for standard input.
    """
    from jobhelper.services.applications import add_postings

    desk = context.desk()
    day = deadline.date() if deadline else None
    for added in add_postings(desk, list(postings), passion=passion, deadline=day, no_ai=no_ai, cv_id=cv_number):
        job = added.application
        name = ", ".join(part for part in (job.posting.company, job.posting.title) if part) or job.posting.source
        stop = desk.policy.stop_at(job.passion).name
        click.echo(f"{job.id}  {name}  ({'known already' if added.known else f'passion {job.passion}, {stop}'})")
