"""Drafts that nobody means to check: an answer or a clear error, within bounds, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jobhelper import nlp
from jobhelper.checking.check import check
from jobhelper.errors import UserError
from jobhelper.services.checking import read_draft
from tests.checking.people import DIGGER, cv_of, person

# Seconds of this process; a slow machine under load gets the benefit of the doubt.
MOST = 4.0


def command(tmp_path: Path, *drafts: bytes) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `jobhelper check` on files with these bytes."""
    cv = tmp_path / "cv.txt"
    cv.write_text(DIGGER, "utf-8")
    files = [tmp_path / f"draft-{i}.txt" for i in range(len(drafts))]
    for file, draft in zip(files, drafts, strict=True):
        file.write_bytes(draft)
    done = subprocess.run(
        [sys.executable, "-m", "jobhelper", "check", *map(str, files), "--cv", str(cv), "--format", "json"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


ODD = (
    "",
    " \r\n\t\r\n",
    "\ufeffI dug.\n",
    "أشرفت على فريق من ١٢ شخصًا.\nI dug a trench.\n",
    "ניהלתי צוות \u202eof twelve\u202c people.",
    "I dug\x00 a trench.\x00\nI led 40 teams.\n",
    "I led \U0001f469\u200d\U0001f52c 40 teams\u2028and ran\u0085 a dig.",
)


@pytest.mark.slow
def test_odd_texts_get_an_answer(tmp_path: Path) -> None:
    code, out, err = command(tmp_path, *(text.encode() for text in ODD))
    assert "Traceback" not in err
    assert code in {0, 1}
    answers = json.loads(out)
    assert len(answers) == len(ODD)
    for text, answer in zip(ODD, answers, strict=True):
        assert all(text[f["start"] : f["end"]] == f["quote"] for f in answer["findings"] + answer["questions"])
    assert answers[0]["summary"]["sentences"] == answers[1]["summary"]["sentences"] == 0


@pytest.mark.parametrize(
    "draft",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe",
        "I led caf\u00e9s.\n".encode("latin-1"),
        "I dug.\n".encode("utf-16"),
        b"I \xc3\x28 dug.\n" + "Caf\u00e9".encode(),
    ],
    ids=["binary", "latin-1", "utf-16", "mixed"],
)
def test_what_is_no_text_is_refused_in_words(tmp_path: Path, draft: bytes) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(draft)
    with pytest.raises(UserError, match="UTF-8"):
        read_draft(file)


def test_a_refusal_is_no_traceback(tmp_path: Path) -> None:
    code, out, err = command(tmp_path, b"I dug.\n", b"\xff\xfe\x00")
    assert (code, out) == (2, "")
    assert "UTF-8" in err and "draft-1.txt" in err
    assert "Traceback" not in err


def test_a_draft_of_five_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(b"I catalogued 150 Roman coins and led twelve teams.\n" * 100_000)
    begun = time.process_time()
    with pytest.raises(UserError, match="too long"):
        read_draft(file)
    assert time.process_time() - begun < 1


HUGE = {
    "one line without a stop": ("catalogued coins at the museum and drew plans of contexts " * 2000)[:100_000],
    "one word": "a" * 100_000,
    "commas": "I dug, " * 4_000,
    "digits": "1 " * 15_000,
    "initials": "A. " * 10_000,
    "abbreviations": "Dr. e.g. " * 3_000,
    "brackets": "a" + "(" * 100_000,
    "a thousand bullets": "\n".join(f"- Catalogued {i} coins and led team {i % 7}" for i in range(1000)),
    "blank lines": "\n" * 100_000 + "I dug.",
    "at signs": "@a." * 10_000,
    "combining marks": "e\u0301" * 15_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_a_huge_draft_is_read_within_bounds(name: str) -> None:
    nlp.warm()
    draft = HUGE[name]
    begun = time.process_time()
    report = check(draft, person("digger"))
    assert time.process_time() - begun < MOST
    assert all(draft[f.start : f.end] == f.quote for f in report.findings)


def test_a_cv_of_one_endless_line_is_read_within_bounds() -> None:
    cv = cv_of("Ada Teale\nada@example.com\n\nEXPERIENCE\n" + "sorted letters for the archive and " * 1000)
    begun = time.process_time()
    check("I sorted letters.", cv)
    assert time.process_time() - begun < MOST
