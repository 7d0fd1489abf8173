"""Repairs: the smallest true rewrite, and a draft without a finding once all of them are applied."""

from __future__ import annotations

import re

import pytest

from benchmarks.cases import ROOT, LabelledDraft, load
from jobhelper.checking.check import check
from jobhelper.checking.repair import Edit, apply, repaired, with_repairs
from tests.checking.people import person

DEV = load(ROOT / "dev")
# Every fifth draft is mended in each run, all of them in CI: a draft is checked anew after each repair.
DAILY = 5
EACH = [
    pytest.param(draft, id=f"{draft.person}-{draft.name}", marks=[pytest.mark.slow] if number % DAILY else [])
    for number, draft in enumerate(DEV)
]


@pytest.mark.parametrize(
    ("name", "draft", "after"),
    [
        ("digger", "I catalogued 900 Roman coins at the museum.", "I catalogued 150 Roman coins at the museum."),
        (
            "baker",
            "- Shaped 400 loaves a day\n- Helped to decorate wedding cakes\n",
            "- Shaped 40 loaves a day\n- Helped to decorate wedding cakes\n",
        ),
        (
            "clerk",
            "I prepared bundles for three hearings, which cut costs by 20%.",
            "I prepared bundles for three hearings",
        ),
    ],
)
def test_the_cvs_own_figure_goes_in_and_an_invented_result_out(name: str, draft: str, after: str) -> None:
    mended = repaired(draft, person(name))
    assert mended.startswith(after)
    assert "20%" not in mended


def test_a_draft_that_the_cv_bears_out_is_returned_as_it_was() -> None:
    draft = "Dear all,\r\n\r\nI catalogued 150 Roman coins.\r\n\r\nYours,\r\nCaspian\r\n"
    assert repaired(draft, person("digger")) == draft
    assert repaired("", person("digger")) == ""


def test_each_finding_carries_a_repair_with_a_place_that_holds_the_marked_words() -> None:
    draft = "I catalogued 900 Roman coins. I am fluent in French and Python."
    report = with_repairs(draft, check(draft, person("digger")), person("digger"))
    assert report.findings
    for finding in report.findings:
        assert finding.repair is not None
        assert finding.repair_start is not None and finding.repair_end is not None
        assert 0 <= finding.repair_start <= finding.repair_end <= len(draft)
        assert finding.repair_start < finding.end and finding.start < finding.repair_end


@pytest.mark.parametrize("draft", EACH)
def test_all_repairs_together_leave_no_finding(draft: LabelledDraft) -> None:
    mended = repaired(draft.text, draft.cv, draft.posting)
    assert not check(mended, draft.cv, draft.posting).findings
    assert not re.search(r"(?m)^\s*[-•*–]\s*$", mended.replace("---", "")) or re.search(
        r"(?m)^\s*[-•*–]\s*$", draft.text
    )


@pytest.mark.parametrize(
    ("draft", "cut", "after"),
    [
        ("- One thing\n- Another\n- Third\n", "Another", "- One thing\n- Third\n"),
        ("1. One thing\n2. Another\n3. Third\n", "Another", "1. One thing\n3. Third\n"),
        ("  • Another\nNext", "Another", "Next"),
        ("I sail. I row. I swim.", "I row.", "I sail. I swim."),
        ("I sail, and I row.", ", and I row", "I sail."),
        ("I row. I swim.", "I row.", "I swim."),
        ("Only this.", "Only this.", ""),
        ("One\n\nTwo\n\nThree\n", "Two", "One\n\n\nThree\n"),
    ],
)
def test_what_is_taken_out_leaves_no_empty_bullet_and_no_hole(draft: str, cut: str, after: str) -> None:
    start = draft.index(cut)
    assert apply(draft, [Edit(start, start + len(cut), "")]) == after


def test_edits_are_applied_together_whatever_their_order_and_the_wider_of_two_wins() -> None:
    draft = "I sail boats and row skiffs daily."
    edits = [Edit(2, 12, "mend boats"), Edit(17, 27, "paint"), Edit(21, 27, "rafts")]
    assert apply(draft, edits) == "I mend boats and paint daily."
    assert apply(draft, edits[::-1]) == apply(draft, edits)
    assert apply(draft, []) == draft
