"""jobhelper export: writes an application's documents, where nothing keeps them back."""

from __future__ import annotations

from pathlib import Path

import click

from jobhelper.cli.main import CommandContext


@click.command("export")
@click.argument("number", type=int, metavar="ID")
@click.option("--to", "directory", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder.")
@click.option("--format", "formats", default="docx,pdf", show_default=True, help="docx, pdf, txt, with commas between.")
@click.option("--template", help="Name of the layout, where it is not the one in the settings.")
@click.option("--fail-on", type=click.Choice(["high", "medium", "low", "never"]), help="Severity that keeps back.")
@click.pass_obj
def command(
    context: CommandContext, number: int, directory: Path, formats: str, template: str | None, fail_on: str | None
) -> int:
    """Write an application's documents.

    A document with an open claim, an empty part that is yours to write, or too small a share of your own words is
    kept back, and said so. Exit code 0: all written. 1: something was kept back.
    """
    from jobhelper.services.exporting import export_application

    desk = context.desk(fail_on=fail_on)
    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    results = export_application(desk, number, directory, formats=wanted, layout=template)
    for result in results:
        name = result.stored.draft.document.value
        for file in result.files:
            click.echo(f"{name:<7} {file.path}")
        for gate in result.kept_back:
            click.echo(f"{name:<7} kept back: {gate.message}")
        for question in result.questions:
            click.echo(f"{name:<7} be ready to defend: “{' '.join(question.quote.split())}”")
    return int(any(result.kept_back for result in results))
