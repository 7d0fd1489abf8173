"""What a file that was read is made of: text, blocks with offsets, and where each stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a document is, as far as its layout tells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE_CELL = "table_cell"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters, `start <= offset < end`."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The words that stand at this range of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """Where a block stands on a page, in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Block:
    """One line group of a document; `start` and `end` are offsets into `Document.text`."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its text, its blocks in reading order, and what the reader noticed.

    `name` is the file's name without its folder, `format` one of txt, md, docx, pdf, html, json, …;
    `warnings` are sentences for the user (an invisible text layer, unreadable glyphs). `markup` is a web page's HTML
    as it came, empty for every other format: it carries data that no reader sees.
    """

    text: str
    blocks: tuple[Block, ...]
    name: str
    format: str
    sha256: str
    pages: int = 1
    title: str = ""
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    markup: str = field(default="", repr=False)
