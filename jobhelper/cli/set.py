"""jobhelper set: changes an application."""

from __future__ import annotations

from datetime import datetime

import click

from jobhelper.cli.main import CommandContext
from jobhelper.models import Status


@click.command("set")
@click.argument("number", type=int, metavar="ID")
@click.option("--passion", type=click.IntRange(0, 100), help="How much you want it, 0 to 100.")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Where it stands.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), help="Last day to apply, YYYY-MM-DD.")
@click.option("--no-ai/--ai", "no_ai", default=None, help="Forbid every model call for it, or allow them again.")
@click.option("--notes", help="Your notes on it.")
@click.pass_obj
def command(
    context: CommandContext,
    number: int,
    passion: int | None,
    status: str | None,
    deadline: datetime | None,
    no_ai: bool | None,
    notes: str | None,
) -> None:
    """Change passion, stage, deadline, notes or AI of an application."""
    from jobhelper.services import applications

    desk = context.desk()
    job = applications.get(desk, number)
    if passion is not None:
        job = applications.set_passion(desk, number, passion)
    if status is not None:
        job = applications.set_status(desk, number, Status(status))
    if deadline is not None:
        job = applications.set_deadline(desk, number, deadline.date())
    if no_ai is not None:
        job = applications.set_no_ai(desk, number, no_ai)
    if notes is not None:
        job = applications.set_notes(desk, number, notes)
    stop = desk.policy.stop_at(job.passion)
    said = [f"passion {job.passion} ({stop.name})", job.status.value.replace("_", " ")]
    said.append(f"deadline {job.deadline:%Y-%m-%d}" if job.deadline else "no deadline")
    if job.no_ai:
        said.append("no AI")
    click.echo(f"{job.id}  {job.posting.company}, {job.posting.title}: {', '.join(said)}")
