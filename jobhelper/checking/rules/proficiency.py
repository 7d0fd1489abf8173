"""Rules on proficiency: a level is bound to its own skill and may not stand above the CV's for that skill."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jobhelper import nlp
from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import CvIndex, Segment, is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.phrases import PhraseMatch, phrases
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.tokens import TokenKind

_LANGUAGES = frozenset(
    "english french german spanish italian portuguese dutch polish russian ukrainian czech slovak hungarian romanian "
    "bulgarian greek turkish arabic hebrew persian farsi urdu hindi bengali punjabi gujarati tamil telugu marathi "
    "chinese mandarin cantonese japanese korean vietnamese thai indonesian malay tagalog filipino swahili kiswahili "
    "yoruba igbo hausa shona zulu xhosa afrikaans amharic somali welsh irish gaelic scots swedish norwegian danish "
    "finnish icelandic estonian latvian lithuanian croatian serbian slovene bosnian albanian catalan basque galician "
    "bsl latin".split()
)
_WINDOW = 7
_STOPS = frozenset({";", ".", "|", "•", "·", "(", ":"})
_ENDS = frozenset({",", ";", ":", "|", ".", "and", "but"})
_FRAMES = frozenset({"in", "with", "of", "at", "using", "on"})


def raised_proficiency(case: Case) -> Iterator[Hit]:
    """A level said of a skill above the level that the CV gives the same skill."""
    for reading in case.readings:
        for match in phrases("proficiency", "proficiency").find(reading.words):
            if match.first not in reading.claimed:
                continue
            value = _shifted(reading.words, match)
            for skill in _skills_near(reading, match, case):
                hit = _compare(reading, match, skill, value, case)
                if hit is not None:
                    yield hit
                    break


def _shifted(words: tuple[Word, ...], match: PhraseMatch) -> int:
    value = int(match.row["value"])
    for shift in phrases("proficiency", "shift").find(words[max(0, match.first - 2) : match.first]):
        value += int(shift.row["shift"])
    return max(1, min(4, value))


def _is_skill(word: Word, index: CvIndex) -> bool:
    """Whether a word may name a skill: a language, a name, or a word of the CV's own lists."""
    if word.lemma in _LANGUAGES:
        return True
    if word.kind is not TokenKind.WORD or not is_content(word):
        return False
    return word.lemma in _listed(index) or (word.tag in {"NNP", "NNPS"} and word.text[0].isupper())


@lru_cache(maxsize=32)
def _listed(index: CvIndex) -> frozenset[str]:
    """Lemmas of the skills that the CV lists, and of the segments that give something a level."""
    found = {w.lemma for s in index.cv.skills for seg in index.segments for w in seg.words
             if seg.start >= 0 and s.start < seg.start + w.end and seg.start + w.start < s.end and is_content(w)}  # fmt: skip
    return frozenset(found)


def _skills_near(reading: Reading, match: PhraseMatch, case: Case) -> list[int]:
    """Indices of the skills that a level speaks of: those of its own list item, or those that follow "in" or "with"."""
    words = reading.words
    left, right = _item(words, match.first)
    inside = [
        i for i in range(left, right + 1) if not match.first <= i <= match.last and _is_skill(words[i], case.index)
    ]
    bracket = next((i for i in range(match.first, left, -1) if words[i].text == "("), None)
    if bracket is not None:
        inside = [i for i in inside if i < bracket]
    after = match.last + 1
    if after < len(words) and (words[after].text.lower() in _FRAMES or words[match.last].text.lower() in _FRAMES):
        inside += [
            i
            for i in range(right + 1, min(len(words), after + _WINDOW))
            if _is_skill(words[i], case.index) and not any(words[k].text in _STOPS for k in range(after, i))
        ][:3]
        inside = [i for i in inside if i > match.last]
    return inside


def _compare(reading: Reading, match: PhraseMatch, skill: int, value: int, case: Case) -> Hit | None:
    word = reading.words[skill]
    kept = _levels(case.index, word.lemma)
    if not kept:
        return None
    level, segment = max(kept, key=lambda pair: pair[0])
    if value <= level:
        return None
    first, last = min(skill, match.first), max(skill, match.last)
    start, end = reading.place(first, last)
    rule = "level.raised" if value - level >= 2 else "level.raised-one"
    evidence = (segment.quote(),) if segment.start >= 0 else ()
    return Hit(
        reading.statement.index, start, end, Category.INFLATED_PROFICIENCY, Severity.MEDIUM, rule, evidence,
        says=segment.text, strength=1.0,
    )  # fmt: skip


def _levels(index: CvIndex, lemma: str) -> list[tuple[int, Segment]]:
    """Every level that the CV gives a skill, with the segment that gives it: the skill's own entry first."""
    homes = [index.segments[s] for s in sorted(index.by_lemma.get(lemma, ()))]
    listed = _listed_level(index, lemma)
    if listed is not None and homes:
        return [(listed, homes[0])]
    return [k for k in (_kept(segment, lemma) for segment in homes) if k is not None]


@lru_cache(maxsize=2048)
def _listed_level(index: CvIndex, lemma: str) -> int | None:
    for skill in index.cv.skills:
        if skill.level and any(w.lemma == lemma for w in nlp.parse(skill.name)):
            found = phrases("proficiency", "proficiency").find(nlp.parse(skill.level))
            if found:
                return int(found[0].row["value"])
    return None


def _kept(segment: Segment, lemma: str) -> tuple[int, Segment] | None:
    """The level that a CV segment gives the skill: within its own list item first, else the label before the list."""
    words = segment.words
    places = [i for i, w in enumerate(words) if w.lemma == lemma]
    matches = phrases("proficiency", "proficiency").find(words)
    if not places or not matches:
        return None
    left, right = _item(words, places[0])
    inside = [m for m in matches if left <= m.first <= right]
    if inside:
        return int(inside[0].row["value"]), segment
    label = [m for m in matches if m.last < places[0] and any(w.text == ":" for w in words[m.last : places[0]])]
    return (int(label[-1].row["value"]), segment) if label else None


def _item(words: tuple[Word, ...], i: int) -> tuple[int, int]:
    """The list item around word `i`: up to a comma or semicolon outside brackets on either side."""
    left = right = i
    depth = 0
    while left > 0 and not (words[left - 1].text in _ENDS and depth == 0):
        left -= 1
        depth += (words[left].text == ")") - (words[left].text == "(")
    depth = 0
    while right + 1 < len(words) and not (words[right + 1].text in _ENDS - {":"} and depth <= 0):
        right += 1
        depth += (words[right].text == "(") - (words[right].text == ")")
    return left, right


def level_of_weak_skill(case: Case) -> Iterator[Hit]:
    """A skill claimed without a level that the CV itself ranks lowest (theory only, tried once, learning)."""
    for reading in case.readings:
        if any(m.first in reading.claimed for m in phrases("proficiency", "proficiency").find(reading.words)):
            continue
        for i, word in enumerate(reading.words):
            if i not in reading.claimed or not _is_skill(word, case.index):
                continue
            levels = _levels(case.index, word.lemma)
            homes = case.index.by_lemma.get(word.lemma, ())
            if levels and len(homes) == 1 and all(k[0] == 1 for k in levels):
                start, end = reading.place(i, i)
                segment = levels[0][1]
                yield Hit(
                    reading.statement.index, start, end, Category.INFLATED_PROFICIENCY, Severity.LOW, "level.dropped",
                    (segment.quote(),) if segment.start >= 0 else (), says=segment.text, strength=0.7,
                )  # fmt: skip
