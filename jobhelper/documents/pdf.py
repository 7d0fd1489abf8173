"""PDF files: pypdfium2 gives characters and boxes, pypdf what stands beside the text (locks, title, links)."""

from __future__ import annotations

import io
import logging
from typing import Any

from jobhelper.documents.pdf_flow import flow
from jobhelper.documents.pdf_lines import Line, page_lines
from jobhelper.errors import UserError
from jobhelper.models import Document
from jobhelper.pdfium import opened

MAX_PAGES = 40
"""Most pages that a CV or posting may have; a longer file is something else."""

_MAX_CHARACTERS = 400_000


def read_pdf(data: bytes, name: str) -> Document:
    """The document of a PDF, wrapped lines joined and columns in content order.

    Raises UserError for a damaged or locked file, for one without a text layer, and for one that is far too long.
    """
    lines, pages, unmapped = _extract(data, name)
    characters = sum(len(line.text) for line in lines)
    if characters < 20 * pages**0.5 or not any(c.isalpha() for line in lines for c in line.text):
        raise UserError(
            "This PDF has no text, only pictures of pages.",
            "Export it anew from the program it was written in, or run it through text recognition (OCR) first.",
            where=name,
        )
    title, links = _extras(data)
    warnings = []
    if unmapped > max(3, characters // 100):
        warnings.append(f"{unmapped} characters of this PDF can't be read; compare the text with the page.")
    builder = flow(lines)
    return builder.build(data, name, "pdf", pages=pages, title=title, links=links, warnings=tuple(warnings))


def _extract(data: bytes, name: str) -> tuple[list[Line], int, int]:
    import pypdfium2

    try:
        with opened(data) as pdf:
            return _read_pages(pdf, name)
    except pypdfium2.PdfiumError as error:
        raise _refusal(data, name, str(error)) from error


def _read_pages(pdf: Any, name: str) -> tuple[list[Line], int, int]:
    if len(pdf) > MAX_PAGES:
        raise UserError(
            f"This PDF has {len(pdf)} pages.",
            f"A CV or posting has at most {MAX_PAGES}; give only those.",
            where=name,
        )
    lines: list[Line] = []
    unmapped = total = 0
    for number in range(len(pdf)):
        found, missing, count = page_lines(pdf[number], number + 1)
        lines += found
        unmapped += missing
        total += count
        if total > _MAX_CHARACTERS:
            raise UserError("This PDF holds a book's worth of text.", "Give only the CV or posting.", where=name)
    return lines, len(pdf), unmapped


def _refusal(data: bytes, name: str, reason: str) -> UserError:
    if "password" in reason.lower() or "security" in reason.lower() or b"/Encrypt" in data:
        return UserError("This PDF is locked with a password.", "Save a copy without a password.", where=name)
    return UserError(
        "This PDF is damaged and can't be opened.", "Export it again from the program it was written in.", where=name
    )


def _extras(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Title and link targets; they are extras, so a file that pypdf can't follow simply has none."""
    import pypdf
    from pypdf.errors import PyPdfError

    if len(data) > 5_000_000:
        return "", ()
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return "", ()
        title = str(reader.metadata.title or "") if reader.metadata else ""
        links = [uri for page in reader.pages for uri in _page_links(page)]
        return title, tuple(dict.fromkeys(links))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
        return "", ()
    finally:
        logger.setLevel(level)


def _page_links(page: Any) -> list[str]:
    found = []
    for reference in page.get("/Annots") or ():
        action = reference.get_object().get("/A")
        target = action.get_object().get("/URI") if action is not None else None
        if target:
            found.append(str(target))
    return found
