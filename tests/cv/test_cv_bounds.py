"""Hostile or broken texts end in a CV or in a message, soon."""

from __future__ import annotations

import pytest

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text
from jobhelper.errors import UserError

TOP = "Ada Example\nada@example.com\n\nEXPERIENCE\n"
HOSTILE = {
    "one long word": "a" * 60_000,
    "tabs": "\t".join("x" * 10_000),
    "brackets": "(" * 20_000,
    "open brackets with words": "a (b " * 6_000,
    "years": "2020 " * 6_000,
    "ranges": "June 2020 – July 2021, " * 2_000,
    "addresses": "a@" * 15_000,
    "heading pairs": "SKILLS       TOOLS\n" * 1_000,
    "headings": "EDUCATION\n" * 2_000,
    "blank lines": "\n" * 60_000 + "x",
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_are_read_soon(case: str) -> None:
    cv = parse_cv(document_from_text(TOP + HOSTILE[case]))
    assert cv.contact.email is not None


@pytest.mark.parametrize(("text", "reason"), [("word " * 40_000, "too long"), ("x" + " " * 700 + "y", "spaces")])
def test_texts_beyond_the_bounds_are_refused(text: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        parse_cv(document_from_text(text))
