"""The style set of a DOCX: one named style for each kind of block, so that the user can go on editing."""

from __future__ import annotations

from typing import Any

from jobhelper.export.blocks import Kind
from jobhelper.export.layouts import Layout, Look

STYLES = {
    Kind.NAME: "Title",
    Kind.CONTACT: "Contact",
    Kind.HEADING: "Heading 1",
    Kind.ENTRY: "Entry",
    Kind.BULLET: "List Bullet",
    Kind.LINE: "Body Text",
    Kind.RECIPIENT: "Inside Address",
    Kind.DATE: "Date",
    Kind.SUBJECT: "Subject Line",
    Kind.SALUTATION: "Salutation",
    Kind.PARAGRAPH: "Body Text",
    Kind.FAREWELL: "Closing",
    Kind.SIGNATURE: "Signature",
}
DETAIL = "Entry Detail"
LABEL = "Strong"
QUIET = "Quiet"
_MUTED = "4D4D4D"
_TIGHT = (1.0, 0.85, 0.7, 0.55)
_PAGES = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}


def style_document(
    document: Any, layout: Layout, paper: str, density: int, language: str, *, keep: bool = False
) -> None:
    """Sets page and every style of a document from the layout's look; with `keep` only those that it lacks.

    Distances shrink with `density` as they do in the PDF, so that both have about the same number of pages.
    """
    look = layout.look
    _page(document, look, paper, density)
    names = dict.fromkeys([*STYLES.values(), DETAIL])
    if keep:
        for name in names:
            _ensure(document, name)
        _ensure_characters(document)
        return
    _defaults(document, look, density, language)
    gap = look.size * _TIGHT[density]
    text_width = _PAGES[paper][0] - (look.margin[1] + look.margin[3]) * _edge(density)
    for name in names:
        _ensure(document, name)
    before_after = _distances(layout.document, gap)
    for name, (before, after, together) in before_after.items():
        _spaced(document.styles[name], before, after, together)
    _title(document.styles["Title"], look)
    _heading(document.styles["Heading 1"], look)
    _colour(document.styles["Contact"], _MUTED)
    _colour(document.styles[DETAIL], _MUTED)
    _ensure_characters(document)
    _colour(document.styles[QUIET], _MUTED)
    document.styles["Subject Line"].font.bold = True
    _bullets(document.styles["List Bullet"], look)
    if look.dates == "right":
        _right_tab(document.styles["Entry"], text_width)


def _edge(density: int) -> float:
    return (1.0, 0.94, 0.88, 0.82)[density]


def _page(document: Any, look: Look, paper: str, density: int) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in _PAGES[paper])
    top, right, bottom, left = (Mm(side * _edge(density)) for side in look.margin)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    section.header_distance = section.footer_distance = Mm(8)


def _defaults(document: Any, look: Look, density: int, language: str) -> None:
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.size = Pt(round(look.size * (1, 0.97, 0.94, 0.91)[density] * 2) / 2)
    _font(normal, look.word_font)
    normal.paragraph_format.line_spacing = round(look.leading / 1.25, 3) if density == 0 else 1.0
    normal.paragraph_format.widow_control = True
    _set_language(document, language)


def _set_language(document: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = document.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), {"en": "en-GB"}.get(language, language))
    properties.append(lang)


def _distances(document: str, gap: float) -> dict[str, tuple[float, float, bool]]:
    """Points before and after each style's paragraphs, and whether it stays with the next one."""
    letter = document == "letter"
    return {
        "Title": (0.0, 2.0, True),
        "Contact": (0.0, gap * 0.3, False),
        "Heading 1": (gap * 1.05, gap * 0.3, True),
        "Entry": (gap * 0.5, 0.0, True),
        DETAIL: (0.0, 0.0, True),
        "List Bullet": (gap * 0.1, gap * 0.06, False),
        "Body Text": (0.0, gap * 0.8 if letter else 1.5, False),
        "Inside Address": (0.0, 0.0, True),
        "Date": (gap * 1.3, gap * 1.1, True),
        "Subject Line": (0.0, gap * 0.7, True),
        "Salutation": (gap * 1.3, gap * 0.8, True),
        "Closing": (gap * 0.6, gap * 1.4, True),
        "Signature": (0.0, 0.0, False),
    }


def _ensure(document: Any, name: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    if name in document.styles:
        return
    builtin = name in {"Date", "Salutation", "Closing", "Signature"}
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    style.base_style = document.styles["Normal"]
    style.quick_style = True


def _spaced(style: Any, before: float, after: float, together: bool) -> None:
    from docx.shared import Pt

    form = style.paragraph_format
    form.space_before, form.space_after = Pt(round(before, 1)), Pt(round(after, 1))
    form.keep_with_next = together
    form.keep_together = together


def _font(style: Any, name: str) -> None:
    """Names the font for every script, in place of the theme's, which would win."""
    from docx.oxml.ns import qn

    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _colour(style: Any, colour: str) -> None:
    from docx.shared import RGBColor

    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _bare(style: Any) -> None:
    """Takes the borders, letter-spacing and kerning of the stock style away: they are not this layout's."""
    from docx.oxml.ns import qn

    for parent in (style.element.get_or_add_pPr(), style.element.get_or_add_rPr()):
        for tag in ("w:pBdr", "w:spacing", "w:kern", "w:contextualSpacing"):
            for old in parent.findall(qn(tag)):
                if not (tag == "w:spacing" and parent.tag == qn("w:pPr")):
                    parent.remove(old)


def _title(style: Any, look: Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    _bare(style)
    _font(style, look.word_font)
    _colour(style, look.accent)
    style.font.size, style.font.bold = Pt(round(look.name_size)), look.name_bold
    style.paragraph_format.line_spacing = 1.0
    if look.centred:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _heading(style: Any, look: Look) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    _bare(style)
    _font(style, look.word_font)
    _colour(style, look.accent)
    style.font.size, style.font.bold = Pt(round(look.heading_size * 2) / 2), True
    if not look.rule:
        return
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "5"), ("space", "2"), ("color", "8C8C8C")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"),
        *("w:outlineLvl", "w:rPr", "w:sectPr", "w:pPrChange"),
    )


def _ensure_characters(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    for name in (QUIET, LABEL):
        if name not in document.styles:
            document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
            document.styles[name].font.bold = True if name == LABEL else None


def _bullets(style: Any, look: Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for old in style.element.get_or_add_pPr().findall(qn("w:contextualSpacing")):
        style.element.pPr.remove(old)
    for old in style.element.pPr.findall(qn("w:tabs")):
        style.element.pPr.remove(old)
    style.paragraph_format.left_indent = Pt(round(look.size * 1.1))
    style.paragraph_format.first_line_indent = Pt(-round(look.size * 1.1))


def _right_tab(style: Any, width: float) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    style.paragraph_format.tab_stops.add_tab_stop(Mm(round(width, 1)), WD_TAB_ALIGNMENT.RIGHT)
