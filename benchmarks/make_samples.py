"""Makes the sample CVs, each as PDF and DOCX from one source, so that both say word for word the same."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import rendercv_fonts
import typst
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

SOURCES = Path(__file__).parent / "samples"
TARGET = Path(__file__).resolve().parents[1] / "sample_data" / "cvs"
MADE = datetime(2025, 1, 1, tzinfo=UTC)
TEXT_WIDTH = Mm(170)


def make_pdf(person: dict[str, Any], path: Path) -> None:
    """Sets the person's CV with Typst, which embeds the part of its fonts that it needs."""
    path.write_bytes(
        typst.compile(
            str(SOURCES / "cv.typ"),
            font_paths=[str(folder) for folder in rendercv_fonts.paths_to_font_folders],
            sys_inputs={"person": json.dumps(person)},
            timestamp=int(MADE.timestamp()),
        )
    )


def _line(
    document: WordDocument, text: str, *, bold: bool = False, italic: bool = False, after: float = 2
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _entry(document: WordDocument, entry: dict[str, Any], organisation_first: bool) -> None:
    names = (entry["organisation"], entry["title"])
    first, second = names if organisation_first else names[::-1]
    heading = _line(document, first, bold=True, after=0)
    heading.add_run("\t" + entry["dates"])
    heading.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    heading.paragraph_format.keep_with_next = True
    _line(document, second, italic=True)
    for bullet in entry.get("bullets", ()):
        document.add_paragraph(bullet, style="List Bullet").paragraph_format.space_after = Pt(1)


def _groups(document: WordDocument, groups: list[tuple[str, str]], as_table: bool) -> None:
    if not as_table:
        for name, text in groups:
            _line(document, f"{name}:", bold=True).add_run(f" {text}").bold = None
        return
    table = document.add_table(rows=0, cols=2)
    for name, text in groups:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(f"{name}:").bold = True
        cells[1].text = text
        cells[0].width, cells[1].width = Mm(30), Mm(140)


def make_docx(person: dict[str, Any], path: Path) -> None:
    """Writes the same CV for Word; the second person's skills stand in a table, as many people's do."""
    organisation_first = person["layout"] == "organisation-first"
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(18)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10.5)
    document.core_properties.author, document.core_properties.title = person["name"], f"{person['name']}, CV"
    document.core_properties.created = document.core_properties.modified = MADE
    name = document.add_paragraph(person["name"], style="Title")
    contact = _line(document, "  |  ".join(person["contact"]))
    if not organisation_first:
        name.alignment = contact.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section in person["section"]:
        title = section["title"].upper() if organisation_first else section["title"]
        document.add_paragraph(title, style="Heading 1")
        for text in section.get("paragraphs", ()):
            _line(document, text)
        _groups(document, section.get("groups", []), as_table=organisation_first)
        for entry in section.get("entry", ()):
            _entry(document, entry, organisation_first)
    document.save(str(path))


def main() -> None:
    """Makes every sample CV anew."""
    for source in sorted(SOURCES.glob("*.toml")):
        person = tomllib.loads(source.read_text("utf-8"))
        make_pdf(person, TARGET / f"{source.stem}.pdf")
        make_docx(person, TARGET / f"{source.stem}.docx")


if __name__ == "__main__":
    main()
