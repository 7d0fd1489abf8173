"""What a line of a CV looks like: prose, heading of an entry, a date in the gutter or at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jobhelper.cv.lexicon import entry_words
from jobhelper.cv.lines import Line
from jobhelper.models import DateRange
from jobhelper.text.dates import find_date_ranges, is_only_dates
from jobhelper.text.sentences import sentences

_GUTTER = re.compile(r"[\s\])]*(?:\t|\s{2,})\s*(?=\S)")
_VERB_START = re.compile(
    r"(?:[A-Z][a-z]+ed|Led|Ran|Wrote|Took|Gave|Sat|Built|Made|Kept|Set|Sold|Met|Sang|Taught|Was|Had|Did|Won|Went|Got|Came|"
    r"Read|Spoke|Put|Laid|Sent|Held|Drew|Spent|Brought|Found|I|My|We|Our|It|They|Two of|One of)\b(?!-)"
)
_LONGEST_HEAD = 16
"""Most words of an entry's heading line; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what it looks like; `dates` are those that may belong to an entry's heading.

    `gutter` is the offset where the words after a leading date start, None where no date leads;
    `told` says that a verb opens the line, as in `Took part in …`.
    """

    line: Line
    dates: tuple[DateRange, ...]
    date_only: bool
    gutter: int | None
    prose: bool
    detail: bool
    told: bool = False

    @property
    def head_like(self) -> bool:
        """Whether this may be part of an entry's heading."""
        return not self.line.bullet and not self.prose and not self.detail


def statement(line: Line) -> Statement:
    """The statement of a line; dates outside the first sentence, or deep in prose, are not taken for the entry's."""
    words = line.words
    dates = [
        replace(d, offset=d.offset + line.marker)
        for d in find_date_ranges(words)
        if d.start is not None or d.end is not None
    ]
    first_end = first_sentence_end(words) + line.marker
    early = tuple(d for d in dates if d.offset < first_end)
    only = is_only_dates(words.strip("[]() "))
    gutter = _gutter(line, dates) if dates and not only else None
    prose = _is_prose(words, bool(early), gutter)
    detail = bool(entry_words().degree_detail.match(words))
    return Statement(line, early, only, gutter, prose, detail, starts_telling(words))


def starts_telling(words: str) -> bool:
    """Whether a verb in the past or a pronoun opens the words: something is told, nothing named."""
    return _VERB_START.match(words) is not None


def first_sentence_end(words: str) -> int:
    """Where the first sentence ends, line breaks inside it taken for spaces."""
    spans = sentences(re.sub(r"[\r\n]", " ", words))
    return spans[0].end if spans else len(words)


def _gutter(line: Line, dates: list[DateRange]) -> int | None:
    first = dates[0]
    if first.offset - line.marker > 12 or line.bullet:
        return None
    gap = _GUTTER.match(line.text, first.offset + len(first.text) - line.start)
    return line.start + gap.end() if gap else None


def _is_prose(words: str, dated: bool, gutter: int | None) -> bool:
    if gutter is not None:
        return False
    flat = re.sub(r"\s+", " ", words)
    count = len(flat.split())
    first = flat[: first_sentence_end(flat)]
    ended = flat.endswith(".") or len(first) < len(flat)
    if _VERB_START.match(flat) and (ended or count > 5):
        return True
    if dated and len(first.split()) <= _LONGEST_HEAD + 6:
        return flat.endswith(".") and len(first) == len(flat)
    named = entry_words().organisation.search(re.split(r"[,(]", first)[0])
    if named and not flat.endswith(".") and len(first.split()) <= 10 and count <= _LONGEST_HEAD:
        return False
    return (ended and count >= 5) or count > _LONGEST_HEAD
