"""Getting postings in: from files, folders, tables, addresses, standard input or a paste."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
    from jobhelper.documents.read import document_from_text
    from jobhelper.posting.rows import posting_rows

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "The table can't be read.", f"Save it as UTF-8. The reason: {error}", where=str(path)
        ) from error
    rows: list[PostingRow] = posting_rows(text, kind)
    for number, row in enumerate(rows, start=1):
        name = f"{path.name}, row {number}"
        posting = _parse(document_from_text(row.text, name=name), name)
        yield FoundPosting(posting, row.passion, row.deadline)


def _parse(document: Document, source: str) -> Posting:
    from dataclasses import replace

    from jobhelper.posting.parse import parse_posting

    posting = parse_posting(document, captured=datetime.now(UTC).date())
    return replace(posting, source=posting.source or source, sha256=posting.sha256 or document.sha256)
