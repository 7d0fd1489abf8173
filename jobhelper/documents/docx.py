"""Word files: a walk of our own over the document's tree, so that tables, text boxes and hand-made lists count once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from jobhelper.documents.builder import TextBuilder
from jobhelper.documents.glyphs import tidy
from jobhelper.errors import UserError
from jobhelper.models import BlockKind, Document

MAX_UNPACKED = 60_000_000
"""Most bytes that the parts of a Word file may unpack to; a CV with photographs stays far below."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_FALLBACK, _W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "pPr", _W + "rPr"}
_BULLET_SIGNS = re.compile(r"^[•●▪◦‣⁃·∙*–—-]\s+(?=\S)")
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*(\d)?", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list|aufzählung|liste|puces|viñeta", re.IGNORECASE)


def check_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The ZIP archive, once its unpacked size is known to be bearable.

    Raises UserError for a damaged, an encrypted or a bomb-like archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise UserError("This file is locked with a password.", "Save a copy without a password.", where=name)
    if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 5_000:
        raise UserError("This file unpacks to far more than a CV holds.", "Save it anew from Word.", where=name)
    return archive


def _damaged(name: str) -> UserError:
    return UserError(
        "This Word file is damaged and can't be opened.", "Open it in Word and save a new copy.", where=name
    )


def read_docx(data: bytes, name: str) -> Document:
    """The document of a Word file; tracked changes are read as accepted, page headers and footers come last.

    Raises UserError for a damaged or empty file.
    """
    check_archive(data, name)
    import docx

    try:
        word = docx.Document(io.BytesIO(data))
        walker = _Walker(word)
        walker.body(word.element.body)
        for section in word.sections:
            walker.apart(section.first_page_header, BlockKind.PAGE_HEADER, section.different_first_page_header_footer)
            walker.apart(section.header, BlockKind.PAGE_HEADER)
            walker.apart(section.footer, BlockKind.PAGE_FOOTER)
        title = word.core_properties.title or ""
        links = tuple(
            dict.fromkeys(r.target_ref for r in word.part.rels.values() if r.is_external and "hyperlink" in r.reltype)
        )
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        SyntaxError,
        OSError,
        zipfile.BadZipFile,
        LookupError,
    ) as e:
        raise _damaged(name) from e
    except Exception as e:
        # zlib and docx raise errors of their own for broken parts; anything else is a bug and passes.
        if type(e).__module__.split(".")[0] in {"zlib", "docx", "lxml"}:
            raise _damaged(name) from e
        raise
    document = walker.builder.build(data, name, "docx", title=title, links=links)
    if not document.text.strip():
        raise UserError(
            "There is no text in this Word file.",
            "If it shows a picture of a CV, type the CV or export it as text first.",
            where=name,
        )
    return document


class _Walker:
    """Visits every paragraph of a Word tree once, in document order."""

    def __init__(self, word: Any) -> None:
        self.builder = TextBuilder()
        self._styles = {style.style_id: style.name or "" for style in word.styles}
        self._bullet_styles = {
            style.style_id for style in word.styles if style.element.find(f".//{_W}numPr") is not None
        }
        self._gap = False

    def body(self, element: Any) -> None:
        for paragraph, in_cell in _paragraphs(element, False):
            self._paragraph(paragraph, in_cell)

    def apart(self, part: Any, kind: BlockKind, wanted: bool = True) -> None:
        if not wanted or part.is_linked_to_previous:
            return
        for paragraph, _ in _paragraphs(part._element, False):
            self.builder.add_apart(kind, _text(paragraph))

    def _paragraph(self, paragraph: Any, in_cell: bool) -> None:
        text = _text(paragraph)
        if not text.strip():
            self._gap = not in_cell
            return
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style_id = style.get(_W + "val") if style is not None else ""
        kind, level = self._kind(paragraph, text, style_id, in_cell)
        signs = _BULLET_SIGNS.match(text)
        if kind is BlockKind.BULLET and signs:
            text = text[signs.end() :]
        self.builder.add(kind, text, level=level, gap=self._gap or kind is BlockKind.HEADING)
        self._gap = False

    def _kind(self, paragraph: Any, text: str, style_id: str, in_cell: bool) -> tuple[BlockKind, int]:
        name = self._styles.get(style_id, style_id)
        if heading := _HEADING_STYLE.match(name):
            return BlockKind.HEADING, int(heading.group(1) or 1)
        if name.lower() in {"title", "titel", "titre"}:
            return BlockKind.PARAGRAPH, 0
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        numbered = number is not None and number.get(_W + "val") != "0"
        inherits = style_id in self._bullet_styles or bool(_LIST_STYLE.match(name) and "paragraph" not in name.lower())
        if numbered or (number is None and inherits) or _BULLET_SIGNS.match(text):
            depth = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
            return BlockKind.BULLET, int(depth.get(_W + "val") or 0) if depth is not None else 0
        return (BlockKind.TABLE_CELL if in_cell else BlockKind.PARAGRAPH), 0


def _paragraphs(element: Any, in_cell: bool) -> Iterator[tuple[Any, bool]]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == _W + "p":
            # A text box hangs inside a paragraph; its own paragraphs are read first, as they float beside it.
            for box in child.iter(_W + "txbxContent"):
                if not _inside_fallback(box, child):
                    yield from _paragraphs(box, in_cell)
            yield child, in_cell
        elif tag == _W + "tr" and _is_row(child):
            yield _Row(child), True
        else:
            yield from _paragraphs(child, in_cell or tag == _W + "tc")


class _Row:
    """A table row of short cells, read as one line with tabs, the way a reader sees it."""

    def __init__(self, row: Any) -> None:
        self.cells = [cell for cell in row if cell.tag == _W + "tc"]

    def find(self, _: str) -> None:
        """A row has no paragraph properties of its own."""
        return

    @property
    def text(self) -> str:
        return "\t".join(filter(None, (_text(p) for c in self.cells for p in c.iter(_W + "p"))))


def _is_row(row: Any) -> bool:
    cells = [cell for cell in row if cell.tag == _W + "tc"]
    filled = [[p for p in cell.iter(_W + "p") if _text(p)] for cell in cells]
    return 1 < len(cells) <= 6 and all(len(paragraphs) <= 1 for paragraphs in filled) and any(filled)


def _inside_fallback(element: Any, top: Any) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag in {_FALLBACK, _W + "txbxContent"}:
            return True
        parent = parent.getparent()
    return False


def _text(paragraph: Any) -> str:
    if isinstance(paragraph, _Row):
        return paragraph.text
    pieces: list[str] = []
    _collect(paragraph, pieces)
    lines = (re.sub(r" {2,}", " ", line).strip() for line in tidy("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: Any, pieces: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == _W + "txbxContent":
            continue
        if tag == _W + "t":
            pieces.append(child.text or "")
        elif tag in {_W + "tab", _W + "ptab"}:
            pieces.append("\t")
        elif tag in {_W + "br", _W + "cr"}:
            pieces.append("\n")
        elif tag == _W + "noBreakHyphen":
            pieces.append("-")
        else:
            _collect(child, pieces)
