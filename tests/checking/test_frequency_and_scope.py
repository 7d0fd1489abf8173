"""Probes of the rules on frequency and scope: once is no habit, one not many, a part not the whole."""

from __future__ import annotations

import pytest

from jobhelper.checking.case import lay_out
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.frequency import once_made_habit, one_made_many
from jobhelper.checking.rules.scope import part_made_whole, widened_scope
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text
from jobhelper.models import Category

CV = """Rosalind Okafor-Wynne
rosalind@example.com

EDUCATION

BSc Marine Biology, Saltmere University, 2021 - 2024

EXPERIENCE

Deckhand, Tern Ferries, Saltmere, May 2023 - Sept 2023
- Coiled ropes and sold tickets every day
- Gave one safety briefing to passengers
- Repainted two panels of the wheelhouse

Intern, Kelp Lab, Saltmere, June 2022 - July 2022
- Collected samples at one beach twice
- Presented a poster to three lecturers
- Wrote a section of the annual report

Volunteer, Saltmere Seal Rescue, 2021 - 2022
- Weighed pups each week at the harbour
"""


def hits(sentence: str) -> list[Hit]:
    """All that the rules on frequency and scope doubt in one bullet."""
    draft = f"- {sentence}\n- Coiled ropes\n"
    case = lay_out(draft, parse_cv(document_from_text(CV)))
    return [hit for rule in (once_made_habit, one_made_many, part_made_whole, widened_scope) for hit in rule(case)]


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("Regularly gave a safety briefing to passengers", "recurrence"),
        ("Collected weekly samples at the beach", "recurrence"),
        ("Gave safety briefings to passengers", "plural"),
        ("Presented posters to lecturers", "plural"),
        ("Wrote the annual report at the Kelp Lab", "part"),
        ("Repainted the wheelhouse", "part"),
        ("Collected samples at beaches across Cornwall", "scope"),
        ("Presented a poster to senior stakeholders", "scope"),
        ("Sold tickets to thousands of passengers", "scope"),
        ("Collected samples as a matter of course", "habit"),
    ],
)
def test_a_widened_claim_is_doubted(sentence: str, family: str) -> None:
    found = hits(sentence)
    assert family in {hit.rule.split(".")[0] for hit in found}
    assert all(hit.category is Category.OVERGENERALISED and hit.evidence for hit in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sold tickets daily",
        "Weighed pups every week at the harbour",
        "Gave one safety briefing to passengers",
        "Collected samples at one beach twice",
        "Repainted two panels of the wheelhouse",
        "Wrote a section of the annual report",
        "Presented a poster to three lecturers",
        "Spent summers and weekends at the harbour",
    ],
)
def test_what_the_cv_says_of_how_often_and_how_much_is_left_alone(sentence: str) -> None:
    assert [hit.rule for hit in hits(sentence)] == []


def test_a_letter_that_puts_once_into_a_present_tense_of_habit_is_doubted() -> None:
    cv = CV.replace("- Weighed pups each week at the harbour", "- Seal spotting walk in Saltmere, attended once")
    draft = "Dear Mr Penrose,\n\nI join seal spotting walks in Saltmere to learn from others.\n\nYours sincerely,\nR\n"
    case = lay_out(draft, parse_cv(document_from_text(cv)))
    assert [hit.rule for hit in once_made_habit(case)] == ["habit.present"]
