"""The mutation operators: each makes what it says, always the same, and the checker tells false from true by them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.checking.check import check
from jobhelper.checking.mutations import OPERATORS, Mutant, mutants
from jobhelper.models import CV, Category, FactKind
from jobhelper.text.lemmas import american
from tests.checking.people import ALL, person

FALSE = [name for name, (_, category) in OPERATORS.items() if category is not None]
TRUE = [name for name, (_, category) in OPERATORS.items() if category is None]


def mutant(operator: str, sentence: str, cv_text: str = "") -> Mutant | None:
    return next((m for m in mutants(sentence, cv_text or sentence) if m.operator == operator), None)


def bullets(cv: CV) -> list[str]:
    found = [" ".join(f.text.split()) for f in cv.facts if f.kind is FactKind.BULLET]
    return [text for text in found if len(text.split()) >= 4]


@cache
def corpus() -> list[tuple[str, str, Mutant]]:
    """Each person's name, a bullet of theirs, and a mutant of it."""
    return [
        (name, text, m)
        for name in sorted(ALL)
        for text in bullets(person(name))
        for m in mutants(text, person(name).text)
    ]


def numbers(text: str) -> list[str]:
    names = {
        w: str(i) for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
    }
    return sorted(names.get(w, w) for w in re.findall(r"\w+", text.lower()) if w.isdigit() or w in names)


@pytest.mark.parametrize(
    ("operator", "sentence", "changed"),
    [
        ("number_changed", "Drew plans of 18 contexts", r"^Drew plans of (?!18\b)\d+ contexts$"),
        ("number_changed", "Sorted donations on six Saturdays", r"forty-seven Saturdays"),
        ("duration_stretched", "Shadowed a vet for two weeks", r"two (?:months|years)"),
        ("verb_raised", "Helped to decorate wedding cakes", r"^(?!Helped)\w+"),
        ("one_off_made_habit", "Gave one tour to a class of schoolchildren", r"schoolchildren \w+"),
        ("plural_made", "Observed a mediation", r"^Observed many mediations$"),
        ("digits_to_words", "Held 3 ferrets", r"^Held three ferrets$"),
        ("digits_to_words", "Held three ferrets", r"^Held 3 ferrets$"),
        ("spelling", "Helped to organise spare parts", r"^Helped to organize spare parts$"),
        ("reorder", "Drew plans of contexts in the trench", r"^In the trench, I drew plans of contexts$"),
        ("first_person", "Gave talks to scouts", r"^I gave talks to scouts$"),
    ],
)
def test_an_operator_makes_what_its_name_says(operator: str, sentence: str, changed: str) -> None:
    made = mutant(operator, sentence)
    assert made is not None
    assert re.search(changed, made.text), made.text


@pytest.mark.parametrize("operator", ["skill_added", "employer_swapped", "credential_added", "outcome_added"])
def test_what_is_added_stands_at_the_end_and_is_not_in_the_cv(operator: str) -> None:
    sentence = "Catalogued 150 Roman coins."
    made = mutant(operator, sentence, person("digger").text)
    assert made is not None
    assert made.text.startswith("Catalogued 150 Roman coins")
    assert made.text.endswith(".")
    assert made.text[made.start : made.end] not in person("digger").text


@pytest.mark.parametrize("operator", ["number_changed", "duration_stretched", "one_off_made_habit", "digits_to_words"])
def test_an_operator_without_its_material_makes_nothing(operator: str) -> None:
    assert mutant(operator, "Swept the yard") is None


def test_years_are_no_numbers_to_change() -> None:
    assert mutant("number_changed", "Toured in 2019") is None


def test_every_mutant_differs_and_marks_what_was_changed() -> None:
    made = corpus()
    assert {m.operator for _, _, m in made} >= set(FALSE) - {"kind_changed", "duration_stretched"}
    for _, text, m in made:
        assert m.text != text
        assert 0 <= m.start < m.end <= len(m.text)
        assert m.faithful is (m.operator in TRUE)


def test_the_same_sentence_gives_the_same_mutants_in_the_same_order() -> None:
    for name in ALL:
        for text in bullets(person(name)):
            once, twice = (list(mutants(text, person(name).text)) for _ in range(2))
            assert once == twice
            assert [m.faithful for m in once] == sorted(m.faithful for m in once)


def test_faithful_mutants_keep_the_numbers_and_spelling_changes_only_spelling() -> None:
    for _, text, m in corpus():
        if m.faithful:
            assert numbers(m.text) == numbers(text), (text, m.text)
        if m.operator == "spelling":
            assert [american(w) for w in m.text.lower().split()] == [american(w) for w in text.lower().split()]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_no_sentence_breaks_an_operator(sentence: str) -> None:
    for m in mutants(sentence, sentence):
        assert m.text != sentence


@cache
def rates() -> dict[str, tuple[float, float, int]]:
    """Of each operator's mutants: the shares found, and found or asked about, and how many there are."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for name, _, m in corpus():
        report = check(f"- {m.text}", person(name))
        made[m.operator] += 1
        found[m.operator] += bool(report.findings)
        asked[m.operator] += bool(report.findings or report.questions)
    return {o: (found[o] / made[o], asked[o] / made[o], made[o]) for o in made}


@pytest.mark.parametrize(
    ("operator", "floor"),
    [("number_changed", 0.8), ("skill_added", 0.9), ("credential_added", 0.8), ("verb_raised", 0.5)],
)
def test_what_is_decidable_is_found(operator: str, floor: float) -> None:
    found, _, made = rates()[operator]
    assert made >= 8
    assert found >= floor


@pytest.mark.parametrize("operator", FALSE)
def test_nearly_everything_false_is_found_or_asked_about(operator: str) -> None:
    _, asked, made = rates().get(operator, (1.0, 1.0, 0))
    assert asked * made >= made * 0.75


@pytest.mark.parametrize("operator", TRUE)
def test_the_same_in_other_words_stays_silent(operator: str) -> None:
    found, asked, _ = rates().get(operator, (0.0, 0.0, 0))
    assert found == 0.0
    if operator in {"digits_to_words", "spelling"}:
        assert asked == 0.0


def test_every_false_category_has_an_operator() -> None:
    assert {c for _, c in OPERATORS.values() if c} >= set(Category) - {Category.INFLATED_PROFICIENCY}
