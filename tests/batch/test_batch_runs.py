"""A batch does each posting once, keeps back what is not settled, and says what became of everything."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jobhelper.__main__ import main
from jobhelper.batch.report import write_report
from jobhelper.batch.runner import BatchHalted, BatchOptions, outcomes, review_queue, run_batch
from jobhelper.errors import UserError
from jobhelper.models import ModelReply, ModelRequest
from jobhelper.models.batch import RunOutcome, RunState
from jobhelper.services.desk import Desk, open_desk
from jobhelper.settings import Settings
from tests.batch.postings import CV, many_postings

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(Settings(home=tmp_path / "home"), actor="batch")


def _options(tmp_path: Path, **changes: object) -> BatchOptions:
    options = BatchOptions(tmp_path / "out", 10, CV, formats=("txt",), jobs=2, today=TODAY)
    return replace(options, **changes)  # type: ignore[arg-type]


def _run(desk: Desk, folder: Path, options: BatchOptions) -> list[RunOutcome]:
    return [event for event in run_batch(desk, [str(folder)], options) if isinstance(event, RunOutcome)]


def test_every_posting_ends_once_and_a_second_copy_is_not_done_again(desk: Desk, tmp_path: Path) -> None:
    folder = many_postings(tmp_path / "in", 4)
    (folder / "zz-copy.txt").write_bytes((folder / "posting-001.txt").read_bytes())
    ended = _run(desk, folder, _options(tmp_path))
    assert sorted(outcome.position for outcome in ended) == [1, 2, 3, 4]
    assert {outcome.state for outcome in ended} == {RunState.EXPORTED}
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(files) == 8 and all(name.endswith(".txt") for name in files)
    assert len(desk.store.applications.summaries()) == 4
    assert outcomes(desk, tmp_path / "out") == sorted(ended, key=lambda outcome: outcome.position)


@pytest.mark.slow
def test_several_runs_at_once_may_write_docx_and_pdf(desk: Desk, tmp_path: Path) -> None:
    ended = _run(desk, many_postings(tmp_path / "in", 5), _options(tmp_path, formats=("docx", "pdf"), jobs=2))
    assert {outcome.state for outcome in ended} == {RunState.EXPORTED}
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 10


def test_a_folder_that_holds_a_batch_is_not_mixed_with_another(desk: Desk, tmp_path: Path) -> None:
    folder = many_postings(tmp_path / "in", 1)
    _run(desk, folder, _options(tmp_path))
    with pytest.raises(UserError, match="already holds a batch"):
        _run(desk, folder, _options(tmp_path))
    assert _run(desk, folder, _options(tmp_path, resume=True)) == []
    many_postings(folder, 2)
    assert [outcome.position for outcome in _run(desk, folder, _options(tmp_path, resume=True))] == [2]


def test_what_is_the_users_to_write_waits_and_is_not_written(desk: Desk, tmp_path: Path) -> None:
    ended = _run(desk, many_postings(tmp_path / "in", 1), _options(tmp_path, passion=90))
    assert [outcome.state for outcome in ended] == [RunState.REVIEW]
    letter = next(document for document in ended[0].documents if document.document == "letter")
    assert not letter.files and any("your words" in words for words in letter.kept_back)
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.endswith("letter.txt")]
    assert review_queue(ended) == ended


def test_an_unreadable_file_is_named_and_the_others_are_done(desk: Desk, tmp_path: Path) -> None:
    folder = many_postings(tmp_path / "in", 2)
    (folder / "a-broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    ended = _run(desk, folder, _options(tmp_path))
    failed = [outcome for outcome in ended if outcome.state is RunState.FAILED]
    assert [Path(outcome.source).name for outcome in failed] == ["a-broken.pdf"] and failed[0].reason
    assert len(ended) == 3


def test_the_same_fault_three_times_at_the_start_stops_the_batch(desk: Desk, tmp_path: Path) -> None:
    asked: list[str] = []

    def failing(request: ModelRequest) -> ModelReply:
        asked.append(request.task)
        raise UserError("The endpoint is busy.", "Wait.")

    folder = many_postings(tmp_path / "in", 5)
    with pytest.raises(BatchHalted, match="3 times in a row"):
        list(run_batch(desk, [str(folder)], _options(tmp_path), ask=failing))
    assert len(asked) == 3, "more than the canary was sent to a broken endpoint"
    ended = _run(desk, folder, _options(tmp_path, resume=True))
    assert {outcome.state for outcome in outcomes(desk, tmp_path / "out")} == {RunState.EXPORTED}
    assert len(ended) == 5, "a failed posting was not tried again"


def test_no_ai_asks_no_model(desk: Desk, tmp_path: Path) -> None:
    def never(request: ModelRequest) -> ModelReply:
        raise AssertionError("a model was asked")

    folder = many_postings(tmp_path / "in", 1)
    (ended,) = [
        event
        for event in run_batch(desk, [str(folder)], _options(tmp_path, no_ai=True), ask=never)
        if isinstance(event, RunOutcome)
    ]
    assert ended.state is not RunState.FAILED


def test_a_table_gives_each_row_its_own_passion(desk: Desk, tmp_path: Path) -> None:
    text = (many_postings(tmp_path / "in", 1) / "posting-001.txt").read_text("utf-8")
    table = tmp_path / "postings.jsonl"
    rows = [{"text": text, "passion": 95}, {"text": text.replace("Wharfebridge", "Millbeck")}]
    table.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    ended = _run(desk, table, _options(tmp_path))
    assert [outcome.state for outcome in sorted(ended, key=lambda o: o.position)] == [
        RunState.REVIEW,
        RunState.EXPORTED,
    ]


_SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from jobhelper.batch.runner import BatchOptions, run_batch
from jobhelper.services.desk import open_desk
from jobhelper.settings import Settings
from tests.batch.postings import CV
home, folder, out = map(Path, sys.argv[1:])
options = BatchOptions(out, 10, CV, formats=("txt",), jobs=2, resume=True, today=date(2026, 11, 30))
desk = open_desk(Settings(home=home), actor="batch")
print("ready", flush=True)
list(run_batch(desk, [str(folder)], options))
print("done", flush=True)
"""


@pytest.mark.slow
def test_killed_at_random_moments_it_loses_nothing_and_does_nothing_twice(desk: Desk, tmp_path: Path) -> None:
    folder = many_postings(tmp_path / "in", 6)
    _run(desk, folder, _options(tmp_path, out=tmp_path / "undisturbed"))
    out, home = tmp_path / "out", tmp_path / "killed-home"
    moments = random.Random(3)
    for attempt in range(12):
        command = [sys.executable, "-c", _SCRIPT, str(home), str(folder), str(out)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert process.stdout is not None
        process.stdout.readline()
        if attempt < 3:
            time.sleep(moments.uniform(0.05, 0.9))
            os.killpg(process.pid, signal.SIGKILL)
        said = process.stdout.read()
        process.wait(60)
        if "done" in said:
            break
    else:
        pytest.fail("the batch never came to its end")
    after = open_desk(Settings(home=home))
    assert [outcome.position for outcome in outcomes(after, out)] == list(range(1, 7))
    assert len(after.store.applications.summaries()) == 6

    def files(place: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}

    assert files(out) == files(tmp_path / "undisturbed")


def test_the_report_is_one_page_that_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    bad = RunOutcome(1, "a.txt", "x", "<b>Evil & Co", "=cmd()", RunState.FAILED, reason="it's “broken”")
    html, table, summary = write_report([bad], tmp_path)
    page = html.read_text("utf-8")
    assert "<b>Evil" not in page and "&lt;b&gt;Evil &amp; Co" in page
    assert "http://" not in page and "https://" not in page and "src=" not in page
    assert next(csv.DictReader(table.open(encoding="utf-8")))["role"] == "'=cmd()"
    assert json.loads(summary.read_text("utf-8"))["failed"] == 1
    assert not list(tmp_path.glob(".*"))


def test_the_command_says_by_its_exit_code_what_is_left_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = many_postings(tmp_path / "in", 2)
    common = [str(folder), "--cv", str(CV)]
    assert main(["batch", *common, "--out", str(tmp_path / "dry"), "--dry-run"]) == 0
    assert "2 to do" in capsys.readouterr().out and not (tmp_path / "dry").exists()
    assert main(["batch", *common, "--passion", "90", "--out", str(tmp_path / "out")]) == 3
    said = capsys.readouterr().out
    assert "report.html" in said and "look first at" in said
    assert json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["review"] == 2
