"""Rich text files: the visible words, paragraph by paragraph; pictures, fonts and fields' codes are left out."""

from __future__ import annotations

import re

from jobhelper.documents.builder import TextBuilder
from jobhelper.documents.glyphs import tidy
from jobhelper.errors import UserError
from jobhelper.models import BlockKind, Document

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict fldinst listtable listoverridetable rsidtbl themedata datastore generator "
    b"header footer headerl headerr footerl footerr object xmlnstbl latentstyles deleted".split()
)
_SIGNS = {
    **dict.fromkeys((b"par", b"row", b"page", b"sect"), "\n\n"),
    **dict.fromkeys((b"tab", b"cell"), "\t"),
    b"line": "\n",
    b"bullet": "•",
    b"endash": "–",
    b"emdash": "—",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
_BULLET = re.compile(r"^\s*[•·▪◦o–*-]\s+(?=\S)")
_MAX_DEPTH = 500


class _Reader:
    """Walks through the tokens with a stack of groups."""

    def __init__(self, data: bytes) -> None:
        page = re.search(rb"\\ansicpg(\d{3,5})", data[:2000])
        self.encoding = f"cp{page.group(1).decode()}" if page else "cp1252"
        self.pieces: list[str] = []
        self.stack: list[tuple[bool, int]] = []
        self.silent, self.fallback = False, 1
        self.skip = 0

    def read(self, data: bytes) -> str:
        for word, number, code, symbol, brace, text in _TOKEN.findall(data):
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.lower(), number)
            elif code:
                self._put(self._decode(bytes([int(code, 16)])), 1)
            elif symbol:
                self._symbol(symbol)
            elif text:
                self._put(self._decode(text), len(text))
        return "".join(self.pieces)

    def _decode(self, raw: bytes) -> str:
        try:
            return raw.decode(self.encoding, "replace")
        except LookupError:
            return raw.decode("cp1252", "replace")

    def _brace(self, brace: bytes) -> None:
        if brace == b"{" and len(self.stack) < _MAX_DEPTH:
            self.stack.append((self.silent, self.fallback))
        elif brace == b"}" and self.stack:
            self.silent, self.fallback = self.stack.pop()
        self.skip = 0

    def _word(self, word: bytes, number: bytes) -> None:
        if word in _SILENT:
            self.silent = True
        elif word == b"uc" and number:
            self.fallback = max(0, min(int(number), 8))
        elif word == b"u" and number:
            code = int(number) % 65536
            if not self.silent and not 0xD800 <= code <= 0xDFFF:
                self.pieces.append(chr(code))
            self.skip = self.fallback
        elif word in _SIGNS:
            self._put(_SIGNS[word], 1)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.silent = True
        elif symbol == b"~":
            self._put(" ", 1)
        elif symbol == b"_":
            self._put("-", 1)
        elif symbol in b"\\{}":
            self._put(symbol.decode(), 1)

    def _put(self, text: str, length: int) -> None:
        """Adds visible text, less the characters that only stand in for a Unicode one before them."""
        if self.skip:
            cut = min(self.skip, length)
            self.skip -= cut
            text = text[cut:]
        if not self.silent:
            self.pieces.append(text)


def read_rtf(data: bytes, name: str) -> Document:
    """The document of a rich text file. Raises UserError where it holds no words."""
    text = _Reader(data).read(data)
    builder = TextBuilder()
    for paragraph in re.split(r"\n{2,}", text):
        lines = (re.sub(r" {2,}", " ", line).strip() for line in tidy(paragraph).split("\n"))
        words = "\n".join(line for line in lines if line)
        bullet = _BULLET.match(words)
        builder.add(BlockKind.BULLET if bullet else BlockKind.PARAGRAPH, words[bullet.end() :] if bullet else words)
    if not any(char.isalnum() for part in builder.parts for char in part):
        raise UserError("There is no text in this RTF file.", "Save it as DOCX or PDF and try again.", where=name)
    return builder.build(data, name, "rtf")
