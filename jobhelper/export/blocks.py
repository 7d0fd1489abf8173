"""What a draft's approved text is made of, line by line: the one input of every file format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a run of words in an entry's heading is."""

    TITLE = "title"
    ORGANISATION = "organisation"
    LOCATION = "location"
    DATES = "dates"
    DETAIL = "detail"
    LABEL = "label"
    PLAIN = "plain"


class Kind(StrEnum):
    """What a block of a document is."""

    NAME = "name"
    CONTACT = "contact"
    HEADING = "heading"
    ENTRY = "entry"
    BULLET = "bullet"
    LINE = "line"
    RECIPIENT = "recipient"
    DATE = "date"
    SUBJECT = "subject"
    SALUTATION = "salutation"
    PARAGRAPH = "paragraph"
    FAREWELL = "farewell"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one role."""

    text: str
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph; `aside` is what stands at the line's right end, after the runs: an entry's dates.

    `section` is the kind of the CV section it belongs to, empty outside of one; `first` marks an entry's first line.
    """

    kind: Kind
    runs: tuple[Run, ...]
    aside: str = ""
    section: str = ""
    first: bool = False

    @property
    def text(self) -> str:
        """The block's words, the aside left out."""
        return "".join(run.text for run in self.runs)

    @property
    def printed(self) -> str:
        """The block's words as a file must read back, list marker and aside included."""
        marker = "• " if self.kind is Kind.BULLET else ""
        return marker + self.text + (f" {self.aside}" if self.aside else "")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A whole document in reading order."""

    blocks: tuple[Block, ...]
    name: str
    document: str
    title: str
    language: str = "en"

    @property
    def printed(self) -> str:
        """The text that a file must read back as, a line for each block."""
        return "\n".join(block.printed for block in self.blocks)

    def sections(self) -> Iterator[tuple[Block | None, tuple[Block, ...]]]:
        """Each section as its heading and its blocks; what stands before the first heading comes with None."""
        heading: Block | None = None
        body: list[Block] = []
        for block in self.blocks:
            if block.kind is Kind.HEADING:
                if heading is not None or body:
                    yield heading, tuple(body)
                heading, body = block, []
            else:
                body.append(block)
        if heading is not None or body:
            yield heading, tuple(body)
