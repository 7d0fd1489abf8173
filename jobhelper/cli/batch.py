"""jobhelper batch: tailors documents to many postings."""

from __future__ import annotations

import json
from pathlib import Path

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.progress import bar
from jobhelper.models import Progress
from jobhelper.models.batch import RunOutcome, RunState

SOME_FAILED, SOME_WAIT = 1, 3
_SAID = {RunState.EXPORTED: "written", RunState.REVIEW: "waits for you", RunState.FAILED: "not done"}


@click.command("batch")
@click.argument("postings", nargs=-1, required=True, metavar="POSTINGS...")
@click.option("--cv", "cv_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The CV.")
@click.option(
    "--passion", type=click.IntRange(0, 100), default=10, show_default=True, help="Unless a row says its own."
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for documents.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", help="json: one event a line.")
@click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Runs at once.")
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True)
@click.option("--max-cost", type=float, help="Most that the whole batch may cost.")
@click.option("--no-ai", is_flag=True, help="No model call, whatever passion says.")
@click.option("--resume", is_flag=True, help="Go on with the batch of this folder.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.pass_obj
def command(
    context: CommandContext,
    postings: tuple[str, ...],
    cv_path: Path | None,
    passion: int,
    out: Path,
    output: str,
    jobs: int,
    engine: str,
    max_cost: float | None,
    no_ai: bool,
    resume: bool,
    dry_run: bool,
) -> int:
    """Tailor documents to many postings.

    POSTINGS are files, folders, addresses, CSV or JSONL tables. What is not settled waits for you and is not written.
    Exit code 0: all written. 3: some wait for you. 1: some were not done. 2: the call is wrong.
    """
    from jobhelper.batch.report import write_report
    from jobhelper.batch.runner import BatchOptions, outcomes, review_queue, run_batch
    from jobhelper.services.calls import batch_asker

    del engine
    desk = context.desk()
    if dry_run:
        return _dry_run(list(postings), passion)
    options = BatchOptions(out, passion, cv_path, jobs=jobs, resume=resume, no_ai=no_ai)
    ask = None if no_ai else batch_asker(desk, max_cost)
    try:
        with bar("postings") as progress:
            for event in run_batch(desk, list(postings), options, ask=ask):
                if isinstance(event, Progress):
                    continue
                _say(event, output, progress.say)
                progress.advance()
    finally:
        # Also after a halt or Ctrl-C: what is done is said, and --resume goes on.
        ended = outcomes(desk, out)
        html = write_report(ended, out)[0] if ended else out
    if output == "text":
        counted = {state: sum(o.state is state for o in ended) for state in RunState}
        click.echo(", ".join(f"{counted[state]} {_SAID[state]}" for state in RunState))
        for waiting in review_queue(ended)[:10]:
            click.echo(
                f"  look first at {waiting.application_id}  {waiting.employer}, {waiting.role}: {waiting.reason}"
            )
        click.echo(f"Report: {html}")
    if any(outcome.state is RunState.FAILED for outcome in ended):
        return SOME_FAILED
    return SOME_WAIT if any(outcome.state is RunState.REVIEW for outcome in ended) else 0


def _say(outcome: RunOutcome, output: str, say: object) -> None:
    if output == "json":
        words = {"position": outcome.position, "source": outcome.source, "state": outcome.state.value}
        click.echo(json.dumps({**words, "reason": outcome.reason}, ensure_ascii=False))
    elif callable(say):
        name = ", ".join(part for part in (outcome.employer, outcome.role) if part) or outcome.source
        say(
            f"{outcome.position:>5}  {name}: {_SAID[outcome.state]}"
            + (f" ({outcome.reason})" if outcome.reason else "")
        )


def _dry_run(postings: list[str], passion: int) -> int:
    from jobhelper.services.postings import find_postings

    seen: set[str] = set()
    for found in find_postings(postings):
        again = found.posting.sha256 in seen
        seen.add(found.posting.sha256)
        chosen = passion if found.passion is None else found.passion
        name = ", ".join(part for part in (found.posting.company, found.posting.title) if part) or found.posting.source
        click.echo(f"{name}: {'skipped, it stands there twice' if again else f'passion {chosen}'}")
    click.echo(f"{len(seen)} to do.")
    return 0
