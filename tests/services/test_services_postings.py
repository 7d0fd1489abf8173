"""Postings come in from files, folders, tables and pastes, each once, with what their source says."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobhelper.errors import UserError
from jobhelper.models import Status
from jobhelper.services import applications
from jobhelper.services.desk import Desk
from jobhelper.services.postings import find_postings
from jobhelper.services.statistics import by_stage, by_stop
from tests.services.conftest import POSTING


def test_the_text_as_captured_is_kept_whole(desk: Desk, tmp_path: Path) -> None:
    text = POSTING.read_text("utf-8") + "\nÜnïcode – “quotes” and a tab\there"
    job = applications.add_from_text(desk, text)
    assert applications.get(desk, job.id).posting.text == text


def test_the_same_posting_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(POSTING.read_bytes())
    added = list(applications.add_postings(desk, [str(POSTING), str(copy)]))
    assert [item.known for item in added] == [False, True]
    assert added[0].application.id == added[1].application.id


def test_a_folder_is_read_by_name_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "notes.xyz"):
        (tmp_path / name).write_bytes(POSTING.read_bytes() + name.encode())
    assert [Path(f.posting.source).name for f in find_postings([str(tmp_path)])] == ["a.md", "b.txt"]


def test_what_the_caller_says_wins_over_the_row_and_the_row_over_the_settings(desk: Desk, tmp_path: Path) -> None:
    text = POSTING.read_text("utf-8")
    table = tmp_path / "jobs.jsonl"
    table.write_text("\n".join(json.dumps({"text": text + str(n), "passion": 80}) for n in range(2)), "utf-8")
    row, said = applications.add_postings(desk, [str(table)]), applications.add_postings
    assert {item.application.passion for item in row} == {80}
    (tmp_path / "one.txt").write_text(text + "one", "utf-8")
    (plain,) = said(desk, [str(tmp_path / "one.txt")])
    assert plain.application.passion == desk.settings.passion
    (tmp_path / "two.txt").write_text(text + "two", "utf-8")
    (given,) = said(desk, [str(tmp_path / "two.txt")], passion=5, deadline=date(2027, 1, 2), no_ai=True)
    assert (given.application.passion, given.application.deadline, given.application.no_ai) == (
        5,
        date(2027, 1, 2),
        True,
    )


def test_a_pages_own_data_and_the_day_it_was_seen_are_used(tmp_path: Path) -> None:
    data = {"@type": "JobPosting", "title": "Garden Assistant", "hiringOrganization": {"name": "Fernhill CIC"}}
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head><script type='application/ld+json'>{json.dumps(data)}</script></head>"
        "<body><h1>Join us</h1><p>You look after our beds.</p><p>Apply within two weeks.</p></body></html>",
        "utf-8",
    )
    (found,) = find_postings([str(page)])
    assert (found.posting.title, found.posting.company) == ("Garden Assistant", "Fernhill CIC")
    assert found.posting.captured == date.today()


@pytest.mark.parametrize("source", ["missing.txt", "empty-folder", "blank.txt"])
def test_a_source_that_holds_no_posting_is_a_message_that_names_it(tmp_path: Path, source: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "blank.txt").write_text("  \n")
    with pytest.raises(UserError) as error:
        list(find_postings([str(tmp_path / source)]))
    assert source in str(error.value)


def test_a_passion_beyond_the_dial_is_refused(desk: Desk) -> None:
    job = applications.add_from_text(desk, POSTING.read_text("utf-8"))
    for passion in (-1, 101):
        with pytest.raises(UserError, match="0 to 100"):
            applications.set_passion(desk, job.id, passion)


def test_undo_says_what_it_took_back(desk: Desk) -> None:
    job = applications.add_from_text(desk, POSTING.read_text("utf-8"))
    assert applications.undo(desk) is None
    applications.set_status(desk, job.id, Status.APPLIED)
    said = applications.undo(desk)
    assert said is not None and "saved" in said
    assert applications.get(desk, job.id).status is Status.SAVED


def test_what_is_due_names_near_deadlines_and_leaves_sent_ones_alone(desk: Desk) -> None:
    text = POSTING.read_text("utf-8")
    near, far, sent = (applications.add_from_text(desk, text + name) for name in ("near", "far", "sent"))
    applications.set_deadline(desk, near.id, date(2026, 12, 3))
    applications.set_deadline(desk, far.id, date(2027, 6, 1))
    applications.set_deadline(desk, sent.id, date(2026, 12, 2))
    applications.set_status(desk, sent.id, Status.APPLIED)
    assert [item.application_id for item in applications.due(desk, today=date(2026, 12, 1))] == [near.id]
    assert applications.due(desk, today=date(2026, 12, 4)) == []


def test_figures_by_passion_count_what_was_sent_and_answered(desk: Desk) -> None:
    text = POSTING.read_text("utf-8")
    stages = [Status.SAVED, Status.APPLIED, Status.INTERVIEW, Status.REJECTED, Status.NO_RESPONSE]
    for number, status in enumerate(stages):
        job = applications.add_from_text(desk, f"{text}{number}", passion=90)
        applications.set_status(desk, job.id, status)
    dream = next(row for row in by_stop(desk) if row["stop"] == "Dream")
    assert (dream["applications"], dream["sent"], dream["answered"], dream["interviews"]) == (5, 4, 2, 1)
    assert dream["answered_share"] == 0.5 and dream["few"]
    assert {row["stage"]: row["applications"] for row in by_stage(desk)} == dict.fromkeys((s.value for s in stages), 1)


def test_silence_becomes_no_response_after_the_set_days_and_can_be_taken_back(desk: Desk) -> None:
    job = applications.add_from_text(desk, POSTING.read_text("utf-8"))
    applications.set_status(desk, job.id, Status.APPLIED)
    sent = applications.history(desk, job.id)[-1].at.date()
    days = timedelta(days=desk.settings.no_response_days)
    assert applications.mark_unanswered(desk, today=sent + days) == []
    (moved,) = applications.mark_unanswered(desk, today=sent + days + timedelta(days=1))
    assert moved.status is Status.NO_RESPONSE
    assert applications.history(desk, job.id)[-1].actor == "rule"
    applications.undo(desk)
    assert applications.get(desk, job.id).status is Status.APPLIED
    assert [row.id for row in applications.find(desk, "lanternfield")] == [job.id]
