"""What each format keeps: exact text of plain files, each string of a Word file once, lines of a PDF made whole."""

from __future__ import annotations

import codecs
import io

import docx
import pytest
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from jobhelper.documents.read import document_from_bytes, document_from_text
from jobhelper.models import BlockKind, Document

WORDS = "Zoë — café\r\n\r\n- “one”\n\ttwo  \n# Three\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le mark", "utf-16-be mark", "utf-32 mark", "utf-16-le", "utf-16-be"],
)
def test_plain_text_stays_exactly_as_it_was(data: bytes) -> None:
    document = document_from_bytes(data, "cv.txt")
    assert document.text == WORDS
    kinds = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert kinds[1] == (BlockKind.BULLET, "- “one”")
    assert kinds[-1] == (BlockKind.HEADING, "# Three")


def test_windows_text_is_read_with_a_warning() -> None:
    document = document_from_bytes("Zoë £40 café".encode("cp1252"), "cv.txt")
    assert document.text == "Zoë £40 café"
    assert document.warnings


def word(document: object) -> Document:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return document_from_bytes(target.getvalue(), "cv.docx")


def test_tables_text_boxes_headers_and_hand_made_lists_are_read_once() -> None:
    source = docx.Document()
    source.sections[0].header.paragraphs[0].text = "Ada Example, ada@example.com"
    source.add_paragraph("- Served customers")
    source.add_paragraph("Counted stock", style="List Bullet")
    table = source.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Data:", "Excel"
    paragraph = source.add_paragraph("Before")
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    read = word(source)
    assert read.text.split("\n") == [
        "• Served customers",
        "• Counted stock",
        "Data:\tExcel",
        "In a box",
        "Before",
        "",
        "Ada Example, ada@example.com",
    ]
    assert read.blocks[-1].kind is BlockKind.PAGE_HEADER


def test_tracked_changes_are_read_as_accepted() -> None:
    source = docx.Document()
    paragraph = source.add_paragraph("Led ")
    w = nsdecls("w")
    for change in (
        f'<w:del {w} w:id="1" w:author="a"><w:r><w:delText>a team</w:delText></w:r></w:del>',
        f'<w:ins {w} w:id="2" w:author="a"><w:r><w:t>two people</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(change))
    assert word(source).text == "Led two people"


PAGE = '#set page(width: 12cm, height: auto, margin: 1cm)\n#set text(font: "Libertinus Serif", size: 10pt)\n'


def pdf(source: str) -> Document:
    return document_from_bytes(typst.compile((PAGE + source).encode()), "cv.pdf")


def test_wrapped_lines_of_a_pdf_are_joined_and_dates_keep_their_distance() -> None:
    long = "Measured the flow of water in twelve small streams and wrote down what was found in a shared table."
    document = pdf(f"Field assistant #h(1fr) 06/2022 – 08/2022\n\n- {long}\n- Short one\n")
    assert document.text == f"Field assistant\t06/2022 – 08/2022\n• {long}\n• Short one"


def test_ligatures_and_hyphenation_of_a_pdf_are_undone() -> None:
    sentence = "Efficient filing of difficult offers, afflicted by insufficient infrastructure and misunderstandings."
    document = pdf(f'#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n{sentence}')
    assert document.text == sentence


def test_letter_spaced_headings_of_a_pdf_are_closed() -> None:
    document = pdf("#text(tracking: 4pt)[WORK  EXPERIENCE]\n\nServed customers at the till of a shop.")
    assert document.text.split("\n")[0] == "WORK EXPERIENCE"


def test_two_columns_of_a_pdf_keep_their_order() -> None:
    left = [f"Left {n} of the column{' goes on' * (n % 3)}" for n in range(10)]
    right = [f"Right {n} words{' here' * (n % 3)}" for n in range(10)]
    columns = " ".join("[" + " \\ ".join(column) + "]," for column in (left, right))
    rows = " ".join(f"[{one}], [{other}]," for one, other in zip(left, right, strict=True))
    for source in (
        f"#grid(columns: 2, gutter: 1cm, {columns})",
        f"#grid(columns: 2, gutter: 1cm, row-gutter: 6pt, {rows})",
    ):
        assert pdf(source).text.split() == " ".join(left + right).split()


def test_running_footers_of_a_pdf_stand_apart() -> None:
    source = (
        "#set page(width: 12cm, height: 9cm, footer: [Ada Example #h(1fr) "
        '#context counter(page).display("1 / 1", both: true)])\n'
        "First page words.\n#pagebreak()\nSecond page words."
    )
    document = document_from_bytes(typst.compile(source.encode()), "cv.pdf")
    assert document.pages == 2
    body = [document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.PAGE_FOOTER]
    assert body == ["First page words.", "Second page words."]


def test_pages_show_what_a_reader_sees() -> None:
    page = (
        "<html><head><title>Job</title><style>p{}</style></head><body><h1>Shop assistant</h1><p hidden>secret</p>"
        "<ul><li><p>Serve &amp; smile</p></li><li>Count</li></ul><script>x()</script>"
        "<table><tr><td>Pay</td><td>£12</td></tr></table></body></html>"
    )
    document = document_from_text(page, "job.html", "html")
    assert document.text == "Shop assistant\n• Serve & smile\n• Count\nPay\t£12"
    assert document.title == "Job"
