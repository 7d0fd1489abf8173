"""Reads a file of any supported format: its content decides what it is, its name only breaks ties."""

from __future__ import annotations

import zipfile
from pathlib import Path

from jobhelper.documents.html import html_document
from jobhelper.documents.json_resume import read_json_resume
from jobhelper.documents.plain import decode, plain_document
from jobhelper.errors import UserError
from jobhelper.models import Document

MAX_BYTES = 20_000_000
"""Largest file that is read; a CV with photographs has a few megabytes."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMATS = "PDF, DOCX, ODT, RTF, HTML, Markdown or plain text"


def read_document(path: Path) -> Document:
    """The document in a file.

    Raises UserError for a file that is missing, empty, damaged, locked, too large or of no supported kind, and for one
    without text: an empty document never comes back.
    """
    path = Path(path)
    return document_from_bytes(_load(path), path.name)


def document_from_bytes(data: bytes, name: str) -> Document:
    """The document in these bytes; `name` is the file's name without its folder.

    Raises UserError as `read_document` does.
    """
    if not data.strip(b" \t\r\n\0"):
        raise UserError("The file is empty.", "Check that it is the right one.", where=name)
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    if b"%PDF-" in data[:1024]:
        from jobhelper.documents.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        from jobhelper.documents.rtf import read_rtf

        return read_rtf(data, name)
    _refuse_known(data, name)
    text, warnings = decode(data, name)
    return _textual(text, name, data, warnings)


def document_from_text(text: str, name: str = "pasted text", format: str = "txt") -> Document:
    """The document of a text that was pasted or typed; the text stays as it is.

    Raises UserError where there is nothing but white space.
    """
    if format == "html":
        return html_document(text, name, text.encode())
    return plain_document(text, name, format, text.encode("utf-8", "surrogatepass"))


def _load(path: Path) -> bytes:
    if path.is_dir():
        raise UserError("This is a folder, not a file.", "Name the file inside it.", where=str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("There is no such file.", "Check the name and the folder.", where=str(path)) from error
    except (PermissionError, OSError) as error:
        reason = error.strerror or "unknown reason"
        raise UserError(f"The file can't be read: {reason}.", "Check its permissions.", where=str(path)) from error


def _too_large(where: str) -> UserError:
    return UserError(
        f"The file is larger than {MAX_BYTES // 1_000_000} MB.",
        "Save it with smaller pictures, or as text.",
        where=where,
    )


def _archive(data: bytes, name: str) -> Document:
    from jobhelper.documents.docx import check_archive, read_docx

    archive: zipfile.ZipFile = check_archive(data, name)
    parts = set(archive.namelist())
    if "word/document.xml" in parts or any(part.startswith("word/document") for part in parts):
        return read_docx(data, name)
    if "content.xml" in parts and "mimetype" in parts:
        from jobhelper.documents.odt import read_odt

        return read_odt(archive, data, name)
    kind = "a spreadsheet" if any(p.startswith("xl/") for p in parts) else "an archive"
    kind = "a presentation" if any(p.startswith("ppt/") for p in parts) else kind
    raise UserError(f"This file is {kind}, not a text document.", f"Give a {_FORMATS} file.", where=name)


def _refuse_known(data: bytes, name: str) -> None:
    if data.startswith(_OLD_OFFICE):
        raise UserError(
            "This is an old Word file (.doc) or a DOCX locked with a password.",
            "Open it in Word and save it as DOCX without a password.",
            where=name,
        )
    if data.startswith(_PICTURES):
        raise UserError(
            "This file is a picture.", "Give the CV as a text document, or run it through text recognition.", where=name
        )


def _textual(text: str, name: str, data: bytes, warnings: tuple[str, ...]) -> Document:
    suffix = Path(name).suffix.lower()
    start = text[:1000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")) or suffix in {".html", ".htm", ".xhtml"}:
        return html_document(text, name, data, warnings)
    if suffix == ".json":
        return read_json_resume(text, name, data)
    format_name = {".md": "md", ".markdown": "md"}.get(suffix, "txt")
    return plain_document(text, name, format_name, data, warnings)
