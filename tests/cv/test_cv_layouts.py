"""Layouts of CVs as people write them: where dates stand, how bullets look, what headings say."""

from __future__ import annotations

import pytest

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_text
from jobhelper.models import CV, ActivityKind, Entry, SectionKind
from tests.cv.cv_checks import check_invariants, check_no_overlap

HEAD = "Ada Example\nada.example@example.com | 07700 900123 | Barrowby\n\n"


def read(text: str, *, columns: bool = False) -> CV:
    document = document_from_text(text)
    cv = parse_cv(document)
    check_invariants(document, cv)
    if not columns:
        check_no_overlap(cv)
    return cv


def shape(entry: Entry) -> tuple[str | None, str | None, str, int]:
    dates = entry.dates
    end = "now" if dates and dates.current else dates.end.iso() if dates and dates.end else ""
    when = f"{dates.start.iso() if dates and dates.start else ''}..{end}" if dates else ""
    title, organisation = [quote.text if quote else None for quote in (entry.title, entry.organisation)]
    return title, organisation, when, len(entry.bullets)


JOBS = {
    "title first, dates on their own line": """EXPERIENCE
Shop assistant
Fennick Stores, Barrowby
June 2022 - August 2023
• Served customers
• Counted stock
Lab helper
University of Barrowby
May 2024
• Entered data
""",
    "dates on the right": """Work Experience

Shop assistant, Fennick Stores, Barrowby           June 2022 – August 2023
  o  Served customers
  o  Counted stock

Lab helper, University of Barrowby                 May 2024
  o  Entered data
""",
    "dates in a gutter": """WORK

06/2022 - 08/2023    Shop assistant, Fennick Stores, Barrowby
                     Served customers.
                     Counted stock.

05/2024              Lab helper, University of Barrowby
                     Entered data.
""",
    "dates above": """WORK EXPERIENCE

06/2022 – 08/2023
Shop assistant
Fennick Stores, Barrowby
* Served customers
* Counted stock

05/2024
Lab helper
University of Barrowby
* Entered data
""",
    "underlined heading, dates in brackets, prose": """Jobs
====
Shop assistant, Fennick Stores, Barrowby [June 2022 - August 2023]
Served customers. Counted stock.

Lab helper, University of Barrowby [May 2024]
Entered data.
""",
    "Markdown": """## Employment history

**Shop assistant**, Fennick Stores, Barrowby (June 2022 – August 2023)
- Served customers
- Counted stock

**Lab helper**, University of Barrowby (May 2024)
- Entered data
""",
    "Kenyan, with roman numerals": """WORK EXPERIENCE

JUNE 2022 - AUG 2023      SHOP ASSISTANT
                          Fennick Stores Ltd, Barrowby
   (i)   Served customers
   (ii)  Counted stock

MAY 2024                  LAB HELPER
                          University of Barrowby
   (i)   Entered data
""",
}


@pytest.mark.parametrize("layout", JOBS)
def test_two_jobs_are_read_the_same_in_every_layout(layout: str) -> None:
    cv = read(HEAD + JOBS[layout] + "\nSKILLS\nExcel (good)\n")
    first, second = [shape(entry) for entry in cv.entries]
    assert (first[0] or "").strip("*").casefold() == "shop assistant"
    assert (first[1] or "").startswith("Fennick Stores")
    assert first[2:] == ("2022-06..2023-08", 2)
    assert (second[0] or "").strip("*").casefold() == "lab helper"
    assert second[1] == "University of Barrowby"
    assert second[2:] == ("2024-05..2024-05", 1)
    assert [e.section for e in cv.entries] == [SectionKind.WORK] * 2


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("E D U C A T I O N", SectionKind.EDUCATION),
        ("O T H E R   W O R K", SectionKind.WORK),
        ("what I am after", SectionKind.PROFILE),
        ("MUSEUM AND ARCHIVE EXPERIENCE", SectionKind.WORK),
        ("CLINICAL PLACEMENTS (2,300 hours in total)", SectionKind.WORK),
        ("## skills, honestly", SectionKind.SKILLS),
        ("**Volunteering**", SectionKind.VOLUNTEER),
        ("Berufserfahrung", SectionKind.WORK),
        ("Formación académica", SectionKind.EDUCATION),
        ("Compétences", SectionKind.SKILLS),
        ("Języki obce", SectionKind.LANGUAGES),
        ("Tickets & Licences", SectionKind.CERTIFICATES),
        ("Referees:", SectionKind.REFERENCES),
    ],
)
def test_headings_are_known_in_any_wording(heading: str, kind: SectionKind) -> None:
    cv = read(f"{HEAD}{heading}\n\nSomething stands here\n\nHOBBIES\nChess\n")
    assert [section.kind for section in cv.sections] == [kind, SectionKind.INTERESTS]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Observer, Elm Clinic, Barrowby (March 2023)", ActivityKind.OBSERVATION),
        ("Volunteer steward, Elm Festival (2023)", ActivityKind.VOLUNTEERING),
        ("Lab helper (unpaid), University of Barrowby (2023)", ActivityKind.VOLUNTEERING),
        ("Marketing intern, Elm Ltd (2023)", ActivityKind.INTERNSHIP),
        ("Design placement, Elm Studio (2023)", ActivityKind.PLACEMENT),
        ("Treasurer, Chess Society (2023)", ActivityKind.SOCIETY),
        ("Freelance illustrator, self-employed (2023)", ActivityKind.FREELANCE),
        ("Barista, Elm Café (2023)", ActivityKind.EMPLOYMENT),
    ],
)
def test_the_kind_of_doing_is_told(line: str, kind: ActivityKind) -> None:
    (entry,) = read(f"{HEAD}EXPERIENCE\n{line}\n• Did things\n\nSKILLS\nExcel\n").entries
    assert entry.kind is kind


def test_no_name_is_invented() -> None:
    cv = read("Curriculum Vitae\n\nEDUCATION\nBSc Physics, University of Barrowby, 2020 - 2023\n")
    assert cv.contact.name is None
    assert any("name" in doubt.reason for doubt in cv.doubts)


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("INÊS\nCARVALHAL\nines.carvalhal@example.com", "INÊS\nCARVALHAL"),
        ("bronwen tesfaye-hale\nbronwen.th@example.com", "bronwen tesfaye-hale"),
        ("CURRICULUM VITAE\nName   : Dorcas Mwikali Nekesa\nE-mail : dm.nekesa@example.com", "Dorcas Mwikali Nekesa"),
        ("# Toby Baker\nDerby / toby@example.com", "Toby Baker"),
        ("Jane Porter, BSc — jane.porter@example.com", "Jane Porter"),
        ("Tendai Marlowe                         Page 1 of 2\ntendai.marlowe@example.com", "Tendai Marlowe"),
    ],
)
def test_names_are_found_however_they_are_set(top: str, name: str) -> None:
    cv = read(f"{top}\n\nEDUCATION\nBSc Physics, University of Barrowby, 2020 - 2023\n")
    assert cv.contact.name is not None and cv.contact.name.text == name


def test_a_referees_address_is_not_the_applicants() -> None:
    cv = read("Ada Example\n07700 900123\n\nSKILLS\nExcel\n\nREFEREES\nDr Elm, elm@example.com\n")
    assert cv.contact.email is None


def test_two_columns_are_parted_at_the_gutter() -> None:
    text = (
        HEAD + "E D U C A T I O N                        S K I L L S\n\n"
        "2021 to 2024                             Excel      ++\n"
        "BA Design, 2:1                           Canva      +\n"
        "Barrowby School of Art\n\n"
        "W O R K\n\n"
        "Shop assistant, Elm Stores, a shop with a very long description behind its name, May 2022\n"
    )
    cv = read(text, columns=True)
    assert [skill.name for skill in cv.skills] == ["Excel", "Canva"]
    study, work = cv.entries
    assert study.organisation and study.organisation.text == "Barrowby School of Art"
    assert work.section is SectionKind.WORK
    assert any("Two columns" in doubt.reason for doubt in cv.doubts)


def test_roles_under_one_organisation_share_it() -> None:
    cv = read(
        HEAD + "LANGUAGES\nFrench\n\nSTUDENT MEDIA\n\nThe Weir, student newspaper\n\n"
        "News editor (Sept 2023 – May 2024)\n– Edited pages\n\n"
        "Contributor (Oct 2022 – June 2023)\n– Wrote stories\n\nSKILLS\nExcel\n"
    )
    assert [shape(entry)[:2] for entry in cv.entries] == [("News editor", "The Weir"), ("Contributor", "The Weir")]


def test_skills_keep_level_and_group() -> None:
    cv = read(
        HEAD + "SKILLS\nProficient: Python (pandas), SQL\nData: Excel (filters, pivot tables)\nFrench: B1\n"
        "Sibelius: good. Canva.\nDriving licence\n"
    )
    assert [(s.name, s.level, s.group, s.language) for s in cv.skills] == [
        ("Python", "pandas", "Proficient", False),
        ("SQL", "Proficient", "Proficient", False),
        ("Excel", "filters, pivot tables", "Data", False),
        ("French", "B1", None, True),
        ("Sibelius", "good", None, False),
        ("Canva", None, None, False),
        ("Driving licence", None, None, False),
    ]


def test_windows_line_ends_change_nothing_but_offsets() -> None:
    text = HEAD + JOBS["dates on the right"]
    unix, windows = read(text), read(text.replace("\n", "\r\n"))
    assert [shape(e) for e in unix.entries] == [shape(e) for e in windows.entries]


def test_a_degree_has_its_grade_and_school() -> None:
    cv = read(
        HEAD + "EDUCATION\nBSc (Hons) Physics, University of Barrowby, 2020 - 2023. Predicted 2:1.\n\nSKILLS\nExcel\n"
    )
    (entry,) = cv.entries
    assert entry.degree and entry.degree.text == "BSc (Hons) Physics"
    assert entry.organisation and entry.organisation.text == "University of Barrowby"
    assert entry.grade and "2:1" in entry.grade.text
