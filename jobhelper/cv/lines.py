"""A CV's text as lines and statements: bullets told, wrapped lines joined, page furniture set aside, columns parted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from jobhelper.models import BlockKind, Document

BULLET = re.compile(
    r"(?:[•●▪◦‣⁃∙◆■□▸►✓✔➢➤*·–—-]|o(?=\s+\S)|\((?:[ivx]{1,5}|[a-h]|\d{1,2})\)|\d{1,2}[.)](?=\s)|[a-h]\)(?=\s))\s+(?=\S)"
)
GAP = re.compile(r"\t+\s*| {3,}")
"""What parts two columns of one line: a tab or at least three spaces."""

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_PAGE = re.compile(
    r"(?:-+\s*)?(?:page\s*\W?\s*)?\d{1,2}\s*(?:/|of|von|de)\s*\d{1,2}(?:\s*-+)?$|^page\s*\W?\s*\d{1,2}(?:\s*\W?\s*(?:of|/)\s*\d+)?$",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"[=\-_~*─━]{3,}$")
_WRAP = range(55, 126)
"""Columns at which text is wrapped by hand, in characters; shorter or longer lines ended where they were meant to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or one cell of a two-column line) of the CV; `start` to `end` leaves white space around it out.

    `marker` is where the words start after a bullet sign, equal to `start` where there is none.
    """

    start: int
    end: int
    text: str
    indent: int
    marker: int
    blank_before: bool
    kind: BlockKind | None = None
    underlined: bool = False
    cell: bool = False

    @property
    def bullet(self) -> bool:
        """Whether a bullet sign opens the line."""
        return self.marker > self.start

    @property
    def words(self) -> str:
        """The line's words without its bullet sign."""
        return self.text[self.marker - self.start :]


def cv_lines(document: Document) -> tuple[list[Line], list[Line]]:
    """The lines of the body in order, and the page headers and footers; underlines under headings are folded in."""
    kinds = {block.start: block.kind for block in document.blocks}
    apart = [b for b in document.blocks if b.kind in {BlockKind.PAGE_HEADER, BlockKind.PAGE_FOOTER}]
    lines = _physical(document, kinds)
    repeated = Counter(_masked(line.text) for line in lines)
    body: list[Line] = []
    furniture: list[Line] = []
    first = lines[0] if lines else None
    for line in lines:
        if _UNDERLINE.fullmatch(line.text):
            if body:
                body[-1] = replace(body[-1], underlined=True)
            continue
        set_apart = any(block.start <= line.start < block.end for block in apart)
        if set_apart or _is_furniture(line, repeated, first):
            furniture.append(line)
        else:
            body.append(_without_page(line))
    return body, furniture


def _without_page(line: Line) -> Line:
    """The line without a page number that shares it: the words beside it may count."""
    gap = GAP.search(line.text)
    if gap is None or not _PAGE.fullmatch(line.text[: gap.start()].strip()):
        return line
    rest = line.start + gap.end()
    return make_line(line.text[gap.end() :], rest, line.indent + gap.end(), True, line.kind)


def _physical(document: Document, kinds: dict[int, BlockKind]) -> list[Line]:
    lines: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(document.text):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        indent = len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip())
        start = match.start() + len(raw) - len(raw.lstrip())
        blank = document.text.count("\n", last_end, start) > 1 or not lines
        # A lone carriage return ends a line too; two in a row leave a blank one.
        blank = blank or document.text[last_end:start].count("\r") > 1 + document.text[last_end:start].count("\r\n")
        lines.append(make_line(text, start, indent, blank, kinds.get(start)))
        last_end = start + len(text)
    return lines


def make_line(text: str, start: int, indent: int, blank: bool, kind: BlockKind | None = None) -> Line:
    """A line of these words at this place, its bullet sign found."""
    sign = BULLET.match(text)
    marker = start + (sign.end() if sign else 0)
    return Line(start, start + len(text), text, indent, marker, blank, kind)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text)).casefold()


def _is_furniture(line: Line, repeated: Counter[str], first: Line | None) -> bool:
    """A page number, or a running header such as a name with `2 / 2`, on a line of its own."""
    parts = [part.strip() for part in GAP.split(line.text)]
    if _PAGE.fullmatch(parts[-1]) and line is not first:
        return True
    if re.fullmatch(r"\S[^/|]{2,40}\s[/|]\s\d{1,2}", line.text) and line.indent > 20:
        return True
    return repeated[_masked(line.text)] > 1 and len(parts) > 1 and line is not first and not _has_content(line)


def _has_content(line: Line) -> bool:
    return line.bullet or bool(re.search(r"\d", line.text))


def join_wrapped(lines: list[Line], text: str, wrap: tuple[int, bool]) -> list[Line]:
    """Statements: a line that was full when it broke is joined with the line that goes on, the text between kept.

    `wrap` is what `wrap_width` says of the whole CV.
    """
    width, confirmed = wrap
    joined: list[Line] = []
    last: Line | None = None
    for line in lines:
        if joined and last is not None and _goes_on(joined[-1], last, line, width, confirmed):
            whole = joined[-1]
            joined[-1] = replace(whole, end=line.end, text=text[whole.start : line.end])
        else:
            joined.append(line)
        last = line
    return joined


def wrap_width(lines: list[Line]) -> tuple[int, bool]:
    """The width at which the text was wrapped by hand (0 where it was not), and whether many lines reach it."""
    lengths = [line.indent + len(line.text) for line in lines if not GAP.search(line.text) and not line.cell]
    width = max(lengths, default=0)
    confirmed = sum(length >= width - 10 for length in lengths) >= 4
    return (width, confirmed) if width in _WRAP else (0, False)


def _goes_on(whole: Line, last: Line, line: Line, width: int, confirmed: bool) -> bool:
    if line.blank_before or line.bullet or line.cell or last.cell or line.underlined or line.kind is BlockKind.HEADING:
        return False
    if width == 0 or GAP.search(line.text) or last.underlined or re.match(r"#|\*\*", line.text):
        return False
    lowered = line.text[:1].islower() or last.text.endswith((",", "-", " and", " of", " the", " a", "("))
    length = last.indent + len(last.text)
    hanging = whole.indent + whole.marker - whole.start if whole.bullet else whole.indent
    if line.indent not in ({hanging} if whole is last and whole.bullet else {last.indent, hanging}):
        # Under a gutter date the rest of a heading is indented; only a small letter tells it from a new line.
        return lowered and line.indent > whole.indent and length > 0.7 * width
    if GAP.search(whole.text) and whole is last:
        return False
    full = length + 1 + len(line.text.split()[0]) > width
    if lowered:
        return full or length > 0.85 * width
    if re.search(r"\b(?:19|20)\d\d\s*[)\]]?$", last.text):
        return False
    return full and (confirmed or last.text[-1:] not in ".!?:")
