"""Times the export of a one-page CV: first PDF of a process, warm PDF and DOCX, with and without their proof.

    python -m benchmarks.export_speed [--rounds N] [--rendercv PATH] [--soffice PATH] [--json]

Where RenderCV's command or LibreOffice's is found, its rendering of a comparable CV, or its conversion of the DOCX
made here, is timed in the same run. Figures are wall-clock milliseconds; nothing is asserted on them.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jobhelper.drafting.assemble import assemble
from jobhelper.models import (
    Author,
    Contact,
    DocumentKind,
    Draft,
    Quote,
    SectionKind,
    Sentence,
    TailoredBullet,
    TailoredCV,
    TailoredEntry,
    TailoredSection,
)

BULLETS = (
    "Booked and welcomed 60 participants, ran consent and debriefing by protocol",
    "Entered and double-checked questionnaire data in SPSS and Excel; error rate under 1%",
    "Wrote the two-page checklist for opening and closing that the team still uses",
)
PLACES = ("Fernhill Psychology Clinic", "Memory and Ageing Laboratory", "Copper Kettle Café", "Students' Union")
FIRST = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from benchmarks.export_speed import sample
from jobhelper.export.export import export_draft
export_draft(sample(0), Path(sys.argv[1]), "cv", formats=("pdf",))
print((time.perf_counter() - start) * 1000)
"""


def sample(number: int) -> Draft:
    """A CV of one page, a little different for each number so that nothing answers from a cache."""
    entries = tuple(
        TailoredEntry(
            f"work-{index}",
            "Assistant",
            place,
            "Aldersby",
            f"{2018 + index} – {2019 + index}",
            tuple(TailoredBullet(f"{text} ({number})", Author.CV, None) for text in BULLETS),
        )
        for index, place in enumerate(PLACES)
    )
    lines = tuple(Sentence(text, Author.CV) for text in ("Tools: SPSS, R, Excel", "Languages: English, Swedish"))
    content = TailoredCV(
        Contact(name=Quote("Maya Lindqvist-Rao", 0, 0), email=Quote("maya@example.com", 0, 0)),
        (
            TailoredSection(SectionKind.WORK, "Experience", entries),
            TailoredSection(SectionKind.EDUCATION, "Education", entries[:1]),
            TailoredSection(SectionKind.SKILLS, "Skills", lines=lines),
        ),
    )
    text, spans = assemble(content)
    return replace(Draft(DocumentKind.CV, "", (), content, "offline"), text=text, authorship=spans)


def timed(action: Callable[[int], object], rounds: int) -> dict[str, float]:
    """Median and 95th percentile of `rounds` runs after three that are not counted, in milliseconds."""
    times = []
    for number in range(rounds + 3):
        start = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - start) * 1000)
    counted = times[3:]
    return {"median_ms": round(statistics.median(counted), 1), "p95_ms": round(percentile(counted, 0.95), 1)}


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed, nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered)) - 1))]


def ours(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Composing alone, and the whole export with its proof and its file."""
    from jobhelper.export.docx_file import compose_docx
    from jobhelper.export.export import export_draft
    from jobhelper.export.layouts import find_layout
    from jobhelper.export.pdf import compile_pdf
    from jobhelper.export.reading import read_draft

    plain = find_layout("cv", "plain")
    figures = {
        "pdf composed": timed(lambda n: compile_pdf(read_draft(sample(n)), plain, paper="a4"), rounds),
        "docx composed": timed(lambda n: compose_docx(read_draft(sample(n)), plain, paper="a4"), rounds),
    }
    for form in ("pdf", "docx"):
        figures[f"{form} exported and proved"] = timed(
            lambda n, form=form: export_draft(sample(n), folder, f"{form}-{n}", formats=(form,)),  # type: ignore[misc]
            rounds,
        )
    return figures


def first_pdf(folder: Path, rounds: int) -> dict[str, float]:
    """From the first import of the export in a fresh process to the proved PDF."""
    times = []
    for number in range(rounds):
        command = [sys.executable, "-c", FIRST, str(folder / f"first-{number}")]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        times.append(float(result.stdout))
    return {"median_ms": round(statistics.median(times), 1), "p95_ms": round(percentile(times, 0.95), 1)}


def rendercv(command: str, folder: Path, rounds: int) -> dict[str, float]:
    """RenderCV's own command on a comparable CV, PDF only, a process each as its users run it."""
    experience = [
        {
            "company": place,
            "position": "Assistant",
            "location": "Aldersby",
            "start_date": 2018 + i,
            "highlights": BULLETS,
        }
        for i, place in enumerate(PLACES)
    ]
    data = {
        "cv": {
            "name": "Maya Lindqvist-Rao",
            "email": "maya@example.com",
            "sections": {
                "Experience": [{**entry, "end_date": 2019 + i} for i, entry in enumerate(experience)],
                "Skills": [{"label": "Tools", "details": "SPSS, R, Excel"}],
            },
        }
    }
    source = folder / "comparable.yaml"
    source.write_text(json.dumps(data), "utf-8")
    arguments = [command, "render", str(source), "--dont-generate-png", "--dont-generate-html"]
    arguments.append("--dont-generate-markdown")
    return timed(lambda _: subprocess.run(arguments, cwd=folder, capture_output=True, check=True), rounds)


def libreoffice(command: str, folder: Path, rounds: int) -> dict[str, float]:
    """LibreOffice's conversion of one of our DOCX files to PDF, a process each."""
    source = next(folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    arguments = [command, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office"), str(source)]
    return timed(lambda _: subprocess.run(arguments, capture_output=True, check=True), rounds)


def main() -> None:
    """Prints a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--rendercv", default=shutil.which("rendercv"))
    parser.add_argument("--soffice", default=shutil.which("soffice"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    few = max(3, options.rounds // 10)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {"first pdf of a process": first_pdf(folder, few), **ours(folder, options.rounds)}
        if options.rendercv:
            try:
                figures["rendercv render (process)"] = rendercv(options.rendercv, folder, few)
            except subprocess.CalledProcessError as error:
                print(f"RenderCV did not render: {error.stdout.decode()[-300:]}", file=sys.stderr)
        if options.soffice:
            figures["libreoffice docx to pdf (process)"] = libreoffice(options.soffice, folder, few)
    if options.json:
        print(json.dumps({"machine": platform.platform(), "rounds": options.rounds, "figures": figures}, indent=2))
        return
    for title, row in figures.items():
        print(f"{title:36} median {row['median_ms']:8.1f} ms   p95 {row['p95_ms']:8.1f} ms")


if __name__ == "__main__":
    main()
