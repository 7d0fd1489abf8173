"""Makes postings for the batch's tests."""

from __future__ import annotations

from pathlib import Path

from jobhelper.resources import sample

CV = sample("cvs/maya-lindqvist-rao.pdf")


def many_postings(folder: Path, count: int) -> Path:
    """A folder with `count` postings that differ in employer and town."""
    folder.mkdir(parents=True, exist_ok=True)
    text = sample("postings/community-support-worker.txt").read_text("utf-8")
    for number in range(1, count + 1):
        named = text.replace("Lanternfield Support CIC", f"Lanternfield {_letters(number)} CIC")
        (folder / f"posting-{number:03d}.txt").write_text(named, "utf-8")
    return folder


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in str(number)).title()
