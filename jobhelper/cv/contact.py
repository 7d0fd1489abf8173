"""Finds who the applicant is and how to reach them in the lines above the first section; never guesses a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jobhelper.cv.headings import fold_heading, heading_kind
from jobhelper.cv.lexicon import entry_words
from jobhelper.cv.lines import Line
from jobhelper.models import Contact, Doubt, Quote
from jobhelper.text.dates import find_date_ranges
from jobhelper.text.lemmas import strip_accents

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.])(?:\(?\+\d{1,3}\)?[\s.-]?)?(?:\(\d{1,5}\)[\s.-]?)?\d[\d\s.\u2010-\u2015-]{5,14}\d(?![\w@])"
)
_LINK = re.compile(
    r"(?<![@\w.])(?:https?://[^\s|,;<>()]+|www\.[^\s|,;<>()]+|(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|io|dev|me|co\.uk|ac\.uk|uk|ie|eu|de|fr|es|it|pt|nl|pl|in|example|app|page|site|design|art|info|ink)"
    r"\b(?:/[^\s|,;<>()]*)?)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?P<name>(?:full )?name|nom|nombre|nome|imię i nazwisko)"
    r"|(?P<born>date of birth|d\.?o\.?b\.?|born|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita"
    r"|data urodzenia)"
    r"|(?P<address>(?:postal |home |current |permanent )?address|adresse|dirección|indirizzo|morada|adres)"
    r"|(?P<other>[^\W\d_][\w ./-]{1,24}))\s*:\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[–—]\s+|\t+(?!:)|\s{3,}(?![\s:])|\s+[|¦~*•·/‖⋄◦◆-]\s+|\s*[|¦•‖]\s*|\s*\n\s*")
_TITLE_WORDS = re.compile(
    r"\b(?:curriculum|vitae|cv|r[ée]sum[ée]|lebenslauf|europass|page|confidential|application)\b", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?$")
_UK_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?"
_CODE = re.compile(rf"\s*(?:\b{_UK_POSTCODE}$|\b[A-Z]{{2,3}}\s+\d{{4,5}}(?:-\d{{4}})?$|\b\d{{4,6}}$)|^\d{{4,5}}\s+")
_STREET = re.compile(
    r"^(?:flat|apt|apartment|unit|p\.?\s?o\.?\s?box|via|rue|calle|rua|ul\.)\b|^\d+[a-z]?[,\s]|straße|strasse",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(r"[A-ZÀ-Þ][\w'’.-]*$|(?:upon|on|of|the|de|del|da|do|la|le|am|im|sur|y|in)$|\([A-Z]\w+\)$")


@dataclass
class _Found:
    """What has been found so far."""

    emails: list[Quote] = field(default_factory=list)
    phones: list[Quote] = field(default_factory=list)
    links: list[Quote] = field(default_factory=list)
    name: Quote | None = None
    address: Quote | None = None
    location: Quote | None = None
    born: Quote | None = None


def read_contact(lines: list[Line], others: list[Line], text: str) -> tuple[Contact, list[Doubt]]:
    """The contact details in these lines; an e-mail address or a phone that they lack is looked for in `others`.

    A name is taken only where it looks like one; a doubt says so where none was found or where it may be wrong.
    """
    found = _Found()
    for line in lines:
        _details(line, found)
    doubts: list[Doubt] = []
    if not found.emails or not found.phones:
        elsewhere = _Found()
        for line in others:
            _details(line, elsewhere)
        found.emails = found.emails or elsewhere.emails
        found.phones = found.phones or [quote for quote in elsewhere.phones if len(quote.text) > 9][:1]
    if found.name is None:
        found.name = _name(lines, found, text)
    for line in lines:
        _places(line, found)
    if found.name is None:
        span = (lines[0].start, lines[0].end) if lines else (0, 0)
        doubts.append(Doubt(*span, "Your name could not be told for certain; please enter it."))
    return (
        Contact(
            name=found.name,
            email=found.emails[0] if found.emails else None,
            phones=tuple(found.phones),
            links=tuple(found.links),
            location=found.location,
            address=found.address,
            date_of_birth=found.born,
        ),
        doubts,
    )


def _details(line: Line, found: _Found) -> None:
    text = line.text
    for match in _EMAIL.finditer(text):
        found.emails.append(_quote(match.group(), line.start + match.start()))
    shown = _EMAIL.sub(lambda m: " " * len(m.group()), text)
    for start, part in _split(shown, line.start):
        label = _LABEL.match(part)
        if label and label.lastgroup != "other":
            _labelled(label, part, start, found)
    for match in _LINK.finditer(shown):
        found.links.append(_quote(match.group().rstrip(".,"), line.start + match.start()))
    for match in _PHONE.finditer(shown):
        number = match.group().strip()
        if 8 <= sum(c.isdigit() for c in number) <= 15 and not find_date_ranges(number):
            found.phones.append(_quote(number, line.start + match.start()))


def _labelled(label: re.Match[str], part: str, start: int, found: _Found) -> None:
    value = part[label.end() :].strip()
    if not value:
        return
    quote = _quote(value, start + part.index(value, label.end()))
    if label.lastgroup == "name" and found.name is None and _looks_like_name(value):
        found.name = quote
    elif label.lastgroup == "born" and found.born is None:
        found.born = quote
    elif label.lastgroup == "address" and found.address is None:
        found.address = quote
        found.location = _town(quote)


def _split(text: str, offset: int) -> list[tuple[int, str]]:
    parts, at = [], 0
    for cut in [*_SEPARATOR.finditer(text), None]:
        piece = text[at : cut.start() if cut else len(text)]
        if piece.strip():
            parts.append((offset + at + len(piece) - len(piece.lstrip()), piece.strip()))
        at = cut.end() if cut else at
    return parts


def _quote(words: str, start: int) -> Quote:
    return Quote(words, start, start + len(words))


def _name(lines: list[Line], found: _Found, text: str) -> Quote | None:
    email = found.emails[0].text.split("@")[0].casefold() if found.emails else ""
    candidates: list[Quote] = []
    for index, line in enumerate(lines[:8]):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following and _half_name(line.text) and _half_name(following.text) and not following.blank_before:
            candidates.append(Quote(text[line.start : following.end], line.start, following.end))
        candidates += [q for start, part in _split(line.text, line.start) for q in _name_in(part, start)]
    for candidate in candidates:
        if _agrees(candidate.text, email):
            return candidate
    reach = lines[min(1, len(lines) - 1)].end if lines else 0
    plain = [c for c in candidates if not c.text.islower() and c.start <= reach and not _is_role(c.text)]
    return plain[0] if plain else None


def _name_in(part: str, start: int) -> list[Quote]:
    """The words of a part that may be a name: signs, a label before and letters after the name left out."""
    match = re.match(r"[\s#*_]*(?:[^:,]{2,20}:\s*)?(?P<name>[^,(\[:#*_]+)", part)
    if match is None:
        return []
    words = match.group("name").strip()
    return [_quote(words, start + part.index(words, match.start("name")))] if _looks_like_name(words) else []


def _is_role(words: str) -> bool:
    """Whether the words may name a role or a school instead of a person; Baker and Porter are surnames too."""
    return bool(entry_words().role.search(words) or entry_words().institution.search(words))


def _half_name(words: str) -> bool:
    return len(words.split()) == 1 and words.isupper() and bool(_NAME_WORD.match(words)) and not _is_known(words)


def _is_known(words: str) -> bool:
    return bool(_TITLE_WORDS.search(words)) or heading_kind(words) is not None


def _looks_like_name(words: str) -> bool:
    pieces = words.replace(",", " ").split()
    if not 2 <= len(pieces) <= 6 or len(words) > 50 or not all(_NAME_WORD.match(piece) for piece in pieces):
        return False
    if _is_known(words):
        return False
    small = {
        "de",
        "da",
        "do",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
        "e",
        "di",
        "del",
    }
    capital = all(piece[:1].isupper() or piece.lower() in small for piece in pieces)
    return capital or words.islower()


def _agrees(name: str, email: str) -> bool:
    """Whether the e-mail address holds a part of the name."""
    parts = [part for part in re.split(r"[\W_]+", _plain(name)) if len(part) > 2]
    return any(part in _plain(email) for part in parts)


def _plain(words: str) -> str:
    return strip_accents(words.casefold())


def _places(line: Line, found: _Found) -> None:
    taken = [q for q in [*found.emails, *found.phones, *found.links, found.name, found.born] if q is not None]
    for start, part in _split(line.text, line.start):
        if found.location is not None:
            return
        if any(q.start < start + len(part) and start < q.end for q in taken) or _LABEL.match(part):
            continue
        if re.match(r"#", part) or _TITLE_WORDS.search(part) or fold_heading(part) in {"contact"}:
            continue
        quote = _quote(part, start)
        if _STREET.search(part) and found.address is None:
            found.address, found.location = quote, _town(quote)
        elif _is_place(part):
            found.location = quote


def _is_place(part: str) -> bool:
    bare = _CODE.sub("", part).strip(" ,")
    words = re.split(r"[\s,]+", bare)
    if not bare or len(words) > 6 or entry_words().role.search(bare) or entry_words().degree.search(bare):
        return False
    return all(_PLACE_WORD.match(word) for word in words) and not bare.isupper()


def _town(address: Quote) -> Quote | None:
    """The part of an address after street and number, without the postcode."""
    pieces = list(re.finditer(r"[^,]+", address.text))
    for piece in reversed(pieces):
        words = piece.group().strip()
        bare = _CODE.sub("", words).strip()
        if bare and not _STREET.search(bare) and re.fullmatch(r"[^\W\d][^\d]*", bare):
            start = address.start + piece.start() + piece.group().index(bare)
            return Quote(bare, start, start + len(bare))
    return None
