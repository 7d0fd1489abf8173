"""Takes an entry's heading apart: who, where, as what, when; what it can't tell stays None and becomes a doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jobhelper.cv.lexicon import entry_words
from jobhelper.cv.lines import GAP
from jobhelper.cv.splitting import RawEntry
from jobhelper.cv.statements import Statement, first_sentence_end, starts_telling
from jobhelper.models import DateRange, Quote, SectionKind
from jobhelper.text.dates import date_order

_STRIP = " \t\r\n,;:|/·•–—-"
_CUT = re.compile(r"\t+|\s{3,}|\s+[|/·•]\s+|\s+[–—-]\s+|,\s+|:\s+|\s+at\s+(?=[A-Z])")
_PLACE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:upon|on|of|the|de|del|da|do|la|le|am|im|sur|y))*\s?){1,3}(?:\([A-Z][\w ]+\))?$"
    r"|[A-Z]{2}$|(?i:remote|online|hybrid)$"
)

_MOST_DATES = 12
"""Dates that are looked at in one heading."""
_NAMED = {SectionKind.AWARDS, SectionKind.CERTIFICATES}
"""Sections whose lines name something even where they open with a word in -ed (`Advanced first aid`)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of an entry's heading, each exact words of the CV; `inline` are offsets of body text on its lines."""

    title: Quote | None
    organisation: Quote | None
    location: Quote | None
    dates: DateRange | None
    inline: tuple[tuple[int, int], ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the heading between commas, gaps or slashes; `soft` says that only a comma stands before it."""

    start: int
    end: int
    text: str
    row: int
    role: bool
    named: bool
    soft: bool = False


def read_head(raw: RawEntry, kind: SectionKind, text: str) -> Head:
    """The parts of the entry's heading."""
    dates = _dates(raw)
    rows: list[list[_Part]] = []
    inline: list[tuple[int, int]] = []
    for statement in ([raw.above] if raw.above else []) + raw.head:
        if statement.date_only:
            continue
        span, rest = _head_span(statement, first=not rows, named_only=kind in _NAMED)
        if rest is not None:
            inline.append(rest)
        if span is not None:
            row = _parts(text, span, [*statement.dates[:_MOST_DATES]], len(rows), kind)
            if row:
                rows.append(row)
    if kind is SectionKind.EDUCATION:
        title, organisation, location = _education(rows, text)
        doubt = "" if title or organisation else "What was studied, and where, is not clear."
    else:
        title, organisation, location, doubt = _activity(rows, text, kind)
    return Head(title, organisation, location, dates, tuple(inline), doubt)


def _dates(raw: RawEntry) -> DateRange | None:
    """The entry's dates: the first ones, widened to later ones of the same heading line where these follow on."""
    for statement in raw.head:
        if not statement.dates:
            continue
        first, *rest = statement.dates
        last = rest[-1] if rest else None
        if last is not None and _follows(first, last):
            start, end = first.offset - statement.line.start, last.offset + len(last.text) - statement.line.start
            return replace(first, end=last.end, current=last.current, text=statement.line.text[start:end])
        return first
    return None


def _follows(first: DateRange, last: DateRange) -> bool:
    """Whether the later words of a heading go on where the first range ends (reader, then deputy editor)."""
    if first.end is None or last.start is None or not (last.end or last.current):
        return False
    return date_order(first.end) <= date_order(last.start)


def _head_span(
    statement: Statement, *, first: bool, named_only: bool
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The offsets of a heading line's heading part, and of the sentences that follow on the same line."""
    line = statement.line
    start = statement.gutter if statement.gutter is not None else line.marker
    words = line.text[start - line.start :]
    end = first_sentence_end(words)
    gapped = GAP.search(words.splitlines()[0] if words else "") is not None
    cut = _telling_cut(words[:end], gapped=gapped)
    if cut is not None:
        end = cut
    rest = (start + end, line.end) if words[end:].strip(_STRIP + ".") else None
    if first and not named_only and starts_telling(words) and not (cut or gapped):
        return None, (start, line.end)
    if cut is None and first and statement.prose and not statement.dates and len(words[:end].split()) > 9:
        return None, (start, line.end)
    return (start, start + end), rest


def _telling_cut(sentence: str, *, gapped: bool) -> int | None:
    """Where a colon or semicolon ends the heading and a telling begins (`Repair Café: volunteered twice`)."""
    for sign in re.finditer(r"[:;]\s+", sentence):
        after = re.sub(r"\([^)]*\)", "", sentence[sign.end() :])
        told = len(after.split()) >= 3 and after[:1].islower()
        if sign.group()[0] == ";" and told and not gapped:
            return sign.start() + 1
        if sign.group()[0] == ":" and told and not entry_words().role.search(after.split(",")[0]):
            return sign.start() + 1
    return None


def _parts(text: str, span: tuple[int, int], dates: list[DateRange], row: int, kind: SectionKind) -> list[_Part]:
    """The pieces of a heading line, dates and brackets around them left out, brackets never cut."""
    start, end = span
    flat = re.sub(r"[\r\n]", " ", text[start:end])
    for date in dates:
        left, right = _bracketed(flat, date.offset - start, date.offset + len(date.text) - start)
        flat = flat[:left] + "\t" * (right - left) + flat[right:]
    parts: list[_Part] = []
    at, soft = 0, False
    for cut in [*_outside_brackets(flat), None]:
        stop = cut.start() if cut else len(flat)
        piece = flat[at:stop]
        left = at + len(piece) - len(piece.lstrip(_STRIP))
        right = left + len(_without_stop(piece.strip(_STRIP)))
        if right > left and re.search(r"\w", flat[left:right]):
            parts.append(_part(text[start + left : start + right], start + left, row, kind, soft=soft))
            soft = True
        at = cut.end() if cut else stop
        soft = (
            soft
            and cut is not None
            and re.fullmatch(r"[,:]\s{1,2}", cut.group()) is not None
            and "\t" not in cut.group()
        )
    return [p for p in parts if not _is_length(p.text) and not re.fullmatch(r"\([^()]*\)", p.text)]


def _without_stop(piece: str) -> str:
    """The words without the full stop of their sentence; abbreviations keep theirs."""
    last = piece.split()[-1] if piece.split() else ""
    abbreviated = last.count(".") > 1 or last.lower() in {"ltd.", "inc.", "co.", "corp.", "st.", "bros.", "dept."}
    return piece if abbreviated else piece.rstrip(". ")


def _bracketed(flat: str, left: int, right: int) -> tuple[int, int]:
    """The whole bracket where a date stands inside one, else the date's own range; never outside the line."""
    left, right = max(left, 0), min(right, len(flat))
    if left >= right:
        return 0, 0
    opened = max(flat.rfind("(", 0, left), flat.rfind("[", 0, left))
    closed = re.search(r"[)\]]", flat[right:])
    inside = opened >= 0 and closed is not None and not re.search(r"[)\]]", flat[opened:left])
    return (opened, right + closed.end()) if inside and closed else (left, right)


def _outside_brackets(flat: str) -> list[re.Match[str]]:
    depths, depth = [], 0
    for char in flat:
        depth += char in "(["
        depths.append(depth)
        depth -= char in ")]" and depth > 0
    return [cut for cut in _CUT.finditer(flat) if depths[cut.start()] == 0]


def _is_length(text: str) -> bool:
    number = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    length = (
        rf"(?:about |around )?{number}[\s-]+(?:days?|weeks?|months?|years?|hours?|hrs)(?:/\w+| each| a \w+| per \w+)?"
    )
    words = r"year \d|full[- ]time|part[- ]time|temporary|unpaid|paid|online|weekends|evenings"
    return re.fullmatch(rf"(?:{length}|{words})(?:\s*\([^)]*\))?", text, re.IGNORECASE) is not None


def _part(words: str, start: int, row: int, kind: SectionKind, *, soft: bool) -> _Part:
    lexicon = entry_words()
    bare = re.sub(r"\([^)]*\)", " ", words)
    end = start + len(words)
    if kind is SectionKind.EDUCATION:
        school = bool(lexicon.institution.search(bare))
        return _Part(start, end, words, row, bool(lexicon.degree.search(bare)), school, soft)
    last = bare.split()[-1].strip(_STRIP) if bare.split() else ""
    role, role_last = bool(lexicon.role.search(bare)), bool(lexicon.role.fullmatch(last))
    named = bool(lexicon.organisation.search(bare)) and not role_last
    ends_named = (
        named and lexicon.organisation.fullmatch(last) is not None and not re.search(r"(?i)\b(?:at|in|of|for)\b", bare)
    )
    return _Part(start, end, words, row, role and not ends_named, named, soft)


def _quote(text: str, parts: list[_Part]) -> Quote | None:
    if not parts:
        return None
    start, end = parts[0].start, parts[-1].end
    return Quote(text[start:end], start, end)


def _named_quote(text: str, parts: list[_Part]) -> Quote | None:
    """An organisation or a place, without the remark in brackets that may follow it."""
    quote = _quote(text, parts)
    if quote is None or (remark := re.search(r"\s*\([^()]*\)\s*$", quote.text)) is None or remark.start() == 0:
        return quote
    words = quote.text[: remark.start()]
    return Quote(words, quote.start, quote.start + len(words))


def _education(rows: list[list[_Part]], text: str) -> tuple[Quote | None, Quote | None, Quote | None]:
    parts = [part for row in rows for part in row]
    degree = next((p for p in parts if p.role and not (p.named and _is_school(p))), None)
    school = next((p for p in parts if p.named and p is not degree), None)
    if degree is None:
        degree = next((p for p in parts if p.named and p.role), None) if school is None else None
    if school is None:
        school = next(
            (p for p in parts if p is not degree and degree and p.row != degree.row and _is_place(p.text)), None
        )
    if school is None and degree is not None and parts[0] is not degree and parts[0].text[:1].isupper():
        school = parts[0]
    title = _quote(text, _degree_parts(parts, degree)) if degree else None
    location = _after(parts, school, text)
    if title is None and school is None and parts:
        title = _quote(text, parts[:1])
    return title, _named_quote(text, [school] if school else []), location


def _is_school(part: _Part) -> bool:
    """A school whose name holds a degree word (`Diploma College`), unlike a degree that names a level of school."""
    return not re.match(r"(?i)secondary school|high school|exchange|erasmus", part.text)


def _degree_parts(parts: list[_Part], degree: _Part) -> list[_Part]:
    """The degree and what qualifies it on the same line: subject, track, class."""
    index = parts.index(degree)
    chosen = [degree]
    for part in parts[index + 1 :]:
        follows = part.row == degree.row and part.soft and not part.named and not part.role
        if not follows or re.match(r"(?i)(?:final|average|gpa|mark|predicted)\b|\d", part.text):
            break
        if (
            entry_words().institution.search(parts[index - 1].text if index else "")
            and _is_place(part.text)
            and len(chosen) > 2
        ):
            break
        chosen.append(part)
    return chosen


def _activity(
    rows: list[list[_Part]], text: str, kind: SectionKind
) -> tuple[Quote | None, Quote | None, Quote | None, str]:
    if not rows:
        return None, None, None, "This entry has no heading that names a role or an organisation."
    if len(rows) == 1:
        return _one_row(rows[0], text, kind)
    first, second = rows[0], rows[1]
    first_role, second_role = first[0].role, any(p.role for p in second)
    org_first = (any(p.named for p in first) and not first_role) or (second_role and not first_role)
    upper, lower = (second, first) if org_first else (first, second)
    organisation = _best_named(lower)
    title = [p for p in upper if p.row == upper[0].row]
    same_line_place = _after(lower, organisation, text)
    unsure = not any(p.named for p in lower) and not any(p.role for p in upper)
    doubt = "Which line is the role and which the organisation is not certain." if unsure else ""
    return _quote(text, _title_parts(title)), _organisation(text, lower, organisation), same_line_place, doubt


def _best_named(parts: list[_Part]) -> _Part:
    """The part that names the organisation: a proper name before a description such as `online bookshop`."""
    proper = next((p for p in parts if p.named and p.text[:1].isupper()), None)
    if proper is not None:
        return proper
    return next((p for p in parts if p.named and not parts[0].text[:1].isupper()), parts[0])


def _organisation(text: str, parts: list[_Part], part: _Part | None) -> Quote | None:
    """The organisation's words; a ward or department keeps the name of the house it belongs to."""
    if part is None:
        return None
    following = parts[parts.index(part) + 1] if part in parts and part is not parts[-1] else None
    whole = following is not None and following.soft and following.named and following.row == part.row
    if whole and following is not None and entry_words().unit.search(part.text):
        return _named_quote(text, [part, following])
    return _named_quote(text, [part])


def _title_parts(parts: list[_Part]) -> list[_Part]:
    """A role and what narrows it; a place after it is no part of the title."""
    chosen = [parts[0]]
    for part in parts[1:]:
        if part.named or (_is_place(part.text) and not part.role and not parts[0].text.isupper()):
            break
        chosen.append(part)
    return chosen


def _one_row(row: list[_Part], text: str, kind: SectionKind) -> tuple[Quote | None, Quote | None, Quote | None, str]:
    first, rest = row[0], row[1:]
    if kind in {SectionKind.PROJECTS, SectionKind.AWARDS, SectionKind.CERTIFICATES, SectionKind.PUBLICATIONS}:
        membership = (first.named and any(p.role for p in rest)) or (first.role and any(p.named for p in rest))
        if not membership:
            return _quote(text, [first]), None, None, ""
    if first.role:
        return _role_first(row, text)
    roles = [p for p in rest if p.role]
    if roles:
        return _quote(text, roles[:1]), _organisation(text, row, first), _after(row, first, text), ""
    if first.named:
        return None, _organisation(text, row, first), _after(row, first, text), ""
    return _unclear(row, text)


def _role_first(row: list[_Part], text: str) -> tuple[Quote | None, Quote | None, Quote | None, str]:
    titles = [row[0]]
    for part in row[1:]:
        if part.named or not part.soft or part.text[:1].isupper():
            break
        titles.append(part)
    others = row[len(titles) :]
    proper = next((p for p in others if p.named and p.text[:1].isupper()), None)
    organisation = proper or (others[0] if others else None)
    doubt = ""
    if organisation is not None and not organisation.named and len(others) == 1 == len(organisation.text.split()):
        doubt = f"“{organisation.text}” may be the employer or the place."
    return _quote(text, titles), _organisation(text, row, organisation), _after(row, organisation, text), doubt


def _unclear(row: list[_Part], text: str) -> tuple[Quote | None, Quote | None, Quote | None, str]:
    """A heading without a known role or organisation: a name and what describes it, or a role and an employer."""
    first, rest = row[0], row[1:]
    doubt = "Whether this names a role or an organisation is not certain."
    named = next((p for p in rest if p.named), None)
    if named is not None and named.text[:1].isupper():
        return _quote(text, [first]), _organisation(text, row, named), _after(row, named, text), ""
    if named is not None:
        return None, _named_quote(text, [first]), _after(row, named, text), doubt
    second = rest[0] if rest and rest[0].soft and rest[0].text[:1].isupper() else None
    if second is not None and len(second.text.split()) > 1:
        return _quote(text, [first]), _named_quote(text, [second]), _after(row, second, text), doubt
    place = second if second is not None and _is_place(second.text) else None
    return _quote(text, [first]), None, _named_quote(text, [place] if place else []), doubt


def _is_place(words: str) -> bool:
    return bool(_PLACE.match(words)) and not entry_words().role.search(words)


def _after(parts: list[_Part], part: _Part | None, text: str) -> Quote | None:
    """The town that follows an organisation, with its state or country."""
    if part is None or part not in parts:
        return None
    following = parts[parts.index(part) + 1 :]
    chosen: list[_Part] = []
    for other in following:
        if not chosen and other.row == part.row and other.text[:1].islower() and not other.role:
            continue  # what the organisation is, before where it is
        place = re.sub(r"\s*\([^()]*\)$", "", other.text)
        if other.row != part.row or not other.soft or other.named or other.role or not _is_place(place):
            break
        chosen.append(other)
        if place != other.text:
            break
    return _named_quote(text, chosen[:2])
