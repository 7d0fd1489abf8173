"""Finds the names of skills, tools, methods, qualifications, languages and standards in any text.

The names live in `lexicons/skills/*.toml`, one table of rows a field of work. A row's form may be marked: `=` for
one that counts only in exactly this spelling (an English word too: `=Excel`), `!` for one that counts only in that
spelling and as an item of a list or after a word such as "in" or "using" (`!R`, `!C`, `!Go`).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick

from jobhelper.errors import UserError
from jobhelper.text.folding import fold, spelling_variants

GROUPS = frozenset({"tool", "skill", "method", "qualification", "language", "standard"})
_FOLDER = Path(__file__).resolve().parent.parent / "lexicons" / "skills"
_COLUMNS = 5
_LIST_BEFORE = re.compile(
    r"(?:^|[,;:/(|•·*–—>\n]|&[ ]"
    r"|\b(?:and|or|in|using|with|of|plus|via|including|knows?|wrote|both|like|especially)[ ])\s*$"
)
_LIST_AFTER = re.compile(
    r"\s*(?:$|[,;:/)|\n]|\.(?!\w)|[–—]|\((?!\w\))|(?:and|or|programming|language|scripts?|code|for|skills?)\b|& )"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n•·*>–—]|\n\s*-)\s*$")


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One row of the lexicon; `broader` holds the ids of what this is a kind or a part of."""

    id: str
    name: str
    group: str
    broader: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """A name that stands in a text at `start` to `end`; `quote` is the text's own spelling, `name` the lexicon's."""

    start: int
    end: int
    skill_id: str
    name: str
    group: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of one row, and how strictly it counts (`` , `=` or `!`)."""

    row: SkillRow
    spelling: str
    mark: str


def _split_row(line: str, where: str) -> SkillRow:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != _COLUMNS or not cells[0] or not cells[1] or cells[2] not in GROUPS:
        raise UserError(
            f"A row of the skills lexicon cannot be read: “{line.strip()}”.",
            "A row is: id | name | group | broader ids | aliases; the group is one of "
            + ", ".join(sorted(GROUPS))
            + ".",
            where=where,
        )
    aliases = tuple(alias.strip() for alias in cells[4].split(";") if alias.strip())
    return SkillRow(cells[0], cells[1], cells[2], tuple(cells[3].split()), aliases)


def read_rows(path: Path) -> tuple[SkillRow, ...]:
    """The rows of one lexicon file, in its order.

    Raises UserError for a file that is no TOML, has no `rows`, or holds a row that is not five cells wide.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["rows"]
    except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as error:
        raise UserError(f"The skills lexicon “{path.name}” cannot be read.", str(error), where=path.name) from error
    lines = (line for line in table.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return tuple(_split_row(line, path.name) for line in lines)


def _plural_variants(spelling: str) -> tuple[str, ...]:
    """The other number of a lower-case last word: lexicon rows give one of "risk assessment" and "risk assessments"."""
    last = spelling.rsplit(" ", 1)[-1]
    if len(last) < 4 or not last.isalpha() or last != last.lower():
        return ()
    if last.endswith("ies"):
        return (spelling[:-3] + "y",)
    if last.endswith(("ss", "is", "us", "ics", "ing")):
        return ()
    if last.endswith("s"):
        return (spelling[:-1],)
    if last.endswith("y") and last[-2] not in "aeiou":
        return (spelling[:-1] + "ies",)
    return (spelling + ("es" if last.endswith(("x", "ch", "sh")) else "s"),)


def _forms(row: SkillRow) -> Iterator[_Form]:
    for written in (row.name, *row.aliases):
        mark = written[0] if written[0] in "=!" and len(written) > 1 else ""
        spelling = written[len(mark) :]
        if mark:
            yield _Form(row, spelling, mark)
        else:
            for number in (spelling, *_plural_variants(spelling)):
                yield from (_Form(row, variant, mark) for variant in (number, *spelling_variants(number)))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or name-making sign continues the match: "C" ends before a space, not before + or #."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _is_word(before) or _is_word(after) or before in "@#" or after in "+#@":
        return False
    # "node.js" goes on after its dot; the full stop of a sentence does not
    goes_on = (
        end + 1 < len(text) and after in ".'’" and text[end + 1].isalnum() and not text[end:].startswith(("'s", "’s"))
    )
    comes_from = start > 1 and before in "./" and text[start - 2].isalnum() and before == "."
    return not goes_on and not comes_from


def _counts(form: _Form, text: str, start: int, end: int) -> bool:
    """Whether a marked form stands where it means the skill and not the English word."""
    if not form.mark:
        return True
    if text[start:end] != form.spelling:
        return False
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    if form.mark == "!":
        joined = (before[-1:] in {"-", "&", "'"}) or after[:1] in {"-", "&", "'", "’"}
        initial = after[:1] == "." and not before.strip(" •·*->\n")
        return not joined and not initial and bool(_LIST_BEFORE.search(before)) and bool(_LIST_AFTER.match(after))
    return not _SENTENCE_START.search(before) or bool(_LIST_AFTER.match(after))


class Gazetteer:
    """The lexicon's names made searchable in one pass; get it from `load_gazetteer`."""

    def __init__(self, rows: Iterable[SkillRow]) -> None:
        self.rows = {row.id: row for row in rows}
        self._automaton = ahocorasick.Automaton()
        by_pattern: dict[str, list[_Form]] = defaultdict(list)
        for row in self.rows.values():
            for form in _forms(row):
                by_pattern[fold(form.spelling)].append(form)
        for pattern, forms in by_pattern.items():
            self._automaton.add_word(pattern, (len(pattern), tuple(forms)))
        if by_pattern:
            self._automaton.make_automaton()
        self._names = {pattern: forms[0].row.id for pattern, forms in by_pattern.items()}

    def find(self, text: str) -> tuple[SkillMatch, ...]:
        """Every name in `text`, in order, the longest where several start together; offsets point into `text`."""
        if not self._names or not text:
            return ()
        matches = sorted(self._candidates(text), key=lambda m: (m.start, -m.end))
        found: list[SkillMatch] = []
        for match in matches:
            if not found or match.start >= found[-1].end:
                found.append(match)
        return tuple(found)

    def _candidates(self, text: str) -> Iterator[SkillMatch]:
        for last, (length, forms) in self._automaton.iter(fold(text)):
            start, end = last - length + 1, last + 1
            if not _bounded(text, start, end):
                continue
            for form in forms:
                if _counts(form, text, start, end):
                    row = form.row
                    yield SkillMatch(start, end, row.id, row.name.lstrip("=!"), row.group, text[start:end])
                    break

    def lookup(self, name: str) -> str | None:
        """The id of the row that has exactly this name or alias, case and spelling levelled, or None."""
        return self._names.get(fold(name.strip()))

    def broader(self, skill_id: str) -> frozenset[str]:
        """The ids of everything that `skill_id` is a kind or part of, however far up; without itself."""
        above: set[str] = set()
        waiting = [skill_id]
        while waiting:
            row = self.rows.get(waiting.pop())
            for parent in row.broader if row else ():
                if parent not in above and parent != skill_id:
                    above.add(parent)
                    waiting.append(parent)
        return frozenset(above)

    def same(self, a: str, b: str) -> bool:
        """Whether two names (not ids) are names of one row; unknown names are the same only when they fold alike."""
        first, second = self.lookup(a), self.lookup(b)
        if first is None or second is None:
            return fold(a.strip()) == fold(b.strip())
        return first == second


@cache
def load_gazetteer() -> Gazetteer:
    """The packaged lexicon, read once a process.

    Raises UserError where a file of it cannot be read.
    """
    return Gazetteer(row for path in sorted(_FOLDER.glob("*.toml")) for row in read_rows(path))
