"""Takes a draft's approved text apart into blocks, guided by the structure that it was made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jobhelper.errors import UserError
from jobhelper.export.blocks import Block, Blocks, Kind, Role, Run
from jobhelper.export.characters import require_printable, spelled
from jobhelper.models.drafting import Draft, Letter, TailoredCV, TailoredEntry, TailoredSection

MARKER = re.compile(r"^\s*[•▪◦‣●*–-]\s+(?=\S)")
# What may stand between an entry's heading and its dates and is set as a gap instead.
GLUE = re.compile(r"(?:\s+[|·•–—-]\s+|\s{2,})$")
_MARKS = frozenset("•▪◦‣●*–—-|· \n")
_LABEL = re.compile(r"[^:.]{1,40}:(?=\s)")


def read_draft(draft: Draft, *, language: str = "en") -> Blocks:
    """The blocks of `draft.text`, every word of it, in its order.

    The text decides what is printed; the content only says what each line is, so that an edited text is never
    replaced by an older structure. Raises UserError for an empty draft and for characters that can't be printed.
    """
    require_printable(draft.text)
    text = spelled(draft.text)
    if not text.strip():
        raise UserError("The draft is empty.", "Draft or write it first.")
    if isinstance(draft.content, Letter):
        blocks = _letter_blocks(text, draft.content)
    else:
        blocks = _cv_blocks(text, draft.content)
    name = _words(draft.content.contact.name.text) if draft.content.contact.name else ""
    label = "Cover letter" if isinstance(draft.content, Letter) else "CV"
    _require_nothing_lost(text, blocks)
    return Blocks(tuple(blocks), name, draft.document.value, f"{label}, {name}" if name else label, language)


def _require_nothing_lost(text: str, blocks: Sequence[Block]) -> None:
    """Only list markers and the mark between a heading and its dates may differ between text and blocks."""
    printed = "\n".join(block.printed for block in blocks)
    if [c for c in printed if c not in _MARKS] != [c for c in text if c not in _MARKS]:
        raise AssertionError("the blocks do not hold the draft's text")


def _words(text: str) -> str:
    return " ".join(spelled(text).split())


def _lines(text: str) -> list[tuple[str, bool]]:
    """Each line that holds something, and whether an empty line stands before it."""
    found: list[tuple[str, bool]] = []
    gap = True
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            found.append((line, gap))
        gap = not line
    return found


def _letter_blocks(text: str, letter: Letter) -> list[Block]:
    known: list[tuple[str, Kind]] = []
    if letter.contact.name is not None:
        known.append((_words(letter.contact.name.text), Kind.NAME))
    known += [(_words(line), Kind.RECIPIENT) for line in letter.recipient]
    known += [(_words(letter.date), Kind.DATE), (_words(letter.subject), Kind.SUBJECT)]
    subject = _words(letter.subject)
    opening = _words(letter.salutation)
    closing = [(_words(letter.farewell), Kind.FAREWELL), (_words(letter.signature), Kind.SIGNATURE)]
    blocks: list[Block] = []
    lines = [_words(line) for line, _ in _lines(text)]
    tail = _tail(lines, closing)
    start = lines.index(opening) if opening in lines else -1
    for index, line in enumerate(lines):
        kind = Kind.PARAGRAPH
        if index in tail:
            kind = tail[index]
        elif index == start:
            kind = Kind.SALUTATION
        elif index < start:
            kind = _take(known, line) or Kind.CONTACT
        elif line == subject and Kind.SUBJECT not in {block.kind for block in blocks}:
            kind = Kind.SUBJECT
        blocks.append(_bullet_or(line, kind))
    return blocks


def _tail(lines: Sequence[str], closing: Sequence[tuple[str, Kind]]) -> dict[int, Kind]:
    """Where farewell and signature stand: the last lines that equal them, the signature after the farewell."""
    found: dict[int, Kind] = {}
    limit = len(lines)
    for wanted, kind in reversed(closing):
        for index in range(limit - 1, -1, -1):
            if wanted and lines[index] == wanted:
                found[index], limit = kind, index
                break
    return found


def _take(known: list[tuple[str, Kind]], line: str) -> Kind | None:
    for index, (wanted, kind) in enumerate(known):
        if wanted and wanted == line:
            del known[index]
            return kind
    return None


def _bullet_or(line: str, kind: Kind) -> Block:
    if kind is Kind.PARAGRAPH and MARKER.match(line):
        return Block(Kind.BULLET, (Run(MARKER.sub("", line)),))
    return Block(kind, (Run(line),))


@dataclass(slots=True)
class _CvReader:
    """Where the reading of a CV stands: which sections and entries are still to come."""

    sections: list[TailoredSection]
    name: str
    section: TailoredSection | None = None
    entries: list[TailoredEntry] = field(default_factory=list)
    pending: dict[Role, str] = field(default_factory=dict)
    details: tuple[str, ...] = ()
    fresh: bool = False
    blocks: list[Block] = field(default_factory=list)

    def read(self, line: str, gap: bool) -> None:
        """Adds one line; `gap` says whether an empty line stands before it."""
        if self._starts_section(line, gap):
            return
        if self.section is None:
            named = bool(self.name) and not self.blocks and _words(line) == self.name
            self.blocks.append(Block(Kind.NAME if named else Kind.CONTACT, (Run(_words(line)),)))
            return
        kind = self.section.kind.value
        if MARKER.match(line):
            self.fresh = True
            self.blocks.append(Block(Kind.BULLET, (Run(_words(MARKER.sub("", line))),), section=kind))
            return
        if self.details and _words(line) in self.details:
            self.blocks.append(Block(Kind.ENTRY, (Run(_words(line), Role.DETAIL),), section=kind))
            return
        self._entry_or_line(line, gap or self.fresh, kind)
        self.fresh = False

    def _starts_section(self, line: str, gap: bool) -> bool:
        for index, section in enumerate(self.sections):
            titled = _words(section.title).casefold() == _words(line).rstrip(":").casefold()
            if titled and gap:
                del self.sections[: index + 1]
                self.section, self.entries = section, list(section.entries)
                self.pending, self.details, self.fresh = {}, (), True
                self.blocks.append(Block(Kind.HEADING, (Run(_words(line)),), section=section.kind.value))
                return True
        return False

    def _entry_or_line(self, line: str, anew: bool, kind: str) -> None:
        first = False
        found = [] if anew else _find(line, self.pending)
        if not found and self.entries:
            coming = _fields(self.entries[0])
            found = _find(line, coming)
            if found:
                entry, first, self.pending = self.entries.pop(0), True, coming
                self.details = tuple(_words(part) for part in entry.detail.splitlines() if part.strip())
        if not found:
            found = _find(line, self.pending)
        if not found:
            self.blocks.append(Block(Kind.LINE, _labelled(_words(line), kind), section=kind))
            return
        for role, _, _ in found:
            self.pending.pop(role, None)
        self._add_entry_line(_cut(line, found), first, kind)

    def _add_entry_line(self, parts: tuple[tuple[Run, ...], str], first: bool, kind: str) -> None:
        runs, aside = parts
        last = self.blocks[-1]
        if (
            not runs
            and not first
            and last.kind is Kind.ENTRY
            and not last.aside
            and last.runs[0].role is not Role.DETAIL
        ):
            self.blocks[-1] = replace(last, aside=aside)
        elif not runs:
            self.blocks.append(Block(Kind.ENTRY, (Run(aside, Role.DATES),), "", kind, first))
        else:
            self.blocks.append(Block(Kind.ENTRY, runs, aside, kind, first))


def _fields(entry: TailoredEntry) -> dict[Role, str]:
    values = {
        Role.TITLE: entry.title,
        Role.ORGANISATION: entry.organisation,
        Role.LOCATION: entry.location,
        Role.DATES: entry.dates,
    }
    return {role: _words(value) for role, value in values.items() if value.strip()}


def _find(line: str, pending: dict[Role, str]) -> list[tuple[Role, int, int]]:
    """Where the fields of an entry stand in a line, in the line's order, each once, none inside another."""
    found: list[tuple[Role, int, int]] = []
    for role, value in pending.items():
        start = line.rfind(value) if role is Role.DATES else line.find(value)
        while start >= 0 and any(start < b and a < start + len(value) for _, a, b in found):
            start = line.find(value, start + 1)
        if start >= 0:
            found.append((role, start, start + len(value)))
    return sorted(found, key=lambda part: part[1])


def _cut(line: str, found: list[tuple[Role, int, int]]) -> tuple[tuple[Run, ...], str]:
    """The line as runs, and the dates apart where a gap, a bar or a dot parts them from the line before them."""
    aside = ""
    role, start, end = found[-1]
    if role is Role.DATES and end == len(line) and (start == 0 or GLUE.search(line[:start])):
        aside = _words(line[start:])
        line = GLUE.sub("", line[:start]).rstrip()
        found = found[:-1]
    runs: list[Run] = []
    done = 0
    for role, start, end in found:
        runs += [Run(line[done:start])] if start > done else []
        runs.append(Run(line[start:end], role))
        done = end
    runs += [Run(line[done:])] if done < len(line) else []
    return tuple(Run(_single_spaced(run.text), run.role) for run in runs), aside


def _single_spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _labelled(line: str, kind: str) -> tuple[Run, ...]:
    """A line of skills with the name of its group apart, `Languages:` say."""
    label = _LABEL.match(line) if kind in {"skills", "languages"} else None
    if label is None:
        return (Run(line),)
    return Run(label.group(), Role.LABEL), Run(line[label.end() :])


def _cv_blocks(text: str, content: TailoredCV) -> list[Block]:
    name = _words(content.contact.name.text) if content.contact.name else ""
    reader = _CvReader(list(content.sections), name)
    for line, gap in _lines(text):
        reader.read(line, gap)
    return reader.blocks
