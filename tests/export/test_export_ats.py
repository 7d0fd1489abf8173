"""The parser's view finds what is there, and warns about what parsers lose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from jobhelper.errors import UserError
from jobhelper.export.ats import ats_view, contains
from jobhelper.export.export import export_draft
from jobhelper.export.layouts import list_layouts
from jobhelper.models import Draft


@pytest.mark.parametrize(
    ("layout", "form"), [*((layout.id, "pdf") for layout in list_layouts("cv")), ("plain", "docx"), ("linear", "docx")]
)
def test_a_parser_finds_contact_sections_and_dates(layout: str, form: str, cv_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=(form,), layout=layout)
    view = ats_view(file.path, ("SPSS", "C++", "Java", "C"))
    assert view.name == "Maya Lindqvist-Rao"
    assert view.emails == ("maya.lindqvist-rao@example.com",)
    assert view.phones == ("07700 900123",)
    assert view.links == ("https://example.com/maya-lindqvist-rao",)
    assert {kind for kind, _ in view.sections} == {"profile", "education", "work", "skills", "interests"}
    for dates in ("Sept 2021 – June 2024", "2019 – 2021", "July 2023", "June 2021 – present"):
        assert dates in view.dates
    assert (view.found, view.missing) == (("SPSS", "C++"), ("Java", "C"))
    assert {warning.rule for warning in view.warnings} <= {"right-dates"}


def test_the_linear_layout_gives_no_warning_at_all(cv_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), layout="linear")
    assert ats_view(file.path).warnings == ()


def test_a_letter_is_not_asked_for_headings(letter_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(letter_draft, tmp_path, "letter", formats=("pdf",))
    assert ats_view(file.path, document="letter").warnings == ()
    assert [warning.rule for warning in ats_view(file.path).warnings] == ["no-sections"]


def test_dates_at_the_right_are_mentioned(cv_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), layout="plain")
    assert [warning.rule for warning in ats_view(file.path).warnings] == ["right-dates"]


def test_tables_margins_icons_and_odd_headings_are_warned_of(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("\ue0be S U M M A R Y 2")
    document.add_heading("My story so far", level=1)
    document.add_table(1, 2).cell(0, 0).text = "hidden"
    document.sections[0].header.paragraphs[0].text = "maya@example.com"
    document.save(str(tmp_path / "odd.docx"))
    rules = {warning.rule for warning in ats_view(tmp_path / "odd.docx").warnings}
    assert rules == {"no-name", "no-email", "in-margins", "tables", "spaced", "glyphs", "no-sections", "heading"}


def test_a_page_without_text_is_said_to_be_a_picture(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    assert "no-text" in {warning.rule for warning in ats_view(tmp_path / "scan.pdf").warnings}


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"%PDF-1.7 nothing"), ("a.docx", b"PK nothing"), ("a.odt", b"")])
def test_a_damaged_or_foreign_file_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError):
        ats_view(tmp_path / name)
    with pytest.raises(UserError):
        ats_view(tmp_path / f"missing-{name}")


@pytest.mark.parametrize(
    ("keyword", "found"),
    [
        ("C", False),
        ("C++", True),
        ("R", False),
        (".NET", True),
        ("machine learning", True),
        ("learning", True),
        ("", False),
    ],
)
def test_a_keyword_is_found_as_words_of_their_own(keyword: str, found: bool, cv_with: Callable[..., Draft]) -> None:
    assert contains("Research in C++, C#, .NET and\nmachine\nlearning", keyword) is found
