"""Runs a batch: streams postings, keeps a bounded number going, records each end, stops on repeated faults."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from jobhelper.batch.one import WORKSHOP, Finished, Order, run_one
from jobhelper.errors import UserError
from jobhelper.models import AuditItem, Progress, Status, StoredCV
from jobhelper.models.batch import RunOutcome, RunState
from jobhelper.services.cvs import confirmed_facts, current, import_cv
from jobhelper.services.desk import Desk
from jobhelper.services.postings import FoundPosting, find_postings
from jobhelper.services.tailoring import Ask

CANARY = 3
# Failures of the same kind in a row after which going on would only spend money and time.
SAME_FAULT_LIMIT = 5


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is run; `jobs` is how many runs at once, `passion` holds where a row of a table says nothing."""

    out: Path
    passion: int
    cv_path: Path | None = None
    formats: tuple[str, ...] = ("docx", "pdf")
    jobs: int = 4
    resume: bool = False
    no_ai: bool = False
    today: date | None = None


class BatchHalted(UserError):  # noqa: N818  (the batch halted; it is no fault of the program)
    """The batch stopped because the same fault came again and again."""


def run_batch(
    desk: Desk, sources: list[str], options: BatchOptions, *, ask: Ask | None = None
) -> Iterator[Progress | RunOutcome]:
    """Tailors documents to every posting of the sources, each exactly once.

    Three runs go first, one after the other; the rest follow, `jobs` at once, while postings are read as they are
    needed. Every end is kept at once, so that `resume` goes on after any interruption. Raises UserError where the
    folder holds another batch, BatchHalted where one fault repeats.
    """
    batch_id, cv = _open(desk, options)
    state = _State(desk, batch_id, cv, options, desk.store.batches.done(batch_id))
    orders = state.orders(sources)
    _sweep(options.out)
    for order in islice(orders, CANARY):
        yield Progress("canary", state.finished, 0, order.source)
        yield state.record(order, run_one(order, ask))
    yield from _in_parallel(state, orders, ask)
    yield from state.unread
    _sweep(options.out)


def _in_parallel(state: _State, orders: Iterator[Order], ask: Ask | None) -> Iterator[RunOutcome]:
    going: dict[Future[Finished], Order] = {}
    stop = threading.Event()

    def work(order: Order) -> Finished:
        if stop.is_set():
            raise InterruptedError
        return run_one(order, ask)

    with ThreadPoolExecutor(state.options.jobs, thread_name_prefix="batch") as pool:
        try:
            more = True
            while more or going:
                while more and len(going) < 2 * state.options.jobs:
                    order = next(orders, None)
                    more = order is not None
                    if order is not None:
                        going[pool.submit(work, order)] = order
                ready, _ = wait(going, return_when=FIRST_COMPLETED) if going else (set(), set())
                for future in ready:
                    yield state.record(going.pop(future), future.result())
        finally:
            stop.set()
            for future in going:
                future.cancel()


def _open(desk: Desk, options: BatchOptions) -> tuple[int, StoredCV]:
    """The batch of the folder, new or to go on with, and its CV."""
    out = str(options.out.resolve())
    found = desk.store.batches.find(out)
    if found is None:
        cv = import_cv(desk, options.cv_path) if options.cv_path else current(desk)
        options.out.mkdir(parents=True, exist_ok=True)
        return desk.store.batches.open(out, cv.id, options.passion, options.today or datetime.now(UTC).date()), cv
    if not options.resume:
        raise UserError(
            "This folder already holds a batch.", "Add --resume to go on with it, or choose another --out.", where=out
        )
    return found.id, desk.store.cvs.get(found.cv_id)


def _sweep(out: Path) -> None:
    """Removes what an interrupted run left half made."""
    import shutil

    shutil.rmtree(out / WORKSHOP, ignore_errors=True)


class _State:
    """What the coordinator alone touches: which postings are done, and how often the same fault came in a row."""

    def __init__(self, desk: Desk, batch_id: int, cv: StoredCV, options: BatchOptions, done: frozenset[str]) -> None:
        self.desk = desk
        self.batch_id = batch_id
        self.cv = cv
        self.options = options
        self.finished = 0
        self._done = done
        self._seen: set[str] = set()
        self._faults: list[str] = []
        self._confirmed = confirmed_facts(desk, cv.id)
        # Letters carry the day on which the batch began, also after it was resumed.
        begun = desk.store.batches.find(str(options.out.resolve()))
        self._today = begun.today if begun else datetime.now(UTC).date()
        self.unread: list[RunOutcome] = []

    def orders(self, sources: Sequence[str]) -> Iterator[Order]:
        """The runs still to do, in the order of the postings; a posting that stands there twice is done once."""
        position = 0
        for found in find_postings(list(sources), on_error=self._unreadable):
            if found.posting.sha256 in self._seen:
                continue
            self._seen.add(found.posting.sha256)
            position += 1
            if found.posting.sha256 not in self._done:
                yield self._order(position, found)

    def _unreadable(self, name: str, error: UserError) -> None:
        key = f"unread {name}"
        outcome = RunOutcome(
            1 + len(self._seen) + len(self.unread), name, key, "", "", RunState.FAILED, reason=str(error)
        )
        self.desk.store.batches.record(self.batch_id, outcome)
        self.unread.append(outcome)

    def _order(self, position: int, found: FoundPosting) -> Order:
        settings = self.desk.settings
        passion = self.options.passion if found.passion is None else found.passion
        return Order(
            position=position,
            source=found.posting.source,
            posting=found.posting,
            cv=self.cv.cv,
            permissions=self.desk.policy.permissions(passion, self.options.no_ai or settings.no_ai),
            out=self.options.out,
            formats=self.options.formats,
            fail_on=settings.fail_on,
            paper=settings.paper,
            layouts=(settings.letter_layout, settings.cv_layout),
            today=self._today,
            confirmed=self._confirmed,
            home=settings.home,
        )

    def record(self, order: Order, finished: Finished) -> RunOutcome:
        """Keeps a run's end with its documents, in one transaction; halts where the same fault keeps coming."""
        with self.desk.store.database.write():
            outcome = self._keep(order, finished)
        self.finished += 1
        self._faults = [*self._faults, outcome.reason] if outcome.state is RunState.FAILED else []
        same = len(self._faults) >= (CANARY if self.finished <= CANARY else SAME_FAULT_LIMIT)
        if same and len(set(self._faults)) == 1:
            raise BatchHalted(
                f"The batch stopped: the same fault came {len(self._faults)} times in a row.",
                f"{outcome.reason}\n  Settle it, then add --resume to go on.",
            )
        return outcome

    def _keep(self, order: Order, finished: Finished) -> RunOutcome:
        store, actor = self.desk.store, self.desk.actor
        job = store.applications.same_posting(order.posting.sha256)
        if job is None:
            passion = order.permissions.passion
            job = store.applications.add(order.posting, passion=passion, actor=actor, cv_id=self.cv.id)
        outcome = replace(finished.outcome, application_id=job.id)
        for draft, report, share in finished.drafts:
            store.drafts.add(job.id, self.cv.id, draft, human_share=share, report=report, actor=actor)
        status = Status.READY if outcome.state is RunState.EXPORTED else Status.DRAFTING
        if finished.drafts and job.status in {Status.SAVED, Status.DRAFTING}:
            store.applications.change(job.id, actor, status=status)
        store.audit.add(
            AuditItem(
                kind="gate",
                actor=actor,
                tool="batch",
                run=f"batch-{self.batch_id}",
                application_id=job.id,
                sent=order.source,
                answer="\n".join(name for document in outcome.documents for name in document.files) or outcome.reason,
                decision=outcome.state.value,
                rule="; ".join(words for document in outcome.documents for words in document.kept_back),
            )
        )
        store.batches.record(self.batch_id, outcome)
        return outcome


def outcomes(desk: Desk, out: Path) -> list[RunOutcome]:
    """What became of the postings of the batch that writes to `out`, in their order."""
    found = desk.store.batches.find(str(out.resolve()))
    return [] if found is None else desk.store.batches.outcomes(found.id)


def review_queue(ended: Sequence[RunOutcome]) -> list[RunOutcome]:
    """The runs that wait for the user, the riskiest first."""
    waiting = [outcome for outcome in ended if outcome.state is RunState.REVIEW]
    return sorted(waiting, key=lambda outcome: (-outcome.risk, outcome.position))
