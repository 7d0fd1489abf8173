"""Letting documents out: the gates first, then files that are proved to read as approved, then the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from jobhelper.errors import UserError
from jobhelper.models import Application, AuditItem, DocumentKind, ExportedFile, Question, Status, StoredDraft
from jobhelper.services.desk import Desk
from jobhelper.services.drafting import recheck
from jobhelper.services.gates import Gate, gates, kept_back
from jobhelper.services.workspace import dismissals, without


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one document: its files, or the gates that keep it back (then `files` is empty).

    `questions` are what the user should be able to defend; they keep nothing back.
    """

    application: Application
    stored: StoredDraft
    files: tuple[ExportedFile, ...]
    kept_back: tuple[Gate, ...]
    questions: tuple[Question, ...]


def export_application(
    desk: Desk,
    number: int,
    directory: Path,
    *,
    formats: Sequence[str] = ("docx", "pdf"),
    documents: Sequence[DocumentKind] = (DocumentKind.LETTER, DocumentKind.CV),
    layout: str | None = None,
) -> list[Exported]:
    """Exports the newest version of each document that was drafted; what a gate keeps back is not written.

    The check runs once more on the very text that leaves. Raises UserError where nothing was drafted, or where a
    file cannot be written or does not read back equal.
    """
    job = desk.store.applications.get(number)
    found = [s for kind in documents if (s := desk.store.drafts.newest(number, kind)) is not None]
    if not found:
        raise UserError("There is nothing to export yet.", f"Draft it first: jobhelper draft {number}")
    results = [_export(desk, job, stored, directory, formats, layout) for stored in found]
    if all(result.files for result in results) and job.status in {Status.SAVED, Status.DRAFTING}:
        desk.store.applications.change(number, desk.actor, status=Status.READY)
    return results


def decide(desk: Desk, job: Application, stored: StoredDraft) -> tuple[Gate, ...]:
    """Every gate's answer on a document as it stands now, recorded in the audit trail."""
    # What the user let stand with a reason keeps nothing back; the reason is in the trail.
    report = without(recheck(desk, stored), dismissals(desk, job.id))
    stop = desk.policy.stop_at(job.passion)
    answers = gates(stored.draft, report, stored.human_share, stop, desk.settings.fail_on)
    run = uuid4().hex
    with desk.store.database.write():
        for gate in answers:
            item = AuditItem(
                kind="gate",
                actor=desk.actor,
                tool="export gate",
                run=run,
                application_id=job.id,
                sent=f"{stored.draft.document.value} version {stored.version}",
                answer=gate.message,
                decision="passed" if gate.passed else "kept back",
                rule=gate.rule,
            )
            desk.store.audit.add(item)
    return answers


def _export(
    desk: Desk, job: Application, stored: StoredDraft, directory: Path, formats: Sequence[str], layout: str | None
) -> Exported:
    held = kept_back(decide(desk, job, stored))
    questions = desk.store.drafts.get(stored.id).report
    asked = questions.questions if questions is not None else ()
    if held:
        return Exported(job, stored, (), held, asked)
    return Exported(job, stored, write_files(desk, job, stored, directory, formats, layout), (), asked)


def write_files(
    desk: Desk, job: Application, stored: StoredDraft, directory: Path, formats: Sequence[str], layout: str | None
) -> tuple[ExportedFile, ...]:
    """Writes and records the files of a document that every gate let pass."""
    from jobhelper.export.export import export_draft
    from jobhelper.export.names import file_stem

    name = stored.draft.content.contact.name
    kind = stored.draft.document
    chosen = layout or (desk.settings.letter_layout if kind is DocumentKind.LETTER else desk.settings.cv_layout)
    files = export_draft(
        stored.draft,
        directory,
        file_stem(name.text if name else "", job.posting.company, job.posting.title, kind.value),
        formats=tuple(formats),
        layout=chosen,
        paper=desk.settings.paper,
        home=desk.settings.home,
    )
    with desk.store.database.write():
        for file in files:
            desk.store.drafts.add_export(stored.id, str(file.path), file.format, file.sha256)
        item = AuditItem(
            kind="export",
            actor=desk.actor,
            tool="export",
            application_id=job.id,
            sent=f"{kind.value} version {stored.version}, layout {chosen}",
            answer="\n".join(f"{file.path.name} {file.sha256}" for file in files),
            decision="exported",
        )
        desk.store.audit.add(item)
    return files
