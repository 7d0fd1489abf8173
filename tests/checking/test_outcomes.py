"""Probes of the rules on outcomes: an effect, a later use or praise must stand in the CV."""

from __future__ import annotations

import pytest

from jobhelper import nlp
from jobhelper.checking.case import lay_out
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.effects import Form, effects
from jobhelper.checking.rules.outcomes import unstated_outcome
from jobhelper.checking.rules.reception import done_well, praised_by_others, what_became_of_it
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text
from jobhelper.models import Category

CV = """Imke Adeyemi-Strand
imke@example.com

EDUCATION

LLB Law, Fenwick University, 2021 - 2024

EXPERIENCE

Pharmacy Assistant, Orchard Chemist, Hexley, June 2022 - Aug 2024
- Unpacked deliveries and checked expiry dates on two shelves
- Wrote a one-page guide to the label printer
- Drew up a new order sheet, which cut missing items by a third

Apprentice joiner, Pell & Daughters, Hexley, Sept 2020 - July 2021
- Fitted skirting boards in nine flats, working from drawings
- Swept the workshop and sharpened chisels

Volunteer tutor, Hexley Library, 2023 - 2024
- Taught fractions to three pupils, using counters
- Built a small Flask site that lists the opening hours
"""


def hits(sentence: str) -> list[Hit]:
    """All that the rules on outcomes doubt in one bullet."""
    draft = f"- {sentence}\n- Swept the workshop\n"
    case = lay_out(draft, parse_cv(document_from_text(CV)))
    rules = (unstated_outcome, what_became_of_it, praised_by_others, done_well)
    return [hit for rule in rules for hit in rule(case)]


def quotes(sentence: str) -> list[str]:
    """The doubted words of one bullet."""
    return [f"- {sentence}"[hit.start : hit.end] for hit in hits(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Unpacked deliveries and checked expiry dates, improving patient safety", "improving patient safety"),
        ("Checked expiry dates on two shelves, thereby reducing waste", "reducing waste"),
        ("Fitted skirting boards in nine flats, building trust with homeowners", "building trust with homeowners"),
        ("Swept the workshop, ensuring compliance with insurance rules", "ensuring compliance"),
        ("Taught fractions to three pupils, raising attainment and boosting confidence", "boosting confidence"),
        ("Taught fractions to three pupils, making maths more enjoyable", "making maths more enjoyable"),
        ("Sharpened chisels to improve productivity", "improve productivity"),
        ("Streamlined stock control at Orchard Chemist", "Streamlined stock control"),
    ],
)
def test_an_effect_that_the_cv_does_not_state_is_doubted(sentence: str, words: str) -> None:
    assert any(words in quote or quote in words for quote in quotes(sentence))
    assert {hit.category for hit in hits(sentence)} == {Category.INVENTED_OUTCOME}


@pytest.mark.parametrize(
    "sentence",
    [
        "Wrote a guide to the label printer that staff now rely on every day",
        "Built a Flask site which has since been adopted by the county council",
        "Taught fractions to three pupils, all of whom went on to sixth form college",
        "Wrote a one-page guide that proved popular with visiting inspectors",
        "Taught fractions, and colleagues describe me as a natural teacher",
        "Fitted skirting boards with exceptional accuracy",
    ],
)
def test_later_use_and_praise_that_the_cv_does_not_state_are_doubted(sentence: str) -> None:
    assert hits(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fitted skirting boards in nine flats, working from drawings",
        "Taught fractions to three pupils, using counters",
        "Drew up a new order sheet, cutting missing items by a third",
        "Unpacked deliveries and checked expiry dates on two shelves",
        "Built a small Flask site that lists the opening hours",
        "Taught fractions to three pupils, which strengthened my confidence",
        "Wrote a one-page guide to the label printer",
    ],
)
def test_what_the_cv_states_and_how_it_was_done_are_left_alone(sentence: str) -> None:
    assert quotes(sentence) == []


def test_an_effect_wished_for_is_no_claim() -> None:
    draft = "Dear Ms Oduya,\n\nI hope to improve patient safety at your clinic.\n\nYours sincerely,\nImke\n"
    case = lay_out(draft, parse_cv(document_from_text(CV)))
    assert not list(unstated_outcome(case))


@pytest.mark.parametrize(
    ("sentence", "verb", "form"),
    [
        ("Painted the hall, brightening the entrance", "brightening", Form.TAIL),
        ("Wrote tests to reduce failures", "reduce", Form.PURPOSE),
        ("Made a rota that halved overtime", "halved", Form.RELATIVE),
        ("Improved the index of the archive", "Improved", Form.MAIN),
    ],
)
def test_grammar_tells_how_an_effect_hangs_on_its_act(sentence: str, verb: str, form: Form) -> None:
    words = nlp.parse(sentence)
    assert (verb, form) in {(words[effect.first].text, effect.form) for effect in effects(words)}
