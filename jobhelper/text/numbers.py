"""Quantities in running text: the value, how it is bounded, what it counts, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from jobhelper.text.date_points import find_points
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load
from jobhelper.text.number_words import Value, read_value, table, words
from jobhelper.text.tokens import Token, TokenKind, tokenise


class QuantityKind(StrEnum):
    """What sort of figure a quantity is."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"
    FRACTION = "fraction"
    MULTIPLIER = "multiplier"
    ORDINAL = "ordinal"
    YEAR = "year"
    VAGUE = "vague"
    LABEL = "label"


class Bound(StrEnum):
    """How the words beside a figure bound it."""

    EXACT = "exact"
    OVER = "over"
    ABOUT = "about"
    NEARLY = "nearly"
    MOST = "most"
    UNDER = "under"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text.

    `start` to `end` covers comparator, figure and unit, `figure` to `figure_end` the figure alone, `last` the end of
    the counted words. `low` and `high` differ for ranges; a percentage of 30 is 30, a fraction is between 0 and 1, a
    duration is counted in its `unit`. `counted` holds the lemmas of the words that follow as what is counted, `before`
    those just in front. `scale` is what a score or an ordinal is out of (0 where nothing says so), `decimals` the
    places that a figure is given to.
    """

    kind: QuantityKind
    low: float
    high: float
    bound: Bound
    start: int
    end: int
    figure: int
    figure_end: int
    last: int
    unit: str = ""
    counted: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    scale: float = 0.0
    spelled: bool = False
    decimals: int = 0

    @property
    def value(self) -> float:
        """The figure; the lower one of a range."""
        return self.low


_STOPS = frozenset(
    "a an the and or but in on at to for with by from into onto over under about as per via is are was were be been am "
    "has have had do did does that which who whom whose when while where than then so if i we he she they it this these "
    "those not no my our your his her its their across through throughout during between within among including after "
    "before since until using plus against each every also all both out up down off".split()
)
_SKIPPED = frozenset("of or so more other different further additional odd new full".split())
_DASHES = frozenset("-‐‑–—−~")
_PERCENT = frozenset({"%", "percent", "pc"})
_PLACES = frozenset({"st", "nd", "rd", "th"})
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s?(?:am|pm|h|hrs)?\b(?!\s?%)|\b\d{1,2}\s?(?:a\.?m|p\.?m)\b|\b24/7\b|\b\w+\s?o['’]clock\b"
    r"|\b(?:19|20)\d\d\s?[-–—/]\s?\d\d\b",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"\bone of (?:the|my|our|those|these|its|their|them)\b|\bone (?:another|day|hand|thing|by one|which|that|who|where|more thing)\b"
    r"|\b(?:no|any|some|every|each|this|that|another|the|which|first|only)[- ]one\b|\bone-to-one|\bone-on-one|\b1-to-1|\b1:1|"
    r"\bfour-wheel|\bsix sigma|\btwo-factor|\bfirst-?class|\bsecond-?hand|\bthree-dimensional|\bfifty-fifty|\bone-off|\bzero[- ]"
    r"(?:hours?|waste|carbon|downtime)|\ball[- ]round|\bnine[- ]to[- ]five|\bopen day|\bday one|\bsquare one|\bone-way|\btwo-way|"
    r"\bon all fours|\b(?:back|return) to one|\bbig four\b|\bfigures? of eight|\bone's\b",
    re.IGNORECASE,
)
_LONGEST_NOUN = 4
_NAME_BEFORE = re.compile(r"(?:[A-Za-z][\w.-]*/(?:[\w.-]*/)*|#|\b[A-Z]-|\b[A-Z]{2,}[-/ ]?)$")
_NAME_AFTER = re.compile(
    r"/[A-Za-z]{2}|\.\d+\.\d|(?!(?:st|nd|rd|th|k|m|bn|x|h|hr|hrs|min|mins|yr|yrs|pc|cr|lakh)\b)[A-Za-z]"
)
_PRONOUNS = frozenset("us them these those which whom me you it".split())


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text` in order; years, dates, times of day and part numbers are told apart from counts.

    Offsets are those of `text`.
    """
    tokens = tokenise(text)
    if not any(_may_begin(token) for token in tokens):
        return ()
    closed = _closed(text)
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        step = _read(text, tokens, i, closed)
        if step is None:
            i += 1
            continue
        quantity, i = step
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


@cache
def _beginnings() -> frozenset[str]:
    names = ("cardinal", "collective", "vague", "fraction", "multiplier")
    return frozenset().union(*(table(name).keys() for name in names), words("several"))


def _may_begin(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER or token.lower in _beginnings()


def _closed(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges whose numbers count nothing: dates, times of day, idioms."""
    ranges = [m.span() for m in _CLOCK.finditer(text)] + [m.span() for m in _IDIOM.finditer(text)]
    if any(c.isdigit() for c in text):
        ranges += [
            (p.start, p.end) for p in find_points(text, 2030) if p.kind not in {"m", "year", "nmy", "nshort", "nym"}
        ]
        ranges += [
            (p.start, p.end)
            for p in find_points(text, 2030)
            if p.kind in {"nmy", "nshort", "nym"} and "." not in text[p.start : p.end]
        ]
    return tuple(ranges)


def _read(
    text: str, tokens: tuple[Token, ...], i: int, closed: tuple[tuple[int, int], ...]
) -> tuple[Quantity | None, int] | None:
    token = tokens[i]
    if any(start <= token.start < end for start, end in closed):
        return None
    special = _single(tokens, i) or _fraction(text, tokens, i) or _multiplier(text, tokens, i)
    if special is not None:
        return special
    value = read_value(tokens, i)
    if value is None:
        return None
    if _glued(text, tokens, value):
        return None, value.last + 1
    value, after = _ranged(tokens, value)
    return _made(text, tokens, value, after), max(after, value.last + 1)


_BEFORE_ONE = frozenset(
    "over for in of than about nearly almost to after within spent spend during full is was were be under just took takes "
    "have has had had lasted and or around roughly approximately gave give worked work completed complete with did do "
    "only another by did put throughout served serve across me as up".split()
)


def _single(tokens: tuple[Token, ...], i: int) -> tuple[Quantity, int] | None:
    """`a year`, `half a day`, `a year and a half`: lengths of time that an article counts; no rates (`twice a year`)."""
    lower = tokens[i].lower
    half = lower == "half"
    j = i + 1
    if half:
        j += _lower(tokens, j) in {"a", "an", "-"}
    elif lower not in {"a", "an", "my"} or not _opens_length(tokens, i):
        return None
    unit = _unit(tokens, j)
    if unit is None or (lower == "my" and _lower(tokens, unit[1] + 1) not in {"at", "with", "in", "as", "on", "of"}):
        return None
    value = 0.5 if half else 1.0
    low, _, last = (value, value, unit[1]) if half else _with_half(tokens, value, value, unit[1])
    bound, start, end = _bounds(tokens, i, last)
    counted, stop = _counted(tokens, last + 1)
    return (
        Quantity(
            QuantityKind.DURATION,
            low,
            low,
            bound,
            tokens[start].start,
            tokens[max(end, last)].end,
            tokens[i].start,
            tokens[last].end,
            tokens[stop].end if counted else tokens[last].end,
            _lower(tokens, unit[0]),
            counted,
            _before(tokens, i),
            spelled=True,
        ),
        last + 1,
    )


def _opens_length(tokens: tuple[Token, ...], i: int) -> bool:
    return i == 0 or _lower(tokens, i - 1) in _BEFORE_ONE or tokens[i - 1].kind is TokenKind.MARK


def _glued(text: str, tokens: tuple[Token, ...], value: Value) -> bool:
    """Whether a number is part of a name: `JD/4471`, `#12`, `C-17`."""
    first, last = tokens[value.first], tokens[value.last]
    before, after = text[: first.start], text[last.end :]
    if value.spelled:
        return False
    if _NAME_BEFORE.search(before) and not _currency_before(tokens, value.first):
        return not re.search(r"\b(?:GPA|CGPA|IELTS|TOEFL|SAT|GRE)[ -]?$", before)
    return _NAME_AFTER.match(after) is not None


def _lower(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _fraction(text: str, tokens: tuple[Token, ...], i: int) -> tuple[Quantity, int] | None:
    """`two thirds`, `a quarter`, `half`, `one in five`, `four out of every five`."""
    rows = table("fraction")
    lower = tokens[i].lower
    value = read_value(tokens, i) if lower in table("cardinal") or tokens[i].kind is TokenKind.NUMBER else None
    if value is None and lower not in {"a", "an", "one"}:
        return None
    times, last = (value.low, value.last) if value is not None else (1.0, i)
    j = last + 1 + (_lower(tokens, last + 1) in _DASHES)
    part = rows.get(_lower(tokens, j))
    if part is not None and times < 10 and part["value"] != 0.5 and not _ordinal_use(tokens, j):
        return _simple(text, tokens, i, j, QuantityKind.FRACTION, times * float(part["value"])), j + 1
    return _one_in(text, tokens, i, times, last) if value is not None else None


def _ordinal_use(tokens: tuple[Token, ...], j: int) -> bool:
    """Whether `a third` means one more and not a part: `a third film`, `a fifth time`."""
    return _lower(tokens, j) in {"third", "fifth", "tenth", "quarter"} and (
        j + 1 < len(tokens)
        and tokens[j + 1].kind is TokenKind.WORD
        and _lower(tokens, j + 1) not in _STOPS
        and _lower(tokens, j + 1) not in {"of", "lower", "higher", "less", "faster", "fewer"}
        or j == len(tokens) - 1
        or _lower(tokens, j + 1) in {".", ",", "'s", "’s"}
    )


def _one_in(text: str, tokens: tuple[Token, ...], i: int, times: float, last: int) -> tuple[Quantity, int] | None:
    j = last + 1
    if _lower(tokens, j) == "out":
        j += 1
    named = j == last + 1 and j < len(tokens) and tokens[j].kind is TokenKind.WORD and _lower(tokens, j + 1) == "in"
    j += named
    if _lower(tokens, j) not in {"in", "of"} or (_lower(tokens, j) == "of" and j == last + 1):
        return None
    every = _lower(tokens, j + 1) == "every"
    if j + 1 + every >= len(tokens):
        return None
    whole = read_value(tokens, j + 1 + every)
    if whole is None or whole.low not in {2, 3, 4, 5, 6, 8, 10, 20, 100} or times >= whole.low or whole.vague:
        return None
    if _lower(tokens, j) == "of" and not every:
        return None
    if (
        _lower(tokens, whole.last + 1) in table("unit")
        or tokens[i].lower == "one"
        and _lower(tokens, i - 1) in {"the", "no"}
    ):
        return None
    return _simple(text, tokens, i, whole.last, QuantityKind.FRACTION, times / whole.low), whole.last + 1


def _multiplier(text: str, tokens: tuple[Token, ...], i: int) -> tuple[Quantity, int] | None:
    row = table("multiplier").get(tokens[i].lower)
    if row is None or (
        tokens[i].lower == "double" and _lower(tokens, i + 1) not in {"the", "its", "our", "that", "what"}
    ):
        return None
    return _simple(text, tokens, i, i, QuantityKind.MULTIPLIER, float(row["value"])), i + 1


def _simple(text: str, tokens: tuple[Token, ...], first: int, last: int, kind: QuantityKind, value: float) -> Quantity:
    bound, start, end = _bounds(tokens, first, last)
    counted, stop = _counted(tokens, last + 1)
    return Quantity(
        kind,
        value,
        value,
        bound,
        tokens[start].start,
        tokens[end].end,
        tokens[first].start,
        tokens[last].end,
        tokens[stop].end if counted else tokens[last].end,
        counted=counted,
        before=_before(tokens, first),
        spelled=True,
    )


def _ranged(tokens: tuple[Token, ...], value: Value) -> tuple[Value, int]:
    """The whole range where `value` begins one, and the token after it."""
    j = value.last + 1
    joint = _lower(tokens, j)
    between = _lower(tokens, value.first - 1) == "between" and joint == "and"
    changes = _lower(tokens, value.first - 1) == "from"
    if not (joint in _DASHES or between or (joint in {"to", "or"} and not changes)) or j + 1 >= len(tokens):
        return value, j
    k = j + 1 + (tokens[j + 1].lower in table("currency") and tokens[j + 1].kind is TokenKind.MARK)
    other = read_value(tokens, k) if k < len(tokens) else None
    if other is None or other.vague or other.low <= value.low or (value.spelled != other.spelled and joint in _DASHES):
        return value, j
    return Value(value.first, other.last, value.low, other.low, spelled=value.spelled), other.last + 1


def _made(text: str, tokens: tuple[Token, ...], value: Value, after: int) -> Quantity | None:
    kind, unit, last, scale = _kind(text, tokens, value, after)
    low, high = value.low, value.high
    if kind is QuantityKind.DURATION:
        low, high, last = _with_half(tokens, low, high, last)
    bound, start, end = _bounds(tokens, value.first, last)
    counted, stop = _counted(tokens, last + 1)
    if (
        kind is QuantityKind.VAGUE
        and _lower(tokens, last + 1) != "of"
        and (not counted or tokens[last].lower == "scores")
    ):
        return None
    if _currency_before(tokens, value.first):
        start = min(start, value.first - 1)
    return Quantity(
        kind,
        low,
        high,
        bound,
        tokens[start].start,
        tokens[max(end, last)].end,
        tokens[value.first].start,
        tokens[value.last].end,
        tokens[stop].end if counted else tokens[last].end,
        unit,
        counted,
        _before(tokens, value.first),
        scale,
        value.spelled,
        value.decimals,
    )


def _currency_before(tokens: tuple[Token, ...], i: int) -> bool:
    return i > 0 and (tokens[i - 1].text in {"£", "€", "$", "₹", "₦", "¥"} or _code(tokens[i - 1]) is not None)


def _code(token: Token) -> str | None:
    row = table("currency").get(token.lower)
    return None if row is None else str(row["code"])


def _kind(text: str, tokens: tuple[Token, ...], value: Value, after: int) -> tuple[QuantityKind, str, int, float]:
    """What sort of figure it is, its unit, its last token, and what it is out of."""
    j = value.last + 1
    plus = _lower(tokens, j) == "+"
    j += plus
    following = _lower(tokens, j)
    if following in _PERCENT:
        return QuantityKind.PERCENT, "%", j, 0.0
    if following == "per" and _lower(tokens, j + 1) == "cent":
        return QuantityKind.PERCENT, "%", j + 1, 0.0
    if value.first > 0 and _currency_before(tokens, value.first):
        return QuantityKind.MONEY, _code(tokens[value.first - 1]) or "", value.last, 0.0
    if following in table("currency") and len(following) > 2:
        return QuantityKind.MONEY, _code(tokens[j]) or "", j, 0.0
    if value.vague:
        return QuantityKind.VAGUE, "", value.last, 0.0
    if following in _PLACES and tokens[j].start == tokens[value.last].end:
        return QuantityKind.ORDINAL, "", j, _whole(tokens, j + 1)
    unit = None if _looks_like_year(tokens, value) else _unit(tokens, j)
    if unit is not None and value.high <= float(table("unit")[_lower(tokens, unit[0])].get("limit", 1e9)):
        return QuantityKind.DURATION, _lower(tokens, unit[0]), unit[1], 0.0
    return _plain_kind(text, tokens, value, j - 1 if plus else value.last)


def _plain_kind(text: str, tokens: tuple[Token, ...], value: Value, last: int) -> tuple[QuantityKind, str, int, float]:
    before = _lower(tokens, value.first - 1)
    following = _lower(tokens, last + 1)
    if (
        before in {"aged", "age"}
        or {"old", "olds"} & {_lower(tokens, last + k) for k in (2, 3, 4)}
        and following in {"year", "-", "years"}
    ):
        return QuantityKind.AGE, "", last, 0.0
    if following == "/" and last + 2 < len(tokens) and tokens[last + 2].kind is TokenKind.NUMBER:
        whole = read_value(tokens, last + 2)
        if whole is not None and whole.low >= value.low:
            return QuantityKind.SCORE, "", last, whole.low
    if _looks_like_year(tokens, value):
        return QuantityKind.YEAR, "", last, 0.0
    if _is_score(tokens, value.first):
        return QuantityKind.SCORE, "", last, 0.0
    if _is_label(text, tokens, value):
        return QuantityKind.LABEL, before, last, 0.0
    return QuantityKind.COUNT, "", last, 0.0


def _looks_like_year(tokens: tuple[Token, ...], value: Value) -> bool:
    return (
        not value.spelled
        and value.decimals == 0
        and 1950 <= value.low <= 2049
        and value.high <= 2049
        and tokens[value.first].text.isdigit()
    )


def _is_score(tokens: tuple[Token, ...], first: int) -> bool:
    near = {_lower(tokens, first - k) for k in (1, 2, 3)}
    return bool(near & words("score")) and not near & {"and", ";", "."}


def _is_label(text: str, tokens: tuple[Token, ...], value: Value) -> bool:
    before = value.first - 1
    if before < 0:
        return False
    token = tokens[before]
    if (
        before > 1
        and token.lower in {"and", "/", ",", "to", "-", "–", "or", "&"}
        and tokens[before - 1].kind is TokenKind.NUMBER
    ):
        earlier = tokens[before - 2]
        return not value.spelled and (earlier.lower in words("label") or bool(re.match(r"[A-Z]\w*$", earlier.text)))
    if token.lower in words("label") and not (value.spelled and token.text.islower()):
        return True
    named = token.kind is TokenKind.WORD and token.text[:1].isupper() and before > 0 and not value.spelled
    opening = text[: token.start].rstrip()[-1:] in {"", ".", ":", "!", "?", "•", ";", "\n"}
    return (
        named
        and not opening
        and tokens[value.first].start - token.end <= 1
        and not _noun_follows(tokens, value.last + 1)
    )


def _noun_follows(tokens: tuple[Token, ...], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind is TokenKind.WORD and tokens[i].lower not in _STOPS


def _whole(tokens: tuple[Token, ...], j: int) -> float:
    """What an ordinal is out of: 38 of `11th of 38`, `11th out of 38`."""
    j += _lower(tokens, j) == "out"
    if _lower(tokens, j) != "of" or j + 1 >= len(tokens):
        return 0.0
    whole = read_value(tokens, j + 1)
    return whole.low if whole is not None else 0.0


_UNIT_GAP = frozenset(
    {
        "-",
        "‐",
        "‑",
        "full",
        "whole",
        "consecutive",
        "solid",
        "academic",
        "calendar",
        "working",
        "field",
        "long",
        "or",
        "so",
        "more",
        "odd",
        "full-time",
        "busy",
        "successive",
        "good",
        "straight",
        "clock",
        "further",
        "extra",
        "of",
        "ish",
        "happy",
    }
)


def _unit(tokens: tuple[Token, ...], j: int) -> tuple[int, int] | None:
    """First and last token of the unit of time that follows, small words between passed over."""
    k = j
    while k < len(tokens) and k - j < 3 and tokens[k].lower in _UNIT_GAP:
        k += 1
    if k < len(tokens) and tokens[k].lower in {
        "weekday",
        "saturday",
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "summer",
        "spring",
        "field",
        "calendar",
    }:
        if _lower(tokens, k + 1) in table("unit"):
            return k + 1, k + 1
    if k + 1 < len(tokens) and tokens[k + 1].lower in {"hours", "hrs"} and tokens[k].kind is TokenKind.WORD:
        k += tokens[k].lower not in table("unit") and tokens[k].lower not in _STOPS
    if k >= len(tokens) or tokens[k].lower not in table("unit"):
        return None
    if tokens[k].text[0].isupper() and k + 1 < len(tokens) and tokens[k + 1].kind is TokenKind.NUMBER:
        return None
    if _lower(tokens, k + 1 + (_lower(tokens, k + 1) in _DASHES)) in {"old", "olds"}:
        return None
    return k, k


def _with_half(tokens: tuple[Token, ...], low: float, high: float, last: int) -> tuple[float, float, int]:
    """`a year and a half`, `two and a half months` add their half."""
    if [_lower(tokens, last + k) for k in (1, 2, 3)] == ["and", "a", "half"]:
        return low + 0.5, high + 0.5, last + 3
    return low, high, last


@cache
def _comparators(side: str) -> tuple[tuple[tuple[str, ...], Bound], ...]:
    rows = [
        (tuple(t.lower for t in tokenise(phrase)), Bound(row["bound"]))
        for row in load("quantities")["comparator"]
        for phrase in row[side]
    ]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


def _bounds(tokens: tuple[Token, ...], first: int, last: int) -> tuple[Bound, int, int]:
    """The comparator beside tokens `first` to `last`, and the tokens that the whole then runs from and to."""
    left = (
        first - 1
        if first > 0 and (tokens[first - 1].text in "£€$₹₦¥" or tokens[first - 1].lower in {"a", "an"})
        else first
    )
    for phrase, bound in _comparators("before"):
        at = left - len(phrase)
        if at >= 0 and tuple(t.lower for t in tokens[at:left]) == phrase:
            return bound, at, last
    j = last + 1
    if _lower(tokens, j) == "+" or _lower(tokens, last) == "+":
        return Bound.OVER, first, max(last, j if _lower(tokens, j) == "+" else last)
    j += _lower(tokens, j) in _DASHES
    for phrase, bound in _comparators("after"):
        if tuple(t.lower for t in tokens[j : j + len(phrase)]) == phrase:
            return bound, first, j + len(phrase) - 1
    return Bound.EXACT, first, last


def _counted(tokens: tuple[Token, ...], j: int) -> tuple[tuple[str, ...], int]:
    """Lemmas of the words that follow as what is counted, and the last of their tokens."""
    lemmas: list[str] = []
    last = j - 1
    while j < len(tokens) and len(lemmas) < _LONGEST_NOUN:
        token = tokens[j]
        lower = token.lower
        if token.kind is TokenKind.MARK and lower not in _DASHES and lower != "+":
            break
        if lower in _PRONOUNS or (lower in table("cardinal") and lower != "one"):
            break
        if lower in _STOPS and (lemmas or lower not in {"the", "my", "our", "its", "their", "a"}):
            break
        if token.kind is TokenKind.WORD and lower not in _SKIPPED and lower not in _STOPS:
            lemmas.append(lemma(token.text))
            last = j
        elif token.kind is TokenKind.NUMBER:
            break
        j += 1
    return tuple(lemmas), last


def _before(tokens: tuple[Token, ...], i: int) -> tuple[str, ...]:
    """Lemmas of up to three content words just before token `i`, within the same phrase."""
    lemmas: list[str] = []
    j = i - 1
    while j >= 0 and i - j <= 6 and len(lemmas) < 3:
        token = tokens[j]
        if token.text in {".", ";", "•", "!", "?", "|"}:
            break
        if token.kind is TokenKind.WORD and token.lower not in _STOPS | _SKIPPED and token.text[0] not in "'’":
            lemmas.append(lemma(token.text))
        j -= 1
    return tuple(lemmas)
