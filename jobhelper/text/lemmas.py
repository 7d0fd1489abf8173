"""Folds a word to what its forms share: case, accents, inflection, UK and US spelling, derivation."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import simplemma
import snowballstemmer

# A stemmer keeps the word it works on: each thread has its own.
_own = threading.local()
# simplemma's table takes these for forms of other words.
_TRAPS = {
    "as": "as",
    "is": "be",
    "am": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "been": "be",
    "being": "be",
    "'m": "be",
    "'re": "be",
    "'ve": "have",
    "has": "have",
    "had": "have",
    "aws": "aws",
    "css": "css",
    "cms": "cms",
    "news": "news",
    "sas": "sas",
    "does": "do",
    "drove": "drive",
    "found": "find",
    "founded": "found",
    "founding": "found",
    "led": "lead",
    "lay": "lay",
    "laid": "lay",
    "left": "leave",
    "media": "media",
    "data": "data",
    "rose": "rise",
    "saw": "see",
    "sat": "sit",
    "wound": "wound",
    "wounds": "wound",
    "bound": "bind",
    "ground": "ground",
    "felt": "feel",
    "staff": "staff",
    "arts": "art",
    "ms": "ms",
    "spoke": "speak",
    "born": "bear",
    "shot": "shoot",
    "taught": "teach",
    "graduating": "graduate",
    "loaves": "loaf",
    "wives": "wife",
    "midwives": "midwife",
    "housewives": "housewife",
    "shelves": "shelf",
    "bookshelves": "bookshelf",
    "halves": "half",
    "calves": "calf",
    "thieves": "thief",
}
_SPELLING = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"is(e|es|ed|ing|er|ers)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile(r"([a-z]{2})our(s|ed|ing|ful|able|ite|er|ers|ist|al)?$"), r"\1or\2"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"([^aeiou])tre(s?)$"), r"\1ter\2"),
    (re.compile(r"([aeiou])ll(ed|ing|er|ers|or|ors)$"), r"\1l\2"),
    (re.compile(r"ae(?=[dst])"), r"e"),
)
_UNFOLDED = """
wise rise exercise promise precise concise otherwise likewise noise raise praise advise revise supervise devise
surprise enterprise expertise franchise merchandise premise disguise compromise improvise televise advertise
hour four tour pour your our sour flour course source court resource devour contour detour
"""
_NOT_ISE = frozenset(_UNFOLDED.split())
_ONE_TO_ONE = {
    "programme": "program",
    "programmes": "programs",
    "licence": "license",
    "licences": "licenses",
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "centre": "center",
    "centres": "centers",
    "theatre": "theater",
    "theatres": "theaters",
    "aluminium": "aluminum",
    "cheque": "check",
    "cheques": "checks",
    "tyre": "tire",
    "tyres": "tires",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "skilful": "skillful",
    "grey": "gray",
    "jewellery": "jewelry",
    "defence": "defense",
    "manoeuvre": "maneuver",
    "paediatric": "pediatric",
    "paediatrics": "pediatrics",
    "orthopaedic": "orthopedic",
    "orthopaedics": "orthopedics",
    "anaesthetic": "anesthetic",
    "gynaecology": "gynecology",
    "learnt": "learn",
    "spelt": "spell",
    "whilst": "while",
    "mum": "mom",
}


def strip_accents(text: str) -> str:
    """`text` without combining marks: `Café` becomes `Cafe`; letters such as `ø` stay."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A lower-case word in US spelling, so that both spellings are one word."""
    if word in _ONE_TO_ONE:
        return _ONE_TO_ONE[word]
    if word in _NOT_ISE:
        return word
    for pattern, replacement in _SPELLING:
        folded, count = pattern.subn(replacement, word)
        if count and len(word) > 4:
            return folded
    return word


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a word, in lower case, US spelling and without accents: `Organised` becomes `organize`."""
    lower = strip_accents(word.lower().replace("’", "'"))
    if lower in _TRAPS:
        return _TRAPS[lower]
    if not lower.isalpha() or len(lower) < 3:
        return lower
    return american(str(simplemma.lemmatize(lower, lang="en")).lower())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What a word shares with its derivations: `translator` and `translation` become one; coarser than a lemma."""
    if not hasattr(_own, "stemmer"):
        _own.stemmer = snowballstemmer.stemmer("english")
    return str(_own.stemmer.stemWord(lemma(word)))
