"""Tells which words of a statement claim something about the applicant: asserted, theirs, and not taken back."""

from __future__ import annotations

import re

from jobhelper.checking.clauses import Clause, Modality, Subject, presupposed
from jobhelper.checking.phrases import phrases
from jobhelper.nlp import Word

# Cue kinds of the lexicon whose clause claims nothing; a negation takes back only what follows it.
_WHOLE_CLAUSE = frozenset({"frank", "hearsay"})
_APPLYING = re.compile(
    r"\b(?:am|'m|’m|are)\s+(?:\w+\s+)?(?:writing|applying|contacting|submitting|responding|getting in touch)\b"
    r"|\b(?:would like|wish|want)\s+to\s+(?:apply|present|be considered)\b"
    r"|\b(?:apply|application|candidacy|candidature)\s+(?:for|to)\b"
    r"|\b(?:express|register)\s+my\s+(?:\w+\s+)?(?:interest|enthusiasm)\b"
    r"|\b(?:saw|read|seen|found|came across)\s+your\b"
    r"|\b(?:target role|desired position|objective|applying for|position applied)\b",
    re.IGNORECASE,
)


def claimed_words(words: tuple[Word, ...], parts: tuple[Clause, ...]) -> frozenset[int]:
    """Indices of the words of a statement that claim."""
    if not words or words[-1].text == "?":
        return frozenset()
    denied = _denied(words, parts)
    asserted = {
        i
        for clause in parts
        if clause.modality is Modality.ASSERTED
        and clause.subject is not Subject.EMPLOYER
        and not _applies(words, clause)
        for i in clause.words
    }
    return frozenset((asserted | presupposed(words, parts)) - denied)


def _applies(words: tuple[Word, ...], clause: Clause) -> bool:
    """Whether a clause is the opening formula of an application: it names the job wanted, not a job held."""
    text = " ".join(words[i].text for i in clause.words)
    return _APPLYING.search(text) is not None


def _denied(words: tuple[Word, ...], parts: tuple[Clause, ...]) -> frozenset[int]:
    """Words that a denial or a frank admission takes back, each within its own clause."""
    spared = {i for m in phrases("modality", "no_negation").find(words) for i in range(m.first, m.last + 1)}
    found: set[int] = set()
    for match in phrases("modality", "cue").find(words):
        if match.first in spared:
            continue
        home = next((c for c in parts if match.last in c.words), None)
        if home is None:
            continue
        if match.row["kind"] in _WHOLE_CLAUSE:
            found |= set(home.words)
        elif match.row["kind"] == "negation":
            found |= {i for i in home.words if i >= match.first} | _hanging(home, parts, match.first)
    return frozenset(found)


def _hanging(home: Clause, parts: tuple[Clause, ...], first: int) -> set[int]:
    """Words of the clauses that hang on a denied one and come after the denial, unless they assert anew."""
    return {
        i
        for clause in parts
        if clause.governor == home.head and clause.head > first and clause.relation in {"xcomp", "pcomp", "acl"}
        for i in clause.words
    }
