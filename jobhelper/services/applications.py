"""Keeping applications: adding postings, listing, changing, taking back, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.models import Application, ApplicationSummary, HistoryItem, Status
from jobhelper.services.desk import Desk
from jobhelper.services.postings import FoundPosting, find_postings, posting_from_text

_OPEN_STAGES = frozenset({Status.SAVED, Status.DRAFTING, Status.READY})
_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One line of the list: an application with its stop's name and target; shares are 0 to 1.

    `findings` and `human_share` are None where nothing was drafted yet.
    """

    id: int
    employer: str
    role: str
    passion: int
    stop: str
    status: Status
    deadline: date | None
    no_ai: bool
    findings: int | None
    questions: int
    human_share: float | None
    share_target: float
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something worth doing now, in one phrase."""

    application_id: int
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a posting: the application, and whether the same text was there already."""

    application: Application
    known: bool


def list_applications(desk: Desk, statuses: Iterable[Status] | None = None) -> list[ApplicationRow]:
    """All applications, the next deadline first; only those at `statuses` where given."""
    wanted = None if statuses is None else frozenset(statuses)
    rows = (_row(desk, summary) for summary in desk.store.applications.summaries())
    return [row for row in rows if wanted is None or row.status in wanted]


def _row(desk: Desk, summary: ApplicationSummary) -> ApplicationRow:
    stop = desk.policy.stop_at(summary.passion)
    return ApplicationRow(
        id=summary.id,
        employer=summary.company,
        role=summary.title,
        passion=summary.passion,
        stop=stop.name,
        status=summary.status,
        deadline=summary.deadline,
        no_ai=summary.no_ai,
        findings=summary.claims,
        questions=summary.questions or 0,
        human_share=summary.human_share,
        share_target=stop.human_share,
        next_step=_next_step(summary),
    )


def _next_step(summary: ApplicationSummary) -> str:
    if summary.status not in _OPEN_STAGES:
        return ""
    if summary.claims is None:
        return "draft it"
    return "settle its open claims" if summary.claims else "read it, then export"


def due(desk: Desk, *, today: date, limit: int = 10) -> list[DueItem]:
    """What is worth doing now: deadlines of the coming week first, then drafts with open claims."""
    items: list[DueItem] = []
    open_claims: list[ApplicationSummary] = []
    for summary in desk.store.applications.summaries():
        if summary.status not in _OPEN_STAGES:
            continue
        if summary.deadline is not None and 0 <= (summary.deadline - today).days <= _SOON_DAYS:
            day = f"{summary.deadline:%a} {summary.deadline.day} {summary.deadline:%b}"
            items.append(DueItem(summary.id, f"{summary.company or summary.title}, {day}", summary.deadline))
        if summary.claims:
            open_claims.append(summary)
    if open_claims:
        number = len(open_claims)
        said = "1 draft holds open claims" if number == 1 else f"{number} drafts hold open claims"
        items.append(DueItem(open_claims[0].id, said))
    return items[:limit]


def find(desk: Desk, words: str) -> list[ApplicationRow]:
    """The applications whose posting or notes hold every word or its beginning, the best match first."""
    place = {number: order for order, number in enumerate(desk.store.applications.search(words))}
    return sorted((row for row in list_applications(desk) if row.id in place), key=lambda row: place[row.id])


def mark_unanswered(desk: Desk, *, today: date) -> list[Application]:
    """Moves applications that were sent and heard nothing for the settings' days to “no response”.

    The rule stands in the history as the one who did it; the user can put the stage back like any other.
    """
    since = today - timedelta(days=desk.settings.no_response_days)
    with desk.store.database.write():
        waiting = desk.store.applications.unchanged_since(Status.APPLIED, since)
        return [desk.store.applications.change(number, "rule", status=Status.NO_RESPONSE) for number in waiting]


def get(desk: Desk, number: int) -> Application:
    """The application of that number; raises UserError where there is none."""
    return desk.store.applications.get(number)


def history(desk: Desk, number: int) -> tuple[HistoryItem, ...]:
    """Everything that changed in an application, the oldest first."""
    return desk.store.applications.history(number)


def add_postings(
    desk: Desk,
    sources: list[str],
    *,
    passion: int | None = None,
    deadline: date | None = None,
    no_ai: bool = False,
    cv_id: int | None = None,
) -> Iterator[Added]:
    """Keeps every posting of the sources as an application, one at a time.

    What the caller says wins over what a table's row says, that over the settings. A text that is there already is
    not kept twice. Raises UserError for a source that cannot be read.
    """
    for found in find_postings(sources):
        yield _keep(desk, found, passion=passion, deadline=deadline, no_ai=no_ai, cv_id=cv_id)


def _keep(
    desk: Desk, found: FoundPosting, *, passion: int | None, deadline: date | None, no_ai: bool, cv_id: int | None
) -> Added:
    # The look and the keeping are one transaction: two windows may be fed the same posting at once.
    with desk.store.database.write():
        known = desk.store.applications.same_posting(found.posting.sha256)
        if known is not None:
            return Added(known, known=True)
        chosen = next(p for p in (passion, found.passion, desk.settings.passion) if p is not None)
        check_passion(chosen)
        kept = desk.store.applications.add(
            found.posting,
            passion=chosen,
            actor=desk.actor,
            deadline=deadline or found.deadline,
            cv_id=cv_id,
            no_ai=no_ai or desk.settings.no_ai,
        )
    return Added(kept, known=False)


def add_from_path(desk: Desk, path: Path) -> list[Application]:
    """Keeps the postings of a file, folder or table."""
    return [added.application for added in add_postings(desk, [str(path)])]


def add_from_text(desk: Desk, text: str, *, passion: int | None = None) -> Application:
    """Keeps a posting that was pasted."""
    (found,) = posting_from_text(text)
    return _keep(desk, found, passion=passion, deadline=None, no_ai=False, cv_id=None).application


def check_passion(passion: int) -> None:
    """Raises UserError where passion is not 0 to 100."""
    if not 0 <= passion <= 100:
        raise UserError(f"Passion can't be {passion}.", "It goes from 0 to 100.")


def set_passion(desk: Desk, number: int, passion: int) -> Application:
    """Sets how much the user cares, 0 to 100."""
    check_passion(passion)
    return desk.store.applications.change(number, desk.actor, passion=passion)


def set_status(desk: Desk, number: int, status: Status) -> Application:
    """Sets the stage; every stage may follow every other, since the user may correct what was recorded."""
    return desk.store.applications.change(number, desk.actor, status=status)


def set_deadline(desk: Desk, number: int, deadline: date | None) -> Application:
    """Sets or clears the deadline."""
    return desk.store.applications.change(number, desk.actor, deadline=deadline)


def set_no_ai(desk: Desk, number: int, no_ai: bool) -> Application:
    """Forbids every model call for an application, or allows them again."""
    return desk.store.applications.change(number, desk.actor, no_ai=no_ai)


def set_notes(desk: Desk, number: int, notes: str) -> Application:
    """Sets the user's notes on an application."""
    return desk.store.applications.change(number, desk.actor, notes=notes)


def undo(desk: Desk) -> str | None:
    """Takes back the last change that still stands and says which; None where there is nothing to take back."""
    undone = desk.store.applications.undo(desk.actor)
    if undone is None:
        return None
    number, item = undone
    job = desk.store.applications.get(number)
    return (
        f"{job.posting.company or job.posting.title}: {item.field.replace('_', ' ')} is {item.before or 'empty'} again."
    )
