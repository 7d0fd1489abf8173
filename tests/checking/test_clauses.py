"""Taking a sentence apart into clauses: each word in one clause, with its subject and how it is meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper import nlp
from jobhelper.checking.clauses import Clause, Modality, Subject, clauses, presupposed

NONE: frozenset[str] = frozenset()


def clause(sentence: str, verb: str, employer: frozenset[str] = NONE, *, first_person: bool = False) -> Clause:
    """The clause whose head is `verb`."""
    words = nlp.parse(sentence)
    return next(c for c in clauses(words, first_person, employer) if words[c.head].text == verb)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("I shod horses at the forge.", "shod", Subject.APPLICANT),
        ("My thesis compared two dialects.", "compared", Subject.APPLICANT),
        ("We rehearsed a string quartet.", "rehearsed", Subject.GROUP),
        ("You publish field guides.", "publish", Subject.EMPLOYER),
        ("Your gallery sends pictures to schools.", "sends", Subject.EMPLOYER),
        ("It doubled the catch.", "doubled", Subject.THING),
        ("The weather turned in May.", "turned", Subject.OTHER),
        ("I built a kiln that fired every pot in the studio.", "fired", Subject.THING),
        ("Your laboratory, which opened in 2019, grows coral.", "opened", Subject.EMPLOYER),
    ],
)
def test_the_subject_of_each_clause(sentence: str, verb: str, subject: Subject) -> None:
    assert clause(sentence, verb).subject is subject


def test_a_clause_without_subject_speaks_of_the_applicant_only_where_a_cv_does() -> None:
    sentence = "Wrote programme notes for the quartet."
    assert clause(sentence, "Wrote", first_person=True).subject is Subject.APPLICANT
    assert clause(sentence, "Wrote").subject is Subject.OTHER


def test_the_employers_name_is_the_employer() -> None:
    assert clause("Oakmantle restores canal boats.", "restores", frozenset({"oakmantle"})).subject is Subject.EMPLOYER
    assert clause("Oakmantle restores canal boats.", "restores").subject is Subject.OTHER


@pytest.mark.parametrize(
    ("sentence", "verb", "modality"),
    [
        ("I translated court letters.", "translated", Modality.ASSERTED),
        ("I did not translate contracts.", "translate", Modality.NEGATED),
        ("I never translated contracts.", "translated", Modality.NEGATED),
        ("I won't translate contracts.", "translate", Modality.NEGATED),
        ("I would translate contracts.", "translate", Modality.FUTURE),
        ("I could translate contracts.", "translate", Modality.FUTURE),
        ("I can translate contracts.", "translate", Modality.ASSERTED),
        ("I hope to translate contracts.", "translate", Modality.WISH),
        ("I am keen to translate contracts.", "translate", Modality.WISH),
        ("I admire careful translators.", "admire", Modality.OPINION),
        ("I translated letters and hope to translate novels.", "translated", Modality.ASSERTED),
        ("I translated letters and hope to translate novels.", "translate", Modality.WISH),
        ("I have not translated novels, but I edited one.", "edited", Modality.ASSERTED),
        ("I want to teach because I tutored two pupils.", "tutored", Modality.ASSERTED),
        ("I apply varnish by hand.", "apply", Modality.ASSERTED),
        ("I apply for this post.", "apply", Modality.WISH),
        ("If you use a kiln, call me.", "use", Modality.WISH),
    ],
)
def test_how_each_clause_is_meant(sentence: str, verb: str, modality: Modality) -> None:
    assert clause(sentence, verb).modality is modality


@pytest.mark.parametrize(
    ("sentence", "taken", "left"),
    [
        ("My two seasons of lambing would help your farm.", "two seasons lambing", "farm"),
        ("As a trained diver, I would enjoy the work.", "trained diver", "work"),
        ("With a licence for forklifts, I could help at once.", "licence forklifts", "help"),
        ("I would offer experience of night shifts.", "experience night shifts", ""),
        ("I would bring my enthusiasm.", "", "enthusiasm"),
        ("I hope my letter finds you well.", "", "letter"),
        ("I hope to plant trees.", "", "plant trees"),
    ],
)
def test_what_a_wish_takes_for_granted(sentence: str, taken: str, left: str) -> None:
    words = nlp.parse(sentence)
    found = {words[i].text for i in presupposed(words, clauses(words, False, NONE))}
    assert set(taken.split()) <= found
    assert not set(left.split()) & found


VOCABULARY = (
    "I you my your we not never would hope led choir that which because if and or but , ; ( ) . ? Oakmantle 12 "
    "trained running to be had in for by the a"
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=25))
def test_every_word_belongs_to_one_clause_and_every_governor_is_a_head(chosen: list[str]) -> None:
    words = nlp.parse(" ".join(chosen))
    parts = clauses(words, False, frozenset({"oakmantle"}))
    homes = [i for c in parts for i in c.words]
    assert sorted(homes) == list(range(len(words)))
    heads = {c.head for c in parts}
    assert all(c.head in c.words and c.governor in heads for c in parts)
    assert presupposed(words, parts) <= set(homes)


def test_no_words_have_no_clauses() -> None:
    assert clauses((), True) == ()
