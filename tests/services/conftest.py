"""A desk with a sample person's CV and one posting, for the tests of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobhelper.models import Application
from jobhelper.resources import sample
from jobhelper.services.applications import add_postings
from jobhelper.services.cvs import import_cv
from jobhelper.services.desk import Desk, open_desk
from jobhelper.settings import Settings

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
