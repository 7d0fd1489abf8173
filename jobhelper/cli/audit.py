"""jobhelper audit: who asked what of which tool or model, with what data, and what came back."""

from __future__ import annotations

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import listing_format, print_rows

_IN_TABLE = ("at", "who", "what", "application", "tool", "sent", "answer", "decision")


@click.command("audit")
@click.argument("number", type=int, required=False, metavar="[ID]")
@listing_format
@click.pass_obj
def command(context: CommandContext, number: int | None, output: str) -> None:
    """Show the audit trail, of one application or of everything.

    As a table, long texts are cut; JSON and CSV hold them whole.
    """
    desk = context.desk()
    if number is not None:
        desk.store.applications.get(number)
    cut = 48 if output == "table" else None
    rows = [
        {
            "at": item.at and item.at.isoformat(timespec="seconds"),
            "who": item.actor,
            "what": item.kind,
            "application": item.application_id,
            "tool": item.tool,
            "model": item.model,
            "prompt": item.prompt,
            "sent": _shortened(item.sent, cut),
            "answer": _shortened(item.answer, cut),
            "decision": item.decision,
            "rule": _shortened(item.rule, cut),
            "tokens_in": item.tokens_in,
            "tokens_out": item.tokens_out,
            "cost": item.cost,
            "seconds": item.seconds,
            "run": item.run,
        }
        for item in desk.store.audit.items(number)
    ]
    if output == "table":
        rows = [
            {name: row[name] for name in ("at", "who", "what", "application", "tool", "sent", "answer", "decision")}
            for row in rows
        ]
    print_rows(rows, output, empty="Nothing was done yet.")


def _shortened(text: str, length: int | None) -> str:
    flat = " ".join(text.split()) if length else text
    return flat if length is None or len(flat) <= length else flat[: length - 1] + "…"
