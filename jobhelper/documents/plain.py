"""Plain text and Markdown: the text stays exactly as it was read, blocks only point into it."""

from __future__ import annotations

import codecs
import hashlib
import re

from jobhelper.errors import UserError
from jobhelper.models import Block, BlockKind, Document

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣⁃·∙*+–—-]|o(?=\s{1,3}\S)|\(?[ivx]{1,5}\)|\(?\d{1,2}[.)])\s+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+\S")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*$")
_ODD_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x7f]")


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file without its byte order mark, newlines untouched, and warnings for the user.

    UTF-8, UTF-16 and UTF-32 are told by their mark or their zero bytes; what is no UTF-8 is read as Windows-1252
    with a warning. Raises UserError for binary content.
    """
    encoding, body = _encoding(data)
    warnings: tuple[str, ...] = ()
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        text, warnings = _legacy(body, name)
    if "\0" in text or len(_ODD_CONTROLS.findall(text)) > max(4, len(text) // 200):
        raise _binary(name)
    return text, warnings


def _encoding(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    head = data[:2000]
    half = max(1, len(head) // 2)
    # Latin text in UTF-16 has a zero in nearly every second byte, and nowhere else.
    if len(head) >= 4 and head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le", data
    if len(head) >= 4 and head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be", data
    return "utf-8", data


def _legacy(body: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if b"\0" in body:
        raise _binary(name)
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _binary(name) from error
    return text, ("The file is not UTF-8; it was read as Windows-1252. Check accented letters.",)


def _binary(name: str) -> UserError:
    return UserError(
        "This file is not text.",
        "Give a PDF, DOCX, Markdown or plain text file, with the ending that belongs to it.",
        where=name,
    )


def plain_document(text: str, name: str, format_name: str, data: bytes, warnings: tuple[str, ...] = ()) -> Document:
    """A document over exactly this text; Markdown headings and bullets of any usual sign become blocks of their kind.

    Raises UserError where there is nothing but white space.
    """
    if not text.strip():
        raise UserError("There is no text in this file.", "Check that it is the right one.", where=name)
    lines = [(m.start(), m.end(), m.group()) for m in _LINE.finditer(text) if m.group().strip()]
    blocks = []
    for index, (start, _, line) in enumerate(lines):
        following = lines[index + 1][2] if index + 1 < len(lines) else ""
        kind, level = _kind(line, following)
        left = start + len(line) - len(line.lstrip())
        blocks.append(Block(kind, left, left + len(line.strip()), level))
    return Document(text, tuple(blocks), name, format_name, hashlib.sha256(data).hexdigest(), warnings=warnings)


def _kind(line: str, following: str) -> tuple[BlockKind, int]:
    if heading := _MARKDOWN_HEADING.match(line):
        return BlockKind.HEADING, len(heading.group(1))
    if (underline := _UNDERLINE.match(following)) and not _UNDERLINE.match(line) and len(line.strip()) <= 60:
        return BlockKind.HEADING, 1 if underline.group(1)[0] == "=" else 2
    if _BULLET.match(line):
        return BlockKind.BULLET, (len(line) - len(line.lstrip())) // 2
    return BlockKind.PARAGRAPH, 0
