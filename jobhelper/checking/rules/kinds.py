"""Rules on kinds of activity: an observation is no service, coursework is no commission, unpaid is not employed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.models import ActivityKind, Category, Severity
from jobhelper.text.lexicon import load

_NAMES = {
    ActivityKind.EMPLOYMENT: "employment",
    ActivityKind.INTERNSHIP: "internship",
    ActivityKind.PLACEMENT: "placement",
    ActivityKind.VOLUNTEERING: "volunteering",
    ActivityKind.OBSERVATION: "observation",
    ActivityKind.COURSEWORK: "coursework",
    ActivityKind.PROJECT: "project",
    ActivityKind.SOCIETY: "society",
    ActivityKind.FREELANCE: "freelance",
}


@cache
def _matrix() -> dict[tuple[str, str], Severity]:
    return {(row["from"], row["to"]): Severity(row["severity"]) for row in load("activities")["reclassified"]}


def raised_kind(case: Case) -> Iterator[Hit]:
    """Words that lift an activity above its kind (pay, industry, service, client) without support in its own lines."""
    for reading in case.readings:
        for match in phrases("activities", "raise").find(reading.words):
            if match.first in reading.claimed and not _supported(reading, case, match):
                kinds = match.row["kinds"]
                start, end = reading.place(match.first, match.last)
                yield Hit(
                    reading.statement.index,
                    start,
                    end,
                    Category.RECLASSIFIED,
                    Severity.HIGH if set(kinds) & {"pay", "service"} else Severity.MEDIUM,
                    f"kind.raise-{kinds[0]}",
                    tuple(s.quote() for s in reading.alignment.near[:1] if s.start >= 0),
                )


def changed_kind(case: Case) -> Iterator[Hit]:
    """A word that shows one kind of activity on a statement about an entry of another kind."""
    for reading in case.readings:
        entry = case.index.entries.get(reading.alignment.entry_id or "")
        if entry is None or entry.kind not in _NAMES:
            continue
        there = _NAMES[entry.kind]
        for match in phrases("activities", "cue").find(reading.words):
            kinds = match.row["kinds"]
            severity = _matrix().get((there, kinds[0]))
            if match.first in reading.claimed and len(kinds) == 1 and severity and not _supported(reading, case, match):
                start, end = reading.place(match.first, match.last)
                yield Hit(
                    reading.statement.index,
                    start,
                    end,
                    Category.RECLASSIFIED,
                    severity,
                    f"kind.{there}-as-{kinds[0]}",
                    tuple(s.quote() for s in case.index.of_entry(entry.id)[:1] if s.start >= 0),
                    says=there,
                )


def _supported(reading: Reading, case: Case, match: PhraseMatch) -> bool:
    """Whether the aligned lines (or without any, the CV) hold every content word of the phrase."""
    words = [w for w in reading.words[match.first : match.last + 1] if is_content(w)] or list(
        reading.words[match.first : match.last + 1]
    )
    near = {s.index for s in reading.alignment.near} | set(
        case.index.by_entry.get(reading.alignment.entry_id or "", ())
    )
    return all(any(s in near for s in case.index.homes(w)) for w in words)
