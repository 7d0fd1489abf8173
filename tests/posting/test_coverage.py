"""Coverage gives the CV's own words, and never claims what the CV does not say."""

from __future__ import annotations

import pytest

from jobhelper.models import CV, Contact, Coverage, CoverageStatus, Keyword, KeywordGroup, Posting, Section, SectionKind
from jobhelper.posting.coverage import coverage

SHOWN, DIFFERENT, ABSENT = CoverageStatus.SHOWN, CoverageStatus.WORDED_DIFFERENTLY, CoverageStatus.NOT_SHOWN

CV_TEXT = """Maya Lindqvist-Rao
PROFILE
Psychology graduate. I hope to learn NVivo.
EDUCATION
BSc (Hons) Psychology, University of Northwick
EXPERIENCE
Observer, Larkfield Clinic
- One-week observation at a psychology clinic
- Analysed survey data in SPSS and built dashboards with Power Query
- Coordinated rotas for nine volunteers
- Took blood under supervision (phlebotomy)
SKILLS
Flask, R, MS Excel, behavioural observation, motivational interviewing
No drone licence. Not yet used SAP.
British Sign Language Level 1
VOLUNTEERING
Peer mentor for first-year students
"""


def make_cv(text: str = CV_TEXT) -> CV:
    sections = tuple(
        Section(SectionKind.OTHER, title, start, start + len(title))
        for title in ("PROFILE", "EDUCATION", "EXPERIENCE", "SKILLS", "VOLUNTEERING")
        if (start := text.find(title + "\n")) >= 0
    )
    return CV(text, Contact(), sections, (), (), (), "cv.txt", "")


def ask(*words: str, cv: CV | None = None) -> tuple[Coverage, ...]:
    keywords = tuple(Keyword(word, KeywordGroup.SKILL, True, 0, len(word)) for word in words)
    return coverage(Posting("", "", "", "", None, (), keywords), cv or make_cv())


def status(word: str) -> CoverageStatus:
    return ask(word)[0].status


@pytest.mark.parametrize("word", ["SPSS", "motivational interviewing", "Flask", "R", "phlebotomy", "survey data"])
def test_words_that_stand_in_the_cv_are_shown(word: str) -> None:
    assert status(word) in {SHOWN, DIFFERENT}
    assert ask(word)[0].evidence


@pytest.mark.parametrize(
    ("word", "own"),
    [
        ("Python", "Flask"),
        ("Microsoft Excel", "MS Excel"),
        ("venepuncture", "phlebotomy"),
        ("degree in psychology", "BSc (Hons) Psychology, University of Northwick"),
        ("analysing survey data", "Analysed survey data"),
        ("behavioral observations", "behavioural observation"),
        ("peer mentoring", "Peer mentor"),
    ],
)
def test_other_words_for_the_same_thing_are_given_in_the_cv_s_own(word: str, own: str) -> None:
    (answer,) = ask(word)
    assert answer.status is DIFFERENT
    assert own in {quote.text for quote in answer.evidence}


@pytest.mark.parametrize(
    "word",
    [
        "community service",
        "drone licence",
        "SAP",
        "NVivo",
        "Django",
        "Scala",
        "C",
        "British Sign Language Level 2",
        "person-centred support plans",
        "volunteering",
        "skills",
        "degree in nursing",
        "vulnerable adults",
    ],
)
def test_what_the_cv_does_not_show_or_takes_back_is_not_claimed(word: str) -> None:
    (answer,) = ask(word)
    assert answer.status is ABSENT, answer
    assert answer.evidence == ()


def test_a_wide_skill_does_not_show_a_narrow_one() -> None:
    cv = make_cv("SKILLS\nPython and SQL\n")
    answers = ask("Flask", "PostgreSQL", "Python", cv=cv)
    assert [answer.status for answer in answers] == [ABSENT, ABSENT, SHOWN]


def test_every_part_of_a_pair_must_be_answered() -> None:
    assert status("SPSS and NVivo") is ABSENT
    assert status("SPSS and R") is DIFFERENT


def test_evidence_points_at_the_cv_s_words() -> None:
    cv = make_cv()
    for answer in ask("Python", "SPSS", "degree in psychology", "peer mentoring", cv=cv):
        assert answer.evidence
        for quote in answer.evidence:
            assert cv.text[quote.start : quote.end] == quote.text


def test_one_answer_a_keyword_in_the_posting_s_order() -> None:
    answers = ask("SAP", "SPSS", "Python")
    assert [answer.keyword.text for answer in answers] == ["SAP", "SPSS", "Python"]


def test_a_misspelt_long_name_is_found_and_a_short_one_is_not_guessed() -> None:
    cv = make_cv("SKILLS\nQualtrcs and Rust\n")
    assert ask("Qualtrics", cv=cv)[0].status is DIFFERENT
    assert ask("Ruby", cv=cv)[0].status is ABSENT


def test_an_empty_cv_shows_nothing() -> None:
    assert ask("SPSS", cv=make_cv(""))[0].status is ABSENT
