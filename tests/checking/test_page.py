"""The report as one page: self-contained, escaped, each note joined to its words and to the CV's."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from jobhelper.checking.check import check
from jobhelper.checking.page import as_page
from jobhelper.checking.repair import with_repairs
from jobhelper.models import Category, Finding, Question, Quote, Report, Severity
from tests.checking.people import person

DRAFT = "I catalogued 900 Roman coins. I led the dig & the <b>museum</b>.\nI am fluent in Python."


class Reader(HTMLParser):
    """Collects tags, ids and the text of the two columns; fails on a tag that is not closed."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.columns: list[str] = []
        self.depth: int | None = None
        self.label = False
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {k: v or "" for k, v in attrs}
        self.tags.append((tag, found))
        if tag not in self.VOID:
            self.open.append(tag)
        if found.get("class") == "text":
            self.columns.append("")
            self.depth = len(self.open)
        self.label = tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.label = False
        if self.depth is not None and len(self.open) < self.depth:
            self.depth = None

    def handle_data(self, data: str) -> None:
        if self.depth is not None and not self.label:
            self.columns[-1] += data


def page(draft: str = DRAFT) -> tuple[str, Report]:
    cv = person("digger")
    report = with_repairs(draft, check(draft, cv), cv)
    return as_page("letter <1>.txt", draft, cv.text, report), report


def finding(start: int, end: int, *evidence: Quote) -> Finding:
    return Finding(
        start, end, "x", Category.INFLATED_ROLE, Severity.HIGH, False, evidence, "Lower.", "role.headed", None
    )


def test_the_page_needs_no_network_no_script_and_no_other_file() -> None:
    text, _ = page()
    found = Reader(text)
    assert not re.search(r"https?:|//|@import|url\(", text.replace("<!doctype html>", ""))
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint({tag for tag, _ in found.tags})
    assert not any(name.startswith("on") or name in {"src", "href"} for _, attrs in found.tags for name in attrs)


def test_the_page_shows_the_whole_draft_and_the_whole_cv_word_for_word() -> None:
    text, _ = page()
    assert Reader(text).columns == [DRAFT, person("digger").text]


def test_what_is_written_in_a_draft_is_never_markup() -> None:
    hostile = '</div><script>alert(1)</script> " onmouseover="x\nI led 40 <teams> & "crews".'
    text, _ = page(hostile)
    found = Reader(text)
    assert "script" not in {tag for tag, _ in found.tags}
    assert found.columns[0] == hostile
    assert "letter &lt;1&gt;.txt" in text


def test_every_note_is_joined_to_its_mark_and_all_ids_are_unique() -> None:
    text, report = page()
    ids = [attrs["id"] for _, attrs in Reader(text).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    count = len(report.findings) + len(report.questions)
    assert count > 1
    assert {f"{kind}{n}" for kind in "dn" for n in range(1, count + 1)} == set(ids)
    described = [attrs["aria-describedby"] for _, attrs in Reader(text).tags if "aria-describedby" in attrs]
    assert set(described) <= set(ids)


def test_every_note_can_be_reached_by_keyboard_and_says_what_its_finding_says() -> None:
    text, report = page()
    notes = [attrs for tag, attrs in Reader(text).tags if tag == "li"]
    assert all(attrs["tabindex"] == "0" for attrs in notes)
    plain = unescape(re.sub(r"<[^>]+>", "", text))
    for item in report.findings:
        assert item.message in plain
        assert " ".join(item.quote.split()) in plain


@pytest.mark.parametrize(
    "places",
    [[(0, 10), (5, 15)], [(0, 20), (5, 10)], [(0, 5), (5, 10)], [(3, 9), (3, 9)], [(0, 12), (4, 18), (8, 20)]],
    ids=["crossing", "inside", "touching", "same", "three"],
)
def test_marks_that_cross_are_cut_where_they_cross_and_stay_one_tree(places: list[tuple[int, int]]) -> None:
    draft = "abcdefghijklmnopqrstuvwxyz"
    evidence = [Quote(draft[a:b], a, b) for a, b in places]
    report = Report(tuple(finding(a, b, *evidence) for a, b in places), (), (), 1, 1)
    found = Reader(as_page("x", draft, draft, report))
    assert found.columns == [draft, draft]
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert len(ids) == len(set(ids)) == 2 * len(places)
    for number, (a, b) in enumerate(places, 1):
        pieces = [attrs for tag, attrs in found.tags if tag == "span" and attrs["class"] == f"e{number}"]
        assert pieces, (number, a, b)


def test_a_question_and_evidence_without_a_place_are_shown_as_notes() -> None:
    question = Question(2, 6, "dive", (Quote("Drove the minibus", -1, -1),), "Can you defend this?", "weighed")
    text = as_page("x", "I dive.", "CV", Report((), (question,), (), 1, 1))
    assert "Drove the minibus" in text
    assert "Can you defend this?" in text
    assert Reader(text).columns == ["I dive.", "CV"]


@pytest.mark.parametrize("draft", ["", " \n", "\r\n\r\nHello\r\n"])
def test_an_empty_report_is_a_page_too(draft: str) -> None:
    text = as_page("x", draft, "", Report((), (), (), 0, 0))
    assert Reader(text).columns[0].replace("\r", "") == draft.replace("\r", "")
