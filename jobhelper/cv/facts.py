"""Every statement of a CV as a fact with its exact place and a stable id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jobhelper.cv.lines import Line
from jobhelper.models import Entry, Fact, FactKind, SectionKind

_SECTION_FACTS = {
    SectionKind.CONTACT: FactKind.CONTACT,
    SectionKind.PROFILE: FactKind.PROFILE,
    SectionKind.SKILLS: FactKind.SKILL,
    SectionKind.LANGUAGES: FactKind.LANGUAGE,
    SectionKind.INTERESTS: FactKind.INTEREST,
}
_ENTRY_FACTS = {SectionKind.AWARDS: FactKind.AWARD, SectionKind.CERTIFICATES: FactKind.CREDENTIAL}


class FactList:
    """Collects facts and numbers those that belong to no entry, section kind by section kind."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.facts: list[Fact] = []
        self._counts: Counter[str] = Counter()

    def add_entry(self, entry: Entry, heads: Iterable[tuple[int, int]]) -> None:
        """The entry's heading lines (joined where they follow each other) and its bullets."""
        kind = _ENTRY_FACTS.get(entry.section, FactKind.ENTRY)
        for number, (start, end) in enumerate(heads):
            suffix = "h" if number == 0 else f"h{number + 1}"
            self._add(f"{entry.id}.{suffix}", kind, start, end, entry.id)
        for bullet in entry.bullets:
            self._add(bullet.id, FactKind.BULLET, bullet.start, bullet.end, entry.id)

    def add_line(self, line: Line, section: SectionKind, spans: Iterable[tuple[int, int]]) -> None:
        """The statements of a line that belongs to no entry."""
        kind = _SECTION_FACTS.get(section, FactKind.OTHER)
        for start, end in spans:
            self._counts[section.value] += 1
            self._add(f"{section.value}.l{self._counts[section.value]}", kind, max(start, line.start), end, None)

    def _add(self, fact_id: str, kind: FactKind, start: int, end: int, entry_id: str | None) -> None:
        if end > start:
            self.facts.append(Fact(fact_id, kind, self.text[start:end], start, end, entry_id))

    def ordered(self) -> tuple[Fact, ...]:
        """All facts in the order of the CV's text."""
        return tuple(sorted(self.facts, key=lambda fact: (fact.start, fact.end)))
