"""Cuts a posting into lines with offsets, their bullet signs and Markdown marks taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(
    r"(?:[•●▪◦‣⁃·∙*+>–—\-]+|o(?=\s)|\(?(?:[ivx]{1,5}|[a-z]|\d{1,2}(?:\.\d{1,2})*)[.)](?=\s)|"
    r"\d{1,2}\.\d{1,2}(?=\s)|[A-Z]\d{1,2}(?=\s))\s+"
)
_DECORATION = " \t*_#|=~`"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its marker: `text` is what stands at `start` to `end` of the posting."""

    text: str
    start: int
    end: int
    bullet: bool
    marked: bool
    number: int

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.text.split())


def cut_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` that hold something; `marked` ones carried Markdown's heading or bold signs."""
    found: list[Line] = []
    for match in re.finditer(r"[^\n\r\f\v\x85\u2028\u2029]+", text):
        line = _line(match.group(), match.start(), len(found))
        if line is not None:
            found.append(line)
    return tuple(found)


def _line(raw: str, offset: int, number: int) -> Line | None:
    body = raw.strip()
    start = offset + len(raw) - len(raw.lstrip())
    heading = body.startswith("#")
    bold = body.startswith(("**", "__"))
    bullet = None if heading or bold else _BULLET.match(body)
    if bullet:
        start += bullet.end()
        body = body[bullet.end() :]
    inner = body.strip(_DECORATION)
    if not any(character.isalnum() for character in inner):
        return None
    # the closing half of "**Essential:** a degree" stays where it is; only outer signs go
    start += body.index(inner)
    return Line(
        inner, start, start + len(inner), bool(bullet), heading or (bold and body.endswith(("**", "__"))), number
    )
