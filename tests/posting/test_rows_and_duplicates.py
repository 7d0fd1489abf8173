"""Rows of many postings are mapped by their headings, bad rows are named, and repeated adverts are found."""

from __future__ import annotations

import json

import pytest

from jobhelper.documents.read import document_from_text, read_document
from jobhelper.errors import UserError
from jobhelper.models import Posting
from jobhelper.posting.duplicates import duplicates, same_posting
from jobhelper.posting.parse import parse_posting
from jobhelper.posting.rows import posting_rows
from jobhelper.resources import sample


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_usual_delimiter_keeps_line_breaks_in_cells(delimiter: str) -> None:
    heading = delimiter.join(["Job Title", "Employer", "Description", "Closing date"])
    row = delimiter.join(["Cook", '"Ladle, The"', '"Cook well.\nApply soon."', "2025-03-14"])
    (read,) = posting_rows(f"\ufeff{heading}\r\n{row}\r\n", "csv")
    assert (read.title, read.company, read.text, read.deadline) == (
        "Cook",
        "Ladle, The",
        "Cook well.\nApply soon.",
        "2025-03-14",
    )


def test_jsonl_takes_schema_org_shapes_and_skips_blank_lines() -> None:
    record = {
        "description": "Mend bikes.",
        "hiringOrganization": {"name": "Spoke Ltd"},
        "title": "Mechanic",
        "deadline": None,
    }
    (read,) = posting_rows("\n" + json.dumps(record) + "\n\n", ".jsonl")
    assert (read.number, read.text, read.company, read.title, read.deadline) == (
        2,
        "Mend bikes.",
        "Spoke Ltd",
        "Mechanic",
        "",
    )


def test_the_user_s_mapping_goes_before_the_usual_names() -> None:
    (read,) = posting_rows("text,anzeige\nshort,the whole advert\n", "csv", columns={"text": "anzeige"})
    assert read.text == "the whole advert"


def test_a_row_with_only_an_address_is_kept() -> None:
    (read,) = posting_rows("url,text\nhttps://jobs.example/1,\n", "csv")
    assert read.url == "https://jobs.example/1"


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("", "csv"),
        ("text\n", "csv"),
        ("a,b\n1,2\n", "csv"),
        ("text,url\nx\n", "csv"),
        ("text,url\nx,y,z\n", "csv"),
        ("text\n,\n", "csv"),
        ("text,url\n,\n", "csv"),
        ('text\n"open', "csv"),
        ("te\0xt\nx", "csv"),
        ("text\n" + "x" * 600_000, "csv"),
        ("[1, 2]", "jsonl"),
        ("{broken", "jsonl"),
        ("[" * 100_000, "jsonl"),
        ('{"text": ""}', "jsonl"),
        ("x", "xlsx"),
    ],
)
def test_bad_rows_and_formats_end_in_a_message(text: str, format: str) -> None:
    with pytest.raises(UserError) as error:
        posting_rows(text, format)
    assert error.value.title


@pytest.mark.parametrize("columns", [{"wage": "a"}, {"text": "missing"}])
def test_a_wrong_mapping_is_refused_with_the_columns_named(columns: dict[str, str]) -> None:
    with pytest.raises(UserError) as error:
        posting_rows("a,text\n1,2\n", "csv", columns=columns)
    assert "text" in error.value.hint


def posting(text: str) -> Posting:
    return parse_posting(document_from_text(text))


def test_the_same_advert_from_two_boards_is_one() -> None:
    text = read_document(sample("postings/community-support-worker.txt")).text
    wrapped = "Sign in | Saved jobs\n" + text.replace("- ", "• ").replace("\n\n", "\n") + "\nCookies | Privacy"
    other = read_document(sample("postings/graduate-design-engineer.txt")).text
    assert duplicates([posting(text), posting(other), posting(wrapped)]) == ((0, 2),)


def test_two_roles_of_one_employer_in_the_same_words_stay_two() -> None:
    text = read_document(sample("postings/community-support-worker.txt")).text
    assert not same_posting(posting(text), posting(text.replace("Community Support Worker", "Night Care Manager", 1)))


def test_different_postings_are_not_joined() -> None:
    names = ("graduate-design-engineer.txt", "manufacturing-engineer.txt", "data-entry-from-home.txt")
    assert duplicates([posting(read_document(sample(f"postings/{name}")).text) for name in names]) == ()
