"""Reads one number, in digits or words, from a run of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jobhelper.text.lexicon import load
from jobhelper.text.tokens import Token, TokenKind


@dataclass(frozen=True, slots=True)
class Value:
    """A number from token `first` to token `last` (included); `low` and `high` differ for ranges and vague words.

    `vague` tells that no figure stands there at all ("hundreds"), `spelled` that it is in words, `decimals` how many
    places it is given to.
    """

    first: int
    last: int
    low: float
    high: float
    vague: bool = False
    spelled: bool = False
    decimals: int = 0


@cache
def table(name: str) -> dict[str, Any]:
    """The rows of one table of the lexicon of quantities, by word."""
    rows: list[dict[str, Any]] = load("quantities")[name]
    return {word: row for row in rows for word in row["words"]}


@cache
def words(name: str) -> frozenset[str]:
    """The words of a plain list of the lexicon of quantities."""
    return frozenset(load("quantities")[name]["words"])


_JOINS = frozenset("-‐‑–")
_OPENERS = frozenset({"a", "an", "the", "another"})


def read_value(tokens: tuple[Token, ...], i: int) -> Value | None:
    """The number that begins at token `i`, or None."""
    token = tokens[i]
    if token.kind is TokenKind.NUMBER:
        return _digits(tokens, i)
    if token.kind is not TokenKind.WORD:
        return None
    lower = token.lower
    if lower in table("vague") and lower_at(tokens, i - 1) not in {"test", "exam", "high", "top"}:
        return _vague(tokens, i)
    if lower in words("several"):
        return _several(tokens, i)
    if lower == "half" and lower_at(tokens, i + 1) == "a" and lower_at(tokens, i + 2) == "dozen":
        return Value(i, i + 2, 6, 6, spelled=True)
    if lower in _OPENERS:
        return _opened(tokens, i)
    if lower in table("cardinal"):
        return _spelled(tokens, i)
    if lower in table("collective") and lower != "couple":
        value = float(table("collective")[lower]["value"])
        return Value(i, i, value, value, spelled=True)
    return None


def lower_at(tokens: tuple[Token, ...], i: int) -> str:
    """Token `i` in lower case; empty where there is none."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _digits(tokens: tuple[Token, ...], i: int) -> Value | None:
    plain = tokens[i].text.replace(",", "").replace("\u00a0", "").replace("\u202f", "")
    if ":" in plain:
        return None
    if _goes_on(tokens, i):
        return Value(i, i + 1, float(plain + tokens[i + 1].text), float(plain + tokens[i + 1].text))
    value = float(plain)
    decimals = len(plain.partition(".")[2])
    following = lower_at(tokens, i + 1)
    scale = table("scale").get(following)
    touching = i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end
    if scale is not None and (touching or len(following) > 2):
        value *= scale["value"]
        return Value(i, i + 1, value, value)
    return Value(i, i, value, value, decimals=decimals)


def _goes_on(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether thousands are set off by a space, as in `10 000 words`."""
    if i + 1 >= len(tokens) or tokens[i + 1].kind is not TokenKind.NUMBER:
        return False
    one, two = tokens[i], tokens[i + 1]
    return (
        len(one.text) <= 3
        and one.text.isdigit()
        and len(two.text) == 3
        and two.text.isdigit()
        and two.start - one.end == 1
    )


def _vague(tokens: tuple[Token, ...], i: int) -> Value | None:
    low = float(table("vague")[tokens[i].lower]["value"])
    last = i
    if lower_at(tokens, i + 1) == "of" and lower_at(tokens, i + 2) in table("vague"):
        low, last = low * float(table("vague")[tokens[i + 2].lower]["value"]) / 2, i + 2
    return Value(i, last, low, low * 5, vague=True, spelled=True)


def _several(tokens: tuple[Token, ...], i: int) -> Value | None:
    scale = table("scale").get(lower_at(tokens, i + 1))
    if scale is None or len(tokens[i + 1].text) < 3:
        return None
    unit = float(scale["value"])
    return Value(i, i + 1, 2 * unit, 9 * unit, vague=True, spelled=True)


def _opened(tokens: tuple[Token, ...], i: int) -> Value | None:
    """`a dozen`, `a couple of`, `a hundred`, `a trio`."""
    following = lower_at(tokens, i + 1)
    if following in table("scale") and len(following) > 2:
        value = float(table("scale")[following]["value"])
        return Value(i, i + 1, value, value, spelled=True)
    if following in table("collective") and following not in {"twice", "thrice"}:
        value = float(table("collective")[following]["value"])
        return Value(i, i + 1, value, value, spelled=True)
    if following in words("several"):
        inner = _several(tokens, i + 1)
        return None if inner is None else Value(i, inner.last, inner.low, inner.high, vague=True, spelled=True)
    return None


def _spelled(tokens: tuple[Token, ...], i: int) -> Value:
    total, current, last = 0.0, 0.0, i
    j = i
    while j < len(tokens):
        lower = tokens[j].lower
        row, scale = table("cardinal").get(lower), table("scale").get(lower)
        if row is not None and _fits(current, float(row["value"])):
            current += float(row["value"])
        elif scale is not None and len(lower) > 2 and j > i:
            current = max(current, 1.0) * float(scale["value"])
            if scale["value"] >= 1000:
                total, current = total + current, 0.0
        else:
            break
        last = j
        j = _next(tokens, j, total + current)
    value = total + current
    return Value(i, last, value, value, spelled=True)


def _fits(current: float, value: float) -> bool:
    """Whether a number word may follow what is read already: `twenty` takes `four`, `two` takes nothing."""
    if current == 0:
        return True
    rest = current % 100
    return (rest == 0 and value < 100) or (20 <= rest < 100 and rest % 10 == 0 and 0 < value < 10)


def _next(tokens: tuple[Token, ...], j: int, value: float) -> int:
    """The token after `j` where the same number may go on, past a hyphen or the `and` of `two hundred and ten`."""
    following = lower_at(tokens, j + 1)
    if following in _JOINS and following == "-" and lower_at(tokens, j + 2) in table("cardinal"):
        return j + 2
    if following == "and" and value >= 100 and value % 100 == 0 and lower_at(tokens, j + 2) in table("cardinal"):
        return j + 2
    return j + 1
