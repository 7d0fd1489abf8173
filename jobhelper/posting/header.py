"""Finds title, company and location in a posting's first lines and, where those are silent, in its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jobhelper.posting.lines import Line
from jobhelper.posting.names import (
    company_from_body,
    is_company_like,
    is_title_like,
    known_place,
    place_from_body,
    place_in_name,
    smart_case,
)
from jobhelper.posting.sections import HEAD, Placed
from jobhelper.posting.words import label_pattern, word_set

_SEPARATOR = re.compile(r"\s*(?:\||•|·|\s/\s|\s[–—]\s|\s-\s|\t|\s{3,}|;)\s*")
_LABELS = ("title", "company", "location", "salary", "contract", "start", "reference")
_SHOUT = re.compile(
    r"^\W*(?:now hiring|we(?:'|’)?re hiring|we are hiring|hiring|vacancy|job vacancy|job|"
    r"position|wanted|urgent)\s*[:!–—-]+\s*",
    re.I,
)
_TAIL = re.compile(r"\s*(?:\((?:or |ref|job|\d|we )[^)]*\)|[–—-]\s*ref\b.*|\bref(?:erence)?[:. ].*)\s*$", re.I)
_SEEKS = re.compile(
    r"(?:^|\b)(?:is|are|we(?:'|’)?re|currently)?\s*(?:looking for|seek(?:ing|s)|needs|requires|recruiting|hiring|"
    r"we need|searching for|to appoint)\s+"
    r"(?:an?|our (?:next|new|first)|one|two|"
    r"another)\s+(?P<title>[A-Z][\w'’&/-]*(?:\s+(?:of\s+|and\s+|"
    r"for\s+)?[A-Z(][\w'’&/)-]*){0,6})"
)
_GENDER = re.compile(r"\s*\((?:[mfwdxh]\s?/\s?){1,3}[mfwdxh]\)|\s*\(all genders\)", re.I)
_AT = re.compile(r"^(?P<title>.+?)\s+(?:at|with|@)\s+(?P<company>(?:the |The )?[A-Z].+)$")
_ANNOUNCE = re.compile(
    r"(?:position|job|vacancy|post|employment) (?:announcement|vacancy|advert(?:isement)?|"
    r"opening|posting|notice)s?|job opportunity|vacancy notice",
    re.I,
)
_POSTED_BY = re.compile(r"(?:posted|advertised) by\s+(?P<company>.+?)(?:\s+on behalf of.*|$)", re.I)
_CHROME = re.compile(
    r"(?:skip to|sign in|log in|create an account|saved jobs|back to|share this|this job is|"
    r"print|save\b|apply now|view all|search results|home\b.*jobs|cookie|menu\b)",
    re.I,
)
_CONNECTORS = frozenset(
    "a an and or of the for de la le du da di del van von den der upon on in at by with under y e und et i "
    "city centre center town near area greater some".split()
)
_UNITS = re.compile(r"^(?:Department|Dept|School|Faculty|Division|Directorate|Section) of\b", re.I)
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a posting says; empty strings where it says nothing."""

    title: str = ""
    company: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One field of a head line: its words, the line, and which field of the line it is."""

    text: str
    line: int
    field: int


def read_header(placed: tuple[Placed, ...], text: str, page_title: str = "") -> Header:
    """Title, company and location of a posting, labels first, then the shape of the head, then the body."""
    labelled = _labelled(placed)
    pieces = _pieces(placed)
    header = Header(**{kind: labelled.get(kind, "") for kind in ("title", "company", "location")})
    if not header.title:
        header = _with_title(header, pieces, page_title)
    header = replace(header, title=clean_title(header.title))
    header = _sought(header, text)
    tail = header.title.rpartition(", ")[2]
    if not header.company and tail != header.title and re.search(rf"(?:^|[\n.])\s*{re.escape(tail)}\s+[a-z]+s\b", text):
        header = replace(header, title=header.title[: -len(tail) - 2], company=tail)
    split = _AT.match(header.title)
    if split and not header.company:
        header = replace(header, title=split["title"], company=split["company"])
    if not header.company:
        header = replace(header, company=_company(header, pieces, text))
    header = replace(header, company=clean_company(header.company))
    location = header.location or _location(header, pieces)
    location = clean_location(location) or place_from_body(text, header.company) or place_in_name(header.company)
    return replace(header, location=location)


def _sought(header: Header, text: str) -> Header:
    """The header with title and company out of "X is looking for a Y", where the head says it in a sentence."""
    inside = _SEEKS.search(header.title)
    if inside and is_title_like(inside["title"]):
        who = header.title[: inside.start()].strip(" ,:–-")
        company = header.company or (who if who[:1].isupper() and who.lower() not in {"we", "we are"} else "")
        return replace(header, title=clean_title(inside["title"]), company=company)
    anywhere = _SEEKS.search(text[:1500])
    if anywhere and is_title_like(anywhere["title"]) and not is_title_like(header.title):
        return replace(header, title=clean_title(anywhere["title"]))
    return header


def clean_title(title: str) -> str:
    """A title without "Vacancy:", references and shouting; "(m/f/x)" goes too, since it names no job."""
    bare = _SHOUT.sub("", title.strip(' *_"“”'))
    bare = _GENDER.sub("", bare)
    bare = re.sub(r"\s+(?:wanted|needed|required)\W*$", "", _TAIL.sub("", bare), flags=re.I)
    return smart_case(bare.strip(" ,;:.!–—-*"))


def clean_company(company: str) -> str:
    """A company's name without remarks in brackets and without shouting."""
    bare = re.sub(r"\s*\([^)]*\)+", "", re.sub(r"^(?:about|join|jobs? at|careers? at)\s+", "", company, flags=re.I))
    bare = re.sub(r",\s*(?:an?|the|part of|with|we|our)\s.*$", "", bare)
    bare = re.sub(r",\s*\d.*$", "", bare)
    return smart_case(bare.strip(" ,;:–—-*"))


def clean_location(location: str) -> str:
    """A place without "(hybrid)", "or remote" and how often one must be there."""
    bare = re.sub(r"\([^)]*\)", "", location)
    bare = re.sub(
        r"^\W*(?:(?:fully )?remote|hybrid|home[- ]based|on[- ]?site)\s*(?:,|/|or|in|at|from|:|–|"
        r"-)\s*",
        "",
        bare,
        flags=re.I,
    )
    bare = re.split(
        r"[,;/|]?\s*\b(?:or (?:remote|hybrid|home|anywhere)|with (?:\w+ )?(?:days?|travel|daily|"
        r"some)|plus|hybrid|remote|home[- ]based|from home|on[- ]?site|onsite|working from|some travel|two days|three "
        r"days|full[- ]time)\b",
        bare,
        maxsplit=1,
        flags=re.I,
    )[0]
    bare = re.sub(
        r"^.{0,30}?\b(?:[Oo]ffices?|based|studios?|sites?|campus(?:es)?) (?:in|at)(?: "
        r"our)?\s+(?=[A-Z])",
        "",
        bare,
    )
    parts = [part.strip(" .:–—-") for part in re.split(r"(?<=[a-z]{2})\.\s", bare)[0].split(",")]
    parts = [re.sub(r"(?<=\w)\s+(?:office|studio|site|campus|branch|depot|hub)s?$", "", part) for part in parts]
    parts = [
        re.sub(r"^(?:P\.? ?O\.? Box \d+\S*|based (?:in|at)|in|at|office in)\s*", "", part, flags=re.I) for part in parts
    ]
    parts = [re.sub(r"\s+[A-Z]{1,2}\d[\dA-Z]?(?:\s*\d[A-Z]{2})?$|\s+\d{4,5}(?:-\d{4})?$", "", part) for part in parts]
    kept = [part for part in parts if part and not re.search(r"\d", part)]
    if len(kept) > 1 and (_is_building(kept[0]) or kept[0].startswith("The ")):
        kept = kept[1:]
    kept = [part for index, part in enumerate(kept) if not index or part[:1].isupper() or part.startswith("the ")]
    return ", ".join(kept[:3]) if all(len(part.split()) <= 7 for part in kept[:3]) else ""


def _is_building(part: str) -> bool:
    return bool(
        re.search(
            r"\b(?:office|house|building|campus|clinic|site|hospital|mill|library|works|barn|hall|"
            r"farm|park|wharf|quay side|centre|center|headquarters|hq|"
            r"floor|street|road|lane|avenue|depot|school)\b",
            part,
            re.I,
        )
    )


def _labelled(placed: tuple[Placed, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for index, place in enumerate(placed[:40]):
        if place.line.bullet or (place.section not in {HEAD, "about", "other", "apply", "duties"} and index > 20):
            continue
        for kind in ("title", "company", "location"):
            match = label_pattern(kind).match(place.line.text)
            if not match or kind in found:
                continue
            value = match["value"].strip(" *_")
            if not value and index + 1 < len(placed):
                value = "" if kind != "location" else placed[index + 1].line.text
            if value and _plausible(kind, value):
                found[kind] = value
                break
    return found


def _plausible(kind: str, value: str) -> bool:
    if len(value.split()) > (14 if kind != "title" else 12) or value[:1].islower():
        return False
    return kind != "title" or is_title_like(value)


def _pieces(placed: tuple[Placed, ...]) -> tuple[_Piece, ...]:
    """The fields of the head's lines, labels and page furniture left out."""
    pieces: list[_Piece] = []
    count = 0
    for place in placed:
        line = place.line
        if (place.section != HEAD and count >= 3) or count >= _HEAD_LINES:
            break
        if _CHROME.match(line.text) or place.heading or (line.bullet and count > 0):
            continue
        if any(label_pattern(kind).match(line.text) for kind in _LABELS if kind not in {"title"}) and ":" in line.text:
            count += 1
            continue
        if _is_prose(line):
            pieces.extend(_first_words(line, count))
            count += 1
            continue
        for field, part in enumerate(_SEPARATOR.split(line.text.replace("**", ""))):
            if part.strip(" *"):
                pieces.append(_Piece(part.strip(" *_"), count, field))
        count += 1
    return tuple(pieces)


def _first_words(line: Line, count: int) -> list[_Piece]:
    match = _POSTED_BY.match(line.text)
    return [_Piece(match.group(0), count, 0)] if match else []


def _is_prose(line: Line) -> bool:
    if re.search(r"\s[|/]\s", line.text) and line.words <= 30:
        return False
    return line.words > 18 or (bool(re.search(r"[a-z]{2}\.\s+[A-Z]", line.text)) and line.words > 10)


def _with_title(header: Header, pieces: tuple[_Piece, ...], page_title: str) -> Header:
    candidates = [
        piece for piece in pieces if not _ANNOUNCE.fullmatch(piece.text.strip(" :.")) and piece.text != header.company
    ]
    best = max(candidates, key=_title_points, default=None)
    if best is None or _title_points(best) < 1:
        return replace(header, title=re.split(r"\s[|–—-]\s", page_title)[0].strip())
    return replace(header, title=best.text)


def _title_points(piece: _Piece) -> float:
    text = clean_title(piece.text)
    if not text or len(text.split()) > 12:
        return -5
    points = 3.0 if is_title_like(text) else 0.0
    points += 1.6 if piece.line == 0 and piece.field == 0 else 0.0
    points += 1.0 if _SHOUT.match(piece.text) or _GENDER.search(piece.text) else 0.0
    points -= 0.4 * piece.line + 0.2 * piece.field
    points -= 2.0 if re.search(r"[£$€]|\d{3}", text) else 0.0
    points -= 2.0 if is_company_like(text) and not _ends_like_title(text) else 0.0
    return points - (3.0 if _meta(text) else 0.0)


def _ends_like_title(text: str) -> bool:
    head = re.split(r"[,(–—-]", text)[0].split()
    return bool(head) and head[-1].lower().strip(".") in word_set("title_nouns")


def _company(header: Header, pieces: tuple[_Piece, ...], text: str) -> str:
    for piece in pieces:
        if match := _POSTED_BY.match(piece.text):
            return match["company"]
    best, best_points = "", 0.5
    for piece in pieces:
        name = clean_company(_company_field(piece.text))
        points = _company_points(name, piece, header, text)
        if points > best_points:
            best, best_points = name, points
    if best_points >= 0.9:
        return best
    # a bare name in the head counts where the body names nobody
    return company_from_body(text, header.title) or best


def _company_field(text: str) -> str:
    """The part of a head field that names the employer: up to the comma, "Inc." kept, a department passed over."""
    parts = text.split(",")
    if len(parts) >= 2 and re.match(r"\s*(?:inc|ltd|llc|plc|limited)\b", parts[1], re.I):
        return ",".join(parts[:2])
    if len(parts) >= 2 and _UNITS.match(parts[0]) and is_company_like(parts[1]):
        return parts[1]
    return parts[0]


def _company_points(name: str, piece: _Piece, header: Header, text: str) -> float:
    raw = piece.text
    if re.match(r"[A-Z][\w ]{1,20}:", raw) or not _named_like(name):
        return 0.0
    if not name or not name[0].isalpha() or not name[0].isupper() or len(name.split()) > 8 or _meta(name):
        return 0.0
    if name == header.location or (clean_title(raw).startswith(header.title) and header.title):
        return 0.0
    points = 1.0 - 0.15 * piece.line - 0.05 * piece.field
    points += 1.5 if is_company_like(name) else 0.0
    points += 1.5 if _is_echoed(name, text) else 0.0
    points -= (
        1.2
        if known_place(name)
        or (_location_shaped(raw) and not ("," in raw and ("&" in name or name.startswith("The "))))
        else 0.0
    )
    return points - (1.0 if is_title_like(name) and not is_company_like(name) else 0.0)


def _named_like(text: str) -> bool:
    """Whether only small words stand between capitals, as in a name and not as in a sentence."""
    return all(not word[0].islower() or word in _CONNECTORS for word in re.findall(r"[^\W\d_][\w'’-]*", text))


def _is_echoed(name: str, text: str) -> bool:
    """Whether the body speaks of the company again, by its first word or in the address to write to."""
    first = name.split()[0].strip(",.&'’")
    if len(first) < 4 and len(name.split()) > 1:
        first = " ".join(name.split()[:2])
    if re.search(rf"[@./]{re.escape(re.sub(r'[^a-z0-9]', '', first.lower()))}", text.lower()) and len(first) > 3:
        return True
    return len(re.findall(rf"(?<!\w){re.escape(first)}(?!\w)", text, re.I)) >= 2 and len(first) > 3


def _location(header: Header, pieces: tuple[_Piece, ...]) -> str:
    best, best_points = "", 0.4
    for piece in pieces:
        for index, candidate in enumerate(_place_candidates(piece, header)):
            points = _location_points(candidate, piece, header) - 0.3 * index
            if points > best_points:
                best, best_points = candidate, points
    return best


def _place_candidates(piece: _Piece, header: Header) -> list[str]:
    raw = re.sub(r"\([^)]*\)+", "", piece.text)
    name = header.company.casefold()
    if name and raw.casefold().startswith(name):
        rest = raw[len(name) :].lstrip(" ,–—-")
        return [rest.split(",")[0], rest] if rest else []
    return [raw]


def _location_points(candidate: str, piece: _Piece, header: Header) -> float:
    place = clean_location(candidate)
    if not place or not place[0].isupper() or _meta(place.split(",")[0]) or len(place.split()) > 7:
        return 0.0
    if place.casefold() in {header.title.casefold(), header.company.casefold()} or clean_title(place) in header.title:
        return 0.0
    if not _named_like(place) or re.search(r"\b(?:directorate|team|division|unit|faculty|section)\b", place, re.I):
        return 0.0
    points = (0.6 if not candidate.isupper() else -0.6) - 0.04 * piece.line
    points += 1.0 if known_place(place) or any(known_place(part.strip()) for part in place.split(",")) else 0.0
    points += 0.8 if _location_shaped(candidate) or place != candidate.strip() else 0.0
    points -= 1.0 if is_company_like(place) else 0.0
    return points - (1.2 if is_title_like(place) else 0.0) - (0.6 if re.search(r"[.!?]\s", candidate) else 0.0)


def _location_shaped(text: str) -> bool:
    return (
        bool(re.match(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*,\s+(?:[A-Z]{2}\b|[A-Z][a-z]+)", text))
        and not re.search(r"\b(?:Ltd|Inc|LLC)\b", text)
    ) or bool(re.search(r"\b(?:hybrid|remote|on[- ]?site|from home)\b", text, re.I))


def _meta(text: str) -> bool:
    """Whether a head field is about pay, hours or dates rather than a name."""
    words = {word.strip(".,:()").lower() for word in text.split()}
    return (
        bool(re.search(r"[£$€@]|\b(?:PLN|KSh|EUR|USD|GBP|INR)\b|https?:", text))
        or text[:1].isdigit()
        or len(words & word_set("not_names")) * 2 >= len(words)
    )
