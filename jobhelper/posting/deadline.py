"""Finds the day by which an application must be in, among all the days that a posting names."""

from __future__ import annotations

import re
from datetime import date

from jobhelper.posting.day_dates import DayFound, find_days

_FLAGS = re.IGNORECASE
_STRONG = re.compile(
    r"(?:apply\s*$|clos(?:ing|es?|ed|ure)\b(?:\s+date)?|dead\s?line|last (?:date|day)|"
    r"apply\s+(?:\w+\s+){0,4}?(?:by|before|until|no later)"
    r"|appl(?:y|ications?)\b[^.\n]{0,60}?\b(?:by|before|until|through|due|close[sd]?|no later "
    r"than|not later than|till|received)"
    r"|(?:no|not) later than|applications? (?:due|deadline|end)|due (?:date|by)|expir(?:es|y)|"
    r"valid (?:until|through)|open until|accepted (?:until|through))",
    _FLAGS,
)
_SENDING = re.compile(
    r"\b(?:send|submit|upload|e-?mail|write|reach|forward|post|return|complete|cv|résumé|resume|letter)\b", _FLAGS
)
_UNTIL = re.compile(
    r"(?:\bby|\bbefore|\buntil|\btill|\bthrough|\bon or before|\bdue|\bat the latest)\W+(?:\w+\W+){0,4}$", _FLAGS
)
_NOT = re.compile(
    r"(?:interview|assessment (?:day|cent)|start(?:ing|s)?\b|commenc|begin|founded|"
    r"established|since|opened|posted|published|advertised|listed|"
    r"induction|held on|selection day|open (?:day|evening)|visit|term |shortlist|notified|"
    r"informed|completed|graduat|projects? (?:runs?|ends?)|"
    r"until march|funded|fixed[- ]term|contract (?:to|until)|to begin|available from|from\s*$|"
    r"probation|after (?:the )?trial|trial)",
    _FLAGS,
)
_POSTED = re.compile(
    r"(?:posted|published|advertised|listed|date of (?:this )?(?:notice|advert)|date posted|"
    r"posting date)\W{0,4}(?:on\W+)?$",
    _FLAGS,
)
_MENTIONS_POSTING = re.compile(r"posted|published|advertised|listed|date of|posting date", _FLAGS)
_US = re.compile(
    r"\$\s?\d|\b(?:United States|USA|401\(k\)|EEO|PTO)\b|,\s(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|"
    r"I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\b"
)


def find_deadline(text: str, captured: date | None = None) -> date | None:
    """The closing day that `text` states, None where it states none (a rolling posting, for example).

    `captured` is the day on which the posting was seen; a "posted on" date in the text goes before it as the base of
    relative days.
    """
    month_first = bool(_US.search(text))
    base = posted_on(text, month_first=month_first) or captured or _lone_year(text)
    best: tuple[int, int] | None = None
    chosen: date | None = None
    for found in find_days(text, base=base, month_first=month_first):
        points = _points(text, found)
        if points > 0 and (best is None or (points, -found.start) > best):
            best, chosen = (points, -found.start), found.day
    return chosen


def posted_on(text: str, *, month_first: bool = False) -> date | None:
    """The day on which the posting says that it was published."""
    if not _MENTIONS_POSTING.search(text):
        return None
    for found in find_days(text, month_first=month_first):
        if found.exact and _POSTED.search(text[max(0, found.start - 30) : found.start]):
            return found.day
    return None


def _lone_year(text: str) -> date | None:
    """1 January of the only recent year that the text names: enough to date "14 March" within it."""
    years = set(re.findall(r"\b20[2-9]\d\b", text))
    return date(int(years.pop()), 3, 2) if len(years) == 1 else None


def _points(text: str, found: DayFound) -> int:
    """How likely the day is the deadline; not above zero: it is not."""
    before = _clause_before(text, found.start)
    after = text[found.end : found.end + 60].split("\n")[0]
    strong = list(_STRONG.finditer(before))
    negative = list(_NOT.finditer(before))
    points = 0
    if strong:
        points += 6
    elif (
        (_UNTIL.search(before) and _SENDING.search(before))
        or _is_after_label(text, found.start)
        or re.match(r"\s*(?:is|will be|\()?\s*(?:the )?(?:closing|deadline)", after, _FLAGS)
    ):
        points += 5
    if negative and (not strong or negative[-1].start() > strong[-1].end()):
        points -= 6
    return points + (1 if found.exact else 0) if points > 0 else points


def _clause_before(text: str, start: int) -> str:
    """The words of the same line or sentence before `start`; a sentence ends at ". " and a capital."""
    before = text[max(0, start - 260) : start]
    before = re.split(r"\n\s*\n|\n(?=\s*[•·*\-–>]\s)", before)[-1]
    lines = before.split("\n")
    # a wrapped line goes on in lower case; a fresh line with its own label does not belong to the one above
    clause = lines[-1] if len(lines[-1].strip()) > 12 or len(lines) == 1 else " ".join(lines[-2:])
    pieces = re.split(r"(?<=[a-z)\d]{2}[.!?;])\s+(?=[A-Z(])", clause)
    return pieces[-1]


def _is_after_label(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip(" *_#-•"):
        return False
    above = text[:line_start].rstrip().rsplit("\n", 1)[-1]
    return bool(
        re.fullmatch(
            r"[\s*#•-]*(?:application )?(?:closing date|deadline|closes|apply by|applications? close)[\s:*]*",
            above,
            _FLAGS,
        )
    )
