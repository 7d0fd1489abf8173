"""The whole way on sample data: each step is the real one; people, postings and model replies are made up."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jobhelper.models import CV, Application, DocumentKind, Progress, StoredCV, StoredDraft
from jobhelper.resources import sample
from jobhelper.services.applications import add_postings
from jobhelper.services.calls import Caller
from jobhelper.services.cvs import import_cv
from jobhelper.services.desk import Desk, open_desk
from jobhelper.services.drafting import BOTH, Drafted, draft_application, mend, permissions_for
from jobhelper.services.exporting import Exported, export_application
from jobhelper.settings import Settings
from jobhelper.store.store import FILE_NAME, Store

HOME_NAME = "home"


@dataclass(frozen=True, slots=True)
class Stage:
    """A new part of the way begins; `steps` is how many things it does."""

    name: str
    steps: int


@dataclass(frozen=True, slots=True)
class CvRead:
    """A sample CV was read and kept."""

    kept: StoredCV


@dataclass(frozen=True, slots=True)
class PostingKept:
    """A sample posting became an application of the person whose CV is `cv`."""

    application: Application
    cv: StoredCV
    stop: str


@dataclass(frozen=True, slots=True)
class DraftChecked:
    """A document was drafted and checked; `by_model` tells a recorded reply from the offline composer."""

    application: Application
    cv: CV
    drafted: Drafted
    by_model: bool


@dataclass(frozen=True, slots=True)
class Mended:
    """A kept-back document after the rules' own repairs, checked again."""

    application: Application
    before: StoredDraft
    after: Drafted


@dataclass(frozen=True, slots=True)
class Left:
    """What became of a document at the gates: files, or why it is kept back."""

    exported: Exported


DemoEvent = Stage | Progress | CvRead | PostingKept | DraftChecked | Mended | Left


def run_demo(out: Path) -> Iterator[DemoEvent]:
    """Runs everything into `out`, with a home of its own under it; what an earlier demo made there is made anew.

    Raises UserError where `out` cannot be written.
    """
    home = out / HOME_NAME
    _clear_earlier(home)
    # Settings of its own: neither the environment nor the user's file changes what the demo shows. Every claim that
    # the CV does not bear out keeps its document back, the small ones too.
    desk = open_desk(Settings(home=home, fail_on="low"), actor="demo")
    try:
        yield from _run(desk, out / "documents")
    finally:
        desk.close()


def _run(desk: Desk, documents: Path) -> Iterator[DemoEvent]:
    plan = tomllib.loads(sample("demo.toml").read_text("utf-8"))
    yield Stage("Reading the CVs", len(plan["cv"]))
    cvs: dict[str, StoredCV] = {}
    for row in plan["cv"]:
        cvs[row["id"]] = import_cv(desk, sample(row["file"]))
        yield CvRead(cvs[row["id"]])
    yield Stage("Keeping the postings", len(plan["posting"]))
    jobs: list[Application] = []
    for row in plan["posting"]:
        for kept in _keep(desk, row, cvs):
            jobs.append(kept.application)
            yield kept
    yield Stage("Drafting with the offline composer, and checking", len(jobs) * len(BOTH))
    for job in jobs:
        yield from _drafted(desk, job, BOTH)
    yield from _replayed(desk, jobs)
    yield Stage("Letting documents out", len(jobs) * len(BOTH))
    for job in jobs:
        yield from _let_out(desk, job, documents)


def _keep(desk: Desk, row: dict[str, Any], cvs: dict[str, StoredCV]) -> Iterator[PostingKept]:
    cv = cvs[row["cv"]]
    for added in add_postings(desk, [str(sample(row["file"]))], passion=row["passion"], cv_id=cv.id):
        yield PostingKept(added.application, cv, desk.policy.stop_at(row["passion"]).name)


def _drafted(
    desk: Desk, job: Application, documents: tuple[DocumentKind, ...], caller: Caller | None = None
) -> Iterator[DemoEvent]:
    cv = desk.store.cvs.get(job.cv_id or 0).cv
    for event in draft_application(desk, job.id, documents, ask=caller.ask if caller else None):
        yield event if isinstance(event, Progress) else DraftChecked(job, cv, event, by_model=caller is not None)


def _replayed(desk: Desk, jobs: list[Application]) -> Iterator[DemoEvent]:
    """Asks for each document that a reply was recorded for, through the real client, at a server on this machine."""
    from jobhelper.llm.replay import MODEL, ReplayServer, load_recordings

    recordings = load_recordings(sample("replies"))
    asked = [(job, document) for job in jobs for document in BOTH if _is_recorded(desk, job, document, recordings)]
    yield Stage("Asking a model, whose replies were recorded, and checking", len(asked))
    with ReplayServer(recordings) as server:
        settings = replace(desk.settings, provider="openai", base_url=server.base_url, model=MODEL)
        model_desk = replace(desk, settings=settings)
        for job, document in asked:
            caller = Caller(model_desk, run=f"demo-{job.id}-{document.value}", application_id=job.id, key="recorded")
            try:
                yield from _drafted(model_desk, job, (document,), caller)
            finally:
                caller.close()


def _is_recorded(desk: Desk, job: Application, document: DocumentKind, recordings: tuple[Any, ...]) -> bool:
    from jobhelper.services.checking import keyword_coverage
    from jobhelper.services.model_drafting import request_for
    from jobhelper.services.tailoring import plan_document

    cv = desk.store.cvs.get(job.cv_id or 0).cv
    answered = keyword_coverage(cv, job.posting)
    plan = plan_document(cv, job.posting, document, answered, permissions_for(desk, job), desk.settings.home)
    request = request_for(cv, job.posting, plan, answered, desk.settings.home)
    if request is None:
        return False
    return any(recording.answers(request.task, f"{request.system}\n{request.user}") for recording in recordings)


def _let_out(desk: Desk, job: Application, documents: Path) -> Iterator[DemoEvent]:
    for result in export_application(desk, job.id, documents):
        yield Left(result)
        # A document with an open claim is mended by rule, checked again, and only then goes to the gates once more.
        if any(gate.rule == "open-claims" for gate in result.kept_back):
            mended = mend(desk, result.stored)
            yield Mended(job, result.stored, mended)
            kind = result.stored.draft.document
            for again in export_application(desk, job.id, documents, documents=(kind,)):
                yield Left(again)


def _clear_earlier(home: Path) -> None:
    """Removes an earlier demo: its database, and the files it wrote that nobody changed since."""
    database = home / FILE_NAME
    if not database.exists():
        return
    with Store(database) as store:
        exports = store.drafts.exports()
    for export in exports:
        path = Path(export.path)
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == export.sha256:
            path.unlink()
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
