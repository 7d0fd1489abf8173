"""Everything that is kept comes back as it was, with its history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobhelper.errors import UserError
from jobhelper.models import AuditItem, DocumentKind, ModelReply, Status
from jobhelper.store.applications import replay
from jobhelper.store.store import Store
from tests.store.values import CV_TEXT, sample_cv, sample_draft, sample_posting, sample_report


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home" / "jobhelper.sqlite3") as opened:
        yield opened


def test_a_cv_comes_back_whole_and_its_text_byte_for_byte(store: Store) -> None:
    kept = store.cvs.add(sample_cv())
    with Store(store.path) as again:
        assert again.cvs.get(kept.id).cv == sample_cv()
    raw = sqlite3.connect(store.path).execute("SELECT CAST(text AS BLOB) FROM cv").fetchone()[0]
    assert raw == CV_TEXT.encode()


def test_the_same_cv_imported_twice_is_kept_once_and_becomes_the_newest(store: Store) -> None:
    first = store.cvs.add(sample_cv())
    second = store.cvs.add(sample_cv(source="other.pdf", sha256="b" * 64))
    assert (newest := store.cvs.newest()) is not None and newest.id == second.id
    assert store.cvs.add(sample_cv()).id == first.id
    assert [kept.id for kept in store.cvs.all()] == [first.id, second.id]


def test_confirmed_facts_belong_to_their_cv_and_name_their_source(store: Store) -> None:
    one = store.cvs.add(sample_cv())
    two = store.cvs.add(sample_cv(sha256="b" * 64))
    own = store.cvs.confirm("Volunteered at a food bank", "reference, June", cv_id=one.id)
    shared = store.cvs.confirm("Clean driving licence", "the card")
    assert store.cvs.confirmed(one.id) == (own, shared)
    assert store.cvs.confirmed(two.id) == (shared,)
    assert own.confirmed and own.start == -1
    with pytest.raises(UserError, match="how you know"):
        store.cvs.confirm("Something", "  ")
    with pytest.raises(UserError, match="no CV 99"):
        store.cvs.confirm("Something", "why", cv_id=99)


def test_every_change_of_an_application_is_remembered_and_can_be_taken_back(store: Store) -> None:
    kept = store.applications.add(sample_posting(), passion=30, actor="user")
    assert kept.posting == sample_posting() and kept.deadline == date(2026, 11, 30)
    store.applications.change(kept.id, "user", passion=90, status=Status.READY)
    store.applications.change(kept.id, "batch", passion=90)
    assert [(h.field, h.before, h.after) for h in store.applications.history(kept.id)][-2:] == [
        ("passion", "30", "90"),
        ("status", "saved", "ready"),
    ]
    assert store.applications.undo("user") is not None
    assert store.applications.get(kept.id).status is Status.SAVED
    assert store.applications.get(kept.id).passion == 90
    assert store.applications.undo("user", kept.id) is not None
    assert store.applications.get(kept.id).passion == 30, "taking back twice redid the first"
    assert store.applications.undo("user") is None


def test_there_is_nothing_to_take_back_at_the_start(store: Store) -> None:
    store.applications.add(sample_posting(), passion=30, actor="user")
    assert store.applications.undo("user") is None


_step = st.one_of(
    st.tuples(st.just("passion"), st.integers(0, 100)),
    st.tuples(st.just("status"), st.sampled_from(Status)),
    st.tuples(st.just("deadline"), st.one_of(st.none(), st.dates())),
    st.tuples(st.just("no_ai"), st.booleans()),
    st.tuples(st.just("notes"), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
)


@given(steps=st.lists(_step, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replaying_the_history_gives_the_present(store: Store, steps: list[tuple[str, object]]) -> None:
    kept = store.applications.add(sample_posting(), passion=30, actor="user")
    for name, value in steps:
        store.applications.change(kept.id, "user", **{name: value})
    now = store.applications.get(kept.id)
    present = replay(store.applications.history(kept.id))
    assert present["passion"] == str(now.passion)
    assert present["status"] == now.status.value
    assert present.get("deadline", "") == (now.deadline.isoformat() if now.deadline else "")
    assert present["no_ai"] == str(int(now.no_ai))
    assert present.get("notes", "") == now.notes


def test_the_database_itself_refuses_what_no_application_can_be(store: Store) -> None:
    kept = store.applications.add(sample_posting(), passion=30, actor="user")
    for name, value in (("passion", 101), ("status", "hopeful"), ("deadline", "2026-02-31"), ("cv_id", 77)):
        with pytest.raises(sqlite3.IntegrityError):
            store.applications.change(kept.id, "user", **{name: value})
    assert len(store.applications.history(kept.id)) == 4, "a refused change left a trace in the history"
    with pytest.raises(ValueError, match="no such field"):
        store.applications.change(kept.id, "user", company="Other")


def test_drafts_are_versions_with_the_report_on_their_own_text(store: Store) -> None:
    cv = store.cvs.add(sample_cv())
    job = store.applications.add(sample_posting(), passion=30, actor="user", cv_id=cv.id)
    first = store.drafts.add(job.id, cv.id, sample_draft(), human_share=0.25, report=sample_report(), actor="user")
    assert (first.version, first.draft, first.report) == (1, sample_draft(), sample_report())
    line = store.applications.summaries()[0]
    assert (line.claims, line.questions, line.human_share) == (1, 0, 0.25)
    clean = sample_report().__class__((), (), (), 1, 1)
    second = store.drafts.add(job.id, cv.id, sample_draft("Mine."), human_share=1.0, report=clean, actor="user")
    assert store.drafts.newest(job.id, DocumentKind.LETTER) == second and second.version == 2
    assert store.drafts.newest(job.id, DocumentKind.CV) is None
    line = store.applications.summaries()[0]
    assert (line.claims, line.human_share) == (0, 1.0), "the list still shows the older version"
    store.drafts.add_export(second.id, "letter.pdf", "pdf", "c" * 64)
    assert [e.path for e in store.drafts.exports(job.id)] == ["letter.pdf"]
    assert [d.version for d in store.drafts.versions(job.id)] == [1, 2]


@pytest.mark.parametrize("ask", ["cvs", "applications", "drafts"])
def test_a_missing_number_is_a_message_and_not_a_crash(store: Store, ask: str) -> None:
    with pytest.raises(UserError, match="There is no"):
        getattr(store, ask).get(404)


def test_the_audit_trail_shows_when_a_row_was_tampered_with(store: Store) -> None:
    for answer in ("one", "two", "three"):
        store.audit.add(AuditItem("call", "user", "client", answer=answer, cost=0.5))
    assert [item.answer for item in store.audit.items()] == ["one", "two", "three"]
    assert store.audit.first_break() is None
    raw = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="final"):
        raw.execute("UPDATE audit SET answer = 'lie' WHERE id = 2")
    raw.execute("DELETE FROM audit WHERE id = 2")
    raw.commit()
    assert store.audit.first_break() == 3
    day = store.audit.items()[0].at
    assert day is not None and store.audit.spent_on(day.date().isoformat()) == 1.0


def test_a_reply_kept_under_a_key_is_found_again(store: Store) -> None:
    reply = ModelReply("text", "model", 10, 20, 0.5)
    assert store.audit.cached_reply("k") is None
    store.audit.keep_reply("k", reply)
    store.audit.keep_reply("k", reply)
    assert store.audit.cached_reply("k") == reply


def test_search_finds_beginnings_of_words_without_case_and_accents_and_forgets_what_was_changed(store: Store) -> None:
    café = store.applications.add(sample_posting("Café helper, Zürich\nSafeguarding"), passion=1, actor="user")
    other = store.applications.add(sample_posting("Lab work", "q" * 64), passion=1, actor="user")
    assert store.applications.search("cafe SAFEG") == [café.id]
    store.applications.change(other.id, "user", notes="met Ms Okafor at the fair")
    assert store.applications.search("okafor") == [other.id]
    store.applications.change(other.id, "user", notes="nothing")
    assert store.applications.search("okafor") == []


@given(words=st.text(max_size=30))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_breaks_the_search(store: Store, words: str) -> None:
    assert store.applications.search(words) == []
