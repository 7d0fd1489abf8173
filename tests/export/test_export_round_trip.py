"""What is exported reads back as what was approved, in every format, and the same draft gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobhelper.errors import UserError
from jobhelper.export.docx_file import compose_docx
from jobhelper.export.export import export_draft
from jobhelper.export.fitting import fitted_pdf
from jobhelper.export.layouts import FORMATS, find_layout
from jobhelper.export.pdf import compile_pdf
from jobhelper.export.proof import prove, read_with_docx, read_with_pdfium, read_with_pypdf
from jobhelper.export.reading import read_draft
from jobhelper.models import Draft

HARD_WORDS = (
    "Ødegård-Nuñez",
    "Łukasz Żółć",
    "Ngũgĩ wa Thiong'o",
    "Σοφία Παπαδοπούλου",
    "Жанна Щукина",
    "Nguyễn Thị Ánh",
    "office, first flight, affine, shuffle, fjord",
    "ﬁnal ﬄ",
    "C++, C#, .NET, F#, R&D, Objective-C",
    "€1,500 – £20 — 45 % • 3½ · 2² ≥ 1 −5",
    "“quoted” ‘single’ „low“ «angle» \"straight\" 'straight' it’s",
    "#strong[x] $x^2$ @ref <label> \\ *bold* _it_ `code` ~ // /* */ -- --- ... [x] {x}",
    '&amp; <b>bold</b> ]]> <?xml?> %s {0} \\u0041 #import "x"',
    "state-of-the-art, end-to-end/full-stack, e-mail: a.b-c@example.com",
    "https://example.com/a/very/long/address/that-no-line-of-any-page-can-hold/without-a-break/anywhere?x=1&y=2#end",
    "東京大学 で 研究 を した。 서울 대학교",
    "a\u00a0non-breaking\u2009space",
)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_the_cv_is_written(form: str, cv_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=(form,))
    assert file.path == tmp_path / f"cv.{form}"
    assert file.path.stat().st_size == file.bytes > 0
    assert [path.name for path in tmp_path.iterdir()] == [f"cv.{form}"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_the_letter_is_written(form: str, letter_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(letter_draft, tmp_path, "letter", formats=(form,))
    assert file.format == form
    assert file.pages == (1 if form == "pdf" else None)


def test_three_readers_find_the_approved_words_in_order(cv_draft: Draft, letter_draft: Draft, tmp_path: Path) -> None:
    for draft in (cv_draft, letter_draft):
        pdf, docx, txt = export_draft(draft, tmp_path, draft.document.value, formats=("pdf", "docx", "txt"))
        words = draft.text.split()
        assert read_with_pypdf(pdf.path.read_bytes()).split() == words
        assert read_with_pdfium(pdf.path.read_bytes())[0].split() == words
        assert read_with_docx(docx.path.read_bytes()).split() == words
        assert txt.path.read_text("utf-8").split() == words


@pytest.mark.parametrize("words", HARD_WORDS)
def test_hard_words_survive_as_name_heading_and_bullet(
    words: str, cv_with: Callable[..., Draft], tmp_path: Path
) -> None:
    draft = cv_with(words, f"Before {words} and after it", name=words, title=words)
    files = export_draft(draft, tmp_path, "cv", formats=FORMATS)
    assert [file.format for file in files] == list(FORMATS)


def test_the_same_draft_gives_the_same_bytes(cv_draft: Draft, letter_draft: Draft, tmp_path: Path) -> None:
    for draft in (cv_draft, letter_draft):
        first = export_draft(draft, tmp_path / "a", "x", formats=FORMATS)
        second = export_draft(draft, tmp_path / "b", "x", formats=FORMATS)
        assert [file.sha256 for file in first] == [file.sha256 for file in second]


def test_the_pdf_is_tagged_and_says_title_author_and_language(cv_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), language="sv")
    reader = pypdf.PdfReader(file.path)
    assert reader.metadata is not None
    assert reader.metadata.title == "CV, Maya Lindqvist-Rao"
    assert reader.metadata.author == "Maya Lindqvist-Rao"
    root = reader.root_object
    assert (str(root["/Lang"]), str(root["/MarkInfo"])) == ("sv", "{'/Marked': True, '/Suspects': False}")
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else False
    assert [item.title for item in reader.outline if not isinstance(item, list)] == ["Maya Lindqvist-Rao"]


def test_paper_decides_the_page_size(cv_draft: Draft, tmp_path: Path) -> None:
    sizes = {}
    for paper in ("a4", "us-letter"):
        (file,) = export_draft(cv_draft, tmp_path, paper, formats=("pdf",), paper=paper)
        box = pypdf.PdfReader(file.path).pages[0].mediabox
        sizes[paper] = (round(float(box.width)), round(float(box.height)))
    assert sizes == {"a4": (595, 842), "us-letter": (612, 792)}


def test_an_edited_text_is_printed_not_the_older_structure(cv_draft: Draft, tmp_path: Path) -> None:
    from dataclasses import replace

    edited = cv_draft.text.replace("One-week observation", "A week of observation").replace("Choir, ", "")
    (file,) = export_draft(replace(cv_draft, text=edited), tmp_path, "cv", formats=("pdf",))
    found = read_with_pypdf(file.path.read_bytes())
    assert "A week of observation at a psychology clinic" in found
    assert "Choir" not in found


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u200b", "\u00ad", "\u202e", "\ue000", "\ufdd0"])
def test_what_cannot_be_seen_is_refused_with_its_place(
    character: str, cv_with: Callable[..., Draft], tmp_path: Path
) -> None:
    draft = cv_with(f"Observed {character}a clinic")
    with pytest.raises(UserError) as caught:
        export_draft(draft, tmp_path, "cv")
    assert f"U+{ord(character):04X}" in caught.value.title
    assert caught.value.where.startswith("line ")
    assert list(tmp_path.iterdir()) == []


def test_right_to_left_text_is_refused_as_pdf_and_kept_as_docx(cv_with: Callable[..., Draft], tmp_path: Path) -> None:
    draft = cv_with("Wrote a column for عربي")
    with pytest.raises(UserError, match="right to left"):
        export_draft(draft, tmp_path, "cv", formats=("pdf",))
    (file,) = export_draft(draft, tmp_path, "cv", formats=("docx",))
    assert "عربي" in read_with_docx(file.path.read_bytes())


def test_a_character_without_a_glyph_is_refused_not_dropped(cv_with: Callable[..., Draft], tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_draft(cv_with("Painted \U00012000 on clay"), tmp_path, "cv", formats=("pdf",))
    assert "none of the fonts" in caught.value.title
    assert list(tmp_path.iterdir()) == []


# pdfium guesses the direction of writing from the whole page and errs on a page of a few letters.
FILLING = "One-week observation at a psychology clinic, with daily notes for the supervising psychologist"
PRINTABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda text: text.strip() != "")


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=PRINTABLE, second=PRINTABLE)
def test_any_printable_text_reads_back_equal_or_is_refused(
    first: str, second: str, cv_with: Callable[..., Draft]
) -> None:
    blocks = read_draft(cv_with(f"a{first}", f"b{second}", FILLING))
    layout = find_layout("cv", "plain")
    assert prove(compose_docx(blocks, layout, paper="a4"), "docx", blocks.printed) is None
    try:
        data, _ = fitted_pdf(blocks, layout, paper="a4")
        assert prove(data, "pdf", blocks.printed) == 1
    except UserError as error:
        assert error.title.startswith(("A character of the draft", "“", "The exported file does not read back"))


# No sans-serif font at hand holds these letters of Coptic.
COPTIC = "ϢϣϤϥϦϧϨϩϪϫϬϭϮϯ"
EUROPEAN = st.text(
    st.characters(
        exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Lm", "Sk", "Mn", "Me", "Mc"),
        max_codepoint=0x052F,
        exclude_characters=COPTIC,
    ),
    min_size=1,
    max_size=120,
).filter(lambda text: text.strip() != "")


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=EUROPEAN)
def test_any_latin_greek_or_cyrillic_text_is_accepted(words: str, cv_with: Callable[..., Draft]) -> None:
    blocks = read_draft(cv_with(f"a{words}", FILLING, title=f"b {words}"))
    data = compile_pdf(blocks, find_layout("cv", "plain"), paper="a4")
    assert prove(data, "pdf", blocks.printed) == 1


def test_docx_holds_styles_and_neither_tables_nor_text_boxes(cv_draft: Draft, tmp_path: Path) -> None:
    import docx

    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("docx",))
    document = docx.Document(io.BytesIO(file.path.read_bytes()))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert styles == {"Title", "Contact", "Heading 1", "Entry", "Entry Detail", "List Bullet", "Body Text"}
    assert document.tables == []
    assert "txbx" not in document.element.xml
    assert [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Title"] == [
        "Maya Lindqvist-Rao"
    ]
