"""The sample CVs, read and composed by the real rooms, come out of every layout and format as approved."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from jobhelper import resources
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.drafting.compose import compose_letter
from jobhelper.drafting.plan import plan_cv, plan_letter
from jobhelper.drafting.tailor import compose_cv
from jobhelper.export.ats import ats_view
from jobhelper.export.blocks import Kind
from jobhelper.export.export import export_draft
from jobhelper.export.layouts import list_layouts
from jobhelper.export.reading import read_draft
from jobhelper.models import Draft, Posting, TailoredCV
from jobhelper.passion.policy import load_policy

PEOPLE = ("maya-lindqvist-rao", "tomasz-okonkwo-byrne")


@cache
def _drafts(person: str) -> tuple[Draft, Draft]:
    cv = parse_cv(read_document(resources.sample(f"cvs/{person}.docx")))
    posting = Posting("", "Community Support Worker", "Harbourlight CIC", "Aldersby", None, (), ())
    permissions = load_policy(resources.template("passion.toml")).permissions(10)
    tailored = compose_cv(plan_cv(cv, posting, (), permissions), cv, posting, ())
    return tailored, compose_letter(plan_letter(cv, posting, (), permissions), cv, posting, ())


@pytest.mark.parametrize(
    ("person", "layout"),
    [*((PEOPLE[n % 2], layout.id) for n, layout in enumerate(list_layouts("cv"))), *((p, "plain") for p in PEOPLE)],
)
def test_a_sample_cv_comes_out_word_for_word(person: str, layout: str, tmp_path: Path) -> None:
    draft, _ = _drafts(person)
    files = export_draft(draft, tmp_path, "cv", formats=("pdf", "docx"), layout=layout)
    assert files[0].pages == 1


@pytest.mark.parametrize(("person", "layout"), [(PEOPLE[0], "academic"), (PEOPLE[1], "modern"), (PEOPLE[0], "plain")])
def test_a_sample_letter_comes_out_word_for_word(person: str, layout: str, tmp_path: Path) -> None:
    _, draft = _drafts(person)
    (file, *_) = export_draft(draft, tmp_path, "letter", formats=("pdf", "docx"), layout=layout)
    assert ats_view(file.path, document="letter").warnings == ()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_line_of_a_sample_cv_gets_its_part(person: str) -> None:
    draft, letter = _drafts(person)
    content = draft.content
    assert isinstance(content, TailoredCV)
    blocks = read_draft(draft).blocks
    kinds = [block.kind for block in blocks]
    entries = [entry for section in content.sections for entry in section.entries]
    assert kinds.count(Kind.NAME) == kinds.count(Kind.CONTACT) == 1
    assert kinds.count(Kind.HEADING) == len([s for s in content.sections if s.entries or s.lines])
    assert sum(block.first for block in blocks) == len(entries)
    assert [block.aside for block in blocks if block.first] == [entry.dates for entry in entries]
    assert kinds.count(Kind.BULLET) == sum(len(entry.bullets) for entry in entries)
    parts = [block.kind for block in read_draft(letter).blocks]
    for kind in (Kind.NAME, Kind.SALUTATION, Kind.SUBJECT, Kind.FAREWELL, Kind.SIGNATURE):
        assert parts.count(kind) == 1
