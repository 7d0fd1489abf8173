"""A desk with a sample person's CV and one posting, for the tests of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobhelper.models import Application, Fact, FactKind
from jobhelper.resources import sample
from jobhelper.services.applications import add_postings
from jobhelper.services.checking import check_text
from jobhelper.services.cvs import current, import_cv
from jobhelper.services.desk import Desk, open_desk
from jobhelper.settings import Settings

LIES = (
    "I led the psychology clinic.",
    "I am fluent in French.",
    "I am an expert in R.",
    "I served customers, which increased sales by 30%.",
    "I hold a PhD in Astrophysics.",
    "I managed a team of 40 nurses.",
    "I recruited 810 participants for my dissertation.",
    "I have five years of experience in project management with PRINCE2.",
)
POSTING = sample("postings/community-support-worker.txt")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(Settings(home=tmp_path / "home", fail_on="low"))
    import_cv(opened, sample("cvs/maya-lindqvist-rao.docx"))
    yield opened
    opened.close()


@pytest.fixture
def job(desk: Desk) -> Application:
    (added,) = add_postings(desk, [str(POSTING)], passion=10)
    return added.application


@pytest.fixture
def lie(desk: Desk, job: Application) -> str:
    """A false claim that the checker calls one, also within a letter; these tests are about what follows from that."""
    cv = current(desk).cv
    around = "I like early shifts. {} I would be glad to meet you."
    for claim in LIES:
        report = check_text(around.format(claim), cv, job.posting)
        settled = check_text(
            around.format(claim), cv, job.posting, (Fact("y", FactKind.OTHER, claim, -1, -1, None, "n"),)
        )
        if report.findings and not settled.findings:
            return claim
    pytest.fail("the checker lets every one of these lies pass, or a confirmed fact settles none of them")
