"""OpenDocument text files (LibreOffice): paragraphs, headings, lists and table rows in document order."""

from __future__ import annotations

import zipfile
import zlib
from typing import Any

from jobhelper.documents.builder import TextBuilder
from jobhelper.documents.glyphs import tidy
from jobhelper.errors import UserError
from jobhelper.models import BlockKind, Document

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SKIPPED = {_TEXT + "tracked-changes", _OFFICE + "annotation", _TEXT + "note", _TEXT + "sequence-decls"}
_MAX_DEPTH = 200


def read_odt(archive: zipfile.ZipFile, data: bytes, name: str) -> Document:
    """The document of an OpenDocument file; tracked changes are read as accepted.

    Raises UserError for a damaged or empty file.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(archive.read("content.xml"), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
        raise UserError(
            "This OpenDocument file is damaged and can't be opened.",
            "Open it in LibreOffice and save it anew.",
            where=name,
        ) from error
    builder = TextBuilder()
    _walk(root, builder, 0, 0)
    if not builder.length:
        raise UserError("There is no text in this OpenDocument file.", "Check that it is the right one.", where=name)
    return builder.build(data, name, "odt")


def _walk(element: Any, builder: TextBuilder, lists: int, depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == _TEXT + "h":
            level = child.get(_TEXT + "outline-level") or "1"
            builder.add(BlockKind.HEADING, _words(child), level=int(level) if level.isdigit() else 1, gap=True)
        elif tag == _TEXT + "p":
            kind = BlockKind.BULLET if lists else BlockKind.PARAGRAPH
            builder.add(kind, _words(child), level=max(0, lists - 1))
        elif tag == _TABLE + "table-row":
            _row(child, builder, lists, depth)
        else:
            _walk(child, builder, lists + (tag == _TEXT + "list"), depth + 1)


def _row(row: Any, builder: TextBuilder, lists: int, depth: int) -> None:
    """A row of one-line cells is one line with tabs; other rows are read cell by cell."""
    cells = [cell for cell in row if cell.tag == _TABLE + "table-cell"]
    lines = [[text for p in cell.iter(_TEXT + "p", _TEXT + "h") if (text := _words(p))] for cell in cells]
    if len(cells) > 1 and all(len(texts) <= 1 for texts in lines):
        builder.add(BlockKind.TABLE_CELL, "\t".join(text for texts in lines for text in texts))
    else:
        _walk(row, builder, lists, depth + 1)


def _words(paragraph: Any) -> str:
    pieces: list[str] = []
    _collect(paragraph, pieces, 0)
    lines = (line.strip(" ") for line in tidy("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    pieces.append(element.text or "")
    for child in element:
        if child.tag == _TEXT + "tab":
            pieces.append("\t")
        elif child.tag == _TEXT + "line-break":
            pieces.append("\n")
        elif child.tag == _TEXT + "s":
            pieces.append(" ")
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            _collect(child, pieces, depth + 1)
        pieces.append(child.tail or "")
