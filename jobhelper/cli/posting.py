"""jobhelper posting: reads a posting without keeping it."""

from __future__ import annotations

import click

from jobhelper.cli.output import as_table, print_json
from jobhelper.models import Posting


@click.group("posting")
def command() -> None:
    """Read a posting without keeping it."""


@command.command("read")
@click.argument("source", metavar="FILE|URL")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def read(source: str, output: str) -> None:
    """Take a posting apart and print what was found."""
    from jobhelper.services.postings import read_posting

    posting = read_posting(source)
    if output == "json":
        print_json(as_json(posting))
    else:
        click.echo(as_text(posting))


def as_json(posting: Posting) -> dict[str, object]:
    """The posting as other programs read it."""
    return {
        "title": posting.title or None,
        "company": posting.company or None,
        "location": posting.location or None,
        "deadline": posting.deadline and posting.deadline.isoformat(),
        "keywords": [{"text": k.text, "group": k.group.value, "required": k.required} for k in posting.keywords],
        "requirements": [{"text": r.text, "required": r.required} for r in posting.requirements],
        "salary": posting.salary or None,
        "contract": posting.contract or None,
        "remote": posting.remote or None,
        "contact": posting.contact or None,
        "start": posting.start or None,
        "flags": list(posting.flags),
        "source": posting.source,
        "sha256": posting.sha256,
    }


def as_text(posting: Posting) -> str:
    """The posting for people: what is known, what they ask for, what a screener looks for."""
    known = [
        ("Title", posting.title),
        ("Employer", posting.company),
        ("Location", posting.location),
        ("Deadline", posting.deadline.isoformat() if posting.deadline else ""),
        ("Salary", posting.salary),
        ("Contract", posting.contract),
        ("Remote", posting.remote),
        ("Contact", posting.contact),
        ("Start", posting.start),
    ]
    lines = [f"{name:<9} {words or 'not said'}" for name, words in known if words or name in _ALWAYS]
    lines += [f"Careful   {flag}" for flag in posting.flags]
    if posting.requirements:
        lines += ["", "They ask for"]
        lines += [f"  {'must' if r.required else 'nice'}  {' '.join(r.text.split())}" for r in posting.requirements]
    if posting.keywords:
        rows = [{"keyword": k.text, "group": k.group.value, "required": k.required} for k in posting.keywords]
        lines += ["", as_table(rows)]
    return "\n".join(lines)


_ALWAYS = {"Title", "Employer", "Location", "Deadline"}
