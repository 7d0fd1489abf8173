"""Lines of a PDF to blocks: wrapped lines are joined, headings told by size and weight, running headers set apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from jobhelper.documents.builder import TextBuilder
from jobhelper.documents.pdf_lines import Line
from jobhelper.models import BlockKind, Box

_BULLET = re.compile(r"^(?:[•▪◦‣⁃·∙*+–—-]|o(?= [A-Z]))\s+(?=\S)|^[•·](?=\S)")
_LONE_BULLET = re.compile(r"^[•▪◦‣⁃·∙*+–—o-]$")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|p\.)?\s*\W?\s*\d{1,2}(?:\s*(?:/|of|von|de|\|)\s*\d{1,2})?\W*$", re.IGNORECASE
)
_KEPT_HYPHEN = frozenset(
    "self well part full half non co two three four one first second third long short high low real hands problem time "
    "cross multi peer year month week day follow in on up e pre post user data".split()
)


def flow(lines: list[Line]) -> TextBuilder:
    """The blocks of a PDF's lines, in reading order."""
    builder = TextBuilder()
    body, apart = _furniture(_attach_bullets(lines))
    edges = _edges(body)
    sizes = Counter(round(line.size, 1) for line in body for _ in line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    group: list[Line] = []
    before: Line | None = None
    for line in body:
        if group and _continues(group, line, edges):
            group.append(line)
            continue
        _emit(builder, group, before, usual)
        before = group[-1] if group else before
        group = [line]
    _emit(builder, group, before, usual)
    for line in apart:
        upper = line.top < line.page_height / 2
        builder.add_apart(BlockKind.PAGE_HEADER if upper else BlockKind.PAGE_FOOTER, line.text, _box([line]))
    return builder


def _attach_bullets(lines: list[Line]) -> list[Line]:
    """A bullet sign that stands alone joins the line on its right."""
    result: list[Line] = []
    for line in lines:
        sign = result[-1] if result else None
        if (
            sign is not None
            and _LONE_BULLET.match(sign.text)
            and sign.page == line.page
            and abs(sign.top - line.top) < line.size
        ):
            result[-1] = _signed(sign, line)
            continue
        if "\t" in line.text and _LONE_BULLET.match(line.text.split("\t", 1)[0]):
            line = _signed(line, line, line.text.split("\t", 1)[1])
        result.append(line)
    return [line for line in result if not _LONE_BULLET.match(line.text)]


def _signed(sign: Line, line: Line, text: str | None = None) -> Line:
    left = line.left if text is None else line.text_left
    return replace(line, text="• " + (line.text if text is None else text), left=sign.left, text_left=left)


def _furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The body, and what repeats at the top or bottom of pages or is only a page number."""
    pages: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if _at_edge(line):
            pages[_masked(line)].add(line.page)
    body: list[Line] = []
    apart: list[Line] = []
    for line in lines:
        repeated = _at_edge(line) and len(pages[_masked(line)]) > 1
        number = _at_edge(line) and _PAGE_NUMBER.match(line.text)
        # The first page's top may hold the name, which is the body's even where it repeats.
        again = repeated and (line.page > 1 or line.top > line.page_height / 2)
        (apart if number or again else body).append(line)
    return body, apart


def _at_edge(line: Line) -> bool:
    return line.top < 0.1 * line.page_height or line.bottom > 0.92 * line.page_height


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _edges(lines: list[Line]) -> dict[tuple[int, int], float]:
    """The right edge of the text that starts at each left edge (in steps of 60 points), page by page."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        key = (line.page, round(line.left / 60))
        for near in (-1, 0, 1):
            place = (key[0], key[1] + near)
            edges[place] = max(edges.get(place, 0.0), line.right)
    return edges


def _continues(group: list[Line], line: Line, edges: dict[tuple[int, int], float]) -> bool:
    """Whether a line is the wrapped rest of the one before: it was full, and the rest stands where a rest would."""
    before, first = group[-1], group[0]
    if (
        _BULLET.match(line.text)
        or "\t" in line.text
        or ("\t" in before.text and len(group) == 1 and not _BULLET.match(first.text))
    ):
        return False
    if abs(line.size - before.size) > 0.6 or (line.bold != before.bold and not _BULLET.match(first.text)):
        return False
    if line.page == before.page:
        if not 0 < line.top - before.top < 2.1 * line.size:
            return False
    elif line.page != before.page + 1 or not line.text[:1].islower():
        return False
    if before.hyphen:
        return True
    if " " not in before.text:
        return False  # an address or a label fills a narrow column without going on
    wanted = first.text_left if _BULLET.match(first.text) else before.left
    aligned = abs(line.left - wanted) < 0.5 * line.size
    edge = edges.get((before.page, round(before.left / 60)), before.right)
    full = before.right + line.first_width + 0.2 * line.size > edge
    return aligned and full


def _emit(builder: TextBuilder, group: list[Line], before: Line | None, usual: float) -> None:
    if not group:
        return
    first = group[0]
    text = _joined(group)
    bullet = _BULLET.match(text)
    heading = not bullet and len(group) == 1 and _is_heading(first, usual)
    gap = heading or (not bullet and before is not None and _gap(before, first))
    kind = BlockKind.BULLET if bullet else BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    level = 1 if heading else 0
    builder.add(kind, text[bullet.end() :] if bullet else text, level=level, box=_box(group), gap=gap)


def _gap(before: Line, line: Line) -> bool:
    return line.page == before.page and line.top - before.top > 1.9 * max(line.size, before.size)


def _is_heading(line: Line, usual: float) -> bool:
    words = line.text.split()
    if not 0 < len(words) <= 6 or "\t" in line.text or line.text.endswith((".", ",", ";")):
        return False
    capitals = line.text.upper() == line.text and any(c.isalpha() for c in line.text)
    return line.size > usual * 1.08 or (capitals and len(line.text) > 3)


def _joined(group: list[Line]) -> str:
    text = group[0].text
    for before, line in pairwise(group):
        if before.hyphen:
            text += _link(text, line.text) + line.text
        else:
            text += " " + line.text
    return text


def _link(left: str, right: str) -> str:
    word = re.search(r"[^\W_]+$", left)
    stem = word.group().lower() if word else ""
    return "" if right[:1].islower() and stem not in _KEPT_HYPHEN and stem.isalpha() else "-"


def _box(group: list[Line]) -> Box:
    return Box(
        group[0].page,
        min(line.left for line in group),
        min(line.top for line in group),
        max(line.right for line in group),
        max(line.bottom for line in group),
    )
