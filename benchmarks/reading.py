"""How long reading takes and how well the order of words is kept, beside other extractors on the same files."""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import time
import tomllib
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

from jobhelper import resources
from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import read_document

SOURCES = Path(__file__).parent / "samples"


def truth(person: dict[str, Any]) -> list[str]:
    """The words of a sample CV in the order in which a person reads them."""
    words = [person["name"], *person["contact"]]
    for section in person["section"]:
        words.append(section["title"])
        words += section.get("paragraphs", [])
        words += [f"{name}: {text}" for name, text in section.get("groups", [])]
        for entry in section.get("entry", []):
            names = [entry["title"], entry["dates"], entry["organisation"]]
            if person["layout"] == "organisation-first":
                names = [names[2], names[1], names[0]]
            words += [*names, *entry.get("bullets", [])]
    return " ".join(words).split()


def agreement(text: str, wanted: list[str]) -> float:
    """Share of the true words that stand in the text in the true order, signs and case left out; 0 to 1."""
    found = [word.strip("•|:–").casefold() for word in text.split()]
    right = [word.strip("•|:–").casefold() for word in wanted]
    found, right = [w for w in found if w], [w for w in right if w]
    blocks = SequenceMatcher(None, right, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(right)


def pypdf_text(path: Path) -> str:
    """What pypdf extracts."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def pdfium_text(path: Path) -> str:
    """What pypdfium2 extracts, nothing mended."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def pdfminer_text(path: Path) -> str:
    """What pdfminer.six extracts."""
    from pdfminer.high_level import extract_text

    return str(extract_text(path))


def ours(path: Path) -> str:
    """What jobhelper reads."""
    return read_document(path).text


def readers() -> Iterator[tuple[str, Callable[[Path], str]]]:
    """The extractors that are installed, ours first."""
    yield "jobhelper", ours
    yield "pypdfium2", pdfium_text
    yield "pypdf", pypdf_text
    if importlib.util.find_spec("pdfminer"):
        yield "pdfminer.six", pdfminer_text


def times(action: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one round that warms up."""
    action()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), sorted(taken)[max(0, round(0.95 * rounds) - 1)]


def main() -> None:
    """Prints one line for each file and reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="rounds that are timed")
    rounds: int = parser.parse_args().rounds
    print(f"{'file':28} {'reader':14} {'median ms':>10} {'p95 ms':>8} {'words in order':>15}")
    for source in sorted(SOURCES.glob("*.toml")):
        wanted = truth(tomllib.loads(source.read_text("utf-8")))
        pdf, word = (resources.sample(f"cvs/{source.stem}.{suffix}") for suffix in ("pdf", "docx"))
        for name, read in readers():
            _report(pdf.name, name, times(partial(read, pdf), rounds), agreement(read(pdf), wanted))
        _report(word.name, "jobhelper", times(partial(ours, word), rounds), agreement(ours(word), wanted))
        document = read_document(word)
        _report(word.name, "parse_cv", times(partial(parse_cv, document), rounds), None)


def _report(file: str, reader: str, taken: tuple[float, float], share: float | None) -> None:
    shown = f"{share:14.1%}" if share is not None else ""
    print(f"{file:28} {reader:14} {taken[0]:10.1f} {taken[1]:8.1f} {shown:>15}")


if __name__ == "__main__":
    main()
