"""Holds lengths without a figure ("extensive experience", "years of") against the months that the CV shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.durations import in_words, spoken_of, stays_about, topic_words, when
from jobhelper.checking.rules.time_pool import Stay, Times, times
from jobhelper.models import Category, Severity
from jobhelper.text.lexicon import load

_DECIDED_SHARE = 0.5
_NOUNS = r"(?:experience|training|background|practice|exposure|knowledge|expertise|involvement)"
_TOPIC = r"(?P<topic>[^.,;:()]{3,60})"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Each way of claiming length, with the months that would bear it out; the group `topic` says in what."""
    found = []
    for row in load("quantities")["span"]:
        for word in row["words"]:
            found.append((re.compile(rf"(?<![\w'’-]){word}{_tail(word)}", re.IGNORECASE), float(row["months"])))
    found.sort(key=lambda pair: -len(pair[0].pattern))
    return tuple(found)


def _tail(word: str) -> str:
    """What follows: the thing itself after `years of`, experience of some kind after `extensive`."""
    if word.endswith((" of", " in", "s'")):
        return rf"\s+{_TOPIC}"
    if word.endswith("years"):
        return rf"(?:\s+of|\s+in|['’])?\s+{_TOPIC}"
    return rf"\s+(?P<lead>(?:[\w/&-]+\s+){{0,4}}?){_NOUNS}(?:\s+(?:in|of|with|as|across)\s+{_TOPIC})?"


def vague_length_hits(case: Case) -> Iterator[Hit]:
    """Long experience that is claimed without a figure where the CV's related entries are short."""
    known = times(case.index)
    for reading in case.readings:
        if not reading.claimed:
            continue
        taken: list[tuple[int, int]] = []
        for pattern, months in _patterns():
            for match in pattern.finditer(reading.statement.text):
                inside = any(a < match.end() and match.start() < b for a, b in taken)
                if inside or not _is_claimed(match.start(), reading) or _is_counted(match, reading):
                    continue
                taken.append(match.span())
                yield from _judge(match, months, reading, known)


def _is_claimed(place: int, reading: Reading) -> bool:
    return any(reading.words[i].start <= place < reading.words[i].end for i in reading.claimed)


def _is_counted(match: re.Match[str], reading: Reading) -> bool:
    """Whether a figure or an ordinal stands in front: "two years of", "final year of" are no vague lengths."""
    before = reading.statement.text[: match.start()].rstrip()
    return re.search(r"(?:\d\+?|\b(?:" + "|".join(_FIGURES) + r")|-)$", before, re.IGNORECASE) is not None


_FIGURES = (
    "one two three four five six seven eight nine ten twelve fifteen twenty final first second third last past recent "
    "half few these those both early later academic school full consecutive other more previous teenage student"
).split()


def _judge(match: re.Match[str], months: float, reading: Reading, known: Times) -> Iterator[Hit]:
    groups = match.groupdict()
    topic = topic_words(" ".join(filter(None, (groups.get("lead"), groups.get("topic")))))
    about = stays_about(topic, known) if topic else []
    chosen = about or spoken_of(reading, known) or _work(known)
    if not chosen:
        return
    allowed = known.months(chosen)
    if allowed >= months:
        return
    start, end = match.start(), match.end()
    if groups.get("topic") is not None:
        end = match.start("topic") + _first_noun(groups["topic"])
    base = reading.statement.start
    hard = bool(about) and allowed < months * _DECIDED_SHARE
    evidence = tuple(when(s) for s in sorted(chosen, key=lambda s: -s.most)[:2])
    yield Hit(
        reading.statement.index,
        base + start,
        base + end,
        Category.INFLATED_DURATION,
        Severity.MEDIUM,
        "duration.vague" if hard else "duration.vague.doubtful",
        evidence,
        hard,
        in_words(allowed),
        None,
        0.5 + 0.5 * (1 - allowed / months),
    )


def _work(known: Times) -> list[Stay]:
    return [s for s in known.stays if s.is_activity and not s.is_study]


def _first_noun(topic: str) -> int:
    """How far into the topic the span reaches: its first two words."""
    match = re.match(r"\s*[\w'’&/-]+(?:\s+[\w'’&/-]+)?", topic)
    return match.end() if match else len(topic)
