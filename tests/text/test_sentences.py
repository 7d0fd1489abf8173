"""Cutting text into sentences: abbreviations, lines, and sentences that never end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.models import Span
from jobhelper.text.sentences import LONGEST, bounded, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I sail. I row.", ["I sail.", "I row."]),
        ("Dr. Osei and Prof. Lund agreed. Good.", ["Dr. Osei and Prof. Lund agreed.", "Good."]),
        ("B.Sc. (Hons.) Botany", ["B.Sc. (Hons.) Botany"]),
        ("approx. Ten crates", ["approx. Ten crates"]),
        ("One\nTwo\r\nThree\u2028Four", ["One", "Two", "Three", "Four"]),
        ("“Well done.” She left.", ["“Well done.”", "She left."]),
        ("  -- \n !! \n", []),
    ],
)
def test_sentences_end_where_they_should(text: str, found: list[str]) -> None:
    assert [s.slice(text) for s in sentences(text)] == found


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab,; ", min_size=1, max_size=3000))
def test_pieces_of_a_long_sentence_follow_each_other_and_none_is_too_long(text: str) -> None:
    pieces = bounded(text, Span(0, len(text)))
    assert "".join(p.slice(text) for p in pieces) == text
    assert all(0 < p.end - p.start <= LONGEST for p in pieces)
    assert all(one.end == two.start for one, two in pairwise(pieces))


def test_a_long_sentence_is_cut_after_a_comma_and_a_word_without_end_anywhere() -> None:
    text = "mended nets, " * 100
    assert all(p.slice(text).endswith(", ") for p in bounded(text, Span(0, len(text)))[:-1])
    assert len(bounded("x" * 2500, Span(0, 2500))) == 4


def test_a_sentence_of_usual_length_stays_whole() -> None:
    assert bounded("I mended nets, and sold fish.", Span(0, 29)) == (Span(0, 29),)
