"""Web pages to documents: visible text only, blocks by element, scripts and hidden parts left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from jobhelper.documents.builder import TextBuilder
from jobhelper.documents.glyphs import tidy
from jobhelper.errors import UserError
from jobhelper.models import BlockKind, Document

_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "head", "select", "nav", "canvas"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "aside", "header", "footer", "ul", "ol", "table", "tr", "dl", "dt", "dd",
    "form", "fieldset", "address", "blockquote", "pre", "figure", "figcaption", "body", "html", "summary", "details",
}  # fmt: skip
_MAX_DEPTH = 5_000


class _Reader:
    """Turns tags and text into blocks; the parser calls it for each, so that hostile pages take linear time."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.title = ""
        self.links: list[str] = []
        self._pieces: list[str] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._silent: list[str] = []
        self._in_title = False
        self._lists = 0

    def start(self, tag: str, given: Any) -> None:
        """A tag opens; `given` are its attributes."""
        hidden = "hidden" in given or "display:none" in (given.get("style") or "").replace(" ", "").lower()
        self._in_title = tag == "title"
        if tag not in _VOID and (tag in _SILENT or hidden or (self._silent and tag == self._silent[-1])):
            if len(self._silent) < _MAX_DEPTH:
                self._silent.append(tag)
            return
        if self._silent:
            return
        if tag == "a" and (given.get("href") or "").startswith(("http", "mailto:")):
            self.links.append(str(given["href"]))
        self._open(tag)

    def _open(self, tag: str) -> None:
        if tag == "br":
            self._pieces.append("\n")
        elif tag in {"td", "th"}:
            self._pieces.append("\t")
        elif tag == "li":
            self.flush()
            self._kind, self._level = BlockKind.BULLET, max(0, self._lists - 1)
        elif re.fullmatch(r"h[1-6]", tag):
            self.flush()
            self._kind, self._level = BlockKind.HEADING, int(tag[1])
        elif tag in _BLOCKS:
            if not (tag in {"p", "div"} and self._kind is BlockKind.BULLET and not "".join(self._pieces).strip()):
                self.flush()
            self._lists += tag in {"ul", "ol"}

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._in_title = self._in_title and tag != "title"
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag in _BLOCKS or tag == "li" or re.fullmatch(r"h[1-6]", tag):
            self.flush()
            self._lists -= tag in {"ul", "ol"} and self._lists > 0

    def data(self, data: str) -> None:
        """Words between tags."""
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._pieces.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def close(self) -> None:
        """The page ends."""
        self.flush()

    def flush(self) -> None:
        """Ends the block that is open."""
        lines = (re.sub(r" *\t[ \t]*", "\t", line).strip() for line in tidy("".join(self._pieces)).split("\n"))
        text = "\n".join(re.sub(r" {2,}", " ", line) for line in lines if line)
        self.builder.add(self._kind, text, level=self._level, gap=self._kind is BlockKind.HEADING)
        self._pieces, self._kind, self._level = [], BlockKind.PARAGRAPH, 0


def html_document(text: str, name: str, data: bytes, warnings: tuple[str, ...] = ()) -> Document:
    """The visible text of a page. Raises UserError where there is none (a page that a script fills, for example)."""
    from lxml import etree

    reader = _Reader()
    target: Any = reader
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    try:
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        reader.flush()  # what came before the break is still read
    if not reader.builder.length:
        raise UserError(
            "There is no readable text on this page.",
            "Copy the text from your browser and paste it instead.",
            where=name,
        )
    links = tuple(dict.fromkeys(reader.links))
    document = reader.builder.build(data, name, "html", title=reader.title.strip(), links=links, warnings=warnings)
    return replace(document, markup=text)
