"""Cuts a draft into statements and tells which of its lines can claim anything: no salutation, no contact line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from jobhelper import nlp
from jobhelper.text.sentences import bounded, sentences


class DraftKind(StrEnum):
    """What sort of text a draft is."""

    LETTER = "letter"
    CV = "cv"
    BULLETS = "bullets"


class Zone(StrEnum):
    """What a line of a draft is for; only BODY lines can claim."""

    BODY = "body"
    HEADING = "heading"
    CONTACT = "contact"
    SALUTATION = "salutation"
    FAREWELL = "farewell"
    PREFACE = "preface"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or bullet of a draft; `words` carry offsets into `text`, `start` is the place of it in the draft.

    `listed` tells that its line began with a bullet mark.
    """

    index: int
    text: str
    start: int
    end: int
    zone: Zone
    listed: bool
    words: tuple[nlp.Word, ...]

    @property
    def claims(self) -> bool:
        """Whether a line of this zone can claim anything about the applicant."""
        return self.zone is Zone.BODY


# No line is indented further, and the first words of a line tell what it is for.
_DEEPEST, _TELLING = 80, 400
_MARKS = re.compile(r"^[\s>#|]*(?:[-–—*•·●▪◦○‣∙+o¦»>]\s+|\(?(?:[ivx]{1,4}|\d{1,2}|[a-z])[.)]\s+)?[*_#\s]*")
_BULLET = re.compile(r"^\s*(?:[-–—*•·●▪◦○‣∙+»>]\s+|o\s{1,3}(?=[A-Z])|\(?(?:[ivx]{1,4}|\d{1,2}|[a-z])[.)]\s+)")
_BARE_MARK = re.compile(r"^\(?(?:[ivx]{1,4}|\d{1,2}|[a-z])[.)]$")
_SPEAKING = re.compile(r"\bI\b")
_SALUTATION = re.compile(
    r"^\W*(?:dear|hello|hi|hey|good (?:morning|afternoon|day)|to whom it may concern|to the|sehr geehrte|bonjour)\b"
    r"[^.!?]{0,70}[,:!.]?\s*$",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"^\W*(?:yours?\b|(?:kind|best|warm|kindest|warmest|with (?:kind|best|warm))\s+(?:regards|wishes)|sincerely"
    r"|regards|respectfully|faithfully|many thanks|thanks|thank you|all the best|best|cheers|warmly|with thanks"
    r"|cordially)"
    r"[\w\s]{0,30}[,.!]?\s*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@[\w-]+\.|https?://|www\.|\+?(?:\d[\s().-]*){9,}|\b(?:phone|tel|mobile|e-?mail|address|linkedin|github)\s*:",
    re.IGNORECASE,
)
_PREFACE = re.compile(
    r"^\W*(?:here(?:'s| is| are)|below (?:is|are)|sure[,!]|certainly[,!]|of course[,!]|i(?:'ve| have) (?:tailored"
    r"|rewritten|reworked|adapted|revised)|let me know|feel free|note:|tailored (?:cv|resume|bullets)|cover letter\b"
    r"|would you like)",
    re.IGNORECASE,
)
_SUBJECT_LINE = re.compile(r"^\W*(?:re|ref|reference|subject|application(?: for)?|vacancy|job ref)\b\W", re.IGNORECASE)
_DATE_LINE = re.compile(r"^\W*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]+\s+(?:\d{1,2},?\s+)?\d{4}\W*$")


def statements(draft: str) -> tuple[Statement, ...]:
    """The sentences and bullets of `draft` in order, each with its zone and its grammar."""
    spans = [s for s in sentences(draft) if not _BARE_MARK.match(draft[s.start : s.end])]
    cut = [_trim(draft, piece.start, piece.end) for span in spans for piece in bounded(draft, span)]
    parsed = nlp.parse_many([draft[start:end] for start, end in cut])
    kind = _looks_like_letter(draft)
    zones = _zones(draft, cut, kind)
    return tuple(
        Statement(index, draft[start:end], start, end, zone, _is_listed(draft, start), words)
        for index, ((start, end), words, zone) in enumerate(zip(cut, parsed, zones, strict=True))
    )


def draft_kind(parts: tuple[Statement, ...]) -> DraftKind:
    """Whether a draft reads as a letter, as a whole CV, or as a list of bullets."""
    if any(s.zone is Zone.SALUTATION for s in parts):
        return DraftKind.LETTER
    body = [s for s in parts if s.zone is Zone.BODY]
    first_person = sum(1 for s in body if any(w.text in {"I", "my", "My"} for w in s.words))
    if body and first_person * 2 >= len(body):
        return DraftKind.LETTER
    return DraftKind.CV if any(s.zone is Zone.CONTACT for s in parts) else DraftKind.BULLETS


def _trim(draft: str, start: int, end: int) -> tuple[int, int]:
    line_start = draft.rfind("\n", 0, start) + 1
    if start - line_start <= _DEEPEST and not draft[line_start:start].strip():
        mark = _MARKS.match(draft[start:end])
        if mark and mark.end() < end - start:
            start += mark.end()
    while end > start + 1 and draft[end - 1] in "*_ \t":
        end -= 1
    return start, end


def _line_of(draft: str, start: int) -> tuple[int, str]:
    left = draft.rfind("\n", 0, start) + 1
    return left, draft[left : left + _TELLING].split("\n", 1)[0]


def _is_listed(draft: str, start: int) -> bool:
    return _BULLET.match(_line_of(draft, start)[1]) is not None


def _looks_like_letter(draft: str) -> bool:
    return any(_SALUTATION.match(line) for line in draft.splitlines()[:25])


def _zones(draft: str, cut: list[tuple[int, int]], letter: bool) -> list[Zone]:
    zones: list[Zone] = []
    greeted = parted = False
    for start, end in cut:
        line = _line_of(draft, start)[1].strip()
        zone = _zone(line, draft[start:end], letter, greeted, parted)
        greeted |= zone is Zone.SALUTATION
        parted |= zone is Zone.FAREWELL and greeted
        zones.append(zone)
    return zones


def _zone(line: str, text: str, letter: bool, greeted: bool, parted: bool) -> Zone:
    if _SALUTATION.match(line):
        return Zone.SALUTATION
    if letter and (not greeted or parted) and len(text.split()) <= 12 and not _SPEAKING.search(text):
        return Zone.CONTACT
    if letter and greeted and _FAREWELL.match(line):
        return Zone.FAREWELL
    if _PREFACE.match(text):
        return Zone.PREFACE
    if _CONTACT.search(line) and len(line.split()) <= 18 and not _SPEAKING.search(line):
        return Zone.CONTACT
    if _SUBJECT_LINE.match(line) or _DATE_LINE.match(line):
        return Zone.CONTACT
    if _is_heading(line, text):
        return Zone.HEADING
    return Zone.BODY


def _is_heading(line: str, text: str) -> bool:
    bare = line.strip("#*_ :")
    marked = line.startswith("#") or (line.startswith("**") and line.rstrip(" :").endswith("**"))
    capitals = text.upper() == text and any(c.isalpha() for c in text) and not line.startswith(("-", "•"))
    # A heading names a section; a line that names a job has a place, a date or a second part.
    return len(bare.split()) <= 6 and (marked or capitals) and not re.search(r"[,|\d(–—@]| - ", bare)
