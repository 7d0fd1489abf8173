"""Rules on proficiency: a level is bound to its own skill and may not stand above the CV's for that skill."""

from __future__ import annotations

import re
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
_TAUGHT = ("training", "trained", "course", "module", "workshop", "level", "a level", "a-level", "induction", "learn")
_TAUGHT_WORDS = frozenset({"coursework", "training", "course", "courses", "know", "knows", "within"})
_NO_SKILL = frozenset(
    "level skill working work basic training experience knowledge life course module experience command line team year "
    "student graduate project support".split()
)
_FRAMES = frozenset({"in", "with", "of", "at", "using", "on"})


def raised_proficiency(case: Case) -> Iterator[Hit]:
    """A level said of a skill above the level that the CV gives the same skill."""
    for reading in case.readings:
        if not reading.claimed:
            continue
        for match in _levels_said(reading.words):
            if match.first not in reading.claimed:
                continue
            value = _shifted(reading.words, match)
            for skill in _skills_of(reading, match, case):
                hit = _compare(reading, match, skill, value, case)
                if hit is not None:
                    yield hit
                    break


def _levels_said(words: tuple[Word, ...]) -> list[PhraseMatch]:
    """The level phrases of a sentence, without those that tell of teaching received or of a school's level."""
    return [
        m
        for m in phrases("proficiency", "proficiency").find(words)
        if m.row["text"] != "command"
        and not m.row["text"].startswith(_TAUGHT)
        and words[m.first].text.lower() not in _TAUGHT_WORDS
    ]


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
    ranges = [(skill.start, skill.end) for skill in index.cv.skills]
    return frozenset(
        word.lemma
        for segment in index.segments
        if segment.start >= 0 and any(a < segment.end and segment.start < b for a, b in ranges)
        for word in segment.words
        if is_content(word) and any(a < segment.start + word.end and segment.start + word.start < b for a, b in ranges)
    )


def _skills_of(reading: Reading, match: PhraseMatch, case: Case) -> list[int]:
    """Indices of the skills that a level speaks of, by grammar or by the marks of a list; never a mere neighbour."""
    words = reading.words
    spots = _bracketed(words, match) or _framed(words, match) or _modified(words, match) or _beside(words, match)
    language = match.row["kind"] == "language"
    return [
        i
        for i in spots
        if not match.first <= i <= match.last
        and words[i].lemma not in _NO_SKILL
        and (words[i].lemma in _LANGUAGES if language else _is_skill(words[i], case.index))
    ]


def _bracketed(words: tuple[Word, ...], match: PhraseMatch) -> list[int]:
    """What stands before a bracket or colon that opens on the level: "Excel (advanced", "Spanish: fluent"."""
    before = range(match.first - 1, max(-1, match.first - 3), -1)
    opening = next((i for i in before if words[i].text in {"(", ":"}), None)
    if opening is None:
        return []
    left = opening
    while left > 0 and words[left - 1].text not in _ENDS and words[left - 1].text != ")":
        left -= 1
    return list(range(left, opening))


def _framed(words: tuple[Word, ...], match: PhraseMatch) -> list[int]:
    """What follows "in", "with" or "of" behind the level, with what is joined to it."""
    last, after = match.last, match.last + 1
    if words[last].text.lower() not in _FRAMES:
        if after >= len(words) or words[after].text.lower() not in _FRAMES:
            return []
        last = after
    found = []
    others = {m.first for m in phrases("proficiency", "proficiency").find(words) if m.first > last}
    for i in range(last + 1, min(len(words), last + 1 + _WINDOW)):
        if i in others or (
            words[i].text in _STOPS
            or words[i].relation in {"ROOT", "nsubj", "mark"}
            or words[i].text.lower() in {"but", "from"}
        ):
            break
        found.append(i)
    return found


def _modified(words: tuple[Word, ...], match: PhraseMatch) -> list[int]:
    """The noun that the level stands before, what that noun is of or in, and the subject that is said to be so."""
    found: list[int] = []
    for k in range(match.first, match.last + 1):
        word = words[k]
        head = word.head
        if match.first <= head <= match.last:
            continue
        if word.relation in {"amod", "compound", "nmod", "advmod"} and words[head].is_noun:
            found.append(head)
            found += [j for j, w in enumerate(words) if w.head == head and w.relation in {"compound", "amod", "nmod"}]
        if word.relation in {"acomp", "attr"} and words[head].lemma in {"be", "become"}:
            found += [j for j, w in enumerate(words) if w.head == head and w.relation == "nsubj"]
    return found


def _beside(words: tuple[Word, ...], match: PhraseMatch) -> list[int]:
    """In a line without a verb, what stands in the same list item as the level."""
    if any(w.is_verb for w in words):
        return [i for i in (match.last + 1, match.first - 1) if 0 <= i < len(words) and words[i].is_noun]
    left, right = _item(words, match.first)
    return list(range(left, right + 1))


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
    if rule == "level.raised-one" and word.lemma in _LANGUAGES:
        rule = "level.raised-language"
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
    marks = _marks(segment, words[places[0]].end) if places else None
    if marks is not None:
        return marks, segment
    matches = phrases("proficiency", "proficiency").find(words)
    if not places or not matches:
        return None
    left, right = _item(words, places[0])
    inside = [m for m in matches if left <= m.first <= right]
    if inside:
        return int(inside[0].row["value"]), segment
    label = [m for m in matches if m.last < places[0] and any(w.text == ":" for w in words[m.last : places[0]])]
    return (int(label[-1].row["value"]), segment) if label else None


_MARKS = re.compile(r"\s*[:|.\s]*([+●★■•*]{1,5})([○☆□◦]{0,5})(?=\s*(?:$|[,;|\n]|[A-Z]))")


def _marks(segment: Segment, end: int) -> int | None:
    """The level that a row of marks behind a skill gives ("Figma ++", "Excel ●●●○○"), on the scale of four."""
    found = _MARKS.match(segment.text, end)
    if found is None or (len(found[1]) == 1 and found[1] not in "+●★■"):
        return None
    full, empty = len(found[1]), len(found[2])
    return max(1, min(4, round(4 * full / (full + empty)) if empty else full))


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


_LIMITS = frozenset(
    "workshop course module introductory brush used once template theory sort add filter learn learning".split()
)


def _limited(words: tuple[Word, ...]) -> bool:
    """Whether a sentence says itself how little it is."""
    return any(w.lemma in _LIMITS or w.text.lower() in {"only", "just", "some", "little"} for w in words)


def level_of_weak_skill(case: Case) -> Iterator[Hit]:
    """A skill claimed without a level that the CV itself ranks lowest (theory only, tried once, learning)."""
    for reading in case.readings:
        if not reading.claimed or _levels_said(reading.words) or _limited(reading.words):
            continue
        for i, word in enumerate(reading.words):
            if i not in reading.claimed or word.lemma in _NO_SKILL or not _is_skill(word, case.index):
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
