"""Quantities in running text: the value, how it is bounded, what it counts, and where it stands."""

from __future__ import annotations

from functools import cache, lru_cache

from jobhelper.text.number_context import (
    DASHES,
    before,
    bounds,
    closed_ranges,
    counted,
    currency_before,
    currency_code,
    is_glued,
    is_label,
    is_score,
)
from jobhelper.text.number_words import Value, lower_at, read_value, table, words
from jobhelper.text.quantity import Bound, Quantity, QuantityKind
from jobhelper.text.tokens import Token, TokenKind, tokenise

__all__ = ["Bound", "Quantity", "QuantityKind", "find_quantities"]

_PERCENT = frozenset({"%", "percent", "pc"})
_PLACES = frozenset({"st", "nd", "rd", "th"})
_WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 100})
_FIRST_YEAR, _LAST_YEAR = 1950, 2049
_SEASONAL = frozenset(
    "weekday saturday sunday monday tuesday wednesday thursday friday summer spring autumn winter field calendar"
    " school".split()
)

_Found = tuple[Quantity | None, int]


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order; years, dates, times of day and part numbers are told apart from counts.

    Offsets are those of `text`.
    """
    tokens = tokenise(text)
    starts = [_may_begin(token) for token in tokens]
    if not any(starts):
        return ()
    closed = closed_ranges(text)
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        step = _read(text, tokens, i, closed) if starts[i] else None
        if step is None:
            i += 1
            continue
        quantity, i = step
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


@cache
def _beginnings() -> frozenset[str]:
    names = ("cardinal", "collective", "vague", "fraction", "multiplier", "ordinal")
    articles = {"a", "an", "the", "another", "my", "half"}
    return frozenset().union(*(table(name).keys() for name in names), words("several"), articles)


def _may_begin(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER or token.lower in _beginnings()


def _read(text: str, tokens: tuple[Token, ...], i: int, closed: tuple[tuple[int, int], ...]) -> _Found | None:
    token = tokens[i]
    if any(start <= token.start < end for start, end in closed):
        return None
    special = _single(tokens, i) or _fraction(tokens, i) or _multiplier(tokens, i) or _spelled_place(tokens, i)
    if special is not None:
        return special
    value = read_value(tokens, i)
    if value is None:
        return None
    if is_glued(text, tokens, value):
        return _build(tokens, value.first, value.last, QuantityKind.LABEL, value), value.last + 1
    value, after = _ranged(tokens, value)
    return _made(text, tokens, value), max(after, value.last + 1)


def _build(
    tokens: tuple[Token, ...],
    first: int,
    last: int,
    kind: QuantityKind,
    value: Value,
    *,
    unit: str = "",
    scale: float = 0.0,
) -> Quantity:
    """The quantity that runs from token `first` to token `last`, its unit included."""
    bound, start, end = bounds(tokens, first, last)
    lemmas, stop = counted(tokens, last + 1)
    if currency_before(tokens, first):
        start = min(start, first - 1)
    return Quantity(
        kind,
        value.low,
        value.high,
        bound,
        tokens[start].start,
        tokens[max(end, last)].end,
        tokens[first].start,
        tokens[min(value.last, last)].end,
        tokens[stop].end if lemmas else tokens[last].end,
        unit,
        lemmas,
        before(tokens, first),
        scale,
        value.spelled,
        value.decimals,
    )


def _simple(tokens: tuple[Token, ...], first: int, last: int, kind: QuantityKind, value: float) -> Quantity:
    return _build(tokens, first, last, kind, Value(first, last, value, value, spelled=True))


def _single(tokens: tuple[Token, ...], i: int) -> _Found | None:
    """`a year`, `half a day`, `a year and a half`: what an article counts; no rates (`twice a year`)."""
    lower = tokens[i].lower
    half = lower == "half"
    j = i + 1
    if half:
        j += lower_at(tokens, j) in {"a", "an", "-"}
    elif lower not in {"a", "an", "my"} or not _opens_length(tokens, i):
        return None
    unit = _unit(tokens, j)
    if unit is None:
        return None
    if lower == "my" and lower_at(tokens, unit[1] + 1) not in {"at", "with", "in", "as", "on", "of"}:
        return None
    length = 0.5 if half else 1.0
    extra, last = (0.0, unit[1]) if half else _and_a_half(tokens, unit[1])
    value = Value(i, last, length + extra, length + extra, spelled=True)
    return _build(tokens, i, last, QuantityKind.DURATION, value, unit=_unit_name(tokens, unit[0])), last + 1


def _opens_length(tokens: tuple[Token, ...], i: int) -> bool:
    return i == 0 or lower_at(tokens, i - 1) in words("opens_length") or tokens[i - 1].kind is TokenKind.MARK


def _and_a_half(tokens: tuple[Token, ...], last: int) -> tuple[float, int]:
    """What `and a half` adds behind token `last`, and the last token then."""
    if [lower_at(tokens, last + k) for k in (1, 2, 3)] == ["and", "a", "half"]:
        return 0.5, last + 3
    return 0.0, last


def _fraction(tokens: tuple[Token, ...], i: int) -> _Found | None:
    """`two thirds`, `a quarter`, `one in five`, `four out of every five`."""
    lower = tokens[i].lower
    value = read_value(tokens, i) if lower in table("cardinal") or tokens[i].kind is TokenKind.NUMBER else None
    if value is None and lower not in {"a", "an"}:
        return None
    times, last = (value.low, value.last) if value is not None else (1.0, i)
    j = last + 1 + (lower_at(tokens, last + 1) in DASHES)
    part = table("fraction").get(lower_at(tokens, j))
    if part is not None and times < 10 and part["value"] != 0.5 and not _one_more(tokens, j):
        return _simple(tokens, i, j, QuantityKind.FRACTION, times * float(part["value"])), j + 1
    return _one_in(tokens, i, times, last) if value is not None else None


def _one_more(tokens: tuple[Token, ...], j: int) -> bool:
    """Whether `a third` means one more and not a part: `a third film`, `a fifth time`."""
    following = lower_at(tokens, j + 1)
    if lower_at(tokens, j).endswith("s"):
        return False
    if following in {"", ".", ",", "'s"}:
        return True
    return tokens[j + 1].kind is TokenKind.WORD and following not in words("stop") | {"of", "lower", "higher", "less"}


def _one_in(tokens: tuple[Token, ...], i: int, times: float, last: int) -> _Found | None:
    j = last + 1
    out = lower_at(tokens, j) == "out"
    j += out
    j += not out and j < len(tokens) and tokens[j].kind is TokenKind.WORD and lower_at(tokens, j + 1) == "in"
    every = lower_at(tokens, j + 1) == "every"
    link = lower_at(tokens, j)
    if not (link == "in" or (link == "of" and every)) or j + 1 + every >= len(tokens):
        return None
    whole = read_value(tokens, j + 1 + every)
    if whole is None or whole.vague or whole.low not in _WHOLES or times >= whole.low:
        return None
    if lower_at(tokens, whole.last + 1) in table("unit"):
        return None
    return _simple(tokens, i, whole.last, QuantityKind.FRACTION, times / whole.low), whole.last + 1


def _multiplier(tokens: tuple[Token, ...], i: int) -> _Found | None:
    lower = tokens[i].lower
    row = table("multiplier").get(lower)
    if row is None or (lower == "double" and lower_at(tokens, i + 1) not in {"the", "its", "our", "that", "what"}):
        return None
    return _simple(tokens, i, i, QuantityKind.MULTIPLIER, float(row["value"])), i + 1


def _spelled_place(tokens: tuple[Token, ...], i: int) -> _Found | None:
    """`second`, `eleventh of 38`."""
    row = table("ordinal").get(tokens[i].lower)
    if row is None:
        return None
    place = float(row["value"])
    value = Value(i, i, place, place, spelled=True)
    return _build(tokens, i, i, QuantityKind.ORDINAL, value, scale=_whole(tokens, i + 1)), i + 1


def _ranged(tokens: tuple[Token, ...], value: Value) -> tuple[Value, int]:
    """The whole range where `value` begins one, and the token after it."""
    j = value.last + 1
    joint, opening = lower_at(tokens, j), lower_at(tokens, value.first - 1)
    between = opening == "between" and joint == "and"
    joined = joint in DASHES or between or (joint in {"to", "or"} and opening != "from")
    if not joined or j + 1 >= len(tokens):
        return value, j
    k = j + 1 + (currency_code(tokens[j + 1]) is not None)
    other = read_value(tokens, k) if k < len(tokens) else None
    if other is None or other.vague or other.low <= value.low or (value.spelled != other.spelled and joint in DASHES):
        return value, j
    return Value(value.first, other.last, value.low, other.low, spelled=value.spelled), other.last + 1


def _made(text: str, tokens: tuple[Token, ...], value: Value) -> Quantity | None:
    kind, unit, last, scale = _kind(text, tokens, value)
    idle = lower_at(tokens, last) == "scores" or not counted(tokens, last + 1)[0]
    if kind is QuantityKind.VAGUE and lower_at(tokens, last + 1) != "of" and idle:
        return None
    if kind is QuantityKind.DURATION:
        extra, last = _and_a_half(tokens, last)
        value = Value(value.first, value.last, value.low + extra, value.high + extra, value.vague, value.spelled)
    return _build(tokens, value.first, last, kind, value, unit=unit, scale=scale)


_Kind = tuple[QuantityKind, str, int, float]


def _kind(text: str, tokens: tuple[Token, ...], value: Value) -> _Kind:
    """What sort of figure it is, its unit, its last token, and what it is out of."""
    j = value.last + 1
    plus = lower_at(tokens, j) == "+"
    j += plus
    measured = _with_sign(tokens, value, j)
    if measured is not None:
        return measured
    if value.vague:
        return QuantityKind.VAGUE, "", value.last, 0.0
    if lower_at(tokens, j) in _PLACES and tokens[j].start == tokens[value.last].end:
        return QuantityKind.ORDINAL, "", j, _whole(tokens, j + 1)
    unit = None if _is_year(tokens, value) else _unit(tokens, j)
    if unit is not None and value.high <= float(table("unit")[lower_at(tokens, unit[0])].get("limit", 1e9)):
        return QuantityKind.DURATION, _unit_name(tokens, unit[0]), unit[1], 0.0
    return _plain_kind(text, tokens, value, j - 1 if plus else value.last)


def _with_sign(tokens: tuple[Token, ...], value: Value, j: int) -> _Kind | None:
    """A percentage or a sum of money, by the sign or word before or behind."""
    following = lower_at(tokens, j)
    if following in _PERCENT:
        return QuantityKind.PERCENT, "%", j, 0.0
    if following == "per" and lower_at(tokens, j + 1) == "cent":
        return QuantityKind.PERCENT, "%", j + 1, 0.0
    if currency_before(tokens, value.first):
        return QuantityKind.MONEY, currency_code(tokens[value.first - 1]) or "", value.last, 0.0
    if following in table("currency") and (len(following) > 2 or not following.isalpha()):
        return QuantityKind.MONEY, currency_code(tokens[j]) or "", j, 0.0
    return None


def _plain_kind(text: str, tokens: tuple[Token, ...], value: Value, last: int) -> _Kind:
    following = lower_at(tokens, last + 1)
    if _is_age(tokens, value, last):
        return QuantityKind.AGE, "", last, 0.0
    if following == "/" and last + 2 < len(tokens) and tokens[last + 2].kind is TokenKind.NUMBER:
        whole = read_value(tokens, last + 2)
        if whole is not None and whole.low >= value.low:
            return QuantityKind.SCORE, "", last, whole.low
    if _is_year(tokens, value):
        return QuantityKind.YEAR, "", last, 0.0
    if is_score(tokens, value.first):
        return QuantityKind.SCORE, "", last, 0.0
    if is_label(text, tokens, value):
        return QuantityKind.LABEL, lower_at(tokens, value.first - 1), last, 0.0
    return QuantityKind.COUNT, "", last, 0.0


def _is_age(tokens: tuple[Token, ...], value: Value, last: int) -> bool:
    if lower_at(tokens, value.first - 1) in {"aged", "age", "ages"}:
        return True
    old = {"old", "olds"} & {lower_at(tokens, last + k) for k in (2, 3, 4)}
    return bool(old) and lower_at(tokens, last + 1) in {"year", "-", "years"}


def _is_year(tokens: tuple[Token, ...], value: Value) -> bool:
    if value.spelled or value.decimals or not tokens[value.first].text.isdigit():
        return False
    return _FIRST_YEAR <= value.low <= _LAST_YEAR and value.high <= _LAST_YEAR


def _whole(tokens: tuple[Token, ...], j: int) -> float:
    """What a place is out of: 38 of `11th of 38`, `11th out of 38`."""
    j += lower_at(tokens, j) == "out"
    if lower_at(tokens, j) != "of" or j + 1 >= len(tokens):
        return 0.0
    whole = read_value(tokens, j + 1)
    return whole.low if whole is not None else 0.0


def _unit(tokens: tuple[Token, ...], j: int) -> tuple[int, int] | None:
    """First and last token of the unit of time that follows, small words between passed over."""
    k = j
    while k < len(tokens) and k - j < 3 and tokens[k].lower in words("unit_gap"):
        k += 1
    if lower_at(tokens, k) in _SEASONAL and lower_at(tokens, k + 1) in table("unit"):
        return k + 1, k + 1
    if lower_at(tokens, k + 1) in {"hours", "hrs"} and tokens[k].kind is TokenKind.WORD:
        k += tokens[k].lower not in table("unit") and tokens[k].lower not in words("stop")
    if k >= len(tokens) or tokens[k].lower not in table("unit"):
        return None
    if tokens[k].text[0].isupper() and k + 1 < len(tokens) and tokens[k + 1].kind is TokenKind.NUMBER:
        return None
    if lower_at(tokens, k + 1 + (lower_at(tokens, k + 1) in DASHES)) in {"old", "olds"}:
        return None
    return k, k


def _unit_name(tokens: tuple[Token, ...], i: int) -> str:
    """The unit as the lexicon has it: a school year is shorter than a year."""
    school = lower_at(tokens, i).startswith("year") and lower_at(tokens, i - 1) in {"academic", "school"}
    return "school-year" if school else lower_at(tokens, i)
