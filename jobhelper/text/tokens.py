"""Cuts text into tokens with offsets; whole names such as C++ or .NET stay together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    LINK = "link"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` and `end` are offsets into the text that it was cut from."""

    text: str
    start: int
    end: int
    kind: TokenKind

    @property
    def lower(self) -> str:
        """The token in lower case, curly apostrophes made straight."""
        return self.text.lower().replace("’", "'")


_PATTERN = re.compile(
    r"""
    (?P<link>https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<name>[A-Za-z]+(?:\+\+|\#)(?![\w])|\.[A-Z][A-Za-z]*\b|[A-Za-z]+\.(?:js|io|NET)\b|[A-Z]&[A-Z]\b)
  | (?P<abbr>(?:[A-Za-z]\.){2,}|[A-Z][a-z]?\.[A-Z][A-Za-z]*\.?)
  | (?P<grade>\b[12]:[12]\b)
  | (?P<number>\d{1,3}(?:[,\u00a0\u202f]\d{2,3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)
  | (?P<clitic>n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)
  | (?P<word>[^\W\d_]+?(?=n['’]t\b)|[OD]['’][A-Z][^\W\d_]+|[^\W\d_]+\d+[^\W_]*|[^\W\d_]+)
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = {
    "link": TokenKind.LINK,
    "name": TokenKind.WORD,
    "abbr": TokenKind.WORD,
    "grade": TokenKind.NUMBER,
    "number": TokenKind.NUMBER,
    "clitic": TokenKind.WORD,
    "word": TokenKind.WORD,
    "mark": TokenKind.MARK,
}


@lru_cache(maxsize=4096)
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of `text` in order; white space is left out, everything else stands in exactly one token."""
    return tuple(
        Token(match.group(), match.start(), match.end(), _KINDS[match.lastgroup or "mark"])
        for match in _PATTERN.finditer(text)
    )
