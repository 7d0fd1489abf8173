"""jobhelper keywords: which words of a posting the CV answers."""

from __future__ import annotations

from pathlib import Path

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows


@click.command("keywords")
@click.option("--cv", "cv_path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CV file.")
@click.option("--posting", required=True, help="Posting: a file, an address, or the ID of an application.")
@listing_format
@click.pass_obj
def command(context: CommandContext, cv_path: Path | None, posting: str, output: str) -> None:
    """Show which words of a posting your CV shows, words differently, or does not show.

    Without --cv, the CV that was imported last is used. What is not shown is never put into a document.
    """
    from jobhelper.services import applications, cvs
    from jobhelper.services.checking import keyword_coverage
    from jobhelper.services.postings import read_posting

    if posting.isdigit() and not Path(posting).exists():
        asked = applications.get(context.desk(), int(posting)).posting
    else:
        asked = read_posting(posting)
    cv = cvs.read_cv(cv_path) if cv_path else cvs.current(context.desk()).cv
    print_rows(
        [
            {
                "keyword": item.keyword.text,
                "group": item.keyword.group.value,
                "required": item.keyword.required,
                "cv": item.status.value.replace("_", " "),
                "cv_words": "; ".join(" ".join(quote.text.split()) for quote in item.evidence),
            }
            for item in keyword_coverage(cv, asked)
        ],
        output,
        empty="The posting names no keywords that could be found.",
    )
