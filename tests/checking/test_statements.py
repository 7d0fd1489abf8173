"""Cutting a draft into statements: which lines can claim, what a bullet is, and that offsets slice back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from jobhelper.checking.statements import DraftKind, Statement, Zone, draft_kind, statements

LETTER = """Wilhelmina Ferreira-Stokes
14 Quay Road, Brine Harbour
wilhelmina@example.com | 07700 900123

3 March 2026

Dear Ms Achterberg,

Re: Trainee conservator (ref. 4471)

I cleaned forty oil paintings in the college studio. My tutor signed the condition reports.

- Mixed gesso and toned fills
- Photographed each stage under raking light

Thank you for your time.

Yours sincerely,
Wilhelmina Ferreira-Stokes
"""
TAILORED = """Here is your tailored CV:

# Eskil Njoroge
eskil@example.com

## EXPERIENCE

**Forestry Intern, Larchmoor Estate, 2023 - 2024**
* Marked 300 larch for thinning
* Ran the chipper (supervised)

PROFILE
Forester with two summers in the field.

Let me know if you would like any changes.
"""


def zones(draft: str) -> list[tuple[str, Zone]]:
    return [(s.text, s.zone) for s in statements(draft)]


def only(draft: str, text: str) -> Statement:
    (found,) = [s for s in statements(draft) if s.text.startswith(text)]
    return found


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Wilhelmina Ferreira-Stokes", Zone.CONTACT),
        ("14 Quay Road", Zone.CONTACT),
        ("wilhelmina@", Zone.CONTACT),
        ("3 March 2026", Zone.CONTACT),
        ("Dear Ms", Zone.SALUTATION),
        ("Re: Trainee", Zone.CONTACT),
        ("I cleaned forty", Zone.BODY),
        ("My tutor signed", Zone.BODY),
        ("Mixed gesso", Zone.BODY),
        ("Thank you for", Zone.FAREWELL),
    ],
)
def test_each_line_of_a_letter_has_its_zone(text: str, zone: Zone) -> None:
    found = next(s for s in statements(LETTER) if s.text.startswith(text))
    assert found.zone is zone
    assert found.claims is (zone is Zone.BODY)


def test_nothing_under_the_farewell_claims_but_a_sentence_with_i_in_it() -> None:
    assert [s.claims for s in statements(LETTER)[-2:]] == [False, False]
    added = statements(f"{LETTER}P.S. I also hold a pilot's licence.\n")[-1]
    assert added.claims


def test_a_mark_of_a_list_is_no_statement() -> None:
    assert [s.text for s in statements("1. Glazed two cases\n2. Framed ten prints\n(c) Cut mounts")] == [
        "Glazed two cases",
        "Framed ten prints",
        "Cut mounts",
    ]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Here is your tailored CV", Zone.PREFACE),
        ("Eskil Njoroge", Zone.HEADING),
        ("eskil@example.com", Zone.CONTACT),
        ("EXPERIENCE", Zone.HEADING),
        ("Forestry Intern", Zone.BODY),
        ("Marked 300", Zone.BODY),
        ("PROFILE", Zone.HEADING),
        ("Forester with", Zone.BODY),
        ("Let me know", Zone.PREFACE),
    ],
)
def test_each_line_of_a_tailored_cv_has_its_zone(text: str, zone: Zone) -> None:
    assert only(TAILORED, text).zone is zone


@pytest.mark.parametrize(
    "line",
    [
        "Sure, here are the bullets you asked for:",
        "Certainly! Here's a version with stronger verbs.",
        "I've tailored your CV to the posting.",
        "Below is the cover letter.",
        "Would you like a shorter version?",
        "Note: I kept the dates as they were.",
    ],
)
def test_what_a_model_says_around_a_draft_claims_nothing(line: str) -> None:
    assert {s.zone for s in statements(line)} == {Zone.PREFACE}


@pytest.mark.parametrize(
    "line",
    ["Dear Hiring Manager,", "To whom it may concern", "Hello Dr Vandenberghe,", "Good morning,", "Hi team!"],
)
def test_a_salutation_claims_nothing(line: str) -> None:
    assert [s.zone for s in statements(f"{line}\n\nI sail.")] == [Zone.SALUTATION, Zone.BODY]


@pytest.mark.parametrize(
    "line", ["Kind regards,", "Best wishes", "Yours faithfully,", "With warm regards,", "Many thanks,", "Sincerely,"]
)
def test_a_farewell_claims_nothing(line: str) -> None:
    assert zones(f"Dear all,\n\nI sail dinghies.\n\n{line}\nBo")[-2:] == [
        (line, Zone.FAREWELL),
        ("Bo", Zone.CONTACT),
    ]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "– ", "1. ", "2) ", "(a) ", "o  ", "  ◦ ", "» "])
def test_bullet_marks_of_any_kind_are_left_out_and_remembered(mark: str) -> None:
    draft = f"{mark}Rigged lamps for two shows"
    (found,) = statements(draft)
    assert found.text == "Rigged lamps for two shows"
    assert found.listed
    assert draft[found.start : found.end] == found.text


@pytest.mark.parametrize("line", ["Rigged lamps for two shows", "I rigged lamps.", "2023 was wet.", "A - B trial"])
def test_a_line_without_a_mark_is_no_bullet(line: str) -> None:
    assert [s.listed for s in statements(line)] == [False]


@pytest.mark.parametrize(
    ("draft", "count"),
    [
        ("I hold a B.Sc. (Hons.) in Zoology. I ringed birds.", 2),
        ("Dr. Osei taught me. He is strict.", 2),
        ("I ran labs at St. Brannock's, e.g. the titration class.", 1),
        ("One line\nAnother line", 2),
        ("Windows line\r\nAnother\r\n", 2),
        ("", 0),
        (" \n\t\n", 0),
        ("---\n***\n•\n", 0),
    ],
)
def test_sentences_end_at_stops_and_lines_but_not_at_abbreviations(draft: str, count: int) -> None:
    assert len(statements(draft)) == count


@pytest.mark.parametrize("draft", [LETTER, TAILORED, LETTER.replace("\n", "\r\n"), "\ufeff- Été à Nîmes 🪵\n", ""])
def test_every_statement_slices_back_and_stands_in_order(draft: str) -> None:
    parts = statements(draft)
    assert [s.index for s in parts] == list(range(len(parts)))
    assert all(draft[s.start : s.end] == s.text for s in parts)
    assert all(s.text[w.start : w.end] == w.text for s in parts for w in s.words)
    assert all(one.end <= two.start for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        (LETTER, DraftKind.LETTER),
        ("I ringed birds at the estuary. My log has 400 rows.", DraftKind.LETTER),
        (TAILORED, DraftKind.CV),
        ("- Ringed birds\n- Logged rainfall\n", DraftKind.BULLETS),
        ("", DraftKind.BULLETS),
    ],
)
def test_the_kind_of_a_draft_is_told_by_its_lines(draft: str, kind: DraftKind) -> None:
    assert draft_kind(statements(draft)) is kind


def test_a_job_line_in_bold_is_no_heading_and_a_section_is() -> None:
    assert only("**Deckhand, MV Skarv, 2023**\n\n**Skills**\n", "Deckhand").zone is Zone.BODY
    assert only("**Deckhand, MV Skarv, 2023**\n\n**Skills**\n", "Skills").zone is Zone.HEADING
