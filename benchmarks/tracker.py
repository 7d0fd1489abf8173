"""Times the store with ten thousand applications, and plain sqlite3 doing the same queries beside it."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from jobhelper.models import Keyword, KeywordGroup, Posting, Status
from jobhelper.store.store import Store

APPLICATIONS = 10_000


def _posting(number: int) -> Posting:
    text = f"Role {number} at Employer {number}\n" + "What you do, what we ask and what we offer. " * 50
    keywords = tuple(Keyword(f"keyword {n}", KeywordGroup.SKILL, True, n, n + 9) for n in range(15))
    return Posting(
        text, f"Role {number}", f"Employer {number}", "Leeds", date(2027, 1, 1 + number % 28), (), keywords, sha256=text
    )


def _timed(times: int, work: Callable[[int], object]) -> list[float]:
    took = []
    for number in range(times):
        started = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - started) * 1000)
    return took


def _say(name: str, took: list[float]) -> None:
    high = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    print(f"{name:<44} median {median(took):8.2f} ms   p95 {high:8.2f} ms")


def main(applications: int = APPLICATIONS) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jobhelper.sqlite3"
        with Store(path) as store:
            started = time.perf_counter()
            with store.database.write():
                for number in range(applications):
                    job = store.applications.add(_posting(number), passion=number % 101, actor="user")
                    store.applications.change(job.id, "user", status=list(Status)[number % 11])
            print(f"filling with {applications} applications took {time.perf_counter() - started:.1f} s")
            print(f"{path.stat().st_size / applications / 1024:.1f} KiB an application")
            _say("list", _timed(10, lambda _: store.applications.summaries()))
            _say(
                "status change, durable",
                _timed(200, lambda n: store.applications.change(n + 1, "user", status=list(Status)[(n + 5) % 11])),
            )

        def open_and_list(_: int) -> None:
            with Store(path) as again:
                again.applications.summaries()

        _say("open and list", _timed(5, open_and_list))
        raw = sqlite3.connect(path)
        query = (
            "SELECT id, company, title, passion, status, deadline, no_ai, updated FROM application ORDER BY deadline"
        )
        _say("plain sqlite3: the same columns", _timed(10, lambda _: raw.execute(query).fetchall()))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
