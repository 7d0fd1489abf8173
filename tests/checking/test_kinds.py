"""Probes of the rules on kinds of activity: watching is no service, a class no client, unpaid not hired."""

from __future__ import annotations

import pytest

from jobhelper.checking.case import lay_out
from jobhelper.checking.hits import Hit
from jobhelper.checking.rules.kinds import for_somebody, made_up_as_real, raised_kind
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text
from jobhelper.models import Category

CV = """Bartholomew Nkemelu
bart@example.com

EDUCATION

BA Graphic Communication, Aldbourne College, 2021 - 2024

EXPERIENCE

Kitchen porter, The Gilded Perch, Aldbourne, June 2022 - Aug 2023
- Washed pans and peeled vegetables

VOLUNTEERING

Volunteer, Aldbourne Food Bank, 2023 - 2024
- Sorted tins on Saturday mornings

Observer, Thornbury Veterinary Surgery, one week, March 2022
- Watched two operations and took notes

PROJECTS

Wayfinding project, 2023
- Drew signs for an imaginary hospital

Seed packet project, 2022
- Printed labels from public recipes
"""


def hits(sentence: str) -> list[Hit]:
    """All that the rules on kinds doubt in one bullet."""
    draft = f"- {sentence}\n- Washed pans\n"
    case = lay_out(draft, parse_cv(document_from_text(CV)))
    return [hit for rule in (raised_kind, made_up_as_real, for_somebody) for hit in rule(case)]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Was hired by Aldbourne Food Bank to sort tins", "kind.pay"),
        ("Sorted tins at Aldbourne Food Bank in a salaried post", "kind.pay"),
        ("Undertook community service at Thornbury Veterinary Surgery, watching operations", "kind.service"),
        ("Took a client commission for seed packet labels", "kind.client"),
        ("Gained industry experience by watching operations at Thornbury Veterinary Surgery", "kind.industry"),
        ("Drew signs for a hospital", "kind.made-up"),
        ("Printed seed packet labels for a gardening company", "kind.for-body"),
    ],
)
def test_a_kind_raised_above_its_entry_is_doubted(sentence: str, rule: str) -> None:
    found = hits(sentence)
    assert rule in {hit.rule for hit in found}
    assert all(hit.category is Category.RECLASSIFIED and hit.says for hit in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Volunteered at Aldbourne Food Bank, sorting tins",
        "Watched two operations at Thornbury Veterinary Surgery",
        "Drew signs for an imaginary hospital",
        "Held a paid job washing pans at The Gilded Perch",
        "Printed labels from public recipes in the seed packet project",
    ],
)
def test_a_kind_as_the_cv_gives_it_is_left_alone(sentence: str) -> None:
    assert [hit.rule for hit in hits(sentence)] == []
