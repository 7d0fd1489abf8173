"""Loads the benchmark's labelled drafts with the CV and posting each was written from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.models import CV, Posting
from jobhelper.posting.parse import parse_posting

ROOT = Path(__file__).parent / "embellishment"


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A false claim: its place in the draft and what it is."""

    start: int
    end: int
    category: str
    severity: str
    from_posting: bool


@dataclass(frozen=True, slots=True)
class LabelledDraft:
    """A draft with the truth about it; `tempting` are places that look false and are true."""

    person: str
    name: str
    text: str
    cv: CV
    posting: Posting
    spans: tuple[LabelledSpan, ...]
    tempting: tuple[tuple[int, int], ...]
    disputed: tuple[tuple[int, int], ...]


@cache
def load(folder: Path) -> tuple[LabelledDraft, ...]:
    """Every labelled draft under `folder` (one subfolder a CV), sorted by person and name; none where it is missing."""
    if not folder.is_dir():
        return ()
    return tuple(draft for person in sorted(folder.iterdir()) if (person / "cv.txt").exists() for draft in _of(person))


def _of(person: Path) -> Iterator[LabelledDraft]:
    cv = parse_cv(read_document(person / "cv.txt"))
    postings = {p.name: parse_posting(read_document(p)) for p in sorted(person.glob("posting-*.txt"))}
    for path in sorted(person.glob("*.json")):
        if path.name.startswith("posting"):
            continue
        labels = json.loads(path.read_text("utf-8"))
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        yield LabelledDraft(
            person.name,
            path.stem,
            text,
            cv,
            postings[labels["posting"]],
            tuple(_span(text, row) for row in labels["spans"]),
            tuple(_place(text, row) for row in labels.get("supported", ())),
            tuple(_place(text, row) for row in labels.get("ambiguous", ())),
        )


def _place(text: str, row: dict[str, Any]) -> tuple[int, int]:
    start = text.index(row["quote"])
    return start, start + len(row["quote"])


def _span(text: str, row: dict[str, Any]) -> LabelledSpan:
    start, end = _place(text, row)
    return LabelledSpan(start, end, row["category"], row["severity"], bool(row.get("from_posting")))
