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
    r"|\bconsider\s+me\b|\bput\s+myself\s+forward\b|\bmy\s+interest\s+in\s+(?:the|this|your)\b"
    r"|\b(?:saw|read|seen|found|came across)\s+your\b"
    r"|\b(?:expected|desired|current)\s+salary\b|\bsalary\s+expectation|\bnotice\s+period\b"
    r"|\b(?:target role|desired position|objective|applying for|position applied)\b",
    re.IGNORECASE,
)


_FRONTED = 6
_BREAKS = frozenset({",", ";", ":", "–", "—", "-", "("})


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
    return frozenset((asserted | presupposed(words, parts)) - denied - _theirs(words, parts))


def _theirs(words: tuple[Word, ...], parts: tuple[Clause, ...]) -> set[int]:
    """Words of phrases that are the employer's: what "your" owns, and what a clause says that the employer does."""
    found: set[int] = set()
    for i, word in enumerate(words):
        if word.text.lower() == "your" and word.relation == "poss" and word.head > i:
            found |= set(range(i, word.head + 1))
    for clause in parts:
        if clause.subject is Subject.EMPLOYER and clause.relation == "relcl" and not _speaks_of(words, clause):
            noun = words[clause.head].head
            found |= {noun} | {
                j
                for j in range(noun)
                if words[j].head == noun and words[j].relation in {"det", "amod", "compound", "nummod"}
            }
    return found


def _speaks_of(words: tuple[Word, ...], clause: Clause) -> bool:
    """Whether the clause has the applicant in it ("the prize that your judges gave me")."""
    return any(words[i].text.lower() in {"i", "me", "my"} for i in clause.words)


def _applies(words: tuple[Word, ...], clause: Clause) -> bool:
    """Whether a clause is the opening formula of an application: it names the job wanted, not a job held."""
    text = " ".join(words[i].text for i in clause.words)
    return _APPLYING.search(text) is not None


def _denied(words: tuple[Word, ...], parts: tuple[Clause, ...]) -> frozenset[int]:
    """Words that a denial or a frank admission takes back, within its clause and those that "or" joins to it."""
    spared = {i for m in phrases("modality", "no_negation").find(words) for i in range(m.first, m.last + 1)}
    found: set[int] = set()
    for match in phrases("modality", "cue").find(words):
        if match.first in spared or _small_amount(words, match.first):
            continue
        home = next((c for c in parts if match.last in c.words), None)
        if home is None:
            continue
        if match.row["kind"] in _WHOLE_CLAUSE:
            found |= set(home.words)
        elif match.row["kind"] == "negation":
            found |= {i for i in home.words if i >= match.first} | _hanging(home, parts, match.first)
            found |= _fronted(words, home, parts)
    for clause in parts:
        if clause.relation == "conj" and clause.governor in found and _or_between(words, clause):
            found |= set(clause.words)
    return frozenset(found)


def _or_between(words: tuple[Word, ...], clause: Clause) -> bool:
    return any(words[j].text.lower() in {"or", "nor"} for j in range(clause.governor + 1, clause.head))


def _small_amount(words: tuple[Word, ...], i: int) -> bool:
    """Whether "little" or "few" only measures: "a little French" denies nothing."""
    return (
        words[i].text.lower() in {"little", "few"} and i > 0 and words[i - 1].text.lower() in {"a", "the", "my", "our"}
    )


def _fronted(words: tuple[Word, ...], home: Clause, parts: tuple[Clause, ...]) -> set[int]:
    """The object put before its own denial: "KQL" in "KQL I have yet to start"."""
    above = next((c for c in parts if c.head == home.governor), home) if home.relation == "xcomp" else home
    subject = next((i for i in above.words if words[i].text == "I"), None)
    if subject is None:
        return set()
    found: set[int] = set()
    joined: set[int] = set()
    for i in range(subject - 1, max(-1, subject - 1 - _FRONTED), -1):
        if i not in above.words or words[i].text in _BREAKS or words[i].text.lower() in {"but", "so"}:
            break
        if words[i].relation in {"prep", "mark", "advcl"} or words[i].is_verb:
            return joined
        if words[i].text.lower() == "and":
            joined = set(found)
        found.add(i)
    return found


def _hanging(home: Clause, parts: tuple[Clause, ...], first: int) -> set[int]:
    """Words of the clauses that hang on a denied one and come after the denial, unless they assert anew."""
    return {
        i
        for clause in parts
        if clause.governor == home.head and clause.head > first and clause.relation in {"xcomp", "pcomp", "acl"}
        for i in clause.words
    }
