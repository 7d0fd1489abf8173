"""Getting postings in: from files, folders, tables, addresses, standard input or a paste."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jobhelper.errors import UserError
from jobhelper.models import Document, Posting

if TYPE_CHECKING:
    from jobhelper.posting.rows import PostingRow

OnError = Callable[[str, UserError], None]
STANDARD_INPUT = "-"
_TABLES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_READABLE = {".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf", ".odt", ".rtf"}


@dataclass(frozen=True, slots=True)
class FoundPosting:
    """A posting with what its source says about it besides; None where it says nothing."""

    posting: Posting
    passion: int | None = None
    deadline: date | None = None


def read_posting(source: str) -> Posting:
    """The posting in a file or at an address, taken apart; stores nothing."""
    found = list(find_postings([source]))
    if len(found) != 1:
        raise UserError(f"There are {len(found)} postings, not one.", "Name a single posting.", where=source)
    return found[0].posting


def find_postings(sources: list[str], *, on_error: OnError | None = None) -> Iterator[FoundPosting]:
    """Every posting of the sources, one at a time, in a stable order.

    A source is a file, a folder (its readable files, by name), a CSV or JSONL table, an address, or `-` for
    standard input. A source that cannot be read is handed to `on_error` with its name, and the others follow;
    without it, the UserError is raised.
    """
    for source in sources:
        for name, found in _parts(source):
            try:
                yield from found()
            except UserError as error:
                if on_error is None:
                    raise
                on_error(name, error)


def _parts(source: str) -> Iterator[tuple[str, Callable[[], Iterator[FoundPosting]]]]:
    """A source's parts, each with its name and how to read it: a folder has many, everything else is one."""
    path = Path(source).expanduser()
    if source == STANDARD_INPUT:
        yield source, lambda: posting_from_text(_standard_input(), "standard input")
    elif source.startswith(("http://", "https://")):
        yield source, lambda: _from_address(source)
    elif path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in _READABLE | _TABLES.keys() and p.is_file())
        for file in files:
            yield str(file), partial(_from_file, file)
        if not files:
            yield source, partial(_empty_folder, path)
    else:
        yield source, lambda: _from_file(path)


def _from_address(address: str) -> Iterator[FoundPosting]:
    from jobhelper.documents.fetch import fetch_url

    yield FoundPosting(_parse(fetch_url(address), address))


def _empty_folder(path: Path) -> Iterator[FoundPosting]:
    kinds = " ".join(sorted(_READABLE | _TABLES.keys()))
    raise UserError("There is no posting in this folder.", f"Known kinds: {kinds}", where=str(path))


def posting_from_text(text: str, name: str = "pasted text") -> Iterator[FoundPosting]:
    """The posting that a person pasted."""
    from jobhelper.documents.read import document_from_text

    if not text.strip():
        raise UserError("There is no text.", "Paste the whole posting.", where=name)
    yield FoundPosting(_parse(document_from_text(text, name=name), name))


def _standard_input() -> str:
    import sys

    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("Standard input is no UTF-8 text.", "Save it as UTF-8 and try again.") from error


def _from_file(path: Path) -> Iterator[FoundPosting]:
    if not path.exists():
        raise UserError("There is no such file.", "Check the name and the folder.", where=str(path))
    if table := _TABLES.get(path.suffix.lower()):
        yield from _from_table(path, table)
        return
    from jobhelper.documents.read import read_document

    yield FoundPosting(_parse(read_document(path), str(path)))


def _from_table(path: Path, kind: str) -> Iterator[FoundPosting]:
    from jobhelper.posting.rows import posting_rows

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "The table can't be read.", f"Save it as UTF-8. The reason: {error}", where=str(path)
        ) from error
    for row in posting_rows(text, kind):
        yield _from_row(row, f"{path.name}, row {row.number}")


def _from_row(row: PostingRow, name: str) -> FoundPosting:
    """A table's posting: what its columns say wins over what was read from the text."""
    from jobhelper.documents.fetch import fetch_url
    from jobhelper.documents.read import document_from_text

    document = document_from_text(row.text, name=name) if row.text.strip() else fetch_url(row.url)
    posting = _parse(document, row.url or name)
    posting = replace(
        posting,
        title=row.title or posting.title,
        company=row.company or posting.company,
        location=row.location or posting.location,
    )
    return FoundPosting(posting, _passion(row.passion, name), _day(row.deadline, name))


def _passion(words: str, where: str) -> int | None:
    if not words.strip():
        return None
    if not words.strip().isdecimal() or int(words) > 100:
        raise UserError(f"Passion can't be “{words}”.", "It is a whole number from 0 to 100.", where=where)
    return int(words)


def _day(words: str, where: str) -> date | None:
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise UserError(f"The deadline can't be “{words}”.", "Write it as 2026-11-30.", where=where) from error


def _parse(document: Document, source: str) -> Posting:
    from jobhelper.posting.parse import parse_posting

    posting = parse_posting(document, captured=date.today(), page=document.markup)
    return replace(posting, source=posting.source or source, sha256=posting.sha256 or document.sha256)
