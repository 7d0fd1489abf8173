"""Rules on names: organisations, products and acronyms that stand neither in the CV nor belong to the employer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.cv_index import CvIndex, is_content
from jobhelper.checking.cv_names import acronyms_of, initials_of, letters_of, skills_in
from jobhelper.checking.hits import Hit
from jobhelper.checking.posting_index import PostingIndex
from jobhelper.checking.statements import Zone
from jobhelper.models import Category, Severity
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma
from jobhelper.text.lexicon import load
from jobhelper.text.tokens import TokenKind, tokenise

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_PLACES_OF_WORK = frozenset({"at", "for", "with", "by", "from", "within", "alongside"})
_ORGANISED = frozenset(
    "group partner ltd limited plc inc llc gmbh company corporation university college school academy "
    "institute hospital clinic trust council bank agency studio consulting associate foundation charity "
    "society museum gallery theatre theater hotel restaurant cafe store solution system technology lab "
    "laboratory service brother son".split()
)
_JOINING = frozenset({"of", "and", "&", "the", "for"})
_STARTS = frozenset({":", ".", "•", "|", ";", "–", "—", '"', "“", "‘", "'", "(", "/", "·", "-"})
_QUOTES = frozenset({'"', "“", "‘", "'", "”", "’", "*", "_"})
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday "
    "christmas easter spring summer autumn winter fall cv ms mr mrs mx miss dr prof professor sir madam i "
    "ii iii iv vi team hiring manager am pm ok uk us usa eu english british irish american european".split()
)


def unknown_name(case: Case) -> Iterator[Hit]:
    """A name claimed of the applicant that the CV lacks; what sort of name shows in the words before it."""
    greeted = _greeted(case)
    for reading in case.readings:
        if not reading.claimed:
            continue
        covered = _covered(reading)
        for first, last in _runs(reading):
            run = reading.words[first : last + 1]
            if covered & set(range(first, last + 1)) or _known(run, case, greeted):
                continue
            start, end = reading.place(first, last)
            rule, category = _sort(reading, first, last)
            asked = case.posting is not None and all(w.stem in case.posting.stems for w in run if is_content(w))
            yield Hit(
                reading.statement.index, start, end, category, Severity.HIGH, rule + ("-asked" if asked else ""),
                hard=rule == "name.organisation" and not asked,
            )  # fmt: skip


def _greeted(case: Case) -> frozenset[str]:
    """Lemmas of every word outside the draft's body: whom it greets, who signs, where both live."""
    return frozenset(
        w.lemma for r in case.readings if r.statement.zone is not Zone.BODY for w in r.statement.words if w.is_noun
    )


def _covered(reading: Reading) -> set[int]:
    """Words that the skills lexicon names: other rules judge those."""
    found = skills_in(reading.statement.text)
    return {i for i, w in enumerate(reading.words) for m in found if w.start < m.end and m.start < w.end}


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    words, i = reading.words, 0
    titled = _titled(words)
    while i < len(words):
        if i not in reading.claimed or not _is_name(words, i, titled):
            i += 1
            continue
        last = i
        while last + 1 < len(words) and last + 1 in reading.claimed:
            if _is_name(words, last + 1, titled) or (_capital(words[last + 1]) and not titled):
                last += 1
            elif words[last + 1].text.lower() in _JOINING and last + 2 < len(words) and _capital(words[last + 2]):
                last += 2
            else:
                break
        if not _coded(words, i, last) and not _quoted(words, i, last):
            yield i, last
        i = last + 1


def _titled(words: tuple[Word, ...]) -> bool:
    """Whether a line is written in capitals throughout, so that a capital tells nothing."""
    letters = [w for w in words if w.kind is TokenKind.WORD and len(w.text) > 3]
    return sum(w.text[0].isupper() for w in letters) * 2 > len(letters)


def _capital(word: Word) -> bool:
    return word.kind is TokenKind.WORD and word.text[0].isupper()


def _acronym(word: Word) -> bool:
    letters = word.text.replace(".", "").rstrip("s")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()


def _is_name(words: tuple[Word, ...], i: int, titled: bool) -> bool:
    word = words[i]
    if word.kind is not TokenKind.WORD or len(word.text) < 2:
        return False
    if _acronym(word):
        return True
    if any(c.isupper() for c in word.text[1:]) and word.text[0].isalpha() and "-" not in word.text:
        return True
    inside = i > 0 and words[i - 1].text not in _STARTS
    return not titled and inside and word.tag in _NAME_TAGS and _capital(word)


def _coded(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a run is part of a code: "UHP-2291", "SMT/25/118", "D4"."""
    after = words[last + 1] if last + 1 < len(words) else None
    joined = after is not None and after.start == words[last].end and after.text[0] in "-/#0123456789"
    return joined or any(c.isdigit() for w in words[first : last + 1] for c in w.text)


def _quoted(words: tuple[Word, ...], first: int, last: int) -> bool:
    before, after = words[first - 1].text if first else "", words[last + 1].text if last + 1 < len(words) else ""
    return before in _QUOTES or (after in _QUOTES and after not in {"'", "’"})


@cache
def _degree_letters() -> frozenset[str]:
    texts = (text for row in load("credentials")["degree"] for text in row["texts"])
    return frozenset(text.replace(".", "").replace(" ", "").lower() for text in texts if len(text) <= 10)


@cache
def _place_words() -> frozenset[str]:
    return frozenset(lemma(t.text) for place in load("places")["places"] for t in tokenise(place))


@lru_cache(maxsize=64)
def _wanted(posting: PostingIndex) -> frozenset[str]:
    """What belongs to the employer: its name and initials, the role, the place, the people to write to."""
    posted = posting.posting
    parts = tokenise(f"{posted.company} {posted.contact} {posted.location} {posted.title}")
    names = [t.text for t in tokenise(posted.company) if t.kind is TokenKind.WORD and t.text[0].isupper()]
    letters = "".join(n[0].lower() for n in names)
    return frozenset({lemma(t.text) for t in parts} | {letters})


def _known(run: tuple[Word, ...], case: Case, greeted: frozenset[str]) -> bool:
    """Whether the CV or the employer has every word of a name, or the letters that it stands for."""
    if "".join(w.text[0].lower() for w in run if is_content(w)) in acronyms_of(case.index) and len(run) > 1:
        return True
    return all(_word_known(word, case, greeted) for word in run if word.kind is TokenKind.WORD)


def _word_known(word: Word, case: Case, greeted: frozenset[str]) -> bool:
    if not is_content(word) or word.lemma in _CALENDAR or word.lemma in greeted or word.lemma in _place_words():
        return True
    if case.posting is not None and word.lemma in _wanted(case.posting):
        return True
    return bool(case.index.homes(word)) or _written(word, case.index)


def _written(word: Word, index: CvIndex) -> bool:
    """Whether the CV writes a name in another way: in full for its letters, joined to another word, or a degree's."""
    letters = word.text.replace(".", "").lower()
    if _acronym(word):
        short = letters.rstrip("s") if word.text.endswith("s") else letters
        return short in initials_of(index) or letters in _degree_letters()
    return len(letters) >= 4 and letters in letters_of(index)


def _sort(reading: Reading, first: int, last: int) -> tuple[str, Category]:
    """The rule's id by what stands before the name, and what is false if the name is."""
    words = reading.words
    k = first - 1
    while k > 0 and words[k].text.lower() in {"the", "a", "an"}:
        k -= 1
    before = words[k].text.lower() if k >= 0 else ""
    organised = any(w.lemma in _ORGANISED for w in words[first : last + 1])
    if all(_acronym(w) for w in words[first : last + 1]):
        return "name.letters", Category.INVENTED_SKILL
    if (before == "at" and last > first) or (before in _PLACES_OF_WORK and organised):
        return "name.organisation", Category.INVENTED_EXPERIENCE
    if before in _PLACES_OF_WORK:
        return "name.with", Category.INVENTED_EXPERIENCE
    return "name.other", Category.INVENTED_EXPERIENCE if organised else Category.INVENTED_SKILL
