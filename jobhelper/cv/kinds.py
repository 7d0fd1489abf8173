"""What kind of doing an entry is: its own words first, then the section it stands in."""

from __future__ import annotations

import re

from jobhelper.cv.lexicon import entry_words
from jobhelper.models import ActivityKind, SectionKind

_BY_SECTION = {
    SectionKind.EDUCATION: ActivityKind.EDUCATION,
    SectionKind.PROJECTS: ActivityKind.PROJECT,
    SectionKind.AWARDS: ActivityKind.AWARD,
    SectionKind.CERTIFICATES: ActivityKind.CERTIFICATE,
    SectionKind.INTERESTS: ActivityKind.INTEREST,
}
_BY_HEADING = (
    (re.compile(r"intern|praktik|stage|prácticas|tirocin|estágio", re.IGNORECASE), ActivityKind.INTERNSHIP),
    (re.compile(r"placement|practicum|clinical|rotation", re.IGNORECASE), ActivityKind.PLACEMENT),
    (re.compile(r"freelance|self-employ", re.IGNORECASE), ActivityKind.FREELANCE),
    (re.compile(r"observ|shadow", re.IGNORECASE), ActivityKind.OBSERVATION),
    (re.compile(r"student media|societ|club|campus", re.IGNORECASE), ActivityKind.SOCIETY),
)
_KEPT = {
    SectionKind.PROJECTS: (ActivityKind.SOCIETY, ActivityKind.COURSEWORK),
    SectionKind.CERTIFICATES: (ActivityKind.VOLUNTEERING,),
}
_WORK_HEADING = re.compile(
    r"work|employ|job|career|experience|professional|beruf|arbeit|expérience|experiencia|esperienz|experiência|ervaring"
    r"|doświadcz|erfar|retail|paid",
    re.IGNORECASE,
)
_UNPAID_HEADING = re.compile(r"volunt|unpaid|community|charit", re.IGNORECASE)


def activity_kind(section: SectionKind, heading: str, head: str, body: str) -> ActivityKind:
    """The kind of an entry, from its section, the section's heading, and the words of its heading and body."""
    if section in _BY_SECTION:
        told = _told(head)
        return told if told in _KEPT.get(section, ()) else _BY_SECTION[section]
    told = _told(head)
    by_heading = next((kind for pattern, kind in _BY_HEADING if pattern.search(heading)), None)
    if section is SectionKind.VOLUNTEER:
        return _unpaid_kind(heading, told)
    if told is not None and not (told is ActivityKind.PROJECT and section is SectionKind.WORK):
        return told
    if by_heading is not None:
        return by_heading
    if _told(body[:160]) is ActivityKind.PLACEMENT and section is SectionKind.WORK:
        return ActivityKind.PLACEMENT
    if entry_words().unpaid.search(head):
        return ActivityKind.VOLUNTEERING
    paid = section is SectionKind.WORK and _WORK_HEADING.search(heading) and head
    return ActivityKind.EMPLOYMENT if paid else ActivityKind.UNKNOWN


def _told(words: str) -> ActivityKind | None:
    return next((kind for kind, pattern in entry_words().kinds if pattern.search(words)), None)


def _unpaid_kind(heading: str, told: ActivityKind | None) -> ActivityKind:
    if told in {ActivityKind.SOCIETY, ActivityKind.OBSERVATION}:
        return told
    if told is ActivityKind.VOLUNTEERING or _UNPAID_HEADING.search(heading):
        return ActivityKind.VOLUNTEERING
    return ActivityKind.SOCIETY
