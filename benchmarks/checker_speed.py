"""Prints how long the fact checker takes and how much memory it holds, warm and on one core, beside the parse alone.

python -m benchmarks.checker_speed
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.cases import ROOT, LabelledDraft, load
from jobhelper import nlp
from jobhelper.checking.check import check
from jobhelper.checking.statements import statements

LETTER_WORDS, CV_WORDS = 350, 600
LENGTHS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
ROUNDS = 60
_MEMORY = """
import json, resource, sys
def used():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = used()
from benchmarks.cases import ROOT, load
from jobhelper.checking.check import check
drafts = load(ROOT / "dev")[:12]
for draft in drafts:
    check(draft.text, draft.cv, draft.posting)
print(json.dumps([before, used()]))
"""


def cold_sentences(drafts: tuple[LabelledDraft, ...], words: int, seed: int) -> str:
    """A letter of about so many words from the sentences of a set, none of them the same twice: a number makes it new.

    The parse is kept in memory by sentence, so that only sentences never seen cost what a first check costs.
    """
    rng = random.Random(seed)
    pool = sorted({s.text for d in drafts for s in statements(d.text) if s.claims and 8 <= len(s.text.split()) <= 30})
    lines, count = ["Dear Hiring Manager,", ""], 0
    while count < words:
        sentence = f"{rng.choice(pool).rstrip('.')} in week {rng.randint(100, 10**9)}."
        lines.append(sentence)
        count += len(sentence.split())
    return "\n".join([*lines, "", "Yours sincerely,"])


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process for one call: other programs on the machine don't count."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def show(name: str, times: list[float]) -> None:
    """One line with the median and the 95th percentile in milliseconds."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    sys.stdout.write(f"{name:<58} p50 {statistics.median(ordered) * 1000:6.1f} ms   p95 {p95 * 1000:6.1f} ms\n")


def near_length(drafts: tuple[LabelledDraft, ...]) -> LabelledDraft:
    """The draft whose CV is nearest to the length that figures are given for."""
    return min(drafts, key=lambda d: abs(len(d.cv.text.split()) - CV_WORDS))


def timed(work: Callable[[str], object], texts: Iterator[str]) -> list[float]:
    """Processor seconds of `work` for each text, each seen once: what is kept in memory is kept from other texts."""
    return [seconds(lambda text=text: work(text)) for text in texts]  # type: ignore[misc]


def first_checks(drafts: tuple[LabelledDraft, ...]) -> None:
    """Letters never seen before, with and without a posting, and the parse of such letters alone."""
    case = near_length(drafts)
    check("I sail.", case.cv, case.posting)
    size = f"{LETTER_WORDS} words against {len(case.cv.text.split())}"

    def letters(first: int) -> Iterator[str]:
        return (cold_sentences(drafts, LETTER_WORDS, seed) for seed in range(first, first + ROUNDS))

    show(f"parse alone, {LETTER_WORDS} words: the limit", timed(statements, letters(0)))
    show(f"first check, {size}, parse included", timed(lambda t: check(t, case.cv), letters(1000)))
    show(f"first check, {size} and a posting", timed(lambda t: check(t, case.cv, case.posting), letters(2000)))


def second_checks(drafts: tuple[LabelledDraft, ...]) -> None:
    """The same letter after one sentence was edited, parse of that sentence included."""
    case = near_length(drafts)
    text = cold_sentences(drafts, LETTER_WORDS, 4711)
    check(text, case.cv, case.posting)

    def edits(first: int) -> Iterator[str]:
        for step in range(first, first + ROUNDS):
            lines = text.split("\n")
            lines[2 + step % (len(lines) - 5)] += f" I mended {step} nets."
            yield "\n".join(lines)

    show("after one sentence was edited: the parse", timed(statements, edits(10_000)))
    show("check after one sentence was edited", timed(lambda t: check(t, case.cv), edits(20_000)))
    show("the same with a posting", timed(lambda t: check(t, case.cv, case.posting), edits(30_000)))


def growth(drafts: tuple[LabelledDraft, ...]) -> None:
    """Time against length: by how much the time grows where the length doubles."""
    case = near_length(drafts)
    times = []
    for words in LENGTHS:
        text = cold_sentences(drafts, words, words)
        times.append(seconds(lambda text=text: check(text, case.cv)))  # type: ignore[misc]
        each = times[-1] / words * 1000
        sys.stdout.write(f"{words:6,d} words{'':46} {times[-1]:6.2f} s     {each * 1000:6.0f} µs a word\n")
    steps = [
        (later / earlier) / (long / short)
        for (earlier, later), (short, long) in zip(pairwise(times), pairwise(LENGTHS), strict=True)
    ]
    worst = max(steps)
    sys.stdout.write(f"{'time over length, worst step (1 is linear)':<58} {worst:.2f}\n")


def memory() -> None:
    """Resident memory of a process of its own before and after it loaded the checker and checked twelve drafts."""
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    before, after = json.loads(done.stdout)
    sys.stdout.write(
        f"{'memory of the loaded checker, Python included':<58} {after:.0f} MB (before: {before:.0f} MB)\n"
    )


def main() -> None:
    """Print all of it."""
    nlp.warm()
    drafts = load(ROOT / "dev")
    for draft in drafts[:10]:
        check(draft.text, draft.cv, draft.posting)
    first_checks(drafts)
    second_checks(drafts)
    growth(drafts)
    memory()


if __name__ == "__main__":
    main()
