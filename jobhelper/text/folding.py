"""Levels case, accents, dashes and spelling without moving an offset, so that a match stands in the original."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache

from jobhelper.resources import lexicon

_SPECIAL = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": " ",
    "—": " ",
    "-": " ",
    "‑": " ",
    "‐": " ",
    "\xa0": " ",
    "\xad": " ",
}
_ASCII = str.maketrans({"-": " ", "\n": " ", "\t": " ", "\r": " "})
_ISE = re.compile(r"(?<=[a-z][iy])s(?=e\b|ed\b|es\b|er\b|ers\b|ing\b|ation)")


def _level(character: str) -> str:
    special = _SPECIAL.get(character)
    if special is not None:
        return special
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character


def fold(text: str) -> str:
    """`text` in lower case without accents, dashes as spaces, "-ise" as "-ize"; exactly as long as `text`."""
    level = text.lower().translate(_ASCII) if text.isascii() else "".join(map(_level, text))
    return _ISE.sub("z", level)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    table = tomllib.loads(lexicon("spelling").read_text(encoding="utf-8"))
    return tuple((british, american) for british, american in table["pairs"] if british != american)


def spelling_variants(phrase: str) -> tuple[str, ...]:
    """`phrase` in the other spelling, British or American, where it has one ("behaviour", "behavior")."""
    lower = phrase.lower()
    if not lower.isascii():
        return ()
    british = american = lower
    for one, other in _pairs():
        if one in lower:
            american = american.replace(one, other)
        elif other in lower:
            british = british.replace(other, one)
    return tuple(variant for variant in (british, american) if variant != lower)
