"""Everything that one application's document needs while a person works at it, and their words on the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jobhelper.errors import UserError
from jobhelper.models import (
    Application,
    AuditItem,
    Author,
    Comment,
    Coverage,
    DocumentKind,
    Draft,
    DraftPlan,
    Fact,
    Finding,
    Letter,
    ModelRequest,
    Question,
    Report,
    SectionKind,
    StoredCV,
    StoredDraft,
)
from jobhelper.services.applications import set_passion
from jobhelper.services.checking import check_text, keyword_coverage
from jobhelper.services.cvs import confirmed_facts
from jobhelper.services.desk import Desk
from jobhelper.services.drafting import Drafted, keep_version, permissions_for
from jobhelper.services.tailoring import compose_offline, plan_document

_DISMISSED = "dismissed"
_TOOL = "review"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One document of one application as it stands; without a CV there is neither plan nor coverage.

    `dismissed` holds quote and rule of what the user let stand with a reason.
    """

    application: Application
    document: DocumentKind
    cv: StoredCV | None
    coverage: tuple[Coverage, ...]
    plan: DraftPlan | None
    stored: StoredDraft | None
    confirmed: tuple[Fact, ...]
    dismissed: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Idea:
    """A line of the user's CV to speak of, and the posting's words that it answers."""

    words: str
    answers: tuple[str, ...]


def open_workspace(desk: Desk, number: int, document: DocumentKind) -> Workspace:
    """Reads what the workspace shows; writes nothing. Raises UserError where there is no such application."""
    job = desk.store.applications.get(number)
    stored_cv = desk.store.cvs.get(job.cv_id) if job.cv_id is not None else desk.store.cvs.newest()
    dismissed = dismissals(desk, number)
    if stored_cv is None:
        return Workspace(job, document, None, (), None, None, (), dismissed)
    cv, allowed = stored_cv.cv, permissions_for(desk, job)
    coverage = keyword_coverage(cv, job.posting)
    plan = plan_document(cv, job.posting, document, coverage, allowed, desk.settings.home)
    return Workspace(
        job,
        document,
        stored_cv,
        coverage,
        plan,
        desk.store.drafts.newest(number, document),
        confirmed_facts(desk, stored_cv.id),
        dismissed,
    )


def check_words(workspace: Workspace, text: str) -> Report:
    """The checker's answer on words that are being typed, without what the user let stand; stores nothing."""
    if workspace.cv is None:
        return Report((), (), (), 0, 0)
    report = check_text(text, workspace.cv.cv, workspace.application.posting, workspace.confirmed)
    return without(report, workspace.dismissed)


def advise(desk: Desk, workspace: Workspace, texts: Mapping[str, str]) -> dict[str, tuple[Comment, ...]]:
    """Criticism by rule of what stands in each room of a letter, no model asked; offsets count the room's own words."""
    from jobhelper.drafting.remarks import remarks

    if workspace.plan is None or workspace.document is not DocumentKind.LETTER:
        return {}
    posting, home = workspace.application.posting, desk.settings.home
    return {s.slot: remarks(texts.get(s.slot, ""), s, posting, home) for s in workspace.plan.slots}


def ideas(workspace: Workspace, slot: str) -> tuple[Idea, ...]:
    """The user's own lines that a room could speak of, best first; no model is asked and no sentence is made."""
    from jobhelper.drafting.outline import outline

    if workspace.plan is None or workspace.cv is None:
        return ()
    plan = next((s for s in workspace.plan.slots if s.slot == slot), None)
    points = outline(plan, workspace.cv.cv, workspace.coverage) if plan is not None else ()
    return tuple(Idea(point.fact.text, point.answers) for point in points)


def without(report: Report, dismissed: frozenset[tuple[str, str]]) -> Report:
    """The report without the findings and questions that the user let stand."""
    return Report(
        tuple(f for f in report.findings if (f.quote, f.rule) not in dismissed),
        tuple(q for q in report.questions if (q.quote, q.rule) not in dismissed),
        report.borne_out,
        report.sentences,
        report.claims,
    )


def write_slots(desk: Desk, workspace: Workspace, texts: Mapping[str, str]) -> Drafted | None:
    """Puts a person's words into the rooms that they changed and keeps one new version; None where nothing changed.

    Raises UserError where the document has no version yet and is none that can be begun by hand.
    """
    from jobhelper.drafting.fill import fill_slot

    stored = workspace.stored
    draft = stored.draft if stored is not None else _blank(desk, workspace)
    written = draft
    before = _slot_texts(draft)
    for slot, text in texts.items():
        if before.get(slot, "") != text:
            written = fill_slot(written, slot, text, Author.HUMAN)
    if written.text == draft.text:
        return None
    return keep_version(desk, stored, written) if stored else _keep_first(desk, workspace, written)


def _slot_texts(draft: Draft) -> dict[str, str]:
    content = draft.content
    if isinstance(content, Letter):
        return {slot.slot: slot.text for slot in content.slots}
    entries = [entry for section in content.sections for entry in section.entries]
    texts = {b.source: b.text for entry in entries for b in entry.bullets if b.source is not None}
    profile = [line.text for s in content.sections if s.kind is SectionKind.PROFILE for line in s.lines]
    return {**texts, "summary": " ".join(profile)} if profile else texts


def _blank(desk: Desk, workspace: Workspace) -> Draft:
    """A letter with its frame and empty rooms: at the top of the dial nobody but the user writes."""
    if workspace.cv is None or workspace.document is not DocumentKind.LETTER:
        raise UserError("There is no document to write into yet.", "Draft it first.")
    cv, posting = workspace.cv.cv, workspace.application.posting
    permissions = desk.policy.permissions(100, no_ai=True)
    plan = plan_document(cv, posting, workspace.document, workspace.coverage, permissions, desk.settings.home)
    return compose_offline(cv, posting, plan, workspace.coverage, desk.settings.home)


def _keep_first(desk: Desk, workspace: Workspace, draft: Draft) -> Drafted:
    from jobhelper.passion.authorship import human_share

    if workspace.cv is None:
        raise UserError("No CV has been read yet.", "Read your CV first.")
    report = check_text(draft.text, workspace.cv.cv, workspace.application.posting, workspace.confirmed)
    stored = desk.store.drafts.add(
        workspace.application.id,
        workspace.cv.id,
        draft,
        human_share=human_share(draft.text, draft.authorship),
        report=report,
        actor=desk.actor,
    )
    return Drafted(stored, report)


def model_words(desk: Desk, number: int) -> int:
    """How many words of a model stand in the newest letter of an application."""
    from jobhelper.passion.authorship import author_counts

    stored = desk.store.drafts.newest(number, DocumentKind.LETTER)
    return 0 if stored is None else author_counts(stored.draft.text, stored.draft.authorship)[Author.MODEL]


def turn_passion(desk: Desk, number: int, passion: int) -> int:
    """Sets passion and takes the model's sentences out of the rooms that thereby become the user's.

    Answers how many of the model's words moved to the history; the version that held them stays there.
    """
    from jobhelper.drafting.withdraw import withdraw

    before = model_words(desk, number)
    set_passion(desk, number, passion)
    opened = open_workspace(desk, number, DocumentKind.LETTER)
    if opened.stored is None or opened.plan is None:
        return 0
    draft, withdrawn = withdraw(opened.stored.draft, opened.plan, opened.cv.cv if opened.cv else None)
    if not withdrawn:
        return 0
    keep_version(desk, opened.stored, draft)
    return before - model_words(desk, number)


def next_request(desk: Desk, workspace: Workspace) -> tuple[ModelRequest | None, str]:
    """The exact request that drafting this document would send now, or None and why none would be sent.

    With the offline composer the request that a model would get is not made either: nothing leaves.
    """
    from jobhelper.services.model_drafting import request_for

    job = workspace.application
    if workspace.cv is None or workspace.plan is None:
        return None, "Nothing is sent: no CV has been read yet."
    if desk.settings.no_ai or job.no_ai:
        return None, "Nothing is sent: no AI is allowed here."
    if desk.settings.provider == "offline":
        return None, "Nothing is sent: the offline composer works on this computer, from your CV's own sentences."
    request = request_for(workspace.cv.cv, job.posting, workspace.plan, workspace.coverage, desk.settings.home)
    if request is None:
        return None, "Nothing is sent: at this passion every word of this document is yours."
    return request, ""


def dismiss(desk: Desk, number: int, item: Finding | Question, reason: str) -> None:
    """Lets a claim stand with a reason, which is kept in the audit trail; the same words are not shown again."""
    if not reason.strip():
        raise UserError("A reason is needed.", "Say in a few words why this may stand.")
    desk.store.audit.add(
        AuditItem(
            kind="gate",
            actor=desk.actor,
            tool=_TOOL,
            application_id=number,
            sent=item.quote,
            answer=reason.strip(),
            decision=_DISMISSED,
            rule=item.rule,
        )
    )


def dismissals(desk: Desk, number: int) -> frozenset[tuple[str, str]]:
    """Quote and rule of every claim of an application that the user let stand."""
    items = desk.store.audit.items(number)
    return frozenset((i.sent, i.rule) for i in items if i.tool == _TOOL and i.decision == _DISMISSED)
