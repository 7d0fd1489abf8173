"""Tests of postings that give orders and of replies that obey them: rows of data, each of which must be refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jobhelper.drafting.contract import ContractBreach
from jobhelper.drafting.replies import letter_from_reply
from jobhelper.drafting.requests import letter_request
from tests.drafting.cases import Case, answers, reply

ROWS = json.loads((Path(__file__).parent / "hostile_replies.json").read_text("utf-8"))


def obedient(asked: dict[str, Any], row: Any) -> Any:
    """The reply of a model that does what the posting says: fine slots, and the row's over them."""
    if not isinstance(row, dict) or not any(
        isinstance(v, str) or (isinstance(v, dict) and "text" in v) for v in row.values()
    ):
        return json.dumps(row) if not isinstance(row, str) else row
    over = {slot: [v if isinstance(v, dict) else {"text": v, "facts": []}] for slot, v in row.items()}
    return {**asked, **over}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_an_obedient_reply_is_refused(row: dict[str, Any], interested: Case) -> None:
    posting = replace(interested.posting, text=f"{interested.posting.text}\n{row['posting']}")
    request = letter_request(interested.plan, interested.cv, posting, interested.coverage)
    assert request.system == interested.request().system.replace(
        interested.request().user.splitlines()[-1], request.user.splitlines()[-1]
    )
    assert request.schema == interested.request().schema
    fine = answers(request, "This is a plain sentence.")
    assert letter_from_reply(reply(fine), request, interested.plan, interested.cv, posting).text
    with pytest.raises(ContractBreach):
        values = obedient(fine, row["reply"])
        letter_from_reply(reply(values), request, interested.plan, interested.cv, posting)


def test_there_are_at_least_twenty_rows() -> None:
    assert len({row["name"] for row in ROWS}) >= 20
