"""`jobhelper check` as other programs call it: exit codes, the JSON array, offsets in the file as it lies on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jobhelper.__main__ import main
from jobhelper.resources import sample

CV = str(sample("cvs/maya-lindqvist-rao.pdf"))
POSTING = str(sample("postings/community-support-worker.txt"))
FALSE = "In 2023 I undertook community service at a psychology clinic."
TRUE = "I spent one week observing at a psychology clinic."


def _check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["check", *words, "--cv", CV, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_offsets_count_the_characters_of_the_file_with_its_own_line_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    text = f"Dear team,\r\n\r\nI read “Café” — gladly.\r\n\r\n{FALSE}\r\n"
    draft.write_bytes(text.encode())
    code, (answer,) = _check(capsys, str(draft), "--posting", POSTING)
    assert code == 1
    (finding,) = answer["findings"]
    assert text[finding["start"] : finding["end"]] == finding["quote"]
    assert "community service" in finding["quote"]
    assert (finding["category"], finding["from_posting"]) == ("reclassified", True)
    assert any("One-week observation" in quote["quote"] for quote in finding["evidence"])


def test_one_object_a_draft_in_the_order_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["b.txt", "a.txt", "c.txt"]
    for name in names:
        (tmp_path / name).write_text(TRUE)
    code, answers = _check(capsys, *(str(tmp_path / name) for name in names))
    assert code == 0
    assert [answer["draft"] for answer in answers] == [str(tmp_path / name) for name in names]
    assert all({"findings", "questions", "summary"} <= answer.keys() for answer in answers)


def test_never_fails_on_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.txt").write_text(FALSE)
    code, (answer,) = _check(capsys, str(tmp_path / "draft.txt"), "--posting", POSTING, "--fail-on", "never")
    assert code == 0 and answer["findings"] + answer["questions"]


def test_the_same_call_says_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.txt").write_text(f"{TRUE} {FALSE}")
    said = []
    for _ in range(2):
        main(["check", str(tmp_path / "draft.txt"), "--cv", CV, "--posting", POSTING, "--format", "json"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


def test_text_shows_the_words_of_both_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.txt").write_text(FALSE)
    main(["check", str(tmp_path / "draft.txt"), "--cv", CV, "--posting", POSTING])
    said = capsys.readouterr().out
    assert "community service" in said and "One-week observation at a psychology clinic" in said


def test_a_page_holds_one_draft_and_nothing_from_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(f"<script>{FALSE}")
    main(["check", str(draft), "--cv", CV, "--format", "html"])
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>") and "<script>" not in page and "https://" not in page
    assert main(["check", str(draft), str(draft), "--cv", CV, "--format", "html"]) == 2


@pytest.mark.parametrize("data", [b"\xff\xfe\x00bad", None])
def test_a_draft_that_cannot_be_read_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    draft = tmp_path / "draft.txt"
    if data is not None:
        draft.write_bytes(data)
    assert main(["check", str(draft), "--cv", CV]) == 2
    said = capsys.readouterr()
    assert str(draft) in said.err and not said.out


def test_a_cv_that_cannot_be_read_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "draft.txt").write_text(TRUE)
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.4 broken")
    assert main(["check", str(tmp_path / "draft.txt"), "--cv", str(tmp_path / "cv.pdf")]) == 2
    assert "cv.pdf" in capsys.readouterr().err
