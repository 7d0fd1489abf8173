"""Writes blocks as DOCX: paragraphs in named styles and nothing else, the same input giving the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jobhelper.errors import UserError
from jobhelper.export.blocks import Block, Blocks, Kind, Role
from jobhelper.export.docx_styles import DETAIL, LABEL, QUIET, STYLES, style_document
from jobhelper.export.layouts import CARRIER, Layout, Look

# The oldest time that a zip can hold; a document tells nobody when it was made.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_CORE_TIME = datetime(2000, 1, 1)
# An entry of so many bullets or fewer is never parted by the end of a page; the layouts' own bound.
_TOGETHER = 4
_CHARACTER_STYLES = {Role.TITLE: LABEL, Role.LABEL: LABEL, Role.LOCATION: QUIET}


def compose_docx(blocks: Blocks, layout: Layout, *, paper: str, density: int = 0, photo: bytes | None = None) -> bytes:
    """The document as DOCX bytes, its styles from the layout's own carrier where its folder holds one.

    Without tables, text boxes, headers or fields: a parser meets paragraphs in reading order.
    """
    carrier = layout.folder / CARRIER
    document = _carried(carrier) if carrier.is_file() else _start()
    style_document(document, layout, paper, density, blocks.language, keep=carrier.is_file())
    if photo is not None and layout.photo:
        _add_photo(document, photo)
    ids = {style.name: style.style_id for style in document.styles}
    kept = _kept_together(blocks.blocks)
    for block, keep in zip(blocks.blocks, kept, strict=True):
        paragraph = _add(document, block, layout.look, ids)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
    _properties(document, blocks)
    buffer = io.BytesIO()
    document.save(buffer)
    return _fixed(buffer.getvalue())


def compose_carrier(layout: Layout, *, paper: str = "a4") -> bytes:
    """An empty document with the layout's styles: edited in a word processor and put into the layout's folder as
    `styles.docx`, its styles win over the manifest's look.
    """
    empty = Blocks((), "", layout.document, layout.name)
    return compose_docx(empty, layout, paper=paper)


def _start() -> Any:
    """The stock document without its hundred table styles, which no document here uses."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)
    return document


def _carried(carrier: Path) -> Any:
    """The carrier's own document, emptied: its styles and lists stay, its words, headers and footers do not."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.ns import qn

    try:
        document = docx.Document(str(carrier))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UserError(
            "The layout's style carrier is no Word document.", "Mend or delete it.", where=str(carrier)
        ) from error
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    for section in document.sections:
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = True
    return document


def _add(document: Any, block: Block, look: Look, ids: dict[str, str]) -> Any:
    """Adds a block's paragraph; style ids come from `ids`, since python-docx searches all styles for each run."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    detail = block.kind is Kind.ENTRY and block.runs[0].role in {Role.DETAIL, Role.DATES}
    paragraph = document.add_paragraph()
    paragraph._p.style = ids[DETAIL if detail else STYLES[block.kind]]
    if look.centred and block.kind is Kind.CONTACT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in block.runs:
        style = None if detail else _CHARACTER_STYLES.get(run.role)
        _add_run(paragraph, run.text, style and ids[style])
    if block.aside and look.dates == "right":
        paragraph.add_run("\t")
        # Non-breaking spaces keep a range of dates on one line.
        _add_run(paragraph, block.aside.replace(" ", "\u00a0"), ids[QUIET])
    elif block.aside:
        paragraph = document.add_paragraph(block.aside)
        paragraph._p.style = ids[DETAIL]
    return paragraph


def _kept_together(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it stays on the page of the next: all but the last bullet of a short entry's."""
    kept = [False] * len(blocks)
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and blocks[end].kind is Kind.BULLET:
            end += 1
        if 1 < end - start <= _TOGETHER:
            kept[start : end - 1] = [True] * (end - start - 1)
        start = max(end, start + 1)
    return kept


def _add_run(paragraph: Any, text: str, style: str | None) -> None:
    run = paragraph.add_run(text)
    if style is not None:
        run._r.style = style


def _add_photo(document: Any, photo: bytes) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.image.exceptions import UnrecognizedImageError
    from docx.shared import Mm

    try:
        document.add_picture(io.BytesIO(photo), height=Mm(32))
    except UnrecognizedImageError as error:
        raise UserError("The photo is in a form that Word documents can't hold.", "Use a JPEG or PNG.") from error
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _properties(document: Any, blocks: Blocks) -> None:
    core = document.core_properties
    core.title, core.author, core.language = blocks.title[:255], blocks.name[:255], blocks.language
    core.last_modified_by, core.comments, core.subject, core.keywords = blocks.name[:255], "", "", ""
    core.created = core.modified = _CORE_TIME
    core.revision = 1


def _fixed(data: bytes) -> bytes:
    """The same package with fixed times, parts in their order, so that equal documents are equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            info = zipfile.ZipInfo(item.filename, _ZIP_TIME)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(info, source.read(item.filename))
    return buffer.getvalue()
