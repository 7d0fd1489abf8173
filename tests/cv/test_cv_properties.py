"""What holds for every text that is read as a CV, and for every CV built from its parts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper.cv.json_resume import to_json_resume
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.json_resume import text_from_json_resume
from jobhelper.documents.read import document_from_text
from tests.cv.cv_checks import check_invariants, check_no_overlap

PIECES = [
    "EDUCATION",
    "Experience",
    "S K I L L S",
    "## Projects",
    "LANGUAGES:",
    "INTERESTS: chess, go",
    "Referees on request.",
    "=========",
    "",
    "",
    "Ada Example",
    "ada@example.com | 07700 900123",
    "• Served customers",
    "   o  Counted stock",
    "(iv)  Took notes",
    "- ",
    "•",
    "Shop assistant, Elm Stores, Barrowby      June 2022 – present",
    "06/2022 - 08/2023",
    "2019-23  MA (Hons) History, University of Elm. Merit.",
    "         Dissertation: a long story of",
    "museums and mills.",
    "Excel (good), R (basics\tand more), SQL",
    "English: C1, French (B1)",
    "Page 2 of 2",
    "[ 11/2024 - Current ]",
    "\t\t",
    "Volunteer, Elm Festival, two days (May 2023): seated audiences",
    "SKILLS                         TOOLS",
    "Python                         Canva",
    "1. 2. 3.",
    "()",
    "(2023)",
    "since 2020",
    "\xa0\u2003x",
    "été 2021 — été 2022",
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("\n".join).filter(lambda t: bool(t.strip()))


@settings(max_examples=250, deadline=None)
@given(texts)
def test_any_order_of_lines_keeps_the_invariants(text: str) -> None:
    document = document_from_text(text)
    cv = parse_cv(document)
    check_invariants(document, cv)
    if not any("Two columns" in doubt.reason for doubt in cv.doubts):
        check_no_overlap(cv)
    assert parse_cv(document) == cv


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300).filter(lambda t: bool(t.strip())))
def test_any_text_at_all_is_read_without_a_crash(text: str) -> None:
    document = document_from_text(text)
    check_invariants(document, parse_cv(document))


names = st.sampled_from(["Elm Stores Ltd", "University of Barrowby", "Harbour Hotel", "Barrowby Museum"])
roles = st.sampled_from(["Shop assistant", "Receptionist", "Lab technician", "Marketing intern", "Warden"])
months = st.integers(1, 12)
deeds = st.sampled_from(
    ["Served customers at the till", "Counted stock each week", "Wrote the rota", "Answered the phone"]
)
jobs = st.fixed_dictionaries(
    {
        "name": names,
        "position": roles,
        "startDate": st.builds("{}-{:02d}".format, st.integers(2015, 2019), months),
        "endDate": st.builds("{}-{:02d}".format, st.integers(2020, 2024), months),
        "highlights": st.lists(deeds, min_size=1, max_size=4, unique=True),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(jobs, min_size=1, max_size=5))
def test_jobs_come_back_from_json_resume_as_they_went_in(work: list[dict[str, object]]) -> None:
    resume = {"basics": {"name": "Ada Example", "email": "ada@example.com"}, "work": work}
    cv = parse_cv(document_from_text(text_from_json_resume(resume)))
    back = to_json_resume(cv)
    assert back["work"] == work
    assert back["basics"] == resume["basics"]
