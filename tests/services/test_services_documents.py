"""Drafting, mending and letting out: what is checked is what leaves, and what is not settled stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobhelper.errors import UserError
from jobhelper.models import Application, Author, DocumentKind, Letter, Progress, Status, StoredDraft
from jobhelper.services import applications, cvs, drafting
from jobhelper.services.checking import check_text
from jobhelper.services.desk import Desk
from jobhelper.services.exporting import export_application
from jobhelper.services.workspace import dismiss


def _drafted(desk: Desk, number: int, *kinds: DocumentKind) -> dict[DocumentKind, StoredDraft]:
    events = drafting.draft_application(desk, number, kinds or drafting.BOTH)
    return {e.stored.draft.document: e.stored for e in events if not isinstance(e, Progress)}


def test_a_draft_is_kept_with_the_report_on_its_own_text(desk: Desk, job: Application) -> None:
    made = _drafted(desk, job.id)
    assert set(made) == set(DocumentKind)
    for stored in made.values():
        assert stored.report == check_text(stored.draft.text, desk.store.cvs.get(stored.cv_id).cv, job.posting)
    assert applications.get(desk, job.id).status is Status.DRAFTING


def test_a_false_claim_keeps_its_document_back_until_it_is_mended(
    desk: Desk, lie: str, job: Application, tmp_path: Path
) -> None:
    stored = _drafted(desk, job.id, DocumentKind.LETTER)[DocumentKind.LETTER]
    assert isinstance(stored.draft.content, Letter)
    opening = next(slot.text for slot in stored.draft.content.slots if slot.slot == "opening")
    false = drafting.write_slot(desk, stored, "opening", f"{opening} {lie}", Author.MODEL).stored
    (result,) = export_application(desk, job.id, tmp_path / "out", documents=[DocumentKind.LETTER])
    assert [gate.rule for gate in result.kept_back] == ["open-claims"] and not result.files
    assert not (tmp_path / "out").exists()
    mended = drafting.mend(desk, false)
    assert mended.stored.version == false.version + 1 and lie not in mended.stored.draft.text
    (result,) = export_application(desk, job.id, tmp_path / "out", formats=["txt"], documents=[DocumentKind.LETTER])
    (file,) = result.files
    assert file.path.read_text("utf-8") == mended.stored.draft.text
    assert [export.sha256 for export in desk.store.drafts.exports(job.id)] == [file.sha256]


def test_mending_never_takes_away_what_a_person_wrote(desk: Desk, lie: str, job: Application) -> None:
    stored = _drafted(desk, job.id, DocumentKind.LETTER)[DocumentKind.LETTER]
    own = drafting.write_slot(desk, stored, "opening", lie)
    mended = drafting.mend(desk, own.stored)
    assert mended.report.findings, "a claim was called settled that still stands there"
    assert lie in mended.stored.draft.text


def test_a_confirmed_fact_settles_a_claim_without_a_new_text(
    desk: Desk, lie: str, job: Application, tmp_path: Path
) -> None:
    stored = _drafted(desk, job.id, DocumentKind.LETTER)[DocumentKind.LETTER]
    assert drafting.write_slot(desk, stored, "opening", lie).report.findings
    fact = cvs.confirm(desk, lie, "supervisor's reference, June")
    assert fact in cvs.confirmed_facts(desk)
    (result,) = export_application(desk, job.id, tmp_path, formats=["txt"], documents=[DocumentKind.LETTER])
    assert result.files and lie in result.files[0].path.read_text("utf-8")


def test_a_claim_let_stand_with_a_reason_no_longer_keeps_back(
    desk: Desk, lie: str, job: Application, tmp_path: Path
) -> None:
    stored = _drafted(desk, job.id, DocumentKind.LETTER)[DocumentKind.LETTER]
    false = drafting.write_slot(desk, stored, "opening", lie)
    assert false.report.findings
    for finding in false.report.findings:
        dismiss(desk, job.id, finding, "they know what I mean")
    (result,) = export_application(desk, job.id, tmp_path, formats=["txt"], documents=[DocumentKind.LETTER])
    assert result.files


def test_what_the_user_wrote_survives_a_new_draft(desk: Desk, job: Application) -> None:
    applications.set_passion(desk, job.id, 50)
    stored = _drafted(desk, job.id, DocumentKind.LETTER)[DocumentKind.LETTER]
    assert {slot.slot for slot in stored.draft.missing} >= {"opening", "motivation"}
    own = "I walk past your garden every day."
    drafting.write_slot(desk, stored, "opening", own)
    again = _drafted(desk, job.id, DocumentKind.LETTER)[DocumentKind.LETTER]
    assert own in again.draft.text
    start = again.draft.text.index(own)
    authors = {s.author for s in again.draft.authorship if s.start < start + len(own) and s.end > start}
    assert authors == {Author.HUMAN}
    assert "opening" not in {slot.slot for slot in again.draft.missing}


def test_an_empty_part_that_is_the_users_keeps_the_letter_back_and_lets_the_cv_go(
    desk: Desk, job: Application, tmp_path: Path
) -> None:
    applications.set_passion(desk, job.id, 90)
    _drafted(desk, job.id)
    results = {r.stored.draft.document: r for r in export_application(desk, job.id, tmp_path, formats=["txt"])}
    assert [gate.rule for gate in results[DocumentKind.LETTER].kept_back] == ["your-slots"]
    assert results[DocumentKind.CV].files
    assert applications.get(desk, job.id).status is Status.DRAFTING


def test_two_employers_whose_files_would_share_a_name_do_not_overwrite(
    desk: Desk, job: Application, tmp_path: Path
) -> None:
    _drafted(desk, job.id, DocumentKind.CV)
    for _ in range(2):
        export_application(desk, job.id, tmp_path, formats=["txt"], documents=[DocumentKind.CV])
    assert len(list(tmp_path.glob("*cv*.txt"))) == 2


def test_there_is_nothing_to_export_before_drafting(desk: Desk, job: Application, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing to export"):
        export_application(desk, job.id, tmp_path)


def test_every_decision_is_in_the_trail(desk: Desk, job: Application, tmp_path: Path) -> None:
    _drafted(desk, job.id, DocumentKind.CV)
    export_application(desk, job.id, tmp_path, formats=["txt"], documents=[DocumentKind.CV])
    kinds = [item.kind for item in desk.store.audit.items(job.id)]
    assert kinds == ["check", "gate", "gate", "gate", "export"]
    assert desk.store.audit.first_break() is None
