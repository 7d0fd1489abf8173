"""One run: from a posting to documents in a folder, as a function without a store, so that any engine may do it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.models import CV, CoverageStatus, DocumentKind, Draft, Fact, Permissions, Posting, Report
from jobhelper.models.batch import DocumentOutcome, RunOutcome, RunState
from jobhelper.services.gates import Gate, gates, kept_back
from jobhelper.services.tailoring import Ask, Tailored, judged, repaired, tailor

WORKSHOP = ".jobhelper-batch"


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do; `out` is the batch's folder, `fail_on` the severity that keeps a document back."""

    position: int
    source: str
    posting: Posting
    cv: CV
    permissions: Permissions
    out: Path
    formats: tuple[str, ...]
    fail_on: str
    paper: str
    layouts: tuple[str, str]
    today: date
    confirmed: tuple[Fact, ...] = ()
    home: Path | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A run's outcome and the documents that it made, for the store."""

    outcome: RunOutcome
    drafts: tuple[tuple[Draft, Report, float], ...] = field(default=())


def run_one(order: Order, ask: Ask | None = None) -> Finished:
    """Plans, drafts, checks, mends, decides and exports the documents of one posting.

    What the user could mend (a bad posting, a failing endpoint, a full disk) ends as a failed outcome with its reason;
    a bug propagates. Files come to their final names whole or not at all, and the same order makes the same names.
    """
    workshop = order.out / WORKSHOP / f"{order.position:06d}"
    try:
        return _run(order, ask, workshop)
    except UserError as error:
        return Finished(_outcome(order, RunState.FAILED, (), None, reason=str(error)))
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _run(order: Order, ask: Ask | None, workshop: Path) -> Finished:
    made: list[tuple[Tailored, int]] = [_document(order, kind, ask) for kind in DocumentKind]
    stop = order.permissions.stop
    outcomes = []
    for result, mended in made:
        held = kept_back(gates(result.draft, result.report, result.human_share, stop, order.fail_on))
        files = () if held else _export(order, result.draft, workshop)
        outcomes.append(_document_outcome(result, mended, held, files))
    waits = any(outcome.kept_back for outcome in outcomes)
    state = RunState.REVIEW if waits else RunState.EXPORTED
    drafts = tuple((result.draft, result.report, result.human_share) for result, _ in made)
    return Finished(_outcome(order, state, tuple(outcomes), made[0][0]), drafts)


def _document(order: Order, kind: DocumentKind, ask: Ask | None) -> tuple[Tailored, int]:
    result = tailor(
        order.cv,
        order.posting,
        kind,
        order.permissions,
        confirmed=order.confirmed,
        ask=ask,
        home=order.home,
        today=order.today,
    )
    if not result.report.findings:
        return result, 0
    draft, report = repaired(result.draft, order.cv, order.posting, result.report, order.confirmed)
    mended = len(result.report.findings) - len(report.findings)
    return judged(draft, order.cv, order.posting, result.plan, result.coverage, order.confirmed), mended


def _export(order: Order, draft: Draft, workshop: Path) -> tuple[str, ...]:
    from jobhelper.export.export import export_draft
    from jobhelper.export.names import file_stem

    name = draft.content.contact.name
    person = name.text if name else ""
    stem = file_stem(person, order.posting.company, order.posting.title, draft.document.value)
    letters, cvs = order.layouts
    files = export_draft(
        draft,
        workshop,
        f"{order.position:04d}_{stem}",
        formats=order.formats,
        layout=letters if draft.document is DocumentKind.LETTER else cvs,
        paper=order.paper,
        home=order.home,
    )
    # A resumed run makes the same names again: taking the place of its own earlier file is what makes it once.
    return tuple(file.path.replace(order.out / file.path.name).name for file in files)


def _document_outcome(result: Tailored, mended: int, held: tuple[Gate, ...], files: tuple[str, ...]) -> DocumentOutcome:
    return DocumentOutcome(
        document=result.draft.document.value,
        human_share=result.human_share,
        findings=len(result.report.findings),
        questions=len(result.report.questions),
        mended=mended,
        kept_back=tuple(gate.message for gate in held),
        files=files,
    )


def _outcome(
    order: Order,
    state: RunState,
    documents: tuple[DocumentOutcome, ...],
    result: Tailored | None,
    *,
    reason: str = "",
) -> RunOutcome:
    statuses = [item.status for item in result.coverage] if result else []
    return RunOutcome(
        position=order.position,
        source=order.source,
        sha256=order.posting.sha256,
        employer=order.posting.company,
        role=order.posting.title,
        state=state,
        documents=documents,
        reason=reason or "; ".join(f"{d.document}: {words}" for d in documents for words in d.kept_back),
        keywords_shown=statuses.count(CoverageStatus.SHOWN),
        keywords_worded=statuses.count(CoverageStatus.WORDED_DIFFERENTLY),
        keywords_missing=statuses.count(CoverageStatus.NOT_SHOWN),
        risk=_risk(order, documents),
    )


def _risk(order: Order, documents: tuple[DocumentOutcome, ...]) -> int:
    """Open claims weigh most, what was mended and what is asked less, a posting with warning signs in between."""
    claims = sum(10 * d.findings + 2 * d.questions + 3 * d.mended for d in documents)
    return claims + 5 * len(order.posting.flags)
