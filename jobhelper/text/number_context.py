"""Reads the words around a number: what bounds it, what it counts, and whether it counts at all."""

from __future__ import annotations

import re
from functools import cache

from jobhelper.text.date_points import find_points
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load
from jobhelper.text.number_words import Value, lower_at, table, words
from jobhelper.text.quantity import Bound
from jobhelper.text.tokens import Token, TokenKind, tokenise

DASHES = frozenset("-‐‑–—−~")
_LONGEST_NOUN = 4
_FARTHEST = 6
_NAME_BEFORE = re.compile(r"(?:[A-Za-z][\w.-]*/(?:[\w.-]*/)*|#|\b[A-Z]-|\b[A-Z]{2,}[-/ ]?)$")
_MARKS_BEFORE = re.compile(r"\b(?:GPA|CGPA|IELTS|TOEFL|SAT|GRE|UCAS)[ -]?$")
_NAME_AFTER = re.compile(
    r"/[A-Za-z]{2}|\.\d+\.\d|(?!(?:st|nd|rd|th|k|m|bn|x|h|hr|hrs|min|mins|yr|yrs|pc|cr|lakh)\b)[A-Za-z]"
)
_PRONOUNS = frozenset("us them these those which whom me you it".split())
_OPEN_KINDS = frozenset({"m", "year"})
_SLASHED_KINDS = frozenset({"nmy", "nshort", "nym"})
_MAY_DATE = re.compile(
    r"(?:19|20)\d\d|['’]\d\d|\d(?:st|nd|rd|th)?\.?\s+(?:of\s+|de\s+)?[^\W\d_]{3}|[^\W\d_]{3}\.?\s+\d|\d/\d"
)
_ENDS = frozenset(".;•!?|")


@cache
def _closed_pattern() -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in load("quantities")["closed"]), re.IGNORECASE)


def closed_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of `text` whose numbers count nothing: dates, times of day, idioms."""
    ranges = [m.span() for m in _closed_pattern().finditer(text)]
    if _MAY_DATE.search(text):
        for point in find_points(text, 2030):
            # 4.2019 may be a figure, 4/2019 is none; a bare month or year is told apart elsewhere.
            doubtful = point.kind in _SLASHED_KINDS and "." in text[point.start : point.end]
            if point.kind not in _OPEN_KINDS and not doubtful:
                ranges.append((point.start, point.end))
    return tuple(ranges)


def is_glued(text: str, tokens: tuple[Token, ...], value: Value) -> bool:
    """Whether a number is part of a name or bears its unit: `JD/4471`, `#12`, `C-17`, `25mm`."""
    if value.spelled:
        return False
    before, after = text[: tokens[value.first].start], text[tokens[value.last].end :]
    if _NAME_BEFORE.search(before) and not currency_before(tokens, value.first):
        return _MARKS_BEFORE.search(before) is None
    return _NAME_AFTER.match(after) is not None


def currency_code(token: Token) -> str | None:
    """The code of the currency that a token names, or None."""
    row = table("currency").get(token.lower)
    return None if row is None else str(row["code"])


def currency_before(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a sign or code of a currency stands in front of token `i`."""
    return i > 0 and currency_code(tokens[i - 1]) is not None


@cache
def _comparators(side: str) -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """The comparators on one side, longest first, by the word that touches the number."""
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for row in load("quantities")["comparator"]:
        for text in row[side]:
            phrase = tuple(t.lower for t in tokenise(text))
            found.setdefault(phrase[-1] if side == "before" else phrase[0], []).append((phrase, Bound(row["bound"])))
    for rows in found.values():
        rows.sort(key=lambda r: -len(r[0]))
    return found


def bounds(tokens: tuple[Token, ...], first: int, last: int) -> tuple[Bound, int, int]:
    """The comparator beside tokens `first` to `last`, and the tokens that the whole then runs from and to."""
    left = first
    if currency_before(tokens, first) or lower_at(tokens, first - 1) in {"a", "an", "the"}:
        left = first - 1
    for phrase, bound in _comparators("before").get(lower_at(tokens, left - 1), ()):
        at = left - len(phrase)
        if at >= 0 and tuple(t.lower for t in tokens[at:left]) == phrase:
            return bound, at, last
    j = last + 1
    if lower_at(tokens, j) == "+":
        return Bound.OVER, first, j
    if lower_at(tokens, last) == "+":
        return Bound.OVER, first, last
    j += lower_at(tokens, j) in DASHES
    for phrase, bound in _comparators("after").get(lower_at(tokens, j), ()):
        if tuple(t.lower for t in tokens[j : j + len(phrase)]) == phrase:
            return bound, first, j + len(phrase) - 1
    return Bound.EXACT, first, last


def counted(tokens: tuple[Token, ...], j: int) -> tuple[tuple[str, ...], int]:
    """Lemmas of the words from token `j` on that are what is counted, and the last of their tokens."""
    stops, passed = words("stop"), words("passed")
    lemmas: list[str] = []
    last = j - 1
    while j < len(tokens) and len(lemmas) < _LONGEST_NOUN:
        token, lower = tokens[j], tokens[j].lower
        if _ends_noun(token, bool(lemmas)):
            break
        if token.kind is TokenKind.WORD and lower not in passed and lower not in stops:
            lemmas.append(lemma(token.text))
            last = j
        j += 1
    return tuple(lemmas), last


def _ends_noun(token: Token, begun: bool) -> bool:
    lower = token.lower
    if token.kind is TokenKind.NUMBER or lower in _PRONOUNS or (lower in table("cardinal") and lower != "one"):
        return True
    if token.kind is TokenKind.MARK:
        return lower not in DASHES and lower != "+"
    return lower in words("stop") and (begun or lower not in {"the", "my", "our", "its", "their", "a"})


def before(tokens: tuple[Token, ...], i: int) -> tuple[str, ...]:
    """Lemmas of up to three content words just before token `i`, nearest first, within the same phrase."""
    stops, passed = words("stop"), words("passed")
    lemmas: list[str] = []
    for token in reversed(tokens[max(0, i - _FARTHEST) : i]):
        if token.text in _ENDS or len(lemmas) == 3:
            break
        if (
            token.kind is TokenKind.WORD
            and token.lower not in stops
            and token.lower not in passed
            and token.text[0].isalpha()
        ):
            lemmas.append(lemma(token.text))
    return tuple(lemmas)


def is_score(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether the words in front make a number a mark: `GPA of 3.5`, `a mark of 71`."""
    near = {lower_at(tokens, first - k) for k in (1, 2, 3)}
    return bool(near & words("score")) and not near & {"and", ";", "."}


def is_label(text: str, tokens: tuple[Token, ...], value: Value) -> bool:
    """Whether a number names and does not count: `Level 3`, `Windows 10`, `Windows 10 and 11`."""
    before_it = value.first - 1
    if before_it < 0:
        return False
    token = tokens[before_it]
    joined = token.lower in {"and", "/", ",", "to", "-", "–", "or", "&"}
    if before_it > 1 and joined and tokens[before_it - 1].kind is TokenKind.NUMBER:
        earlier = tokens[before_it - 2]
        named = earlier.lower in words("label") or re.match(r"[A-Z]\w*$", earlier.text) is not None
        return named and not value.spelled
    if token.lower in words("label") and not (value.spelled and token.text.islower()):
        return True
    return _follows_name(text, tokens, value, token, before_it)


def _follows_name(text: str, tokens: tuple[Token, ...], value: Value, token: Token, before_it: int) -> bool:
    named = token.kind is TokenKind.WORD and token.text[:1].isupper() and before_it > 0 and not value.spelled
    opening = text[: token.start].rstrip()[-1:] in {"", ".", ":", "!", "?", "•", ";", "\n"}
    close = tokens[value.first].start - token.end <= 1
    following = value.last + 1
    noun = following < len(tokens) and tokens[following].kind is TokenKind.WORD
    return named and not opening and close and not (noun and tokens[following].lower not in words("stop"))
