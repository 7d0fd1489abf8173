"""Mends characters that fonts and word processors leave behind: ligatures, odd hyphens, icons, detached accents."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    # Old pdfTeX fonts put their ligatures on control codes.
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
}  # fmt: skip
_BULLETS = dict.fromkeys(
    "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\u25aa\u25ab\u25cf\u25e6\u2023\u2043\u25cb\u25a0\u2219\u27a2", "•"
)
_TABLE = str.maketrans(
    {
        **_LIGATURES,
        **_BULLETS,
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\ufeff": None,
        "\u200b": None,
        "\u2060": None,
        "\u2010": "-",
        "\u2011": "-",
    }
)
_ICONS = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]+ ?")
_CONTROLS = re.compile(r"[\x00-\x01\x03-\x08\x0b-\x1a\x7f\ufffd\uffff]")
_SPACING_ACCENTS = {
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "˚": "\u030a",
}
_DETACHED = re.compile(r"([¨´ˆ˜¸ˇ˚]) ?(?=[A-Za-zı])([A-Za-zı])")
_SOFT_IN_RANGE = re.compile(r"(?<=[\d\s])\u00ad(?=[\d\s])|(?<=\d)\u00ad|\u00ad(?=\d)")


def tidy(text: str) -> str:
    """The same words with ordinary characters; white space other than odd spaces is left alone.

    A soft hyphen between digits or spaces is a dash that a font has mislabelled; any other one is dropped.
    """
    text = _SOFT_IN_RANGE.sub("-", text.translate(_TABLE))
    text = _CONTROLS.sub("", _ICONS.sub("", text.replace("\u00ad", "")))
    return unicodedata.normalize("NFC", _DETACHED.sub(_attach, text))


def _attach(match: re.Match[str]) -> str:
    accent, letter = match.groups()
    return unicodedata.normalize("NFC", ("i" if letter == "ı" else letter) + _SPACING_ACCENTS[accent])


def close_letter_spacing(text: str) -> str:
    """`C O N T A C T` as `CONTACT`; text that is not letter-spaced comes back as it is.

    Two or more spaces, or a tab, part the words of a heading that has several.
    """
    if not is_letter_spaced(text):
        return text
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}|\t", text.strip()))


def is_letter_spaced(text: str) -> bool:
    """Whether a line is set with a space after nearly every letter."""
    pieces = text.split()
    if len(pieces) < 3 or len(text) > 80 or not all(p.isalpha() or p in "&,/-" for p in pieces):
        return False
    single = sum(len(piece) == 1 for piece in pieces)
    return single >= 3 and single >= 0.6 * len(pieces) and max(map(len, pieces)) <= 3
