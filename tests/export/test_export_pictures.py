"""Pictures of every layout, kept in the documentation and compared with what is set now.

Run with JOBHELPER_NEW_PICTURES=1 after a layout was changed on purpose, and look at the pictures.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from jobhelper.errors import UserError
from jobhelper.export.export import export_draft
from jobhelper.export.layouts import list_layouts
from jobhelper.export.new_layout import new_layout
from jobhelper.export.pdf import preview_png
from jobhelper.export.reading import read_draft
from jobhelper.models import Draft

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "pictures" / "templates"
ALL = [(document, layout.id) for document in ("cv", "letter") for layout in list_layouts(document)]
# Grey levels of 255, as the mean over a page: the rasteriser may differ between versions by a hair, a moved line gives
# more than this.
TOLERANCE = 0.6


def _difference(first: Image.Image, second: Image.Image) -> float:
    if first.size != second.size:
        return 255.0
    return float(ImageStat.Stat(ImageChops.difference(first, second)).mean[0])


@pytest.mark.parametrize(("document", "layout"), ALL)
def test_a_layout_looks_as_it_does_in_its_picture(
    document: str, layout: str, cv_draft: Draft, letter_draft: Draft
) -> None:
    chosen = next(item for item in list_layouts(document) if item.id == layout)
    blocks = read_draft(cv_draft if document == "cv" else letter_draft)
    page = Image.open(io.BytesIO(preview_png(blocks, chosen, paper="a4", ppi=64)[0])).convert("RGB")
    path = PICTURES / f"{document}-{layout}.png"
    if os.environ.get("JOBHELPER_NEW_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.quantize(colors=64).save(path, optimize=True)
    assert _difference(page.convert("L"), Image.open(path).convert("L")) <= TOLERANCE


def test_a_line_that_moved_is_seen() -> None:
    page = Image.open(PICTURES / "cv-plain.png").convert("L")
    assert _difference(page, ImageChops.offset(page, 0, 2)) > TOLERANCE * 4


def test_the_page_about_templates_shows_every_layout() -> None:
    page = (DOCS / "templates.md").read_text("utf-8")
    for document, layout in ALL:
        assert f"(pictures/templates/{document}-{layout}.png)" in page
        assert f"`{layout}`" in page


def test_a_layout_of_ones_own_starts_as_a_copy(cv_draft: Draft, tmp_path: Path) -> None:
    folder = new_layout("cv", "my-own", tmp_path, source="modern", word_styles=True)
    assert sorted(path.name for path in folder.iterdir()) == ["layout.typ", "manifest.toml", "styles.docx"]
    files = export_draft(cv_draft, tmp_path / "out", "cv", layout="my-own", home=tmp_path)
    assert [file.format for file in files] == ["docx", "pdf"]
    with pytest.raises(UserError, match="already"):
        new_layout("cv", "my-own", tmp_path)
    with pytest.raises(UserError, match="can't be called"):
        new_layout("cv", "../own", tmp_path)
