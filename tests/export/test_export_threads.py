"""Several threads may export and read PDF files at once: what they share is lent to one of them at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jobhelper.documents.read import read_document
from jobhelper.export.export import export_draft
from jobhelper.models import Draft

THREADS = 4


def test_threads_that_export_and_read_pdf_at_once_get_what_one_alone_gets(tmp_path: Path, letter_draft: Draft) -> None:
    (alone,) = export_draft(letter_draft, tmp_path / "alone", "letter", formats=("pdf",))
    words = read_document(alone.path).text

    def export_and_read(number: int) -> tuple[str, str]:
        (file,) = export_draft(letter_draft, tmp_path / str(number), "letter", formats=("pdf",))
        return file.sha256, read_document(file.path).text

    with ThreadPoolExecutor(THREADS) as pool:
        got = list(pool.map(export_and_read, range(2 * THREADS)))
    assert got == [(alone.sha256, words)] * (2 * THREADS)
