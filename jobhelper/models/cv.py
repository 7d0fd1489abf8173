"""What a CV states: contact, sections, entries, skills, and the facts with the place where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SectionKind(StrEnum):
    """The usual rooms of a CV, whatever their heading says."""

    CONTACT = "contact"
    PROFILE = "profile"
    WORK = "work"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    PROJECTS = "projects"
    VOLUNTEER = "volunteer"
    AWARDS = "awards"
    CERTIFICATES = "certificates"
    PUBLICATIONS = "publications"
    INTERESTS = "interests"
    REFERENCES = "references"
    OTHER = "other"


class ActivityKind(StrEnum):
    """What sort of doing an entry is; a claim may not change it."""

    EMPLOYMENT = "employment"
    INTERNSHIP = "internship"
    PLACEMENT = "placement"
    VOLUNTEERING = "volunteering"
    OBSERVATION = "observation"
    COURSEWORK = "coursework"
    EDUCATION = "education"
    PROJECT = "project"
    SOCIETY = "society"
    AWARD = "award"
    CERTIFICATE = "certificate"
    FREELANCE = "freelance"
    INTEREST = "interest"
    UNKNOWN = "unknown"


class FactKind(StrEnum):
    """What a fact is about."""

    CONTACT = "contact"
    PROFILE = "profile"
    ENTRY = "entry"
    BULLET = "bullet"
    SKILL = "skill"
    LANGUAGE = "language"
    CREDENTIAL = "credential"
    AWARD = "award"
    INTEREST = "interest"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, with month (1 to 12) and day where the CV gives them."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """ISO 8601 with the precision that is known: `2023`, `2023-06` or `2023-06-05`."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From when to when, with the words that say so; `end` is None for what goes on (`current`) or is not said."""

    start: PartialDate | None
    end: PartialDate | None
    current: bool = False
    text: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a text with their offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Who the applicant is and how to reach them; each field None where the CV does not say."""

    name: Quote | None = None
    email: Quote | None = None
    phones: tuple[Quote, ...] = ()
    links: tuple[Quote, ...] = ()
    location: Quote | None = None
    address: Quote | None = None
    date_of_birth: Quote | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A room of the CV; `start` to `end` holds its heading and its body."""

    kind: SectionKind
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bullet:
    """One statement inside an entry, its marker left out; `id` is unique within the CV, for example `work-2.b3`.

    `text` is the exact slice of the CV's text, so it may hold line breaks; `line` is for printing.
    """

    id: str
    text: str
    start: int
    end: int

    @property
    def line(self) -> str:
        """The words on one line, white space folded."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A job, degree, project or the like; `id` is stable for the same CV, for example `work-2`.

    `start` and `end` cover the entry's lines, heading and bullets, in the CV's text.
    """

    id: str
    section: SectionKind
    kind: ActivityKind
    organisation: Quote | None
    title: Quote | None
    location: Quote | None
    dates: DateRange | None
    bullets: tuple[Bullet, ...]
    start: int
    end: int
    heading: str = ""
    degree: Quote | None = None
    grade: Quote | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill or language as the CV lists it, with the level it gives itself and the group it stands in."""

    name: str
    start: int
    end: int
    level: str | None = None
    group: str | None = None
    language: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the CV states; a fact that the user confirmed has a `note` and no place (`start == end == -1`).

    `text` is the exact slice of the CV's text, so it may hold line breaks; `line` is for printing.
    """

    id: str
    kind: FactKind
    text: str
    start: int
    end: int
    entry_id: str | None = None
    note: str | None = None

    @property
    def line(self) -> str:
        """The words on one line, white space folded."""
        return " ".join(self.text.split())

    @property
    def confirmed(self) -> bool:
        """Whether the user, not the CV, is the source."""
        return self.note is not None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the reader was unsure about: where, and why, in words for the user."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class CV:
    """A CV taken apart; every offset points into `text`, which is the document's text untouched."""

    text: str
    contact: Contact
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    skills: tuple[Skill, ...]
    facts: tuple[Fact, ...]
    source: str
    sha256: str
    doubts: tuple[Doubt, ...] = ()

    def entry(self, entry_id: str | None) -> Entry | None:
        """The entry of that id, or None."""
        return next((e for e in self.entries if e.id == entry_id), None)

    def fact(self, fact_id: str) -> Fact | None:
        """The fact of that id, or None."""
        return next((f for f in self.facts if f.id == fact_id), None)
