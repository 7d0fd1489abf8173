"""A report as programs and people read it: the JSON's shape, and the CV's words beside the draft's."""

from __future__ import annotations

import json

import pytest

from jobhelper.checking.check import check
from jobhelper.checking.repair import with_repairs
from jobhelper.checking.report import as_json, as_text
from jobhelper.models import Category, Finding, Question, Quote, Report, Severity
from tests.checking.people import person

DRAFT = "Dear Dr Osgood,\n\nI catalogued 900 Roman coins at the museum – “gladly”.\nI drew plans of 18 contexts.\n"


def report() -> Report:
    return with_repairs(DRAFT, check(DRAFT, person("digger")), person("digger"))


def test_the_json_has_the_shape_that_the_benchmark_reads() -> None:
    answer = json.loads(json.dumps(as_json("letter.txt", report())))
    assert answer["draft"] == "letter.txt"
    (finding,) = answer["findings"]
    assert finding["quote"] == DRAFT[finding["start"] : finding["end"]]
    keys = "start end quote category severity from_posting evidence message rule repair"
    assert set(keys.split()) <= finding.keys()
    assert finding["category"] == "inflated_number"
    assert finding["severity"] in {"high", "medium", "low"}
    assert finding["from_posting"] is False
    for quote in finding["evidence"]:
        assert quote.keys() == {"quote", "start", "end"}
        assert person("digger").text[quote["start"] : quote["end"]] == quote["quote"]
    assert answer["summary"]["findings"] == 1
    assert answer["summary"]["high"] + answer["summary"]["medium"] + answer["summary"]["low"] == 1
    assert isinstance(answer["questions"], list)


def test_questions_have_a_shape_of_their_own() -> None:
    question = Question(2, 6, "dived", (Quote("Dug", 0, 3),), "Can you defend this?", "weighed", ("new.share",))
    (row,) = as_json("x", Report((), (question,), (), 1, 1))["questions"]
    assert {"start", "end", "quote", "evidence", "message", "rule"} <= row.keys()
    assert row["evidence"] == [{"quote": "Dug", "start": 0, "end": 3}]


def test_an_empty_report_counts_nothing() -> None:
    summary = as_json("x", Report((), (), (), 0, 0))["summary"]
    assert set(summary.values()) == {0}


def test_the_text_shows_the_line_the_marked_words_and_the_cvs_words() -> None:
    text = as_text("letter.txt", DRAFT, report())
    assert "letter.txt\n==========" in text
    assert "line 3" in text
    assert "▸900 Roman coins◂" in text
    assert "“Catalogued 150 Roman coins”" in text
    assert "mend      use “150 Roman coins”" in text
    assert "1 not borne out by your CV" in text


@pytest.mark.parametrize(("repair", "line"), [("", "leave it out"), ("two ponies", "use “two ponies”"), (None, "")])
def test_the_way_out_is_said_where_there_is_one(repair: str | None, line: str) -> None:
    finding = Finding(
        2, 8, "horses", Category.INVENTED_EXPERIENCE, Severity.HIGH, False, (), "Your CV has none.", "x", repair
    )
    text = as_text("x", "I horses.", Report((finding,), (), (), 1, 1))
    assert ("mend" in text) is bool(line)
    assert line in text


def test_a_draft_that_holds_says_so_in_one_line() -> None:
    draft = "I catalogued 150 Roman coins."
    assert "Nothing to mend" in as_text("x", draft, check(draft, person("digger")))


def test_a_long_line_is_shown_around_the_marked_words_only() -> None:
    draft = f"{'word ' * 400}I catalogued 900 Roman coins. {'word ' * 400}"
    place = draft.index("900")
    finding = Finding(
        place, place + 3, "900", Category.INFLATED_NUMBER, Severity.HIGH, False, (), "Other figure.", "number.x"
    )
    text = as_text("x", draft, Report((finding,), (), (), 1, 1))
    assert max(len(line) for line in text.splitlines()) < 200
