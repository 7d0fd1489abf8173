"""Rules on borrowing: what the posting asks for, said of the applicant, and nowhere in the CV; names nobody gave."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.posting_index import PostingIndex
from jobhelper.models import Category, KeywordGroup, Severity
from jobhelper.nlp import Word
from jobhelper.text.lemmas import stem
from jobhelper.text.tokens import TokenKind, tokenise

_CATEGORIES = {
    KeywordGroup.TOOL: Category.INVENTED_SKILL,
    KeywordGroup.SKILL: Category.INVENTED_SKILL,
    KeywordGroup.QUALIFICATION: Category.INVENTED_CREDENTIAL,
    KeywordGroup.DUTY: Category.INVENTED_EXPERIENCE,
    KeywordGroup.TRAIT: Category.INVENTED_SKILL,
}
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter spring summer autumn "
    "winter fall english cv".split()
)


@lru_cache(maxsize=64)
def _keywords(posting: PostingIndex) -> tuple[tuple[frozenset[str], KeywordGroup, bool], ...]:
    """Each keyword's content stems, its group and whether it is required."""
    rows = []
    for keyword in posting.posting.keywords:
        stems = frozenset(stem(t.text) for t in tokenise(keyword.text) if t.kind is TokenKind.WORD and len(t.text) > 2)
        if stems:
            rows.append((stems, keyword.group, keyword.required))
    return tuple(rows)


def borrowed_from_posting(case: Case) -> Iterator[Hit]:
    """A run of the posting's words, claimed of the applicant, that holds words which the CV has in no form."""
    if case.posting is None:
        return
    for reading in case.readings:
        for first, last in _runs(reading, case.posting):
            hit = _borrowed(reading, case, first, last)
            if hit is not None:
                yield hit


def _runs(reading: Reading, posting: PostingIndex) -> Iterator[tuple[int, int]]:
    """The longest stretches of claimed words that stand in the posting in the same order, a filler between allowed."""
    i, words = 0, reading.words
    while i < len(words):
        if i not in reading.claimed or words[i].stem not in posting.stems or not is_content(words[i]):
            i += 1
            continue
        last = i
        while last + 1 < len(words) and last + 1 in reading.claimed:
            step = next((k for k in (1, 2) if _follows(words, last, last + k, posting)), 0)
            if not step:
                break
            last += step
        yield i, last
        i = last + 1


def _follows(words: tuple[Word, ...], one: int, two: int, posting: PostingIndex) -> bool:
    if two >= len(words):
        return False
    left, right = posting.stems.get(words[one].stem, ()), posting.stems.get(words[two].stem, ())
    return any(0 < b - a <= 2 for a in left for b in right)


def _borrowed(reading: Reading, case: Case, first: int, last: int) -> Hit | None:
    assert case.posting is not None
    content = [i for i in range(first, last + 1) if is_content(reading.words[i])]
    fresh = [i for i in content if not case.index.homes(reading.words[i])]
    far = [i for i in content if not _near(reading, case, i)]
    keyword = _keyword({reading.words[i].stem for i in content}, {reading.words[i].stem for i in fresh}, case.posting)
    if not fresh and len(far) < 2:
        return None
    if len(content) == 1 and keyword is None and not _telling(reading, first):
        return None
    strength = 0.3 * len(fresh) + 0.1 * (len(content) - len(fresh)) + 0.1 * len(far)
    rule = "posting.word" if len(content) == 1 else "posting.run"
    if keyword is not None:
        rule, strength = "posting.keyword", strength + 0.3
    if not fresh:
        rule = "posting.scattered"
    while last > first and not is_content(reading.words[last]):
        last -= 1
    start, end = reading.place(first, last)
    category = _CATEGORIES[keyword] if keyword is not None else _shape(reading, content)
    return Hit(reading.statement.index, start, end, category, Severity.MEDIUM, rule, strength=min(1.5, strength))


def _telling(reading: Reading, i: int) -> bool:
    """Whether a single word of the posting says something by itself: a name, or a long noun; verbs and fillers don't."""
    word = reading.words[i]
    return word.is_noun and (word.tag in _NAME_TAGS or len(word.text) >= 7)


def _near(reading: Reading, case: Case, i: int) -> bool:
    near = {s.index for s in reading.alignment.near}
    return any(s in near for s in case.index.homes(reading.words[i]))


def _keyword(stems: set[str], fresh: set[str], posting: PostingIndex) -> KeywordGroup | None:
    for wanted, group, _ in _keywords(posting):
        if wanted & fresh and len(wanted & stems) * 2 >= len(wanted):
            return group
    return None


def _shape(reading: Reading, content: list[int]) -> Category:
    if any(reading.words[i].tag in _NAME_TAGS for i in content):
        return Category.INVENTED_SKILL
    clause = reading.clause_of(content[0])
    verb = clause is not None and clause.head in content
    return Category.INVENTED_EXPERIENCE if verb else Category.INVENTED_SKILL


def unknown_name(case: Case) -> Iterator[Hit]:
    """A name (capitals within a sentence, an acronym) that stands neither in the CV nor belongs to the employer."""
    for reading in case.readings:
        for first, last in _names(reading):
            if _known(reading, case, first, last):
                continue
            asked = case.posting is not None and all(
                reading.words[i].stem in case.posting.stems for i in range(first, last + 1)
            )
            start, end = reading.place(first, last)
            rule = "name.posting" if asked else "name.unknown"
            yield Hit(reading.statement.index, start, end, Category.INVENTED_SKILL, Severity.HIGH, rule, strength=1.0)


def _names(reading: Reading) -> Iterator[tuple[int, int]]:
    words, i = reading.words, 0
    while i < len(words):
        if i in reading.claimed and _is_name(reading, i):
            last = i
            while last + 1 < len(words) and last + 1 in reading.claimed and _is_name(reading, last + 1):
                last += 1
            yield i, last
            i = last
        i += 1


def _is_name(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    if word.kind is not TokenKind.WORD or len(word.text) < 2 or not any(c.isupper() for c in word.text):
        return False
    acronym = sum(c.isupper() for c in word.text) >= 2
    return acronym or (i > 0 and word.tag in _NAME_TAGS and word.text[0].isupper())


def _known(reading: Reading, case: Case, first: int, last: int) -> bool:
    for i in range(first, last + 1):
        word = reading.words[i]
        wanted = case.posting is not None and (
            word.lemma in case.posting.employer or word.stem in case.posting.role or word.stem in case.posting.place
        )
        if not wanted and word.lemma not in _CALENDAR and not case.index.homes(word):
            return False
    return True
