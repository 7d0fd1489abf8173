"""Drafting the documents of an application, mending them, and writing one's own words into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from jobhelper.models import (
    Application,
    AuditItem,
    Author,
    DocumentKind,
    Draft,
    Permissions,
    Progress,
    Report,
    Status,
    StoredDraft,
)
from jobhelper.services.checking import check_text
from jobhelper.services.cvs import confirmed_facts, current
from jobhelper.services.desk import Desk
from jobhelper.services.tailoring import Ask, repaired, tailor

BOTH = (DocumentKind.LETTER, DocumentKind.CV)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document that was drafted, checked and kept."""

    stored: StoredDraft
    report: Report


def permissions_for(desk: Desk, job: Application) -> Permissions:
    """What a model may do for an application."""
    return desk.policy.permissions(job.passion, job.no_ai or desk.settings.no_ai)


def draft_application(
    desk: Desk, number: int, documents: Sequence[DocumentKind] = BOTH, *, ask: Ask | None = None
) -> Iterator[Progress | Drafted]:
    """Drafts and checks an application's documents, and keeps each as a new version.

    `ask` puts a request to a model; where it is None, the settings say who drafts. Raises UserError where there is
    no CV, or where the model fails; what was kept before stays.
    """
    from jobhelper.services.model_drafting import asker

    job = desk.store.applications.get(number)
    kept = current(desk, job.cv_id)
    run = uuid4().hex
    ask = ask or asker(desk, job, run)
    for done, document in enumerate(documents):
        yield Progress("draft", done, len(documents), f"{job.posting.company or job.posting.title}: {document.value}")
        earlier = desk.store.drafts.newest(number, document)
        result = tailor(
            kept.cv,
            job.posting,
            document,
            permissions_for(desk, job),
            confirmed=confirmed_facts(desk, kept.id),
            ask=ask,
            earlier=None if earlier is None else earlier.draft,
            home=desk.settings.home,
        )
        yield Drafted(_keep(desk, job, kept.id, result.draft, result.report, run), result.report)
    if job.status is Status.SAVED:
        desk.store.applications.change(number, desk.actor, status=Status.DRAFTING)


def _keep(desk: Desk, job: Application, cv_id: int, draft: Draft, report: Report, run: str) -> StoredDraft:
    from jobhelper.passion.authorship import human_share

    with desk.store.database.write():
        stored = desk.store.drafts.add(
            job.id,
            cv_id,
            draft,
            human_share=human_share(draft.text, draft.authorship),
            report=report,
            actor=desk.actor,
        )
        _record_check(desk, stored, report, run)
    return stored


def _record_check(desk: Desk, stored: StoredDraft, report: Report, run: str) -> None:
    found = f"{len(report.findings)} findings, {len(report.questions)} questions"
    item = AuditItem(
        kind="check",
        actor=desk.actor,
        tool="fact checker",
        run=run,
        application_id=stored.application_id,
        sent=f"{stored.draft.document.value} version {stored.version}, CV {stored.cv_id}",
        answer=found,
        rule=", ".join(sorted({finding.rule for finding in report.findings})),
        decision="nothing to mend" if not report.findings else "open",
    )
    desk.store.audit.add(item)


def recheck(desk: Desk, stored: StoredDraft) -> Report:
    """The report on a kept document by today's CV text, rules and confirmed facts; kept where it differs."""
    job = desk.store.applications.get(stored.application_id)
    cv = desk.store.cvs.get(stored.cv_id).cv
    report = check_text(stored.draft.text, cv, job.posting, confirmed_facts(desk, stored.cv_id))
    if report != stored.report:
        desk.store.drafts.add_report(stored.id, report)
    return report


def mend(desk: Desk, stored: StoredDraft) -> Drafted:
    """Puts the CV's own words in place of what it does not bear out, checks again, and keeps the next version.

    Where nothing can be mended by rule, the document comes back as it was.
    """
    job = desk.store.applications.get(stored.application_id)
    cv = desk.store.cvs.get(stored.cv_id).cv
    report = recheck(desk, stored)
    draft, after = repaired(stored.draft, cv, job.posting, report, confirmed_facts(desk, stored.cv_id))
    if draft.text == stored.draft.text:
        return Drafted(stored, report)
    run = uuid4().hex
    item = AuditItem(
        kind="repair",
        actor=desk.actor,
        tool="repair",
        run=run,
        application_id=job.id,
        sent="\n".join(finding.quote for finding in report.findings),
        answer="\n".join(finding.repair or "" for finding in report.findings),
        rule=", ".join(sorted({finding.rule for finding in report.findings})),
        decision=f"{len(report.findings) - len(after.findings)} mended",
    )
    desk.store.audit.add(item)
    return Drafted(_keep(desk, job, stored.cv_id, draft, after, run), after)


def write_slot(desk: Desk, stored: StoredDraft, slot: str, text: str, author: Author = Author.HUMAN) -> Drafted:
    """Puts the user's words into a slot, checks the document, and keeps the next version."""
    from jobhelper.drafting.fill import fill_slot

    return keep_version(desk, stored, fill_slot(stored.draft, slot, text, author))


def keep_version(desk: Desk, stored: StoredDraft, draft: Draft) -> Drafted:
    """Checks an edited draft and keeps it as the next version of its document."""
    job = desk.store.applications.get(stored.application_id)
    cv = desk.store.cvs.get(stored.cv_id).cv
    report = check_text(draft.text, cv, job.posting, confirmed_facts(desk, stored.cv_id))
    return Drafted(_keep(desk, job, stored.cv_id, draft, report, uuid4().hex), report)
