"""jobhelper passion: what a model may do at a passion, slot by slot."""

from __future__ import annotations

import click

from jobhelper.cli.main import CommandContext
from jobhelper.cli.output import as_table, print_json
from jobhelper.models import Stop


@click.command("passion")
@click.argument("passion", type=click.IntRange(0, 100), required=False, metavar="[N]")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def command(context: CommandContext, passion: int | None, output: str) -> None:
    """Show what a model may do at passion N, slot by slot; without N the whole table."""
    from jobhelper.passion.policy import load_policy
    from jobhelper.resources import template

    policy = load_policy(template("passion.toml", context.settings().home))
    stops = policy.stops if passion is None else (policy.stop_at(passion),)
    if output == "json":
        described = [_as_json(stop) for stop in stops]
        print_json(described if passion is None else {"passion": passion, **described[0]})
        return
    click.echo("\n\n".join(_as_text(stop) for stop in stops))


def _as_json(stop: Stop) -> dict[str, object]:
    return {
        "stop": stop.id,
        "name": stop.name,
        "from": stop.low,
        "to": stop.high,
        "letter": stop.letter,
        "cv": stop.cv,
        "human_share": stop.human_share,
        "slots": [
            {
                "document": rule.document.value,
                "slot": rule.slot,
                "writer": rule.writer.value,
                "actions": sorted(action.value for action in rule.actions),
                "model_share": rule.model_share,
            }
            for rule in stop.rules
        ],
    }


def _as_text(stop: Stop) -> str:
    rows = [
        {
            "document": rule.document.value,
            "slot": rule.slot,
            "who writes": {"human": "you", "model": "a model", "either": "you or a model"}[rule.writer.value],
            "a model may": ", ".join(sorted(action.value for action in rule.actions)) or "nothing",
        }
        for rule in stop.rules
    ]
    head = f"{stop.name}, passion {stop.low} to {stop.high}; least human share {round(stop.human_share * 100)} %"
    return f"{head}\n  Letter: {stop.letter}\n  CV: {stop.cv}\n{as_table(rows)}"
