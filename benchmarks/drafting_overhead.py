"""Measures what a drafting call costs beside the model's time, and what attributing a long document costs."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document
from jobhelper.drafting.plan import plan_letter
from jobhelper.drafting.replies import letter_from_reply
from jobhelper.drafting.requests import letter_request
from jobhelper.llm.audit import call_record
from jobhelper.llm.replay import content_for, load_recordings
from jobhelper.models import Author, ModelReply, Posting
from jobhelper.passion.policy import load_policy
from jobhelper.resources import sample, template
from jobhelper.text.authors import Version, attribute

ROUNDS = 200


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round, after one round that warms caches."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def show(name: str, times: list[float]) -> None:
    """Prints median and 95th percentile."""
    print(f"{name:<58} median {statistics.median(times):7.2f} ms   p95 {times[int(len(times) * 0.95)]:7.2f} ms")


def drafting() -> Callable[[], object]:
    """One drafting call without its model: plan, redaction, request, contract, authorship, assembly, audit row."""
    import json

    cv = parse_cv(read_document(sample("cvs/maya-lindqvist-rao.pdf")))
    text = sample("postings/community-support-worker.txt").read_text("utf-8")
    posting = Posting(text, "Community Support Worker", "Lanternfield Support CIC", "", None, (), ())
    permissions = load_policy(template("passion.toml")).permissions(10)
    recording = next(r for r in load_recordings(sample("replies")) if r.name == "maya-lanternfield-letter")

    def work() -> object:
        plan = plan_letter(cv, posting, (), permissions)
        request = letter_request(plan, cv, posting, ())
        content = content_for(recording, request.user, list(request.schema["properties"]))
        reply = ModelReply(json.dumps(content), "recorded-sample", 1, 1, 0.0)
        draft = letter_from_reply(reply, request, plan, cv, posting)
        call_record(request, reply, model="m", base_url="", actor="user")
        return draft

    return work


def attribution(words: int = 2000) -> Callable[[], object]:
    """A document of so many words, edited in thirty places, with its second half moved to the front."""
    rng = random.Random(7)
    common = "the a of to and in I my with for on at we that survey patients data clinic team report".split()
    old = [rng.choice(common) if rng.random() < 0.5 else f"w{rng.randint(0, 500)}" for _ in range(words)]
    new = list(old)
    for _ in range(30):
        at = rng.randint(0, words - 50)
        new[at : at + rng.randint(0, 10)] = [f"x{rng.randint(0, 99)}" for _ in range(rng.randint(0, 12))]
    new = new[words // 2 :] + new[: words // 2]
    history = [Version(" ".join(old), Author.MODEL), Version(" ".join(new), Author.HUMAN)]
    return lambda: attribute(history)


if __name__ == "__main__":
    show("own part of one drafting call, the fact check left out", timed(drafting(), ROUNDS))
    show("authors of a document of 2,000 words after an edit", timed(attribution(), ROUNDS))
