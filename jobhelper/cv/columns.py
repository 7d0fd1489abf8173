"""Parts two columns that were extracted side by side: told by two headings that stand on one row."""

from __future__ import annotations

from dataclasses import replace

from jobhelper.cv.headings import heading_kind
from jobhelper.cv.lines import GAP, Line, make_line

_SLACK = 8
"""Characters by which a column's lines may start beside its heading."""

_LONGEST_ROW = 250
"""Most characters of a row with two headings."""


def part_columns(lines: list[Line]) -> tuple[list[Line], list[tuple[int, int]]]:
    """The lines with each two-column region read column by column, and the regions' ranges in the text.

    The right column comes first, because what follows a region goes on from its left column.
    """
    result: list[Line] = []
    regions: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        gutter = _opening(lines[index])
        if gutter is None:
            result.append(lines[index])
            index += 1
            continue
        left, right, after = _region(lines, index, gutter)
        result += right + left
        regions.append((lines[index].start, lines[after - 1].end))
        index = after
    return result, regions


def _opening(line: Line) -> int | None:
    """The column where a second heading starts on this row, None where the row is not a pair of headings."""
    gaps = list(GAP.finditer(line.text)) if len(line.text) <= _LONGEST_ROW else []
    for gap in gaps:
        left, right = line.text[: gap.start()].strip(), line.text[gap.end() :].strip()
        if heading_kind(left, strong=True) and heading_kind(right, strong=True) and gap.end() - gap.start() >= 4:
            return line.indent + gap.end()
    return None


def _region(lines: list[Line], first: int, gutter: int) -> tuple[list[Line], list[Line], int]:
    left: list[Line] = []
    right: list[Line] = []
    index = first
    while index < len(lines):
        line = lines[index]
        place = _crossing(line, gutter)
        if line.indent >= gutter - _SLACK:
            right.append(replace(line, cell=True, indent=0, blank_before=_apart(right, line)))
        elif place is not None:
            left.append(_cell(line, 0, place, line.indent, left))
            right.append(_cell(line, place, len(line.text), 0, right))
        elif line.indent + len(line.text) <= gutter:
            # Beside nothing, the left column goes on; the region's last lines may already be single-column text.
            left.append(replace(line, cell=True, blank_before=_apart(left, line)))
        else:
            break
        index += 1
    return left, right, index


def _crossing(line: Line, gutter: int) -> int | None:
    """Where the right column's words start in this line; headings are often set a little off their column."""
    ends = [gap.end() for gap in GAP.finditer(line.text)]
    near = [end for end in ends if abs(line.indent + end - gutter) <= _SLACK]
    return min(near, key=lambda end: abs(line.indent + end - gutter), default=None)


def _cell(line: Line, start: int, end: int, indent: int, column: list[Line]) -> Line:
    text = line.text[start:end].rstrip()
    cell = make_line(text, line.start + start, indent, _apart(column, line))
    return replace(cell, cell=True)


def _apart(column: list[Line], line: Line) -> bool:
    """Whether this column has a hole above: a blank row, or rows where only the other column had words."""
    return not column or line.blank_before
