"""Tests of the passion policy: what it promises at every passion, and which copies it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobhelper.errors import UserError
from jobhelper.models import Action, DocumentKind, Writer
from jobhelper.passion.policy import load_policy, model_words
from jobhelper.resources import template

PATH = template("passion.toml")
POLICY = load_policy(PATH)
SLOTS = sorted({(rule.document, rule.slot) for stop in POLICY.stops for rule in stop.rules})
passions = st.integers(0, 100)


@given(passions, passions, st.sampled_from(SLOTS), st.sampled_from(list(Action)))
def test_no_action_is_gained_as_passion_rises(
    one: int, two: int, slot: tuple[DocumentKind, str], action: Action
) -> None:
    low, high = sorted((one, two))
    if POLICY.may(action, *slot, high):
        assert POLICY.may(action, *slot, low)


@pytest.mark.parametrize("document", list(DocumentKind))
def test_model_words_never_rise_over_all_passions(document: DocumentKind) -> None:
    allowed = [model_words(POLICY.stop_at(passion), document) for passion in range(101)]
    assert allowed == sorted(allowed, reverse=True)
    assert allowed[0] > 0
    assert allowed[85:] == [0.0] * 16


def test_slot_shares_never_rise_over_all_passions() -> None:
    for document, slot in SLOTS:
        shares = [rule.model_share for p in range(101) if (rule := POLICY.stop_at(p).rule(document, slot))]
        assert len(shares) == 101
        assert shares == sorted(shares, reverse=True)


@given(st.integers(85, 100), st.sampled_from(SLOTS))
def test_at_the_top_a_model_may_only_comment(passion: int, slot: tuple[DocumentKind, str]) -> None:
    rule = POLICY.stop_at(passion).rule(*slot)
    assert rule is not None
    assert rule.writer is Writer.HUMAN
    assert {action for action in Action if POLICY.may(action, *slot, passion)} == {Action.COMMENT}


@given(passions, st.sampled_from(SLOTS), st.sampled_from(list(Action)))
def test_no_ai_forbids_every_call(passion: int, slot: tuple[DocumentKind, str], action: Action) -> None:
    assert not POLICY.may(action, *slot, passion, no_ai=True)
    assert not POLICY.permissions(passion, no_ai=True).may(action, *slot)


@pytest.mark.parametrize(
    ("passion", "stop"),
    [
        *[(0, "numbers-game"), (19, "numbers-game"), (20, "practical"), (39, "practical"), (40, "interested")],
        *[(59, "interested"), (60, "keen"), (84, "keen"), (85, "dream"), (100, "dream")],
    ],
)
def test_borders_of_the_stops(passion: int, stop: str) -> None:
    assert POLICY.stop_at(passion).id == stop


def test_least_human_shares_of_the_table() -> None:
    assert [stop.human_share for stop in POLICY.stops] == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_keen_lets_a_model_draft_one_evidence_paragraph_only() -> None:
    letter = DocumentKind.LETTER
    assert POLICY.may(Action.DRAFT, letter, "evidence-1", 70)
    for slot in ("opening", "motivation", "evidence-2", "evidence-3", "closing"):
        assert not POLICY.may(Action.DRAFT, letter, slot, 70)
        assert POLICY.may(Action.OUTLINE, letter, slot, 70)


def test_keen_orders_bullets_and_rewords_none() -> None:
    assert POLICY.may(Action.ORDER, DocumentKind.CV, "bullets", 60)
    assert not POLICY.may(Action.REWORD, DocumentKind.CV, "bullets", 60)


def test_interested_rewords_at_most_half_of_the_bullets() -> None:
    rule = POLICY.stop_at(50).rule(DocumentKind.CV, "bullets")
    assert rule is not None
    assert rule.model_share == 0.5


@pytest.mark.parametrize("passion", [-1, 101, 1000])
def test_passion_outside_of_the_dial_is_refused(passion: int) -> None:
    with pytest.raises(UserError, match="Passion"):
        POLICY.stop_at(passion)


def test_unknown_slot_is_an_error_and_not_a_no() -> None:
    with pytest.raises(UserError, match="evidnce"):
        POLICY.may(Action.DRAFT, DocumentKind.LETTER, "evidnce-1", 10)


def _changed(tmp_path: Path, stop: str, old: str, new: str) -> Path:
    """A user's copy in which `old` became `new` inside the table of one stop."""
    text = PATH.read_text("utf-8")
    start = text.index(f'id = "{stop}"')
    end = text.find("[[stop]]", start) if "[[stop]]" in text[start:] else len(text)
    assert old in text[start:end]
    path = tmp_path / "passion.toml"
    path.write_text(text[:start] + text[start:end].replace(old, new, 1) + text[end:], "utf-8")
    return path


FREE = '"draft", "reword", "outline", "comment"], model_share ='
BROKEN = {
    "action gained": ("dream", 'closing", writer = "human", actions = [',
                      'closing", writer = "human", actions = ["order", ', "closing"),
    "drafting at the top": ("dream", 'opening", writer = "human", actions = [',
                            'opening", writer = "either", actions = ["draft", ', "opening"),
    "share raised": ("interested", f'closing", writer = "either", actions = [{FREE} 0.5',
                     f'closing", writer = "either", actions = [{FREE} 0.8', "closing"),
    "writer freed": ("keen", '"motivation", writer = "human"', '"motivation", writer = "either"', "motivation"),
    "least share lowered": ("practical", "human_share = 0.25", "human_share = 1.0", "interested"),
    "words raised": ("interested", "model_share = 0.75, words = 70", "model_share = 0.75, words = 90", "interested"),
    "gap": ("keen", "low = 60", "low = 61", "keen"),
    "end short": ("dream", "high = 100", "high = 99", "dream"),
    "slot missing": ("keen", 'slot = "closing"', 'slot = "ending"', "keen"),
    "slot twice": ("keen", 'slot = "closing"', 'slot = "opening"', "opening"),
    "unknown action": ("keen", '"outline"', '"ghostwrite"', "keen"),
    "unknown key": ("keen", "low = 60", "low = 60\nmood = 1", "keen"),
    "key missing": ("keen", "human_share = 0.75", "", "keen"),
    "wrong type": ("keen", "human_share = 0.75", 'human_share = "most"', "keen"),
    "human slot with share": ("dream", "model_share = 0.0, words = 50", "model_share = 0.5, words = 50", "opening"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_copy_is_refused_with_its_row(case: str, tmp_path: Path) -> None:
    stop, old, new, row = BROKEN[case]
    with pytest.raises(UserError) as caught:
        load_policy(_changed(tmp_path, stop, old, new))
    assert row in caught.value.where
    assert caught.value.hint


def test_a_stricter_copy_is_accepted(tmp_path: Path) -> None:
    path = _changed(tmp_path, "keen", "model_share = 0.75", "model_share = 0.5")
    assert load_policy(path).stop_at(70).rules


@pytest.mark.parametrize("text", ["", "stop = 3", "stop = [1]", "[[stop", "\x00"])
def test_damaged_file_is_a_user_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "passion.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError):
        load_policy(path)
