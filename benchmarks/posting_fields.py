"""Measures how well postings are read, field by field, against labelled ones, and how long one takes.

Usage: python benchmarks/posting_fields.py FOLDER [--misses]
FOLDER holds `*/posting-*.txt`, each with a `.json` beside it: title, company, location, deadline, keywords.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from jobhelper.documents.read import document_from_text
from jobhelper.models import Posting
from jobhelper.posting.parse import parse_posting

FOUND_AT = 85


def levelled(value: str) -> str:
    """Case, brackets and punctuation taken away."""
    return " ".join(re.sub(r"[^\w ]", " ", re.sub(r"\([^)]*\)", "", value.casefold())).split())


def same_name(truth: str, got: str) -> bool:
    """Whether two names are the same after levelling, or one holds the other with little around it."""
    first, second = levelled(truth), levelled(got)
    if first == second:
        return True
    return bool(second) and fuzz.token_sort_ratio(first, second) >= FOUND_AT


def keyword_counts(truth: list[str], got: list[str]) -> tuple[int, int]:
    """How many true keywords were found, and how many found ones are true."""

    def near(word: str, others: list[str]) -> bool:
        return any(fuzz.token_set_ratio(word.casefold(), other.casefold()) >= FOUND_AT for other in others)

    return sum(near(word, got) for word in truth), sum(near(word, truth) for word in got)


def judge(posting: Posting, truth: dict[str, Any]) -> dict[str, tuple[bool, str, str]]:
    """For each field: right or not, what was read, what is true."""
    deadline = posting.deadline.isoformat() if posting.deadline else None
    fields = {name: (getattr(posting, name), truth[name]) for name in ("title", "company", "location")}
    judged = {name: (same_name(true, got), got, true) for name, (got, true) in fields.items()}
    judged["deadline"] = (deadline == truth["deadline"], str(deadline), str(truth["deadline"]))
    return judged


def main() -> None:
    """Reads the folder and prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    right: dict[str, list[bool]] = {}
    found = true_total = good = got_total = 0
    seconds = []
    for path in sorted(arguments.folder.glob("*/posting-*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        document = document_from_text(path.with_suffix(".txt").read_text(encoding="utf-8"))
        parse_posting(document)
        begun = time.process_time()
        posting = parse_posting(document)
        seconds.append(time.process_time() - begun)
        for name, (ok, got, true) in judge(posting, truth).items():
            right.setdefault(name, []).append(ok)
            if arguments.misses and not ok:
                print(f"{path.parent.name}/{path.stem} {name}: {got!r} for {true!r}")
        words = [keyword.text for keyword in posting.keywords]
        hits, goods = keyword_counts(truth["keywords"], words)
        found, true_total, good, got_total = (
            found + hits,
            true_total + len(truth["keywords"]),
            good + goods,
            got_total + len(words),
        )
        if arguments.misses:
            lost = [word for word in truth["keywords"] if keyword_counts([word], words)[0] == 0]
            extra = [word for word in words if keyword_counts(truth["keywords"], [word])[1] == 0]
            print(f"{path.parent.name}/{path.stem} lost: {lost}\n    extra: {extra}")
    for name, values in right.items():
        print(f"{name:9} {sum(values)}/{len(values)} = {statistics.mean(values):.3f}")
    print(f"keywords  recall {found / true_total:.3f}, precision {good / max(1, got_total):.3f} ({got_total} found)")
    print(f"time      processor, median {statistics.median(seconds) * 1000:.1f} ms, most {max(seconds) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
