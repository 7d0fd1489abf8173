"""What of a file's build matters to a parser: reading order, tables, text boxes, what stands in the margins."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from jobhelper.errors import UserError
from jobhelper.export.characters import spelled

# Blanks of this many characters in a line laid out on a grid: wider than any gap between words.
_GAP = re.compile(r"\S {6,}\S")


@dataclass(frozen=True, slots=True)
class Traits:
    """The text in reading order, section headings as the file marks them, and how many of each stumbling block.

    `gaps` counts lines with a wide blank inside, `disagree` says whether two readers find different words or another
    order, `in_margins` quotes what page headers and footers hold.
    """

    text: str
    headings: tuple[str, ...] = ()
    tables: int = 0
    text_boxes: int = 0
    gaps: int = 0
    disagree: bool = False
    in_margins: str = ""


def pdf_traits(data: bytes, name: str) -> Traits:
    """The traits of a PDF; raises UserError where it is damaged or encrypted."""
    import pypdf
    import pypdfium2
    from pypdf.errors import PyPdfError

    from jobhelper.export.proof import read_with_pdfium

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in reader.pages)
        rows = [row for page in reader.pages for row in page.extract_text(extraction_mode="layout").split("\n")]
        other, _ = read_with_pdfium(data)
        headings = _outline(reader)
    except (PyPdfError, pypdfium2.PdfiumError) as error:
        raise UserError("The PDF can't be read.", f"It is damaged or locked: {error}", where=name) from error
    letters = [c for c in text if c.isalnum()]
    return Traits(
        text=text,
        headings=headings,
        gaps=sum(_GAP.search(row) is not None for row in rows),
        disagree=letters != [c for c in other if c.isalnum()],
    )


def _outline(reader: object) -> tuple[str, ...]:
    """Titles of the second level of bookmarks: the first is the name, as our layouts set them."""
    outline = getattr(reader, "outline", [])
    nested = [item for part in outline if isinstance(part, list) for item in part if not isinstance(item, list)]
    return tuple(str(item.title) for item in nested)


def docx_traits(data: bytes, name: str) -> Traits:
    """The traits of a DOCX; raises UserError where it is damaged."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UserError("The DOCX can't be read.", "It is damaged: save it again.", where=name) from error
    styled = [(p.text, (p.style.name if p.style is not None else "") or "") for p in document.paragraphs]
    margins = [p.text.strip() for s in document.sections for part in (s.header, s.footer) for p in part.paragraphs]
    return Traits(
        text=spelled("\n".join(text for text, _ in styled)),
        headings=tuple(text for text, style in styled if style == "Heading 1" and text.strip()),
        tables=len(document.tables),
        text_boxes=document.element.xml.count("<w:txbxContent"),
        in_margins=" ".join(text for text in dict.fromkeys(margins) if text)[:60],
    )
