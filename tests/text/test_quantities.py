"""Quantities in text: value, kind, bound, what is counted, and what is no quantity at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.text.numbers import Bound, Quantity, QuantityKind, find_quantities

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += ["seventeen", "eighteen", "nineteen"]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """A number below a million in English words: the slow, obvious way."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    rest = f" {in_words(number % 1000)}" if number % 1000 else ""
    return f"{in_words(number // 1000)} thousand{rest}"


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=999))
def test_words_and_digits_give_the_same_figure(number: int) -> None:
    spelled, digits = only(f"I sorted {in_words(number)} parcels."), only(f"I sorted {number} parcels.")
    assert spelled.low == digits.low == number
    assert spelled.counted == digits.counted == ("parcel",)


@settings(deadline=None)
@given(st.integers(min_value=10_000, max_value=9_999_999))
def test_thousands_may_be_set_off_by_commas_or_not(number: int) -> None:
    assert only(f"We printed {number:,} leaflets.").low == only(f"We printed {number} leaflets.").low == number


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_quantities_whose_offsets_lie_within_it(text: str) -> None:
    for quantity in find_quantities(text):
        assert 0 <= quantity.start <= quantity.figure < quantity.figure_end <= quantity.end <= len(text)
        assert quantity.end <= max(quantity.last, quantity.end) <= len(text)
        assert quantity.low <= quantity.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("half a dozen plates", 6, 6),
        ("a dozen plates", 12, 12),
        ("two dozen plates", 24, 24),
        ("a couple of plates", 2, 2),
        ("twelve hundred plates", 1200, 1200),
        ("2.5 lakh voters", 250_000, 250_000),
        ("1,20,000 voters", 120_000, 120_000),
        ("3 crore rupees", 30_000_000, 30_000_000),
        ("10 000 words", 10_000, 10_000),
        ("12k followers", 12_000, 12_000),
        ("several thousand files", 2000, 9000),
        ("from one plate to 30 plates", 30, 30),
        ("15-20 covers", 15, 20),
        ("between 15 and 20 covers", 15, 20),
        ("15 to 20 covers", 15, 20),
    ],
)
def test_figures_are_read_as_people_write_them(text: str, low: float, high: float) -> None:
    found = [q for q in find_quantities(text) if q.high > 1]
    assert [(q.low, q.high) for q in found] == [(low, high)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("waste fell by 12%", QuantityKind.PERCENT),
        ("waste fell by 12 per cent", QuantityKind.PERCENT),
        ("a budget of £300", QuantityKind.MONEY),
        ("a budget of KSh 300", QuantityKind.MONEY),
        ("a budget of 300 euros", QuantityKind.MONEY),
        ("for 14 weeks", QuantityKind.DURATION),
        ("a five-month stay", QuantityKind.DURATION),
        ("for a year and a half", QuantityKind.DURATION),
        ("children aged 9", QuantityKind.AGE),
        ("a GPA of 3.6", QuantityKind.SCORE),
        ("a result of 28/30", QuantityKind.SCORE),
        ("two thirds of them", QuantityKind.FRACTION),
        ("nine boats in ten", QuantityKind.FRACTION),
        ("sales doubled", QuantityKind.MULTIPLIER),
        ("we came 11th of 38", QuantityKind.ORDINAL),
        ("back in 2019 already", QuantityKind.YEAR),
        ("hundreds of guests", QuantityKind.VAGUE),
        ("certified at Level 3", QuantityKind.LABEL),
        ("a 25mm drill", QuantityKind.LABEL),
    ],
)
def test_kinds_are_told_apart(text: str, kind: QuantityKind) -> None:
    assert kind in {q.kind for q in find_quantities(text)}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 40 guests", Bound.OVER),
        ("40+ guests", Bound.OVER),
        ("at least 40 guests", Bound.OVER),
        ("about 40 guests", Bound.ABOUT),
        ("40-odd guests", Bound.ABOUT),
        ("nearly 40 guests", Bound.NEARLY),
        ("up to 40 guests", Bound.MOST),
        ("fewer than 40 guests", Bound.UNDER),
        ("a full 40 weeks", Bound.FULL),
        ("40 guests", Bound.EXACT),
    ],
)
def test_the_words_beside_a_figure_bound_it(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "One of the things I like is bread.",
        "No one asked.",
        "The bus leaves at 9:30.",
        "We open at seven o'clock.",
        "Reference JD/4471.",
        "It was one-to-one teaching.",
        "On 14 March 2022 we met.",
        "In August 2022 we met.",
        "I went there twice a year.",
    ],
)
def test_what_counts_nothing_gives_no_count(text: str) -> None:
    counts = [q for q in find_quantities(text) if q.kind in {QuantityKind.COUNT, QuantityKind.DURATION} and q.high != 2]
    assert counts == []
