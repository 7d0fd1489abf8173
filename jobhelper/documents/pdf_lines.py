"""Characters of a PDF page to lines: wide gaps become tabs, crossed columns are parted, date stacks find their rows."""

from __future__ import annotations

import ctypes
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from jobhelper.documents.glyphs import close_letter_spacing, is_letter_spaced, tidy
from jobhelper.text.dates import is_only_dates

_HYPHENS = {0x02, 0xFFFE, 0xAD}
_WIDE_GAP = 1.35
"""Gap in ems beyond which two pieces of a line are apart; a justified word space stays below one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line, in points from the page's top left; `hyphen` is a line-end hyphen that the page added.

    `first_width` is the width of the first word: what would have had to fit on the line before.
    """

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    first_width: float
    text_left: float
    hyphen: bool = False
    page_height: float = 842.0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class _Char:
    code: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    base: float = 0.0


def page_lines(page: Any, number: int) -> tuple[list[Line], int, int]:
    """Lines of a page in content order, how many glyphs had no meaning, and how many characters were seen."""
    characters, unmapped = _characters(page)
    height = float(page.get_height())
    pieces = [_piece(piece, number, height) for piece in _split(characters)]
    rows = _rows([piece for piece in pieces if piece.text])
    rows = _part_columns(rows)
    lines = [_join(row) for row in rows]
    return _place_dates(lines), unmapped, len(characters)


def _characters(page: Any) -> tuple[list[_Char], int]:
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    try:
        handle, height = text_page.raw, float(page.get_height())
        left, right, bottom, top, across, base = (ctypes.c_double() for _ in range(6))
        found: list[_Char] = []
        unmapped = 0
        size, bold = 10.0, False
        previous = None
        for index in range(text_page.count_chars()):
            code = raw.FPDFText_GetUnicode(handle, index)
            if raw.FPDFText_IsGenerated(handle, index) == 1:
                # pdfium's own spaces and line ends: gaps are measured here instead.
                found.append(_Char(32 if code == 32 else 10, 0, 0, 0, 0, 0, False))
                continue
            unmapped += raw.FPDFText_HasUnicodeMapError(handle, index) == 1
            raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
            raw.FPDFText_GetCharOrigin(handle, index, across, base)
            current = raw.FPDFText_GetTextObject(handle, index)
            address = ctypes.cast(current, ctypes.c_void_p).value
            if address != previous:
                previous = address
                size, bold = _font(raw, handle, index, top.value - bottom.value)
            box = (left.value, right.value, height - top.value, height - bottom.value)
            found.append(_Char(code, *box, size, bold, height - base.value))
        return found, unmapped
    finally:
        text_page.close()


def _font(raw: Any, handle: Any, index: int, box_height: float) -> tuple[float, bool]:
    rect = raw.FS_RECTF()
    size = 0.0
    if raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(rect)):
        size = abs(rect.top - rect.bottom) / 1.2
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(flags))
    weight = raw.FPDFText_GetFontWeight(handle, index)
    bold = weight >= 600 or bool(re.search(rb"bold|black|heavy|semibold|demi|medi|cmbx", name.value, re.IGNORECASE))
    return (size or max(box_height, 4.0) * 1.3), bold


def _split(characters: list[_Char]) -> Iterator[list[_Char]]:
    """Runs of characters without a line break, a step back or a wide gap in between.

    A narrower gap parts cells too where the next one starts exactly below a cell of the row before.
    """
    run: list[_Char] = []
    last: _Char | None = None
    above: list[float] = []
    row: list[float] = []
    for char in characters:
        if char.code in {10, 13}:
            if run:
                yield run
            run, last = [], None
            above, row = (row or above), []
            continue
        if char.size == 0:
            run.append(char)
            continue
        if last is not None and _breaks(last, char, above):
            yield run
            run = []
            if abs(char.base - last.base) > 0.6 * char.size:
                above, row = (row or above), []
            else:
                row.append(char.left)
        run.append(char)
        if char.right > char.left or char.code not in {32, 9, 160}:
            last = char
    if run:
        yield run


def _breaks(last: _Char, char: _Char, above: list[float]) -> bool:
    if char.code in {32, 9, 160}:
        return False
    size = max(last.size, char.size)
    if abs(char.base - last.base) > 0.6 * size:
        return True
    gap = char.left - last.right
    if gap > 0.45 * size and any(abs(char.left - start) < 0.15 * size for start in above):
        return True
    return gap > _WIDE_GAP * size or gap < -2.5 * size


def _piece(run: list[_Char], number: int, height: float) -> Line:
    solid = [c for c in run if c.size > 0 and c.code not in {32, 9, 160}]
    if not solid:
        return Line("", number, 0, 0, 0, 0, 0, False, 0, 0)
    text, hyphen, spaced = _text(run, solid)
    size = Counter(round(c.size, 1) for c in solid).most_common(1)[0][0]
    words = list(_words(run))
    first = words[0]
    bullet_like = len(words) > 1 and len(first) == 1 and not chr(first[0].code).isalnum()
    start = words[1] if bullet_like else first
    return Line(
        text=text,
        page=number,
        left=solid[0].left,
        top=min(c.top for c in solid),
        right=max(c.right for c in solid),
        bottom=max(c.bottom for c in solid),
        size=size,
        bold=sum(c.bold for c in solid) > 0.6 * len(solid),
        first_width=first[-1].right - first[0].left,
        text_left=start[0].left,
        hyphen=hyphen,
        page_height=height,
        spaced=spaced,
    )


def _words(run: list[_Char]) -> Iterator[list[_Char]]:
    word: list[_Char] = []
    for char in run:
        if char.size == 0 or char.code in {32, 9, 160}:
            if word:
                yield word
            word = []
        else:
            word.append(char)
    if word:
        yield word


def _text(run: list[_Char], solid: list[_Char]) -> tuple[str, bool, bool]:
    """The run's words, whether a page's hyphen ends them, and whether they were letter-spaced."""
    hyphen = solid[-1].code in _HYPHENS
    codes = [c.code for c in run]
    while codes and codes[-1] in {32, 9, 160}:
        codes.pop()
    if hyphen:
        codes.pop()
    raw = "".join("\u00ad" if code in _HYPHENS else chr(code) for code in codes)
    raw = re.sub(r"[\t\r\n \u00a0]+", " ", raw).strip()
    spaced = is_letter_spaced(raw)
    if spaced:
        raw = close_letter_spacing(_spaced_by_gap(run))
    return tidy(raw).strip(), hyphen, spaced


def _spaced_by_gap(run: list[_Char]) -> str:
    """The letters of a letter-spaced line with double spaces where the gap is clearly wider than between letters."""
    solid = [c for c in run if c.size > 0 and c.code not in {32, 9, 160}]
    gaps = [b.left - a.right for a, b in pairwise(solid)]
    usual = statistics.median(gaps) if gaps else 0.0
    pieces = [chr(solid[0].code)]
    for gap, char in zip(gaps, solid[1:], strict=True):
        pieces.append(("   " if gap > usual + 0.25 * char.size else " ") + chr(char.code))
    return "".join(pieces)


def _rows(pieces: list[Line]) -> list[list[Line]]:
    """Pieces that follow each other on one baseline, left to right, as one row."""
    rows: list[list[Line]] = []
    for piece in pieces:
        before = rows[-1][-1] if rows else None
        if before is not None and _same_row(before, piece) and piece.left >= before.right - 1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _same_row(one: Line, other: Line) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return one.page == other.page and overlap > 0.4 * min(one.bottom - one.top, other.bottom - other.top)


def _part_columns(rows: list[list[Line]]) -> list[list[Line]]:
    """Reads left then right where many rows cross the same gutter, as in a page printed row by row."""
    starts = Counter(round(row[1].left / 3) for row in rows if len(row) == 2 and not is_only_dates(row[1].text))
    if not starts:
        return rows
    gutter, count = starts.most_common(1)[0]
    crossing = [i for i, row in enumerate(rows) if len(row) == 2 and abs(row[1].left / 3 - gutter) <= 1]
    labels = sum(len(rows[i][0].text.split()) <= 3 for i in crossing)
    if count < 8 or labels > 0.6 * len(crossing):
        return rows
    first, last = crossing[0], crossing[-1]
    left: list[list[Line]] = []
    right: list[list[Line]] = []
    for row in rows[first : last + 1]:
        if len(row) == 2 and row in [rows[i] for i in crossing]:
            left.append(row[:1])
            right.append(row[1:])
        else:
            (right if row[0].left >= gutter * 3 - 4 else left).append(row)
    return [*rows[:first], *left, *right, *rows[last + 1 :]]


def _join(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    first, last = row[0], row[-1]
    return replace(
        first,
        text=(" " if all(piece.spaced for piece in row) else "\t").join(piece.text for piece in row),
        top=min(piece.top for piece in row),
        bottom=max(piece.bottom for piece in row),
        right=last.right,
        bold=first.bold,
        hyphen=last.hyphen,
    )


def _place_dates(lines: list[Line]) -> list[Line]:
    """A line of nothing but dates that stands beside another line, far away in content order, joins that line."""
    result = list(lines)
    for index, line in enumerate(lines):
        if not is_only_dates(line.text):
            continue
        partner = _partner(lines, index)
        if partner is not None and partner in result:
            place = result.index(partner)
            result[place] = _join(sorted((partner, line), key=lambda item: item.left))
            result.remove(line)
    return result


def _partner(lines: list[Line], index: int) -> Line | None:
    """The row that a date belongs to: next in content order, or any row where the dates come as a stack."""
    line = lines[index]
    beside = [other for other in lines if other is not line and _same_row(other, line)]
    neighbours = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    for other in neighbours:
        if other in beside and not other.text.startswith("•"):
            return other
    if not any(is_only_dates(other.text) for other in neighbours):
        return None
    choices = [o for o in beside if not o.text.startswith("•") and not is_only_dates(o.text) and "\t" not in o.text]
    return min(choices, key=lambda other: abs(other.left - line.left), default=None)
