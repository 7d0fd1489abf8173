"""Finds by grammar the clauses that tell what came of an act: tails, purposes, relative clauses, main verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from jobhelper.checking.case import Case, Reading
from jobhelper.checking.clauses import Subject
from jobhelper.checking.cv_index import is_content
from jobhelper.checking.memory import Remembered
from jobhelper.nlp import Word
from jobhelper.text.lemmas import lemma, stem
from jobhelper.text.lexicon import load


class Form(StrEnum):
    """How an effect hangs on the act it is said to come of."""

    TAIL = "tail"
    PURPOSE = "purpose"
    RELATIVE = "relative"
    MAIN = "main"
    JOINED = "joined"


class Sort(StrEnum):
    """How sure a verb tells an effect: whatever its object, with an object that can be measured, or only in a tail."""

    SURE = "sure"
    METRIC = "metric"
    VAGUE = "vague"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect as told: word indices from its verb `first` to `last`, and in what form and by what sort of verb."""

    first: int
    last: int
    form: Form
    sort: Sort


_STOPS = frozenset({",", ";", ".", ":", "—", "–", "(", ")", "|"})
_JOINTS = frozenset({",", ";", "—", "–", "-", "and", "thereby", "thus", "while", "whilst", "hence", "or"})
_SELF = frozenset({"my", "me", "myself"})
_LONGEST = 14


@cache
def _verbs() -> dict[str, tuple[tuple[tuple[str, ...], Sort], ...]]:
    """Effect verbs by their first lemma and stem, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Sort]]] = {}
    for row in load("outcomes")["effect"]:
        first, *rest = row["lemma"].split()
        for key in {lemma(first), f"stem.{stem(first)}"}:
            found.setdefault(key, []).append((tuple(rest), Sort(row["sort"])))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def effects(words: tuple[Word, ...]) -> tuple[Effect, ...]:
    """Every clause of a sentence that may tell an effect, in order; whether it is new to the CV is another question."""
    return _remembered(words)


def _effects(words: tuple[Word, ...]) -> tuple[Effect, ...]:
    return tuple(_told(words))


_remembered = Remembered(_effects)


def _told(words: tuple[Word, ...]) -> Iterator[Effect]:
    tails: set[int] = set()
    for i in range(len(words)):
        if not _may_be_verb(words, i):
            continue
        sort = Sort.SURE if _makes_better(words, i) else _sort(words, i)
        form = _form(words, i, tails)
        if form is None:
            continue
        if form is Form.TAIL:
            tails.add(i)
        yield Effect(i, _end(words, i), form, sort)


def _sort(words: tuple[Word, ...], i: int) -> Sort:
    # A participle that is also a noun keeps its own lemma: "building", "cutting"; its stem leads to the verb.
    for rest, sort in _verbs().get(words[i].lemma) or _verbs().get(f"stem.{words[i].stem}", ()):
        if tuple(w.text.lower() for w in words[i + 1 : i + 1 + len(rest)]) == rest:
            return sort
    return Sort.OTHER


def _may_be_verb(words: tuple[Word, ...], i: int) -> bool:
    word = words[i]
    if word.is_verb:
        return word.relation not in {"amod", "aux", "auxpass", "compound"}
    # A bullet's first word, and one after "to" in British spelling, are verbs however the tagger takes them.
    led_in = i == 0 or (words[i - 1].text.lower() == "to" and word.tag == "NN")
    return led_in and word.tag in {"NN", "NNP", "JJ"} and word.lemma in _verbs()


def _makes_better(words: tuple[Word, ...], i: int) -> bool:
    """Whether the words are "making records easier to find": a change whatever it is of."""
    near = words[i + 1 : i + 7]
    return words[i].lemma in {"make", "keep", "render"} and any(w.tag in {"JJR", "RBR"} for w in near)


def _form(words: tuple[Word, ...], i: int, tails: set[int]) -> Form | None:
    word = words[i]
    before = _word_before(words, i)
    if word.tag == "VBG":
        return Form.TAIL if _is_tail(words, i, before, tails) else None
    if word.tag in {"VB", "VBP", "NN"} and i > 0 and before >= 0 and words[before].text.lower() == "to":
        return Form.PURPOSE if _verb_earlier(words, before) else None
    if before >= 0 and words[before].text.lower() in {"which", "that"}:
        return Form.RELATIVE
    if i == 0:
        return Form.MAIN
    return Form.JOINED if word.tag in {"VBD", "VBN", "VBP", "VBZ"} else None


def _is_tail(words: tuple[Word, ...], i: int, before: int, tails: set[int]) -> bool:
    if before < 0 or not _verb_earlier(words, i):
        return False
    joint = words[before].text.lower()
    if joint in {"and", "or"}:
        # "…, building trust and keeping records": joined to a tail, not to an object.
        return bool(tails) or words[before - 1].text == ","
    return joint in _JOINTS


def _word_before(words: tuple[Word, ...], i: int) -> int:
    """The word before, adverbs skipped: "and consistently improving"."""
    i -= 1
    while i >= 0 and words[i].tag in {"RB", "RBR"} and words[i].text.lower() not in {"not", "n't"}:
        i -= 1
    return i


def _verb_earlier(words: tuple[Word, ...], i: int) -> bool:
    if i > 1 and (words[0].is_verb or words[0].is_noun or words[0].tag == "JJ"):
        return True
    return any(w.is_verb and w.relation not in {"amod", "compound"} for w in words[:i])


def _end(words: tuple[Word, ...], i: int) -> int:
    last = i
    for j in range(i + 1, min(len(words), i + _LONGEST)):
        text = words[j].text.lower()
        if text in _STOPS:
            break
        if text in {"and", "while", "but", "by", "through", "using"} and j + 1 < len(words):
            following = next((w for w in words[j + 1 : j + 3] if w.tag not in {"RB"}), words[j + 1])
            if following.is_verb or text in {"while", "but", "by", "through", "using"}:
                break
        last = j
    return last


def told_of_self(words: tuple[Word, ...], effect: Effect) -> bool:
    """Whether the effect is one on the applicant ("strengthened my confidence"): a feeling, no result."""
    return any(w.text.lower() in _SELF for w in words[effect.first + 1 : effect.first + 4])


def newness(reading: Reading, case: Case, members: list[int]) -> float:
    """Share (0 to 1) of the content words that the aligned lines and their entry do not have in any form."""
    content = [reading.words[i] for i in members if is_content(reading.words[i])]
    if not content:
        return 0.0
    near = surroundings(reading, case)
    fresh = 0.0
    for word in content:
        homes = case.index.homes(word)
        fresh += 1 - max((v for s, v in homes.items() if s in near), default=0.0)
    return fresh / len(content)


def surroundings(reading: Reading, case: Case) -> frozenset[int]:
    """Indices of the CV segments that a statement speaks of: those aligned and those of its entry."""
    entry = case.index.by_entry.get(reading.alignment.entry_id or "", ())
    return frozenset({s.index for s in reading.alignment.near}) | frozenset(entry)


def subject_of(reading: Reading, word: int) -> Subject:
    """Whom the clause of a word speaks of."""
    clause = reading.clause_of(word)
    return clause.subject if clause is not None else Subject.OTHER
