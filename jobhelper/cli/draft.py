"""jobhelper draft: drafts the documents of an application and checks them."""

from __future__ import annotations

import click

from jobhelper.cli.findings import say_report
from jobhelper.cli.main import CommandContext
from jobhelper.models import DocumentKind, Progress


@click.command("draft")
@click.argument("number", type=int, metavar="ID")
@click.option("--letter", is_flag=True, help="Only the cover letter.")
@click.option("--cv", "only_cv", is_flag=True, help="Only the CV.")
@click.option("--mend", is_flag=True, help="Put the CV's own words in place of what it does not bear out.")
@click.pass_obj
def command(context: CommandContext, number: int, letter: bool, only_cv: bool, mend: bool) -> None:
    """Draft letter and CV of an application, and hold both against your CV.

    Passion decides which parts are left to you. What you wrote yourself is never replaced.
    """
    from jobhelper.services import drafting

    desk = context.desk()
    wanted = [kind for kind, on in ((DocumentKind.LETTER, letter), (DocumentKind.CV, only_cv)) if on]
    for event in drafting.draft_application(desk, number, wanted or drafting.BOTH):
        if isinstance(event, Progress):
            click.echo(f"{event.message} …", err=True)
            continue
        done = drafting.mend(desk, event.stored) if mend and event.report.findings else event
        stored = done.stored
        click.echo(f"== {stored.draft.document.value}, version {stored.version}, by {stored.draft.provider}\n")
        click.echo(stored.draft.text)
        say_report(done.report, desk.store.cvs.get(stored.cv_id).cv)
        for slot in stored.draft.missing:
            click.echo(f"Yours to write: {slot.slot.replace('-', ' ')}. {slot.question}".rstrip())
        target = round(desk.policy.stop_at(desk.store.applications.get(number).passion).human_share * 100)
        click.echo(f"Yours: {int(stored.human_share * 100)} % of the words, at least {target} % wanted.\n")
