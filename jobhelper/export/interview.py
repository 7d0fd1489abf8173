"""The interview sheet: the claims of a document that moved furthest from the CV's words, and what they invite."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobhelper import resources
from jobhelper.errors import UserError
from jobhelper.models.checking import Question
from jobhelper.models.cv import CV
from jobhelper.models.drafting import Draft, Letter

_WORD = re.compile(r"\w+(?:[+#]+)?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One claim with the CV lines that it rests on, and what may be asked.

    `moved` is the share of the claim's words that stand in none of its CV lines, 0 to 1; a proxy, which says nothing
    about truth. `open_question` is what the checker asked about it, empty where it asked nothing.
    """

    claim: str
    cv_lines: tuple[str, ...]
    moved: float
    asks: tuple[str, ...]
    open_question: str = ""


def interview_sheet(
    draft: Draft, cv: CV, questions: Sequence[Question] = (), *, most: int = 8, home: Path | None = None
) -> tuple[SheetRow, ...]:
    """The claims to prepare for: those with an open question first, then those that moved furthest, at most `most`.

    Claims in the CV's very words are left out. Raises UserError where the list of questions can't be read.
    """
    asks, most_asks = _asks(home)
    rows: list[SheetRow] = []
    for claim, sources in _claims(draft, cv):
        moved = moved_share(claim, sources)
        asked = next((q.message for q in questions if q.quote and q.quote in claim), "")
        if sources and (moved > 0 or asked):
            fitting = [question for pattern, question in asks if pattern is None or pattern.search(claim)]
            rows.append(SheetRow(claim, sources, round(moved, 3), tuple(fitting[:most_asks]), asked))
    return tuple(sorted(rows, key=lambda row: (not row.open_question, -row.moved))[:most])


def moved_share(claim: str, sources: Sequence[str]) -> float:
    """The share of a claim's words that stand in none of its sources, letter case and word order left out."""
    words = [word.casefold() for word in _WORD.findall(claim)]
    known = {word.casefold() for source in sources for word in _WORD.findall(source)}
    return sum(word not in known for word in words) / len(words) if words else 0.0


def _claims(draft: Draft, cv: CV) -> Iterator[tuple[str, tuple[str, ...]]]:
    content = draft.content
    if isinstance(content, Letter):
        sentences = [sentence for slot in content.slots for sentence in slot.sentences]
    else:
        sentences = [line for section in content.sections for line in section.lines]
        bullets = {bullet.id: bullet.text for entry in cv.entries for bullet in entry.bullets}
        for bullet in (b for s in content.sections for e in s.entries for b in e.bullets):
            yield bullet.text, (bullets[bullet.source],) if bullet.source in bullets else ()
    for sentence in sentences:
        facts = [cv.fact(fact) for fact in sentence.facts]
        yield sentence.text, tuple(fact.text for fact in facts if fact is not None)


def _asks(home: Path | None) -> tuple[list[tuple[re.Pattern[str] | None, str]], int]:
    path = resources.template("interview.toml", home)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        rows = [(_pattern(row.get("when")), str(row["question"])) for row in data["ask"]]
        return rows, int(data["most"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, re.error) as error:
        hint = f"Mend it, or delete your copy: {error}"
        raise UserError("The list of interview questions can't be read.", hint, where=str(path)) from error


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return None if text is None else re.compile(text, re.IGNORECASE)
