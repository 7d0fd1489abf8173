"""Rules on borrowing: what the posting asks for, said of the applicant, and nowhere in the CV."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.hits import Hit
from jobhelper.checking.posting_index import PostingIndex
from jobhelper.models import Category, KeywordGroup, Severity
from jobhelper.nlp import Word
from jobhelper.text.lemmas import stem
from jobhelper.text.lexicon import load
from jobhelper.text.tokens import TokenKind, tokenise

_CATEGORIES = {
    KeywordGroup.TOOL: Category.INVENTED_SKILL,
    KeywordGroup.SKILL: Category.INVENTED_SKILL,
    KeywordGroup.QUALIFICATION: Category.INVENTED_CREDENTIAL,
    KeywordGroup.DUTY: Category.INVENTED_EXPERIENCE,
    KeywordGroup.TRAIT: Category.INVENTED_SKILL,
}
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_FIGURES = frozenset({"CD", "LS", "RB"})
_HALF = 0.5
_LONG = 7


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
    words = reading.words
    content = [i for i in range(first, last + 1) if is_content(words[i])]
    fresh = [i for i in content if not case.index.homes(words[i])]
    far = [i for i in content if not _near(reading, case, i)]
    if not fresh and len(far) < 2:
        return None
    if last + 1 < len(words) and words[last + 1].text == ":":
        return None
    telling = [i for i in fresh if words[i].lemma not in _plain_words() and words[i].text.lower() not in _plain_words()]
    keyword = _keyword({words[i].stem for i in content}, {words[i].stem for i in fresh}, case.posting)
    rule = _rule(reading, content, fresh, telling, keyword)
    if rule is None:
        return None
    while last > first and not is_content(words[last]):
        last -= 1
    start, end = reading.place(first, last)
    category = _CATEGORIES[keyword[0]] if keyword is not None else _shape(reading, content)
    strength = 0.4 + 0.3 * len(telling) + 0.1 * (len(content) - len(telling)) + 0.1 * len(far)
    return Hit(reading.statement.index, start, end, category, Severity.MEDIUM, rule, strength=min(1.5, strength))


def _rule(
    reading: Reading,
    content: list[int],
    fresh: list[int],
    telling: list[int],
    keyword: tuple[KeywordGroup, bool] | None,
) -> str | None:
    """The id by how much of a term the run holds, of which sort, and how much of it is new to the CV."""
    words = reading.words
    if not fresh:
        return "posting.scattered"
    if not telling or words[telling[-1]].tag in _FIGURES:
        return "posting.plain" if len(content) > 1 or keyword is not None else None
    clause = reading.clause_of(telling[0])
    if clause is None or clause.subject not in {Subject.APPLICANT, Subject.GROUP}:
        return "posting.aside"
    if keyword is not None and keyword[1]:
        group = keyword[0]
        if group in {KeywordGroup.TOOL, KeywordGroup.QUALIFICATION, KeywordGroup.DUTY}:
            return f"posting.{group.value}"
        return "posting.term" if len(content) > 1 else "posting.term-word"
    if len(content) == 1 and keyword is None and not _telling(reading, telling[0]):
        return None
    size = "term-part" if keyword is not None else ("word", "pair", "run")[min(len(content), 3) - 1]
    return f"posting.{size}" + ("-listed" if reading.statement.listed else "")


@cache
def _plain_words() -> frozenset[str]:
    """Words that say nothing of themselves: fillers and the nouns of every posting."""
    rows = load("requirements")["words"]
    return frozenset(f"{rows['lead']} {rows['generic']}".split())


def _telling(reading: Reading, i: int) -> bool:
    """Whether a single word of the posting says something by itself: a name or a long noun does."""
    word = reading.words[i]
    return word.is_noun and (word.tag in _NAME_TAGS or len(word.text) >= _LONG)


def _near(reading: Reading, case: Case, i: int) -> bool:
    near = {s.index for s in reading.alignment.near}
    return any(s in near for s in case.index.homes(reading.words[i]))


def _keyword(stems: set[str], fresh: set[str], posting: PostingIndex) -> tuple[KeywordGroup, bool] | None:
    """The group of the keyword that a run holds most of, at least half, and whether it holds the whole of it."""
    best: tuple[float, KeywordGroup] | None = None
    for wanted, group, _ in _keywords(posting):
        share = len(wanted & stems) / len(wanted)
        if wanted & fresh and share >= _HALF and (best is None or share > best[0]):
            best = (share, group)
    return None if best is None else (best[1], best[0] == 1)


def _shape(reading: Reading, content: list[int]) -> Category:
    if any(reading.words[i].tag in _NAME_TAGS for i in content):
        return Category.INVENTED_SKILL
    clause = reading.clause_of(content[0])
    verb = clause is not None and clause.head in content
    return Category.INVENTED_EXPERIENCE if verb else Category.INVENTED_SKILL
