"""Builds entries, bullets, skills and facts from a section's statements."""

from __future__ import annotations

import re
from collections import Counter

from jobhelper.cv.facts import FactList
from jobhelper.cv.heads import read_head
from jobhelper.cv.kinds import activity_kind
from jobhelper.cv.lexicon import entry_words
from jobhelper.cv.lines import Line, make_line
from jobhelper.cv.skills import read_skills
from jobhelper.cv.splitting import RawEntry, split_entries
from jobhelper.cv.statements import Statement, statement
from jobhelper.models import Bullet, Doubt, Entry, Quote, SectionKind, Skill
from jobhelper.text.sentences import sentences

_LABELLED_LANGUAGES = re.compile(
    r"^(?:languages?|language skills|sprachen|langues|idiomas|lingue)\s*(?::|\t|\s{2,})\s*", re.IGNORECASE
)
_LIST_OF_LANGUAGES = re.compile(r"^(\w+) (?:\([^)]*\)|[ABC][12]|fluent|native)(?:,|$)")
_NEEDS_DATE = {SectionKind.WORK, SectionKind.EDUCATION, SectionKind.VOLUNTEER}


class Builder:
    """Collects what a CV holds, section by section; ids count each kind through the whole CV."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.skills: list[Skill] = []
        self.doubts: list[Doubt] = []
        self.facts = FactList(text)
        self._counts: Counter[SectionKind] = Counter()

    def add_lines(self, lines: list[Line], kind: SectionKind) -> None:
        """A section of plain lines: profile, skills, languages, interests, references, contact."""
        for line in lines:
            whole = kind in {SectionKind.CONTACT, SectionKind.SKILLS, SectionKind.LANGUAGES}
            spans = [(line.marker, line.end)] if whole else self._sentences(line.marker, line.end)
            self.facts.add_line(line, kind, spans)
            if kind in {SectionKind.SKILLS, SectionKind.LANGUAGES}:
                labelled = _LABELLED_LANGUAGES.match(line.words) is not None
                self.skills += read_skills([line], languages=kind is SectionKind.LANGUAGES or labelled)
            elif kind is SectionKind.OTHER and _LIST_OF_LANGUAGES.match(line.words):
                self.skills += [s for s in read_skills([line], languages=True) if s.language]
            elif kind is SectionKind.CONTACT and (label := _LABELLED_LANGUAGES.match(line.words)):
                self.skills += read_skills([_rest(line, label.end())], languages=True)

    def add_entries(self, lines: list[Line], kind: SectionKind, heading: str) -> None:
        """A section of entries."""
        raw_entries, loose = split_entries([statement(line) for line in lines], kind)
        for raw in raw_entries:
            self._add_entry(raw, kind, heading)
        self.add_lines([item.line for item in loose], kind)

    def _add_entry(self, raw: RawEntry, kind: SectionKind, heading: str) -> None:
        head = read_head(raw, kind, self.text)
        self._counts[kind] += 1
        entry_id = f"{kind.value}-{self._counts[kind]}"
        lines = [item.line for item in raw.statements]
        bodies = [*head.inline, *((item.line.marker, item.line.end) for item in raw.body)]
        bullets = self._bullets(entry_id, raw, bodies)
        named = head.title or head.organisation
        head_words = " ".join(item.line.text for item in raw.head) if named else ""
        body_words = " ".join(item.line.text for item in raw.body)
        start, end = min(line.start for line in lines), max(line.end for line in lines)
        title = head.title
        if kind is SectionKind.EDUCATION and title is None:
            title = self._degree_below(bullets)
        entry = Entry(
            id=entry_id,
            section=kind,
            kind=activity_kind(kind, heading, head_words, body_words),
            organisation=head.organisation,
            title=title,
            location=head.location,
            dates=head.dates,
            bullets=bullets,
            start=start,
            end=end,
            heading=self._heading(raw),
            degree=title if kind is SectionKind.EDUCATION and _is_degree(title) else None,
            grade=self._grade(lines) if kind is SectionKind.EDUCATION else None,
        )
        self.entries.append(entry)
        self.facts.add_entry(entry, self._head_spans(raw, head.inline))
        if head.doubt:
            self.doubts.append(Doubt(start, lines[0].end, head.doubt))
        if head.dates is None and kind in _NEEDS_DATE and len(raw.head) + len(raw.body) > 1:
            self.doubts.append(Doubt(start, lines[0].end, "No date was found for this entry."))

    def _heading(self, raw: RawEntry) -> str:
        shown = next((item for item in raw.head if not item.date_only), None) or (raw.head or raw.body)[0]
        return " ".join(shown.line.words.split())

    def _bullets(self, entry_id: str, raw: RawEntry, bodies: list[tuple[int, int]]) -> tuple[Bullet, ...]:
        marked = {item.line.marker for item in raw.body if item.line.bullet or item.line.cell}
        spans: list[tuple[int, int]] = []
        for start, end in bodies:
            spans += [(start, end)] if start in marked else self._sentences(start, end)
        spans = [self._trim(start, end) for start, end in spans]
        kept = [(start, end) for start, end in spans if end > start]
        return tuple(Bullet(f"{entry_id}.b{n}", self.text[s:e], s, e) for n, (s, e) in enumerate(kept, 1))

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences between two offsets; a line break inside a statement ends none."""
        flat = re.sub(r"[\r\n]", " ", self.text[start:end])
        found = [(start + span.start, start + span.end) for span in sentences(flat)]
        return found or [(start, end)]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip(" \t\r\n,;:|/·–—-"))
        return start + left, start + max(left, len(piece.rstrip()))

    def _head_spans(self, raw: RawEntry, inline: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
        """The heading's ranges without the body that stands on its lines; lines that follow each other are one."""
        cuts = {end: start for start, end in inline}
        spans: list[tuple[int, int]] = []
        joined = None
        for item in raw.head:
            start, end = (
                item.line.start if item.date_only else _shown_start(item),
                cuts.get(item.line.end, item.line.end),
            )
            if start >= end:
                joined = None
                continue
            follows = joined is not None and not item.line.cell and not self.text[joined : item.line.start].strip()
            if follows:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
            joined = end
        return [self._trim(start, end) for start, end in spans]

    def _degree_below(self, bullets: tuple[Bullet, ...]) -> Quote | None:
        """The degree that the first lines under a school's name state (`Highers: History A, English A`)."""
        for bullet in bullets[:2]:
            if (found := entry_words().degree.match(bullet.text)) and not entry_words().degree_detail.match(
                bullet.text
            ):
                words = bullet.text.rstrip(". ")
                return (
                    Quote(words, bullet.start, bullet.start + len(words))
                    if len(words) < 120
                    else Quote(found.group(), bullet.start, bullet.start + found.end())
                )
        return None

    def _grade(self, lines: list[Line]) -> Quote | None:
        for pattern in entry_words().grades:
            for line in lines[:5]:
                if match := pattern.search(line.text):
                    start = line.start + match.start()
                    return Quote(match.group(), start, start + len(match.group()))
        return None


def _shown_start(item: Statement) -> int:
    return item.line.marker if item.line.bullet else item.line.start


def _rest(line: Line, at: int) -> Line:
    return make_line(line.words[at:], line.marker + at, line.indent, False)


def _is_degree(title: Quote | None) -> bool:
    return title is not None and entry_words().degree.search(title.text) is not None
