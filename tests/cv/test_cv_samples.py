"""The two sample people: their PDF and DOCX say the same, and what the demo relies on is there."""

from __future__ import annotations

import pytest

from jobhelper import resources
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.models import CV, ActivityKind, SectionKind
from tests.cv.cv_checks import check_invariants, check_no_overlap

PEOPLE = ["maya-lindqvist-rao", "tomasz-okonkwo-byrne"]


def read(name: str) -> CV:
    document = read_document(resources.sample(f"cvs/{name}"))
    cv = parse_cv(document)
    check_invariants(document, cv)
    check_no_overlap(cv)
    return cv


@pytest.mark.parametrize("person", PEOPLE)
def test_pdf_and_docx_of_a_person_give_the_same_facts(person: str) -> None:
    pdf, docx = read(f"{person}.pdf"), read(f"{person}.docx")
    assert [(f.id, f.kind, f.line) for f in pdf.facts] == [(f.id, f.kind, f.line) for f in docx.facts]

    def shape(cv: CV) -> list[object]:
        words = [(e.title, e.organisation, e.location, e.degree, e.grade) for e in cv.entries]
        dates = [e.dates and (e.dates.start, e.dates.end, e.dates.current) for e in cv.entries]
        kinds = [(e.id, e.kind) for e in cv.entries]
        return [kinds, dates, [[quote and quote.text for quote in row] for row in words]]

    assert shape(pdf) == shape(docx)
    assert [(s.name, s.level, s.group) for s in pdf.skills] == [(s.name, s.level, s.group) for s in docx.skills]


def test_the_observation_stays_an_observation() -> None:
    cv = read("maya-lindqvist-rao.pdf")
    observed = next(e for e in cv.entries if e.title and e.title.text == "Observer")
    assert observed.kind is ActivityKind.OBSERVATION
    assert observed.bullets[0].text == "One-week observation at a psychology clinic"
    assert observed.dates and observed.dates.start and observed.dates.start.iso() == "2023-03"


def test_contact_and_sections_of_the_samples() -> None:
    cv = read("tomasz-okonkwo-byrne.docx")
    assert cv.contact.name and cv.contact.name.text == "Tomasz Okonkwo-Byrne"
    assert cv.contact.email and cv.contact.email.text == "tomasz.okonkwo-byrne@example.com"
    assert [q.text for q in cv.contact.phones] == ["+44 7700 900867"]
    assert [s.kind for s in cv.sections] == [
        SectionKind.EDUCATION,
        SectionKind.WORK,
        SectionKind.WORK,
        SectionKind.SKILLS,
        SectionKind.LANGUAGES,
        SectionKind.VOLUNTEER,
        SectionKind.AWARDS,
        SectionKind.INTERESTS,
    ]
    assert not cv.doubts
