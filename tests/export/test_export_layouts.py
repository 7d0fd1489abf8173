"""Every layout that comes with the program prints the approved words, in every format and on every paper."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from jobhelper.drafting.assemble import assemble
from jobhelper.errors import UserError
from jobhelper.export.arrange import arranged
from jobhelper.export.docx_file import compose_carrier
from jobhelper.export.export import export_draft
from jobhelper.export.layouts import FORMATS, PAPERS, find_layout, list_layouts
from jobhelper.export.pdf import preview_png
from jobhelper.export.proof import require_equal
from jobhelper.export.reading import read_draft
from jobhelper.models import Author, Draft, SectionKind, Sentence, TailoredCV

CVS = [layout.id for layout in list_layouts("cv")]
LETTERS = [layout.id for layout in list_layouts("letter")]


def test_there_are_enough_layouts_to_choose_from() -> None:
    assert {"plain", "modern", "academic", "skills-first", "european", "compact"} <= set(CVS)
    assert {"plain", "modern", "academic"} <= set(LETTERS)
    for document in ("cv", "letter"):
        for layout in list_layouts(document):
            assert layout.papers == PAPERS
            assert layout.purpose.endswith(".")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", CVS)
def test_every_cv_layout_prints_the_words(layout: str, paper: str, cv_draft: Draft, tmp_path: Path) -> None:
    formats = FORMATS if paper == "a4" else ("pdf",)
    files = export_draft(cv_draft, tmp_path, "cv", formats=formats, layout=layout, paper=paper)
    assert {file.format: file.pages for file in files}["pdf"] == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LETTERS)
def test_every_letter_layout_prints_the_words(layout: str, paper: str, letter_draft: Draft, tmp_path: Path) -> None:
    formats = FORMATS if paper == "a4" else ("pdf",)
    files = export_draft(letter_draft, tmp_path, "letter", formats=formats, layout=layout, paper=paper)
    assert {file.format: file.pages for file in files}["pdf"] == 1


HARD_BULLETS = (
    "Worked with Ødegård-Nuñez, Łukasz Żółć, Ngũgĩ and Σοφία in the office; first flight, affine, shuffle",
    "C++, C#, .NET; 45 % of €1,500 – “quoted” — #hash $sum @at \\back <tag> *star* _under_ `tick`",
)


@pytest.mark.parametrize("layout", CVS)
def test_pdfminer_and_poppler_find_the_same_words_in_order(
    layout: str, cv_with: Callable[..., Draft], tmp_path: Path
) -> None:
    from pdfminer.high_level import extract_text
    from pdfminer.layout import LAParams

    draft = cv_with(*HARD_BULLETS, name="Łukasz Ødegård-Nuñez")
    (file,) = export_draft(draft, tmp_path, "cv", formats=("pdf",), layout=layout)
    # Without column detection: pdfminer would read right-aligned dates as a column of their own.
    settings = LAParams(boxes_flow=None, line_margin=0.01, char_margin=200)
    require_equal(draft.text, extract_text(str(file.path), laparams=settings), "pdfminer")
    for mode in ("-raw", "-layout") if shutil.which("pdftotext") else ():
        command = ["pdftotext", mode, "-enc", "UTF-8", str(file.path), "-"]
        found = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout.decode()
        require_equal(draft.text, found.replace("\f", "\n"), "pdftotext")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_the_linear_layout_keeps_its_order_even_where_a_parser_looks_for_columns(
    cv_draft: Draft, tmp_path: Path
) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("pdf",), layout="linear")
    command = ["pdftotext", "-enc", "UTF-8", str(file.path), "-"]
    found = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout.decode()
    require_equal(cv_draft.text, found.replace("\f", "\n"), "pdftotext")


# The order that the format prescribes for what a document here may hold; Word repairs a file that breaks it.
PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr"
).split()
RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u effect bdr shd "
    "vertAlign rtl cs lang"
).split()


@pytest.mark.parametrize("layout", CVS)
def test_a_docx_keeps_the_rules_of_its_format(layout: str, cv_draft: Draft, tmp_path: Path) -> None:
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("docx",), layout=layout)
    with zipfile.ZipFile(file.path) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: ElementTree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    styles = [style.get(f"{word}styleId") for style in parts["word/styles.xml"].iter(f"{word}style")]
    assert len(styles) == len(set(styles))
    body = parts["word/document.xml"]
    used = {node.get(f"{word}val") for tag in ("pStyle", "rStyle") for node in body.iter(f"{word}{tag}")}
    assert used <= set(styles)
    targets = [
        node.get("Target", "") for node in parts["word/_rels/document.xml.rels"] if node.get("TargetMode") is None
    ]
    assert all(f"word/{target}" in names or target.lstrip("./") in names for target in targets)
    assert not list(body.iter(f"{word}tbl"))
    for tag, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
        for part in ("word/document.xml", "word/styles.xml"):
            for node in parts[part].iter(f"{word}{tag}"):
                places = [order.index(child.tag.removeprefix(word)) for child in node]
                assert places == sorted(set(places))


@pytest.mark.parametrize("layout", ["skills-first", "academic"])
def test_a_layout_may_move_sections_but_no_word_inside_them(layout: str, cv_draft: Draft, tmp_path: Path) -> None:
    order = find_layout("cv", layout).order
    moved = arranged(cv_draft, order)
    assert sorted(moved.text.split()) == sorted(cv_draft.text.split())
    assert moved.text.index("Skills") < moved.text.index("Experience") or layout == "academic"
    for section in ("Experience\nObserver", "Skills\nTools: SPSS", "Education\nBSc (Hons) Psychology"):
        assert section in moved.text
    for span in moved.authorship:
        assert moved.text[span.start : span.end].strip()
    before = sorted((cv_draft.text[s.start : s.end].strip(), s.author) for s in cv_draft.authorship)
    assert sorted((moved.text[s.start : s.end].strip(), s.author) for s in moved.authorship) == before
    assert arranged(moved, order) == moved


def test_a_draft_without_findable_sections_is_left_as_it_is(cv_draft: Draft, letter_draft: Draft) -> None:
    assert arranged(letter_draft, ("skills",)) is letter_draft
    renamed = replace(cv_draft, text=cv_draft.text.replace("\nSkills\n", "\nWhat I know\n"))
    assert arranged(renamed, ("skills",)) is renamed


def test_a_long_cv_breaks_between_entries_and_never_after_a_heading(
    cv_with: Callable[..., Draft], tmp_path: Path
) -> None:
    import pypdf

    for count in range(50, 62, 3):
        bullets = [f"Number {n}: observed and wrote notes at the clinic" for n in range(count)]
        (file,) = export_draft(cv_with(*bullets), tmp_path, f"cv{count}", formats=("pdf",))
        pages = [page.extract_text().split("\n") for page in pypdf.PdfReader(file.path).pages]
        if len(pages) > 1:
            assert pages[0][-1].startswith("• ")
            return
    raise AssertionError("no CV of that length took a second page")


@pytest.mark.parametrize("filling", range(8))
def test_a_short_entry_is_never_parted_by_a_page(filling: int, cv_draft: Draft, tmp_path: Path) -> None:
    import pypdf

    content = cv_draft.content
    assert isinstance(content, TailoredCV)
    work = next(section for section in content.sections if section.kind is SectionKind.WORK)
    lines = tuple(Sentence(f"Line {n}", Author.CV) for n in range(filling))
    many = replace(content, sections=(replace(work, entries=(), lines=lines), replace(work, entries=work.entries * 7)))
    text, spans = assemble(many)
    draft = replace(cv_draft, text=text, authorship=spans, content=many)
    (file,) = export_draft(draft, tmp_path, "cv", formats=("pdf",))
    pages = [page.extract_text().split("\n") for page in pypdf.PdfReader(file.path).pages]
    assert len(pages) > 1
    assert not any(page[0].startswith("•") for page in pages)


def test_a_photo_goes_only_where_a_layout_has_a_place(cv_draft: Draft, tmp_path: Path) -> None:
    picture = tmp_path / "me.png"
    picture.write_bytes(preview_png(read_draft(cv_draft), find_layout("cv", "plain"), paper="a4", ppi=20)[0])
    with pytest.raises(UserError, match="no place for a photo"):
        export_draft(cv_draft, tmp_path, "cv", layout="plain", photo=picture)
    files = export_draft(cv_draft, tmp_path, "cv", layout="european", photo=picture)
    with zipfile.ZipFile(files[0].path) as package:
        assert [name for name in package.namelist() if name.startswith("word/media/")]
    with pytest.raises(UserError, match="photo can't be read"):
        export_draft(cv_draft, tmp_path, "cv", layout="european", photo=tmp_path / "none.png")


def test_addresses_in_the_contact_line_can_be_clicked(cv_draft: Draft, tmp_path: Path) -> None:
    import pypdf

    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("pdf",))
    notes = [note.get_object() for note in pypdf.PdfReader(file.path).pages[0].annotations or ()]
    assert [str(note["/A"]["/URI"]) for note in notes] == [
        "mailto:maya.lindqvist-rao@example.com",
        "https://example.com/maya-lindqvist-rao",
    ]


def test_a_preview_is_a_picture_of_every_page(cv_draft: Draft) -> None:
    pages = preview_png(read_draft(cv_draft), find_layout("cv", "modern"), paper="us-letter", ppi=50)
    assert len(pages) == 1
    assert pages[0].startswith(b"\x89PNG")


def test_styles_edited_in_a_word_processor_win(cv_draft: Draft, tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt

    home = tmp_path / "home"
    own = home / "templates" / "cv" / "plain"
    shutil.copytree(find_layout("cv", "plain").folder, own)
    carrier = docx.Document(io.BytesIO(compose_carrier(find_layout("cv", "plain"))))
    carrier.styles["Heading 1"].font.size = Pt(33)
    carrier.add_paragraph("Words left in the carrier")
    carrier.sections[0].header.paragraphs[0].text = "Words left in its header"
    carrier.save(str(own / "styles.docx"))
    (file,) = export_draft(cv_draft, tmp_path, "cv", formats=("docx",), home=home)
    made = docx.Document(str(file.path))
    assert made.styles["Heading 1"].font.size == Pt(33)
    assert made.sections[0].header.is_linked_to_previous
    (own / "styles.docx").write_bytes(b"not a document")
    with pytest.raises(UserError, match="no Word document"):
        export_draft(cv_draft, tmp_path, "cv", formats=("docx",), home=home)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_docx_with_the_same_words_and_pages(
    cv_draft: Draft, letter_draft: Draft, tmp_path: Path
) -> None:
    import pypdf

    made = []
    for draft, layouts in ((cv_draft, CVS), (letter_draft, LETTERS)):
        for layout in layouts:
            files = export_draft(draft, tmp_path, f"{draft.document}-{layout}", layout=layout)
            made.append(
                (files[0].path, files[1].pages, arranged(draft, find_layout(draft.document, layout).order).text)
            )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *(str(path) for path, _, _ in made)], check=True, capture_output=True, timeout=110)
    for path, pages, text in made:
        reader = pypdf.PdfReader(tmp_path / "out" / f"{path.stem}.pdf")
        assert len(reader.pages) == pages
        found = "".join(page.extract_text() for page in reader.pages)
        assert "".join(found.split()).replace("\uf0b7", "•") == "".join(text.split())
