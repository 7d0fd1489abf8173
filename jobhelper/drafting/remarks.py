"""Criticism by rule, with no model: vague words, length, repetition, and an employer who is not named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jobhelper import resources
from jobhelper.errors import UserError
from jobhelper.models import Comment, Posting, SlotPlan
from jobhelper.text.authors import words
from jobhelper.text.sentences import sentences

_REPEATED = 5
"""Words in a row that somebody who reads a page notices the second time."""
_LONG_SENTENCE = 35
"""Words of a sentence beyond which readers lose its beginning; style guides for plain English say 20 to 30."""


def problems(home: Path | None = None) -> Mapping[str, tuple[str, str]]:
    """What may be called weak: by id, why it is and the question that goes with it."""
    return {
        row["id"]: (row["why"], row["question"]) for row in _table(resources.template("critique.toml", home))["problem"]
    }


def remarks(text: str, slot: SlotPlan, posting: Posting, home: Path | None = None) -> tuple[Comment, ...]:
    """Comments on what the user wrote into `slot`, by rule, in the order of the text; same input, same comments."""
    if not text.strip():
        return ()
    found = [*_vague(text, home), *_long(text, slot), *_repeated(text), *_unnamed(text, slot, posting)]
    table = problems(home)
    comments = [
        Comment(text[start:end], start, end, problem, *table[problem], rule)
        for start, end, problem, rule in found
        if problem in table
    ]
    return tuple(sorted(comments, key=lambda c: (c.start, c.end)))


@cache
def _table(path: Path) -> dict[str, Any]:
    hint = "Mend it, or delete your copy to go back to the packaged table."
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        for row in data["problem"]:
            _ = row["id"], row["why"], row["question"]
        for row in data["vague"]:
            _ = row["id"], row["words"][0]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, IndexError) as error:
        raise UserError(
            "The critique table can't be read.", f"{type(error).__name__}: {error}. {hint}", where=str(path)
        ) from error
    return data


_Found = tuple[int, int, str, str]


def _vague(text: str, home: Path | None) -> Iterator[_Found]:
    for row in _table(resources.template("critique.toml", home))["vague"]:
        pattern = "|".join(re.escape(word) for word in row["words"])
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE):
            yield match.start(), match.end(), "vague", row["id"]


def _long(text: str, slot: SlotPlan) -> Iterator[_Found]:
    total = sum(1 for _ in words(text))
    if slot.max_words and total > slot.max_words * 1.5:
        yield 0, len(text), "too_long", "length.slot"
    for span in sentences(text):
        if sum(1 for _ in words(span.slice(text))) > _LONG_SENTENCE:
            yield span.start, span.end, "too_long", "length.sentence"


def _repeated(text: str) -> Iterator[_Found]:
    found = list(words(text))
    seen: dict[tuple[str, ...], int] = {}
    last = -1
    for at in range(len(found) - _REPEATED + 1):
        run = tuple(key for key, _, _ in found[at : at + _REPEATED])
        if run in seen and seen[run] + _REPEATED <= at and at > last:
            yield found[at][1], found[at + _REPEATED - 1][2], "repetition", "repetition.run"
            last = at + _REPEATED - 1
        seen.setdefault(run, at)


def _unnamed(text: str, slot: SlotPlan, posting: Posting) -> Iterator[_Found]:
    name = posting.company.split()
    if slot.slot in {"opening", "motivation"} and name and name[0].casefold() not in text.casefold():
        first = next(iter(sentences(text)), None)
        if first is not None:
            yield first.start, first.end, "not_named", "posting.company"
