"""Puts a document's text together block by block, so that every offset is right by construction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from jobhelper.models import Block, BlockKind, Box, Document

BULLET_SIGN = "• "


@dataclass
class TextBuilder:
    """Collects blocks in reading order; page headers and footers are kept apart and come last."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    _apart: list[tuple[BlockKind, str, Box | None]] = field(default_factory=list)

    def add(self, kind: BlockKind, text: str, *, level: int = 0, box: Box | None = None, gap: bool = False) -> None:
        """Adds a block on lines of its own, after a blank line where `gap` says so; bullets get a `•`."""
        if not text.strip():
            return
        if self.parts:
            self._put("\n\n" if gap else "\n")
        if kind is BlockKind.BULLET:
            text = BULLET_SIGN + text
        start = self.length
        self._put(text)
        self.blocks.append(Block(kind, start, self.length, level, box))

    def add_apart(self, kind: BlockKind, text: str, box: Box | None = None) -> None:
        """Keeps a page header or footer for the end; one that repeats is kept once."""
        text = text.strip()
        if text and all(text != seen for _, seen, _ in self._apart):
            self._apart.append((kind, text, box))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def build(self, data: bytes, name: str, format_name: str, **more: object) -> Document:
        """The document; `data` is the file as it was, for its checksum."""
        for index, (kind, text, box) in enumerate(self._apart):
            self.add(kind, text, box=box, gap=index == 0)
        return Document(
            text="".join(self.parts),
            blocks=tuple(self.blocks),
            name=name,
            format=format_name,
            sha256=hashlib.sha256(data).hexdigest(),
            **more,  # type: ignore[arg-type]
        )
