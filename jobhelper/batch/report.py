"""Says what became of a batch: report.html for people, summary.csv and summary.json for programs."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from jobhelper.models.batch import DocumentOutcome, RunOutcome, RunState

_STATES = {RunState.EXPORTED: "written", RunState.REVIEW: "waits for you", RunState.FAILED: "not done"}
_COLUMNS = ("#", "Employer", "Role", "State", "Keywords", "Yours", "Claims", "Mended", "Why", "Files")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_report(ended: Sequence[RunOutcome], out: Path) -> tuple[Path, Path, Path]:
    """Writes the three files into `out`, each whole or not at all; the same outcomes give the same bytes."""
    html, table, summary = out / "report.html", out / "summary.csv", out / "summary.json"
    _write(html, as_html(ended))
    _write(table, as_csv(ended))
    _write(summary, json.dumps(as_json(ended), ensure_ascii=False, indent=2) + "\n")
    return html, table, summary


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def as_json(ended: Sequence[RunOutcome]) -> dict[str, object]:
    """Totals by state, and every run."""
    counted = Counter(outcome.state for outcome in ended)
    return {
        "postings": len(ended),
        **{state.value: counted[state] for state in RunState},
        "cost": round(sum(outcome.cost for outcome in ended), 6),
        "runs": [_row(outcome) for outcome in ended],
    }


def _row(outcome: RunOutcome) -> dict[str, object]:
    return {
        "position": outcome.position,
        "source": outcome.source,
        "employer": outcome.employer,
        "role": outcome.role,
        "state": outcome.state.value,
        "reason": outcome.reason,
        "risk": outcome.risk,
        "keywords_shown": outcome.keywords_shown,
        "keywords_worded_differently": outcome.keywords_worded,
        "keywords_not_shown": outcome.keywords_missing,
        "cost": outcome.cost,
        "application": outcome.application_id,
        "documents": [
            {
                "document": document.document,
                "human_share": round(document.human_share, 4),
                "findings": document.findings,
                "questions": document.questions,
                "mended": document.mended,
                "kept_back": list(document.kept_back),
                "files": list(document.files),
            }
            for document in outcome.documents
        ],
    }


def as_csv(ended: Sequence[RunOutcome]) -> str:
    """One line a posting, cells that a spreadsheet would take for formulas defused."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["position", "source", "employer", "role", "state", "reason", "risk", "claims", "mended", "files"])
    for outcome in ended:
        cells = [
            outcome.position,
            outcome.source,
            outcome.employer,
            outcome.role,
            outcome.state.value,
            outcome.reason,
            outcome.risk,
            sum(document.findings for document in outcome.documents),
            sum(document.mended for document in outcome.documents),
            " ".join(name for document in outcome.documents for name in document.files),
        ]
        writer.writerow([_defused(cell) for cell in cells])
    return buffer.getvalue()


def _defused(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def as_html(ended: Sequence[RunOutcome]) -> str:
    """One page without anything from elsewhere; headings are buttons that sort."""
    from jobhelper.resources import template

    page = template("report/batch.html").read_text("utf-8")
    counted = Counter(outcome.state for outcome in ended)
    totals = ", ".join(f"{counted[state]} {_STATES[state]}" for state in RunState)
    noun = "posting" if len(ended) == 1 else "postings"
    heads = "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in _COLUMNS)
    body = "\n".join(_html_row(outcome) for outcome in ended)
    return (
        page.replace("{{totals}}", escape(f"{len(ended)} {noun}: {totals}."))
        .replace("{{heads}}", heads)
        .replace("{{rows}}", body)
    )


def _html_row(outcome: RunOutcome) -> str:
    documents = outcome.documents
    keywords = outcome.keywords_shown + outcome.keywords_worded
    asked = keywords + outcome.keywords_missing
    shares = " / ".join(f"{document.document} {int(document.human_share * 100)} %" for document in documents)
    cells = [
        (str(outcome.position), str(outcome.position)),
        (escape(outcome.employer), ""),
        (escape(outcome.role), ""),
        (_STATES[outcome.state], ""),
        (f"{keywords} of {asked}" if asked else "", str(keywords)),
        (shares, ""),
        (str(_total(documents, "findings")), ""),
        (str(_total(documents, "mended")), ""),
        (escape(outcome.reason), ""),
        (_links(documents), ""),
    ]
    inside = "".join(
        f'<td data-label="{name}"' + (f' data-sort="{key}"' if key else "") + f">{words}</td>"
        for name, (words, key) in zip(_COLUMNS, cells, strict=True)
    )
    return f'<tr class="{outcome.state.value}">{inside}</tr>'


def _total(documents: Sequence[DocumentOutcome], field: str) -> int:
    return sum(int(getattr(document, field)) for document in documents)


def _links(documents: Sequence[DocumentOutcome]) -> str:
    names = [name for document in documents for name in document.files]
    return " ".join(f'<a href="{escape(quote(name))}">{escape(_kind(name))}</a>' for name in names)


def _kind(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem.rpartition('_')[2]} {ending}"
