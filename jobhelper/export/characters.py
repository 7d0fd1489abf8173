"""Which characters a document may hold, and how they are spelled before they are set."""

from __future__ import annotations

import unicodedata

from jobhelper.errors import UserError

# The Latin ligatures are letters joined for looks: parsers search for the letters, so the letters are set.
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_WHITE = frozenset("\t\n\r")
_REFUSED = {
    "Cc": "a control character",
    "Cf": "an invisible formatting character",
    "Cs": "half of a character",
    "Co": "a private-use character",
    "Cn": "no character at all",
}


def spelled(text: str) -> str:
    """The text in NFC, Latin ligatures spelled out, every kind of white space but the line break as a plain space.

    This is the form that is set, and the form in which files are compared with the approved text.
    """
    composed = unicodedata.normalize("NFC", text.translate(_LIGATURES)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if c != "\n" and c.isspace() else c for c in composed)


def require_printable(text: str) -> None:
    """Raise UserError for the first character that no file can carry faithfully, with its code point and line.

    Refused are control, formatting, surrogate, private-use and unassigned characters (Unicode categories Cc, Cf, Cs,
    Co, Cn): they have no picture, so nobody could have approved them by reading.
    """
    for offset, character in enumerate(text):
        if character in _WHITE:
            continue
        reason = _REFUSED.get(unicodedata.category(character))
        if reason is not None:
            raise UserError(
                f"The text holds {reason} (U+{ord(character):04X}).",
                "Delete it from the draft: it can't be seen, but a file would carry it.",
                where=place(text, offset),
            )


def require_left_to_right(text: str) -> None:
    """Raise UserError for the first right-to-left character: a PDF's text would read back in another order."""
    for offset, character in enumerate(text):
        if unicodedata.bidirectional(character) in {"R", "AL", "AN"}:
            raise UserError(
                f"“{character}” is written from right to left, which the PDF layouts can't set yet.",
                "Export as DOCX or TXT.",
                where=place(text, offset),
            )


def place(text: str, offset: int) -> str:
    """Line and the words around an offset, for people: `line 3, near “led a team”`."""
    line = text.count("\n", 0, offset) + 1
    near = " ".join(text[max(0, offset - 20) : offset + 20].split())
    visible = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in near)
    return f"line {line}, near “{visible}”"
