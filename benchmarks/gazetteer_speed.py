"""Prints how long the skills lexicon takes to load, and one letter-sized text to scan, in processor time."""

from __future__ import annotations

import statistics
import time

from jobhelper.resources import sample
from jobhelper.text.gazetteer import load_gazetteer


def main() -> None:
    """Loads once, scans a hundred times, prints both."""
    begun = time.process_time()
    gazetteer = load_gazetteer()
    print(f"load  {(time.process_time() - begun) * 1000:.0f} ms for {len(gazetteer.rows)} rows")
    text = sample("postings/community-support-worker.txt").read_text(encoding="utf-8")
    times = []
    for _ in range(100):
        begun = time.process_time()
        gazetteer.find(text)
        times.append(time.process_time() - begun)
    print(f"scan  median {statistics.median(times) * 1000:.2f} ms for {len(text)} characters")


if __name__ == "__main__":
    main()
