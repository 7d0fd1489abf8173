"""Tells how a CV answers each keyword of a posting: shown, worded differently or not shown, with its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from jobhelper.models import CV, Coverage, CoverageStatus, Keyword, Posting, Quote
from jobhelper.posting.words import table, word_set
from jobhelper.text.folding import fold
from jobhelper.text.gazetteer import SkillMatch, load_gazetteer

_WORD = re.compile(r"[^\W_](?:[\w'’.&+#/]*[\w+#])?")
_CLAUSE_EDGE = re.compile(r"[.;:!?•\n]|,\s*(?:but|and|though)\s|\bbut\b")
_DEGREE = re.compile(
    r"(?<!\w)(?:degree|b\.?sc|b\.?a|m\.?sc|m\.?a|b\.?eng|m\.?eng|b\.?tech|b\.?ed|ll\.?b|b\.?n|"
    r"mb?a|ph\.?d|bachelor\w*|master\w*|b\.?com|bmus|mphil)(?!\w)",
    re.I,
)
_DEGREE_IN = re.compile(
    r"\b(?:degree|diploma|ba|bsc|ma|msc|bachelor's|master's|bachelor|master)\b(?: degree)? "
    r"(?:in|of) (?P<field>.+)|(?P<field2>.+?) degree$",
    re.I,
)
_FUZZY_LENGTH = 6
_FUZZY_AT = 90.0
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class _Reading:
    """A CV prepared once for all keywords: what its folded text says and what the lexicon finds in it."""

    text: str
    folded: str
    skills: tuple[SkillMatch, ...]
    words: tuple[tuple[str, int, int], ...]
    silent: tuple[tuple[int, int], ...]


def coverage(posting: Posting, cv: CV) -> tuple[Coverage, ...]:
    """One answer a keyword, in the posting's order.

    A heading ("SKILLS", "Volunteering") shows nothing by itself, and neither do words that the CV takes back ("no
    drone licence"). A wider term is shown by a narrower one (Flask shows Python), never the other way round.
    """
    reading = _read(cv)
    return tuple(_answer(keyword, reading) for keyword in posting.keywords)


def _read(cv: CV) -> _Reading:
    silent = tuple(
        (section.start, section.start + len(section.title) + _lead(cv.text, section.start, section.title))
        for section in cv.sections
        if section.title
    )
    words = tuple((_stem(fold(m.group())), m.start(), m.end()) for m in _WORD.finditer(cv.text))
    return _Reading(cv.text, fold(cv.text), load_gazetteer().find(cv.text), words, silent)


def _lead(text: str, start: int, title: str) -> int:
    """How many characters of marks stand before a heading's words."""
    place = text.find(title, start, start + len(title) + 12)
    return place - start if place >= 0 else 0


def _answer(keyword: Keyword, reading: _Reading) -> Coverage:
    shown = _literal(keyword.text, reading)
    if shown:
        return Coverage(keyword, CoverageStatus.SHOWN, shown)
    for find in (_by_degree, _by_lexicon, _by_stems, _by_likeness):
        quotes = find(keyword.text, reading)
        if quotes:
            return Coverage(keyword, CoverageStatus.WORDED_DIFFERENTLY, quotes)
    return Coverage(keyword, CoverageStatus.NOT_SHOWN)


def _quotes(reading: _Reading, spans: list[tuple[int, int]]) -> tuple[Quote, ...]:
    good = [
        (start, end)
        for start, end in spans
        if not _is_silent(reading, start, end) and not _is_taken_back(reading.text, start, end)
    ]
    return tuple(Quote(reading.text[start:end], start, end) for start, end in good[:_MOST_QUOTES])


def _is_silent(reading: _Reading, start: int, end: int) -> bool:
    return any(start < right and left < end for left, right in reading.silent)


@cache
def _negations(side: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in table("negations")[side])


def _is_taken_back(text: str, start: int, end: int) -> bool:
    """Whether the clause around these words says that they do not hold."""
    before = _CLAUSE_EDGE.split(text[max(0, start - 80) : start])[-1]
    after = text[end : end + 40].split("\n")[0]
    return any(p.search(before) for p in _negations("before")) or any(p.search(after) for p in _negations("after"))


def _literal(words: str, reading: _Reading) -> tuple[Quote, ...]:
    pattern = fold(words.strip())
    if len(pattern) < 3 or pattern in {match.quote.lower() for match in reading.skills if len(pattern) < 3}:
        return _quotes(reading, [(m.start, m.end) for m in reading.skills if m.quote == words])
    spans = []
    place = reading.folded.find(pattern)
    while place >= 0:
        end = place + len(pattern)
        if not reading.folded[place - 1 : place].isalnum() and not reading.folded[end : end + 1].isalnum():
            spans.append((place, end))
        place = reading.folded.find(pattern, end)
    named = load_gazetteer().find(words)
    if len(named) == 1 and named[0].quote == words and len(words) < _FUZZY_LENGTH:
        # short names are English words too: only where the lexicon reads them as the name do they count
        spans = [span for span in spans if any(m.start <= span[0] and span[1] <= m.end for m in reading.skills)]
    return _quotes(reading, spans)


def _by_lexicon(words: str, reading: _Reading) -> tuple[Quote, ...]:
    """CV words that the lexicon calls the same, or a kind of it; every named part of the keyword must be answered."""
    gazetteer = load_gazetteer()
    named = gazetteer.find(words)
    if not named or _words_outside(words, named):
        return ()
    spans: list[tuple[int, int]] = []
    for part in named:
        own = [(m.start, m.end) for m in reading.skills if _answers(part, m)]
        good = [span for span in own if _quotes(reading, [span])]
        if not good:
            return ()
        spans.extend(good[:2])
    return _quotes(reading, spans)


def _answers(part: SkillMatch, match: SkillMatch) -> bool:
    gazetteer = load_gazetteer()
    if match.skill_id == part.skill_id:
        asked, has = set(re.findall(r"\d+", part.quote)), set(re.findall(r"\d+", match.quote))
        return not asked or asked <= has
    return part.skill_id in gazetteer.broader(match.skill_id) and not re.search(r"\d", part.quote)


def _words_outside(words: str, named: tuple[SkillMatch, ...]) -> bool:
    """Whether the keyword says something weighty besides the names that the lexicon knows."""
    rest = "".join(" " if any(m.start <= i < m.end for m in named) else character for i, character in enumerate(words))
    return bool(_content(rest))


def _content(words: str) -> list[str]:
    lead, generic = word_set("lead", "requirements"), word_set("generic", "requirements")
    found = [m.group() for m in _WORD.finditer(words)]
    return [word for word in found if word.lower() not in lead and (word.lower() not in generic or len(found) == 1)]


def _by_degree(words: str, reading: _Reading) -> tuple[Quote, ...]:
    """ "Degree in psychology" is answered by a CV line that names a degree and psychology."""
    match = _DEGREE_IN.search(words)
    if match is None:
        return ()
    fields = [_stem(fold(word)) for word in _content(match["field"] or match["field2"] or "")]
    if not fields:
        return ()
    for line in re.finditer(r"[^\n]+", reading.text):
        stems = {_stem(fold(m.group())) for m in _WORD.finditer(line.group())}
        if _DEGREE.search(line.group()) and all(field in stems for field in fields):
            start = line.start() + len(line.group()) - len(line.group().lstrip(" \t•*-"))
            return _quotes(reading, [(start, line.start() + len(line.group().rstrip()))])
    return ()


def _stem(word: str) -> str:
    """A word without its inflection, crude but the same on both sides: "planning", "planned" and "plans" meet."""
    for ending in (
        "ising",
        "izing",
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ers",
        "er",
        "ies",
        "ied",
        "ed",
        "es",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            return stem[:-1] if len(stem) > 4 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem
    return word


def _by_stems(words: str, reading: _Reading) -> tuple[Quote, ...]:
    """All the weighty words of a keyword, in any inflection, within a dozen words of one clause of the CV."""
    wanted = [_stem(fold(word)) for word in _content(words)]
    if len(wanted) < 2:
        wanted = [_stem(fold(m.group())) for m in _WORD.finditer(words) if len(m.group()) >= 4]
    if len(wanted) < 2:
        return ()
    spans: list[tuple[int, int]] = []
    index: dict[str, list[int]] = {}
    for position, (stem, _, _) in enumerate(reading.words):
        index.setdefault(stem, []).append(position)
    for first in index.get(wanted[0], []):
        positions = [first]
        for stem in wanted[1:]:
            near = [p for p in index.get(stem, []) if abs(p - first) <= len(wanted) + 3]
            if not near:
                break
            positions.append(min(near, key=lambda p: abs(p - first)))
        if len(positions) == len(wanted) and len(set(positions)) == len(wanted):
            start, end = reading.words[min(positions)][1], reading.words[max(positions)][2]
            if not re.search(r"\n|[.;!?]\s", reading.text[start:end]):
                spans.append((start, end))
    return _quotes(reading, spans)


def _by_likeness(words: str, reading: _Reading) -> tuple[Quote, ...]:
    """A single name of six letters or more in a slightly different spelling."""
    if " " in words or len(words) < _FUZZY_LENGTH or re.search(r"\d", words):
        return ()
    wanted = fold(words)
    spans = []
    for _, start, end in reading.words:
        other = reading.folded[start:end]
        if len(other) >= _FUZZY_LENGTH and other[0] == wanted[0] and fuzz.ratio(wanted, other) >= _FUZZY_AT:
            spans.append((start, end))
    return _quotes(reading, spans)
