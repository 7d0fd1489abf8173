"""Splits a section's statements into entries: which lines open one, which belong to its heading, which to its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jobhelper.cv.lexicon import entry_words, skill_words
from jobhelper.cv.lines import GAP
from jobhelper.cv.statements import Statement
from jobhelper.models import SectionKind

_LISTS = {SectionKind.AWARDS, SectionKind.CERTIFICATES, SectionKind.PUBLICATIONS}
_MAX_HEAD = 2
"""Most lines of a heading beside its date line: who and where."""


@dataclass
class RawEntry:
    """The statements of one entry; `above` is an organisation's line that several roles share."""

    head: list[Statement] = field(default_factory=list)
    body: list[Statement] = field(default_factory=list)
    above: Statement | None = None

    @property
    def dated(self) -> bool:
        """Whether the heading gives a date."""
        return any(s.dates for s in self.head)

    @property
    def statements(self) -> list[Statement]:
        """Heading and body."""
        return self.head + self.body


def split_entries(statements: Sequence[Statement], kind: SectionKind) -> tuple[list[RawEntry], list[Statement]]:
    """The section's entries, and statements that belong to none."""
    splitter = _Splitter(statements, kind)
    for index in range(len(statements)):
        splitter.take(index)
    entries = splitter.entries if splitter.is_list else _share_organisations(splitter.entries)
    return entries, splitter.loose


class _Splitter:
    """Walks through a section once, deciding for each statement."""

    def __init__(self, statements: Sequence[Statement], kind: SectionKind) -> None:
        self.statements = statements
        self.kind = kind
        self.entries: list[RawEntry] = []
        self.loose: list[Statement] = []
        free = [s for s in statements if not s.line.bullet]
        self.base = min((s.line.indent for s in free), default=0)
        self.only_bullets = not free
        self.date_first = bool(statements) and statements[0].date_only
        self.indented = any(s.line.indent > self.base + 1 for s in free)
        self.is_list = self._is_list(free)

    def _is_list(self, free: list[Statement]) -> bool:
        """Whether each line is an entry of its own, as volunteering and odds and ends are often written."""
        if self.kind in _LISTS:
            return True
        if self.kind not in {SectionKind.VOLUNTEER, SectionKind.OTHER, SectionKind.PROJECTS}:
            return False
        several_blocks = any(s.line.blank_before for s in self.statements[1:])
        if several_blocks or len(free) < len(self.statements) or len(free) < 2 or any(s.date_only for s in free):
            return False
        dated = [bool(s.dates) for s in free]
        if self.kind is SectionKind.OTHER:
            return not self.indented
        return not (dated[0] and not any(dated[1:])) and not self.indented

    def take(self, index: int) -> None:
        statement = self.statements[index]
        if self._is_loose(index, statement) or (not self.entries and statement.line.text[:1].islower() and self.loose):
            self.loose.append(statement)
        elif self._opens(index, statement):
            self.entries.append(self._open(index, statement))
        else:
            self._add(statement)

    def _open(self, index: int, statement: Statement) -> RawEntry:
        entry = RawEntry()
        if self._reaches_back(index, statement):
            entry.head.append(self.entries[-1].body.pop())
        if self.only_bullets or not statement.line.bullet:
            entry.head.append(statement)
        else:
            entry.body.append(statement)
        return entry

    def _reaches_back(self, index: int, statement: Statement) -> bool:
        """Organisation above, title and date below, no blank line: the line above opens the entry too."""
        if not self.entries or statement.line.blank_before or not statement.dates or statement.gutter is not None:
            return False
        first = self.entries[0].head
        second_line = len(first) > 1 and not first[0].dates and bool(first[1].dates)
        before = self.entries[-1].body[-1] if self.entries[-1].body else None
        return second_line and before is not None and before is self.statements[index - 1] and before.head_like

    def _is_loose(self, index: int, statement: Statement) -> bool:
        if self.is_list and self.kind is SectionKind.OTHER and not statement.line.text[:1].islower():
            return not _tells_activity(statement)
        if index == 0 or statement.line.bullet or statement.dates or not statement.line.blank_before:
            return False
        return self.indented and statement.prose and statement.line.indent == self.base and not self.date_first

    def _opens(self, index: int, statement: Statement) -> bool:
        if index == 0 or not self.entries:
            return True
        if statement.line.bullet:
            return self.only_bullets and statement.line.indent <= self.statements[0].line.indent
        if statement.gutter is not None:
            return True
        entry = self.entries[-1]
        if statement.date_only:
            return self.date_first or entry.dated or bool(entry.body)
        if self.date_first or statement.line.indent > self.base + 1:
            return False
        if self.is_list:
            return not statement.line.text[:1].islower() and not self.statements[index - 1].line.text.endswith(",")
        return self._opens_by_looks(index, statement, entry)

    def _opens_by_looks(self, index: int, statement: Statement, entry: RawEntry) -> bool:
        if statement.detail and self.kind is SectionKind.EDUCATION:
            return False
        if statement.prose:
            return False
        if self.statements[index - 1].line.bullet:
            return True
        if statement.line.blank_before:
            return bool(statement.dates) or self._block_looks_like_entry(index) or entry.dated
        if statement.dates:
            return entry.dated or any(s.line.bullet for s in entry.body)
        return self.kind is SectionKind.EDUCATION and _names_degree(statement) and any(map(_names_degree, entry.head))

    def _block_looks_like_entry(self, index: int) -> bool:
        if self.kind in {SectionKind.PROJECTS, SectionKind.VOLUNTEER}:
            return True
        for following in self.statements[index + 1 : index + 4]:
            if following.line.bullet or following.dates:
                return True
            if following.line.blank_before and following is not self.statements[index + 1]:
                return False
        return False

    def _add(self, statement: Statement) -> None:
        entry = self.entries[-1]
        (entry.head if self._is_head(entry, statement) else entry.body).append(statement)

    def _is_head(self, entry: RawEntry, statement: Statement) -> bool:
        line = statement.line
        if line.bullet or entry.body or (line.blank_before and entry.dated and not self.date_first):
            return False
        if statement.date_only:
            return not entry.dated
        if statement.dates and not entry.dated and len(line.text.split()) <= 9 and not statement.detail:
            return True
        texts = [s for s in entry.head if not s.date_only]
        if not texts:
            return True
        gutter = entry.head[0].gutter is not None
        aligned = line.indent <= self.base + 1 or gutter
        opens_well = line.text[:1].isupper() or line.text[:1] in "\"“'‘"
        return statement.head_like and len(texts) < _MAX_HEAD and aligned and opens_well and not _is_whole(texts[0])


def _tells_activity(statement: Statement) -> bool:
    """Whether a line among odds and ends is about something done with others or at a time."""
    words = entry_words()
    text = statement.line.words
    language = text.split()[0].casefold() in skill_words().languages
    if language or statement.told or (statement.prose and not statement.dates):
        return False
    return bool(statement.dates) or bool(words.role.search(text)) or bool(words.organisation.search(text.split(",")[0]))


def _names_degree(statement: Statement) -> bool:
    words = entry_words()
    found = words.degree.search(statement.line.text[:60])
    return found is not None and not words.degree_detail.match(statement.line.text)


def _is_whole(statement: Statement) -> bool:
    """Whether one line already names role and organisation, so that a second line says something else."""
    words = entry_words()
    text = GAP.split(statement.line.text)[0]
    parts = [part for part in text.replace(":", ",").split(",") if part.strip()]
    if len(parts) < 2 or statement.gutter is not None:
        return False
    roles = [i for i, part in enumerate(parts) if words.role.search(part)]
    places = [i for i, part in enumerate(parts) if words.organisation.search(part)]
    return bool(roles) and any(i not in roles for i in places)


def _share_organisations(entries: list[RawEntry]) -> list[RawEntry]:
    """A bare line above dated roles is their employer; it opens the first and is remembered by the rest."""
    result: list[RawEntry] = []
    above: Statement | None = None
    for entry, following in zip(entries, [*entries[1:], None], strict=False):
        if following is not None and _is_bare(entry) and following.dated and _is_short(following):
            above = entry.head[0]
            following.head.insert(0, above)
            continue
        if above is not None and above not in entry.head:
            if _is_short(entry) and entry.dated:
                entry.above = above
            else:
                above = None
        result.append(entry)
    return result


def _is_bare(entry: RawEntry) -> bool:
    return len(entry.head) == 1 and not entry.body and not entry.dated and entry.head[0].gutter is None


def _is_short(entry: RawEntry) -> bool:
    texts = [s for s in entry.head if not s.date_only]
    return len(texts) == 1 and "," not in texts[0].line.text.split("(")[0] and len(texts[0].line.text.split()) <= 9
