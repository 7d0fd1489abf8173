"""jobhelper cv: reads, keeps and shows CVs, and confirms facts that they leave out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_json, print_rows
from jobhelper.models import CV, Entry, Quote

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _form(function: Callable[..., Any]) -> Callable[..., Any]:
    forms = click.Choice(["text", "json", "jsonresume"])
    return click.option("--format", "output", type=forms, default="text", show_default=True)(function)


@click.group("cv")
def command() -> None:
    """Read, keep and show your CV; confirm facts that it leaves out."""


@command.command("read")
@click.argument("file", type=_FILE)
@_form
def read(file: Path, output: str) -> None:
    """Read a CV and print what was found; nothing is kept."""
    from jobhelper.services.cvs import read_cv

    _print(read_cv(file), output)


@command.command("import")
@click.argument("file", type=_FILE)
@click.pass_obj
def import_(context: CommandContext, file: Path) -> None:
    """Read a CV and keep it; it becomes the one in use."""
    from jobhelper.services.cvs import import_cv

    kept = import_cv(context.desk(), file)
    cv = kept.cv
    name = cv.contact.name.text if cv.contact.name else "no name found"
    click.echo(f"CV {kept.id}: {name}, {len(cv.entries)} entries, {len(cv.facts)} facts, from {cv.source}")
    for doubt in cv.doubts:
        click.echo(f"  unsure: {doubt.reason}")


@command.command("show")
@click.option("--number", type=int, help="Number of the CV, where it is not the newest.")
@_form
@click.pass_obj
def show(context: CommandContext, number: int | None, output: str) -> None:
    """Print the CV in use."""
    from jobhelper.services.cvs import current

    _print(current(context.desk(), number).cv, output)


@command.command("list")
@listing_format
@click.pass_obj
def list_(context: CommandContext, output: str) -> None:
    """List the CVs that are kept, the one in use first."""
    rows = [
        {"cv": kept.id, "file": kept.cv.source, "imported": kept.imported.isoformat(timespec="seconds")}
        for kept in context.desk().store.cvs.all()
    ]
    print_rows(rows, output, empty="No CV has been read yet. Start with: jobhelper cv import FILE")


@command.command("facts")
@listing_format
@click.pass_obj
def facts(context: CommandContext, output: str) -> None:
    """List what the CV in use states, and what you confirmed besides."""
    from jobhelper.services.cvs import confirmed_facts, current

    desk = context.desk()
    kept = current(desk)
    rows = [
        {
            "fact": fact.id,
            "kind": fact.kind.value,
            "text": fact.text,
            "line": None if fact.confirmed else kept.cv.text.count("\n", 0, fact.start) + 1,
            "source": fact.note or kept.cv.source,
        }
        for fact in (*kept.cv.facts, *confirmed_facts(desk, kept.id))
    ]
    print_rows(rows, output)


@command.command("confirm")
@click.argument("text")
@click.option("--note", required=True, help="How you know it: a reference, a certificate, a date.")
@click.pass_obj
def confirm(context: CommandContext, text: str, note: str) -> None:
    """Confirm a true fact that your CV leaves out; it then counts as yours."""
    from jobhelper.services.cvs import confirm as keep

    fact = keep(context.desk(), text, note)
    click.echo(f"{fact.id}  {fact.text}  ({fact.note})")


def _print(cv: CV, output: str) -> None:
    if output == "jsonresume":
        from jobhelper.services.cvs import as_json_resume

        print_json(as_json_resume(cv))
    elif output == "json":
        from jobhelper.services.cvs import as_json

        click.echo(json.dumps(as_json(cv), ensure_ascii=False, indent=2))
    else:
        click.echo(_text(cv))


def _text(cv: CV) -> str:
    contact = cv.contact
    lines = [_words(contact.name) or "no name found"]
    lines.append(" · ".join(_words(q) for q in (contact.location, contact.email, *contact.phones, *contact.links) if q))
    lines += [f"unsure: {doubt.reason}" for doubt in cv.doubts]
    for section in cv.sections:
        inside = [entry for entry in cv.entries if section.start <= entry.start < section.end]
        lines += ["", f"{section.title or section.kind.value}  [{section.kind.value}]"]
        for entry in inside:
            lines += _entry(entry)
        if not inside and section.kind.value not in {"contact"}:
            lines += ["  " + line for line in cv.text[section.start : section.end].splitlines()[1:] if line.strip()]
    return "\n".join(lines)


def _entry(entry: Entry) -> list[str]:
    parts = (entry.title, entry.degree, entry.organisation, entry.location)
    heading = ", ".join(dict.fromkeys(_words(quote) for quote in parts if quote))
    dates = f"  {entry.dates.text}" if entry.dates else ""
    return [f"  {heading or entry.heading}{dates}  ({entry.kind.value})"] + [
        f"    • {' '.join(bullet.text.split())}" for bullet in entry.bullets
    ]


def _words(quote: Quote | None) -> str:
    return " ".join(quote.text.split()) if quote else ""
