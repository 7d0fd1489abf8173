"""Proves that an exported file reads back as the approved text, word for word and in its order."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.export.characters import spelled
from jobhelper.export.plain import text_of_markdown
from jobhelper.pdfium import opened

# A run of this many characters or more without a space may be broken at the end of a line; the layouts' own bound.
LONGEST_WORD = 48
# Space after full-width punctuation is part of its glyph, so readers see none there.
_WIDE_STOP = re.compile(
    r"(?<=[\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]) "
)
_BREAK = re.compile(r"[^\S\n]*\n\s*")


def require_equal(approved: str, found: str, reader: str) -> None:
    """Raise UserError at the first difference between the approved text and what `reader` found in the file.

    Normalised on both sides, and nothing else: Unicode NFC; the Latin ligatures U+FB00 to U+FB06 as their letters; a
    run of white space counts as one space, and as none after East Asian full-width punctuation. A line break that
    the page made is accepted inside a run of LONGEST_WORD or more characters without a space, and beside characters of
    scripts that are written without spaces.
    """
    expected = _WIDE_STOP.sub("", " ".join(spelled(approved).split()))
    actual = _WIDE_STOP.sub("", re.sub(r"[^\S\n]+", " ", _BREAK.sub("\n", spelled(found))).strip())
    if " ".join(actual.split()) == expected:
        return
    position, place = _first_difference(expected, actual)
    if position < 0:
        return
    word = len(expected[:position].split()) + 1
    raise UserError(
        "The exported file does not read back as the text that you approved, so it was not kept.",
        f"At “{_around(expected, position)}” {reader} reads “{_around(actual, place)}”. Try another layout.",
        where=f"word {word}",
    )


def _first_difference(expected: str, actual: str) -> tuple[int, int]:
    """Offsets of the first difference in both texts, (-1, -1) where there is none but line breaks of the page."""
    i = j = 0
    while i < len(expected) and j < len(actual):
        if expected[i] == actual[j] or (expected[i] == " " and actual[j] == "\n"):
            i, j = i + 1, j + 1
        elif actual[j] == "\n" and _may_break(expected, i):
            j += 1
        else:
            return i, j
    return (-1, -1) if i == len(expected) and j == len(actual) else (i, j)


def _may_break(text: str, offset: int) -> bool:
    if offset == 0:
        return False
    if _unspaced(text[offset - 1]) or _unspaced(text[offset]):
        return True
    start = text.rfind(" ", 0, offset) + 1
    end = text.find(" ", offset)
    return (len(text) if end < 0 else end) - start >= LONGEST_WORD


def _unspaced(character: str) -> bool:
    """Whether the character is East Asian wide: lines of such scripts break between any two of them."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _around(text: str, offset: int) -> str:
    return " ".join(text[max(0, offset - 15) : offset + 25].split())


def read_with_pypdf(data: bytes) -> str:
    """A PDF's text as pypdf reads it, pages parted by line breaks."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_with_pdfium(data: bytes) -> tuple[str, int]:
    """A PDF's text as pdfium reads it, and its number of pages."""
    with opened(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    # pdfium writes U+FFFE for a hyphen that ends a line.
    return "\n".join(pages).replace("\r\n", "\n").replace("\ufffe", "-\n"), len(pages)


def read_with_docx(data: bytes) -> str:
    """A DOCX's text as python-docx reads it, list paragraphs with the marker that Word shows."""
    import docx

    document = docx.Document(io.BytesIO(data))
    lines = []
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        lines.append(("• " if style and style.startswith("List Bullet") else "") + paragraph.text)
    return "\n".join(lines)


def prove(data: bytes, form: str, approved: str) -> int | None:
    """Reads the file's bytes back and raises UserError unless they hold the approved text; the PDF's pages, else None.

    A PDF is read by two independent readers, pypdf and pdfium, and both must agree with the approved text.
    """
    if form == "pdf":
        text, pages = read_with_pdfium(data)
        require_equal(approved, text, "pdfium")
        require_equal(approved, read_with_pypdf(data), "pypdf")
        return pages
    if form == "docx":
        require_equal(approved, read_with_docx(data), "python-docx")
    elif form == "md":
        require_equal(approved, text_of_markdown(data.decode("utf-8")), "a Markdown reader")
    else:
        require_equal(approved, data.decode("utf-8"), "a text reader")
    return None


def prove_file(path: Path, form: str, approved: str) -> int | None:
    """As `prove`, on the bytes that are really on the disk."""
    return prove(path.read_bytes(), form, approved)
