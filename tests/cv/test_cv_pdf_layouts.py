"""The same two jobs and degree, set in the usual PDF and Word layouts, are read as the same entries."""

from __future__ import annotations

import io

import docx
import pytest
import typst

from jobhelper.cv.parse import parse_cv
from jobhelper.documents.read import document_from_bytes
from jobhelper.models import CV
from tests.cv.cv_checks import check_invariants, check_no_overlap

LONG = (
    "Served customers at the till and counted the stock every week, with two colleagues and one supervisor in the shop"
)
PAGE = '#set page(paper: "a4", margin: 1.5cm)\n#set text(size: 10pt)\n#let h(t) = text(tracking: 3pt, upper(t))\n'
CONTACT = "ada.example\\@example.com \\\n07700 900123 \\\nBarrowby\n"

SIDEBAR = f"""
#grid(columns: (5cm, 1fr), gutter: 1cm, [
#text(16pt)[*Ada Example*]

#h[Contact]

{CONTACT}
#h[Skills]

Excel (good) \\
InDesign
], [
#h[Experience]

*Shop assistant* #std.h(1fr) June 2022 – Aug 2023 \\
Fennick Stores, Barrowby
- {LONG}
- Counted stock

*Lab helper* #std.h(1fr) May 2024 \\
University of Barrowby
- Entered data

#h[Education]

*BSc (Hons) Physics, 2:1* #std.h(1fr) 2020 – 2023 \\
University of Barrowby
])"""

GUTTER = f"""
#text(18pt)[Ada Example]

{CONTACT}
= Work experience
#grid(columns: (3.5cm, 1fr), row-gutter: 8pt,
[06/2022 – 08/2023], [*Shop assistant*, Fennick Stores, Barrowby
- {LONG}
- Counted stock],
[05/2024], [*Lab helper*, University of Barrowby
- Entered data])
= Education
#grid(columns: (3.5cm, 1fr), [2020 – 2023], [*BSc (Hons) Physics, 2:1*, University of Barrowby])
= Skills
#table(columns: 2, stroke: none, [Data], [Excel (good)], [Design], [InDesign])"""

STACK = f"""
#text(18pt)[Ada Example]

{CONTACT}
= Work experience
#grid(columns: (1fr, 3.5cm), [
*Shop assistant*, Fennick Stores, Barrowby \\
Served customers \\
Counted stock \\
*Lab helper*, University of Barrowby \\
Entered data], align(right)[June 2022 – Aug 2023 \\ \\ \\ May 2024])
= Education
BSc (Hons) Physics, 2:1, University of Barrowby, 2020 – 2023
= Skills
Excel (good), InDesign"""


def read(data: bytes, name: str) -> CV:
    document = document_from_bytes(data, name)
    cv = parse_cv(document)
    check_invariants(document, cv)
    check_no_overlap(cv)
    return cv


def check_person(cv: CV) -> None:
    assert cv.contact.name and cv.contact.name.text == "Ada Example"
    assert cv.contact.email and cv.contact.email.text == "ada.example@example.com"
    assert [quote.text for quote in cv.contact.phones] == ["07700 900123"]
    assert cv.contact.location and cv.contact.location.text == "Barrowby"
    assert [
        (
            e.title and e.title.text,
            e.organisation and e.organisation.text,
            e.dates and e.dates.start and e.dates.start.iso(),
        )
        for e in cv.entries
    ] == [
        ("Shop assistant", "Fennick Stores", "2022-06"),
        ("Lab helper", "University of Barrowby", "2024-05"),
        ("BSc (Hons) Physics", "University of Barrowby", "2020"),
    ]
    assert [len(entry.bullets) for entry in cv.entries[:2]] == [2, 1]
    assert cv.entries[2].grade and cv.entries[2].grade.text == "2:1"
    assert [(skill.name, skill.level) for skill in cv.skills] == [("Excel", "good"), ("InDesign", None)]


@pytest.mark.parametrize("source", [SIDEBAR, GUTTER, STACK], ids=["sidebar", "dates in a gutter", "stack of dates"])
def test_a_pdf_is_read_whatever_its_columns(source: str) -> None:
    check_person(read(typst.compile((PAGE + source).encode()), "cv.pdf"))


def test_a_word_file_laid_out_as_a_table_with_a_sidebar_is_read() -> None:
    source = docx.Document()
    side, main = source.add_table(rows=1, cols=2).rows[0].cells
    for text in ["Ada Example", "CONTACT", "ada.example@example.com", "07700 900123", "Barrowby"]:
        side.add_paragraph(text)
    for text in ["SKILLS", "Excel (good)", "InDesign"]:
        side.add_paragraph(text)
    jobs = [
        "EXPERIENCE",
        "Shop assistant\tJune 2022 – Aug 2023",
        "Fennick Stores, Barrowby",
        f"• {LONG}",
        "• Counted stock",
        "Lab helper\tMay 2024",
        "University of Barrowby",
        "• Entered data",
        "EDUCATION",
        "BSc (Hons) Physics, 2:1\t2020 – 2023",
        "University of Barrowby",
    ]
    for text in jobs:
        main.add_paragraph(text)
    target = io.BytesIO()
    source.save(target)
    check_person(read(target.getvalue(), "cv.docx"))
