"""Turns a sentence of a CV into a false one or into the same in other words, to measure whoever judges sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jobhelper import nlp
from jobhelper.checking.concepts import keys
from jobhelper.checking.verbs import ASSISTED, DID, verb_uses
from jobhelper.models import Category
from jobhelper.text.lemmas import american, lemma
from jobhelper.text.lexicon import load

_ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,4}(?![\w.,:/-]*\d|\w)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed sentence: `start` and `end` mark what was changed in it; `category` is None where it is still true."""

    operator: str
    text: str
    start: int
    end: int
    category: Category | None

    @property
    def faithful(self) -> bool:
        """Whether the sentence still says what the CV says."""
        return self.category is None


_Change = Callable[[str, frozenset[str]], tuple[str, int, int] | None]


@cache
def _rows(table: str) -> tuple[dict[str, Any], ...]:
    return tuple(load("mutations")[table])


def mutants(sentence: str, cv_text: str) -> Iterator[Mutant]:
    """Every mutant that the operators make of a sentence of a CV, the false ones first, always in the same order."""
    known = frozenset(lemma(w) for w in re.findall(r"\w+", cv_text))
    for name, (change, category) in OPERATORS.items():
        changed = change(sentence, known)
        if changed is not None and changed[0] != sentence:
            yield Mutant(name, changed[0], changed[1], changed[2], category)


def _put(sentence: str, start: int, end: int, words: str) -> tuple[str, int, int]:
    return sentence[:start] + words + sentence[end:], start, start + len(words)


def _tail(sentence: str, words: str, joint: str = ", ") -> tuple[str, int, int]:
    body = sentence.rstrip()
    stop = body[-1] if body.endswith((".", "!", ";")) else ""
    body = body[: len(body) - len(stop)]
    return f"{body}{joint}{words}{stop}", len(body) + len(joint), len(body) + len(joint) + len(words)


def _unknown(table: str, known: frozenset[str]) -> str | None:
    """The first phrase of a table that holds a word which the CV does not have."""
    for row in _rows(table):
        words = {lemma(w) for w in re.findall(r"\w+", row["text"]) if len(w) > 3 or w.isupper()}
        if words - known:
            return str(row["text"])
    return None


def _number_changed(sentence: str, known: frozenset[str]) -> tuple[str, int, int] | None:
    for match in _NUMBER.finditer(sentence):
        if not _YEAR.fullmatch(match.group()):
            value = int(match.group()) * 3 + 7
            while str(value) in known:
                value += 1
            return _put(sentence, match.start(), match.end(), str(value))
    for match in re.finditer(r"\b(?:two|three|four|five|six|seven|eight|nine|ten)\b", sentence):
        return _put(sentence, match.start(), match.end(), "forty-seven")
    return None


def _duration_stretched(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    for row in _rows("stretch"):
        match = re.search(rf"(\d+|\b(?:{'|'.join(_ONES[1:])}))([ -]){row['from']}\b", sentence, re.IGNORECASE)
        if match:
            return _put(sentence, match.start(), match.end(), f"{match.group(1)}{match.group(2)}{row['text']}")
    return None


def _verb_raised(sentence: str, known: frozenset[str]) -> tuple[str, int, int] | None:
    uses = verb_uses(nlp.parse(sentence))
    word = _unknown("raised", known)
    if not uses or uses[0].first != 0 or uses[0].level > DID or word is None:
        return None
    words = nlp.parse(sentence)
    return _put(sentence, words[uses[0].first].start, words[uses[0].last].end, word)


def _added(table: str) -> _Change:
    def change(sentence: str, known: frozenset[str]) -> tuple[str, int, int] | None:
        words = _unknown(table, known)
        return None if words is None else _tail(sentence, words)

    return change


def _employer_swapped(sentence: str, known: frozenset[str]) -> tuple[str, int, int] | None:
    name = _unknown("employer", known)
    return None if name is None else _tail(sentence, f"at {name}", " ")


def _one_off_made_habit(sentence: str, known: frozenset[str]) -> tuple[str, int, int] | None:
    match = re.search(r"\b(?:once|one|a single)\b", sentence, re.IGNORECASE)
    habit = next((str(r["text"]) for r in _rows("habit") if lemma(r["text"].split()[-1]) not in known), None)
    if match is None or habit is None:
        return None
    return _tail(sentence, habit, " ")


def _kind_changed(sentence: str, known: frozenset[str]) -> tuple[str, int, int] | None:
    for row in _rows("kind"):
        match = re.search(rf"\b{row['from']}\b", sentence, re.IGNORECASE)
        if match and {lemma(w) for w in row["text"].split()} - known:
            return _put(sentence, match.start(), match.end(), row["text"])
    return None


def _plural_made(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    words = nlp.parse(sentence)
    for i, word in enumerate(words):
        if word.text.lower() in {"one", "a", "an"} and word.relation in {"nummod", "det"}:
            noun = words[word.head]
            if noun.tag == "NN" and noun.start > word.start and noun.text.islower():
                plural = noun.text[:-1] + "ies" if re.search(r"[^aeiou]y$", noun.text) else noun.text + "s"
                between = sentence[word.end : noun.start]
                return _put(sentence, word.start, noun.end, f"many{between}{plural}")
        if i > 12:
            break
    return None


def _synonym(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    for word in nlp.parse(sentence):
        joined = sentence[max(0, word.start - 1) : word.start] == "-" or sentence[word.end : word.end + 1] == "-"
        if word.tag not in {"NN", "JJ"} or not word.text.islower() or joined:
            continue
        for row in load("synonyms")["group"]:
            singles = [t for t in row["texts"] if t.isalpha()]
            if word.text in singles and len(singles) > 1:
                other = next(t for t in singles if t != word.text)
                if keys(lemma(other)) & keys(word.lemma):
                    return _put(sentence, word.start, word.end, other)
    return None


def _digits_to_words(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    for match in _NUMBER.finditer(sentence):
        if 1 < int(match.group()) <= 12:
            return _put(sentence, match.start(), match.end(), _ONES[int(match.group())])
    for match in re.finditer(rf"\b(?:{'|'.join(_ONES[2:])})\b", sentence):
        return _put(sentence, match.start(), match.end(), str(_ONES.index(match.group())))
    return None


def _spelling(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    for match in re.finditer(r"\b[a-z]{5,}\b", sentence):
        if american(match.group()) != match.group():
            return _put(sentence, match.start(), match.end(), american(match.group()))
    return None


def _reorder(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    match = re.fullmatch(r"([A-Z]\w+[^,;()]+?) (in|for|at|with|during) ([^,;()]+?)(\.?)", sentence)
    if match is None or len(match.group(3).split()) > 6 or len(match.group(1).split()) < 3:
        return None
    first = match.group(1)[0].lower() + match.group(1)[1:]
    text = f"{match.group(2).capitalize()} {match.group(3)}, I {first}{match.group(4)}"
    uses = verb_uses(nlp.parse(sentence))
    return (text, 0, len(text)) if uses and uses[0].first == 0 and uses[0].level >= ASSISTED else None


def _first_person(sentence: str, _known: frozenset[str]) -> tuple[str, int, int] | None:
    words = nlp.parse(sentence)
    if not words or words[0].tag != "VBD":
        return None
    text = f"I {sentence[0].lower()}{sentence[1:]}"
    return text, 0, len(text)


OPERATORS: dict[str, tuple[_Change, Category | None]] = {
    "number_changed": (_number_changed, Category.INFLATED_NUMBER),
    "duration_stretched": (_duration_stretched, Category.INFLATED_DURATION),
    "verb_raised": (_verb_raised, Category.INFLATED_ROLE),
    "skill_added": (_added("skill"), Category.INVENTED_SKILL),
    "employer_swapped": (_employer_swapped, Category.INVENTED_EXPERIENCE),
    "one_off_made_habit": (_one_off_made_habit, Category.OVERGENERALISED),
    "kind_changed": (_kind_changed, Category.RECLASSIFIED),
    "credential_added": (_added("credential"), Category.INVENTED_CREDENTIAL),
    "outcome_added": (_added("outcome"), Category.INVENTED_OUTCOME),
    "plural_made": (_plural_made, Category.OVERGENERALISED),
    "synonym": (_synonym, None),
    "digits_to_words": (_digits_to_words, None),
    "spelling": (_spelling, None),
    "reorder": (_reorder, None),
    "first_person": (_first_person, None),
}
