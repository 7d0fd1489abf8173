"""Reads many postings from CSV or JSON Lines, whatever their columns are called."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jobhelper.errors import UserError

_COLUMNS = {
    "text": (
        "text",
        "description",
        "posting",
        "job description",
        "jobdescription",
        "body",
        "advert",
        "content",
        "details",
        "job_description",
    ),
    "title": ("title", "job title", "position", "role", "job_title", "name", "jobtitle"),
    "company": (
        "company",
        "employer",
        "organisation",
        "organization",
        "company name",
        "company_name",
        "hiringorganization",
    ),
    "location": ("location", "place", "city", "job location", "joblocation"),
    "deadline": ("deadline", "closing date", "closes", "closing_date", "apply by", "validthrough"),
    "url": ("url", "link", "address", "job url", "job_url", "href"),
    "passion": ("passion", "interest", "priority"),
}
MAX_FIELD = 500_000
"""Longest cell in characters."""


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One row: the posting's text and what its columns say; empty strings where a column is missing or empty."""

    number: int
    text: str
    title: str = ""
    company: str = ""
    location: str = ""
    deadline: str = ""
    url: str = ""
    passion: str = ""


def posting_rows(text: str, format: str, *, columns: Mapping[str, str] | None = None) -> list[PostingRow]:
    """The postings of a CSV (comma, semicolon or tab) or JSONL text; `columns` maps our names to the file's.

    A row with neither text nor address is refused by its number, since a batch that silently skips a job is worse than
    one that stops. Raises UserError for that, for another format, and for a text that cannot be read as its format.
    """
    readers = {"csv": _csv_records, "tsv": _csv_records, "jsonl": _json_records, "ndjson": _json_records}
    reader = readers.get(format.lower().lstrip("."))
    if reader is None:
        raise UserError(f"Postings can't be read from “{format}”.", "Use CSV or JSONL.")
    records = list(reader(text.lstrip("\ufeff")))
    if not records:
        raise UserError("There are no postings in this file.", "It needs one row a posting.")
    names = _mapping({key for _, record in records for key in record}, columns or {})
    return [_row(number, record, names) for number, record in records]


def _csv_records(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    if "\0" in text:
        raise UserError("This file is not text.", "Save the sheet as CSV (UTF-8).")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    previous = csv.field_size_limit(MAX_FIELD)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for record in reader:
            if None in record or None in record.values():
                raise UserError(
                    f"The row that ends on line {reader.line_num} has another number of columns than the heading.",
                    "Check its quotation marks.",
                    where=f"line {reader.line_num}",
                )
            yield reader.line_num, {str(key): str(value) for key, value in record.items()}
    except csv.Error as error:
        raise UserError("The CSV can't be read.", f"{error}.") from error
    finally:
        csv.field_size_limit(previous)


def _json_records(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UserError(f"Line {number} is not JSON.", str(error), where=f"line {number}") from error
        if not isinstance(record, dict):
            raise UserError(
                f"Line {number} is not a JSON object.", "Each line holds one posting.", where=f"line {number}"
            )
        yield number, {str(key): _plain(value) for key, value in record.items()}


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return _plain(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def _mapping(present: set[str], given: Mapping[str, str]) -> dict[str, str]:
    """Our names to the file's: what the user says first, then the usual names."""
    for ours, theirs in given.items():
        if ours not in _COLUMNS:
            raise UserError(f"“{ours}” is no column of ours.", "Ours are: " + ", ".join(_COLUMNS) + ".")
        if theirs not in present:
            raise UserError(f"There is no column “{theirs}”.", "The columns are: " + ", ".join(sorted(present)) + ".")
    levelled = {key.strip().casefold(): key for key in present}
    usual = {ours: next((levelled[name] for name in names if name in levelled), "") for ours, names in _COLUMNS.items()}
    names = {**{ours: theirs for ours, theirs in usual.items() if theirs}, **given}
    if "text" not in names and "url" not in names:
        raise UserError(
            "No column holds the posting's text or address.",
            "Name it: columns are " + ", ".join(sorted(present)) + ".",
        )
    return names


def _row(number: int, record: Mapping[str, str], names: Mapping[str, str]) -> PostingRow:
    values = {ours: record.get(theirs, "").strip() for ours, theirs in names.items()}
    if not values.get("text") and not values.get("url"):
        raise UserError(
            f"Row {number} has neither text nor address.", "Fill it in, or take the row out.", where=f"line {number}"
        )
    return PostingRow(number=number, **{"text": "", **values})


def column_names() -> Sequence[str]:
    """Our names of the columns, for help texts."""
    return tuple(_COLUMNS)
