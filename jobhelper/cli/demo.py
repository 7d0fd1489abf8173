"""jobhelper demo: the whole way on sample data, said step by step."""

from __future__ import annotations

import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jobhelper.cli.findings import finding_lines
from jobhelper.cli.main import CommandContext
from jobhelper.cli.progress import Plain, bar

if TYPE_CHECKING:
    from jobhelper.models import Application
    from jobhelper.services.demo import CvRead, DemoEvent, DraftChecked, Left, Mended, PostingKept


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("jobhelper-demo"),
    show_default=True,
    help="Folder for the demo's documents and its own home.",
)
@click.option("--tui", "in_app", is_flag=True, help="Open the terminal app on it afterwards.")
@click.pass_obj
def command(context: CommandContext, out: Path, in_app: bool) -> int:
    """Run the whole way on sample data, offline, in a folder of its own."""
    from jobhelper.services.demo import HOME_NAME, run_demo

    started = time.monotonic()
    teller = Teller()
    teller.tell_all(run_demo(out))
    teller.conclude(out, out / HOME_NAME, time.monotonic() - started)
    return context.open_app(out / HOME_NAME) if in_app else 0


class Teller:
    """Says what happens: a bar on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.written: list[Path] = []
        self.waiting: list[str] = []

    def tell_all(self, events: Iterator[DemoEvent]) -> None:
        """Says every event, each stage under its own heading and bar."""
        from jobhelper.services.demo import Stage

        events = iter(events)
        event = next(events, None)
        while event is not None:
            if not isinstance(event, Stage):
                raise TypeError(f"{event} belongs to no stage")
            click.echo(f"\n{event.name}\n")
            with bar(event.name, event.steps) as progress:
                event = next(events, None)
                while event is not None and not isinstance(event, Stage):
                    self._tell(event, progress)
                    event = next(events, None)

    def _tell(self, event: DemoEvent, progress: Plain) -> None:
        from jobhelper.services import demo

        if isinstance(event, demo.CvRead):
            self._cv(event, progress)
        elif isinstance(event, demo.PostingKept):
            self._posting(event, progress)
        elif isinstance(event, demo.DraftChecked):
            self._draft(event, progress)
        elif isinstance(event, demo.Mended):
            self._mended(event, progress)
        elif isinstance(event, demo.Left):
            self._left(event, progress)

    def _cv(self, event: CvRead, progress: Plain) -> None:
        cv = event.kept.cv
        name = cv.contact.name.text if cv.contact.name else "no name found"
        progress.say(f"  {name}: {len(cv.entries)} entries, {len(cv.facts)} facts, from {cv.source}")
        progress.advance()

    def _posting(self, event: PostingKept, progress: Plain) -> None:
        job = event.application
        owner = event.cv.cv.contact.name
        who = owner.text.split()[0] if owner else "?"
        progress.say(f"  {job.id}  {_name(job)}  ({who} wants it {job.passion} of 100: {event.stop})")
        for flag in job.posting.flags:
            progress.say(f"       careful: {flag}")
        progress.advance()

    def _draft(self, event: DraftChecked, progress: Plain) -> None:
        stored, report = event.drafted.stored, event.drafted.report
        share = int(stored.human_share * 100)
        by = "model" if event.by_model else "composer"
        found = f"{len(report.findings)} open, {len(report.questions)} to answer"
        kind = stored.draft.document.value
        progress.say(f"  {event.application.id}  {kind:<6} by {by:<8}  {share:>3} % yours or your CV's   {found}")
        if event.by_model:
            _say_findings(event, progress)
        progress.advance()

    def _mended(self, event: Mended, progress: Plain) -> None:
        before = len(event.before.report.findings) if event.before.report else 0
        left = len(event.after.report.findings)
        kind = event.after.stored.draft.document.value
        progress.say(f"       mended with the CV's own words and checked again: {before - left} of {before} settled")
        progress.say(f"       {kind}, version {event.after.stored.version}, goes to the gates again")

    def _left(self, event: Left, progress: Plain) -> None:
        result = event.exported
        kind, number = result.stored.draft.document.value, result.application.id
        if result.files:
            formats = ", ".join(file.format.upper() for file in result.files)
            self.written += [file.path for file in result.files]
            progress.say(f"  {number}  {kind:<6} written: {result.files[0].path.stem} ({formats})")
        else:
            reasons = "; ".join(gate.message for gate in result.kept_back)
            progress.say(f"  {number}  {kind:<6} kept back: {reasons}")
            if not any(gate.rule == "open-claims" for gate in result.kept_back):
                self.waiting.append(f"{number}  {_name(result.application)}, {kind}: {reasons}")
        progress.advance()

    def conclude(self, out: Path, home: Path, seconds: float) -> None:
        """Says where everything is and what to do next."""
        click.echo(f"\nDone in {seconds:.0f} s. {len(self.written)} files in {(out / 'documents').resolve()}")
        if self.waiting:
            click.echo("\nThese wait for a person, as they would for you:")
            for line in self.waiting:
                click.echo(f"  {line}")
        program = called_by(Path(sys.argv[0]), Path.cwd(), shutil.which("jobhelper"))
        click.echo(
            f"\nNext\n"
            f"  look around in the demo      {program} --home {home}\n"
            f"  who did what, with which tool  {program} --home {home} audit\n"
            f"  start with your own CV       {program} cv import FILE"
        )


def called_by(started: Path, here: Path, on_path: str | None) -> str:
    """What a person types to run this very program again, from `here`; `on_path` is what the bare name runs."""
    if started.name != "jobhelper" or (on_path is not None and Path(on_path).resolve() == started.resolve()):
        return "jobhelper"
    place = started.absolute()
    return shlex.quote(str(place.relative_to(here) if place.is_relative_to(here) else place))


def _name(job: Application) -> str:
    return ", ".join(part for part in (job.posting.company, job.posting.title) if part) or job.posting.source


def _say_findings(event: DraftChecked, progress: Plain) -> None:
    from jobhelper.checking.messages import CONSEQUENCES, HEADINGS

    for finding in event.drafted.report.findings:
        heading, consequence = HEADINGS[finding.category], CONSEQUENCES[finding.severity]
        for line in finding_lines(finding, event.cv, heading, consequence, way_out=False):
            progress.say(f"       {line}")
