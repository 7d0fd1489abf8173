"""Files that can't be read end in a message that says what is wrong, never in an empty document or a crash."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from jobhelper import resources
from jobhelper.documents import read
from jobhelper.documents.read import document_from_bytes, read_document
from jobhelper.errors import UserError

SAMPLE_PDF = resources.sample("cvs/maya-lindqvist-rao.pdf").read_bytes()
SAMPLE_DOCX = resources.sample("cvs/maya-lindqvist-rao.docx").read_bytes()


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(SAMPLE_PDF))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def picture_pdf() -> bytes:
    return typst.compile(b"#rect(width: 5cm, height: 5cm, fill: red)")


def long_pdf() -> bytes:
    return typst.compile(b"#for n in range(41) [Page of words #pagebreak()]")


def empty_docx() -> bytes:
    target = io.BytesIO()
    docx.Document().save(target)
    return target.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in parts.items():
            bundle.writestr(name, data)
    return target.getvalue()


BAD = {
    "empty": (b"", "cv.txt", "empty"),
    "only white space": (b" \n\t\n", "cv.txt", "empty"),
    "locked PDF": (locked_pdf(), "cv.pdf", "password"),
    "PDF without text": (picture_pdf(), "cv.pdf", "no text"),
    "PDF of 41 pages": (long_pdf(), "cv.pdf", "pages"),
    "truncated PDF": (SAMPLE_PDF[:700], "cv.pdf", "damaged"),
    "DOCX without text": (empty_docx(), "cv.docx", "no text"),
    "truncated DOCX": (SAMPLE_DOCX[:5000], "cv.docx", "damaged"),
    "DOCX with a broken part": (
        archive({"word/document.xml": b"<a>", "[Content_Types].xml": b"<a>"}),
        "a.docx",
        "damaged",
    ),
    "bomb": (archive({"word/document.xml": b"0" * 70_000_000}), "cv.docx", "unpacks"),
    "spreadsheet": (archive({"xl/workbook.xml": b"<a/>"}), "cv.docx", "spreadsheet"),
    "other archive": (archive({"a.txt": b"hello"}), "cv.docx", "archive"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cv.doc", "old Word"),
    "picture named text": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "cv.txt", "picture"),
    "binary named text": (bytes(range(256)) * 4, "cv.txt", "not text"),
    "zero bytes in text": (b"Ada\0Example\0\0x", "cv.txt", "not text"),
    "script page": (b"<html><script>load()</script></html>", "job.html", "no readable text"),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_file_is_refused_with_its_reason(case: str) -> None:
    data, name, reason = BAD[case]
    with pytest.raises(UserError) as caught:
        document_from_bytes(data, name)
    assert reason in caught.value.title
    assert caught.value.hint
    assert caught.value.where == name


def test_missing_files_folders_and_giants_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="no such file"):
        read_document(tmp_path / "none.pdf")
    with pytest.raises(UserError, match="folder"):
        read_document(tmp_path)
    giant = tmp_path / "giant.txt"
    giant.write_text("words " * 100)
    monkeypatch.setattr(read, "MAX_BYTES", 50)
    with pytest.raises(UserError, match="larger"):
        read_document(giant)


def test_an_external_entity_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    with zipfile.ZipFile(io.BytesIO(SAMPLE_DOCX)) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    body = parts["word/document.xml"].replace(b"?>", b"?>" + entity, 1)
    parts["word/document.xml"] = body.replace(b"One-week observation", b"&e; observation", 1)
    assert entity in body
    try:
        text = document_from_bytes(archive(parts), "cv.docx").text
    except UserError:
        return
    assert "hidden words" not in text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE_PDF) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_pdfs_end_in_a_document_or_a_message(place: int, junk: bytes) -> None:
    check_ends_well(SAMPLE_PDF[:place] + junk + SAMPLE_PDF[place + len(junk) :], "cv.pdf")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE_DOCX) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_word_files_end_in_a_document_or_a_message(place: int, junk: bytes) -> None:
    check_ends_well(SAMPLE_DOCX[:place] + junk + SAMPLE_DOCX[place + len(junk) :], "cv.docx")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["cv.txt", "cv.html", "cv.md", "cv.pdf", "cv.docx"]))
def test_any_bytes_end_in_a_document_or_a_message(data: bytes, name: str) -> None:
    check_ends_well(data, name)


def check_ends_well(data: bytes, name: str) -> None:
    try:
        document = document_from_bytes(data, name)
    except UserError as error:
        assert error.title and error.where == name
        return
    assert document.text.strip()
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)


HOSTILE_PAGES = {
    "open tags": "<a " * 50_000,
    "open comments": "<!--" * 50_000,
    "open quotes": '<p a="' * 30_000,
    "deep boxes": "<div>" * 50_000 + "x",
    "deep lists": "<ul><li>" * 20_000 + "x",
    "many attributes": "<p " + "a=b " * 50_000 + ">x",
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", HOSTILE_PAGES)
def test_hostile_pages_end_soon(case: str) -> None:
    check_ends_well(("<html>" + HOSTILE_PAGES[case]).encode(), "job.html")
