"""Sets blocks as PDF through the Typst compiler: the draft goes in as data, never as markup."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobhelper.errors import UserError
from jobhelper.export.blocks import Block, Blocks
from jobhelper.export.layouts import SOURCE, Layout
from jobhelper.resources import packaged

# The families that the layouts name and fall back on; more would only make the first document slower.
_FAMILIES = ("Source Sans 3", "Gentium Book Plus", "EB Garamond", "Noto Sans", "Lato", "XCharter", "Open Sans")
_PAPERS = {"a4": "a4", "us-letter": "us-letter"}
_PLACE = re.compile(r"(?:┌─|-->)\s*(?P<file>\S.*?):(?P<line>\d+):\d+")
_NO_GLYPH = re.compile(r"the text .* could not be displayed with")
DENSITIES = 4
# A compiler is lent to one call at a time and refuses a second one.
_turn = threading.Lock()


def compile_pdf(blocks: Blocks, layout: Layout, *, paper: str, density: int = 0, photo: bytes | None = None) -> bytes:
    """The document as a tagged PDF/UA-1; the same input gives the same bytes.

    `density` is 0 (as designed) to 3 (tightest). Raises UserError with file, line and reason where the layout has an
    error, and with the words where no font holds a character.
    """
    return _compile(blocks, layout, paper, density, photo, "pdf")[0]


def preview_png(blocks: Blocks, layout: Layout, *, paper: str, density: int = 0, ppi: float = 110.0) -> list[bytes]:
    """Each page as a PNG picture, `ppi` pixels an inch."""
    return _compile(blocks, layout, paper, density, None, "png", ppi)


def _compile(
    blocks: Blocks,
    layout: Layout,
    paper: str,
    density: int,
    photo: bytes | None,
    form: str,
    ppi: float | None = None,
) -> list[bytes]:
    import typst

    source = layout.folder / SOURCE
    if not source.is_file():
        raise UserError("The layout has no layout.typ.", "Put one into its folder.", where=str(layout.folder))
    data = json.dumps(_data(blocks, layout, paper, density, photo), ensure_ascii=False, sort_keys=True)
    options: dict[str, Any] = {"pdf_standards": "ua-1", "timestamp": 0} if form == "pdf" else {"ppi": ppi}
    try:
        stamp = (source.stat().st_mtime_ns, source.stat().st_size)
        with _turn:
            result = _compiler(source, stamp).compile(sys_inputs={"draft": data}, format=form, **options)
    except typst.TypstError as error:
        raise _explained(error, source) from error
    return result if isinstance(result, list) else [result]


@lru_cache(maxsize=1)
def fonts() -> Any:
    """The fonts that come with the compiler and with rendercv-fonts; those of the system are left out.

    A document must look the same, and hold the same bytes, on every machine.
    """
    import rendercv_fonts
    import typst

    root = Path(rendercv_fonts.__file__).parent
    folders = [str(root / family) for family in _FAMILIES if (root / family).is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@lru_cache(maxsize=16)
def _compiler(source: Path, stamp: tuple[int, int]) -> Any:
    """A compiler for one layout, kept warm; `stamp` makes a changed file a new one."""
    import typst

    del stamp
    shared = packaged("templates") / "packages"
    return typst.Compiler(
        input=source,
        root=source.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        package_path=shared,
        package_cache_path=shared,
    )


def _data(blocks: Blocks, layout: Layout, paper: str, density: int, photo: bytes | None) -> dict[str, Any]:
    return {
        "title": blocks.title,
        "author": blocks.name,
        "language": blocks.language,
        "paper": _PAPERS[paper],
        "density": density,
        "look": asdict(layout.look),
        "photo": list(photo) if photo and layout.photo else None,
        "blocks": [_block(block) for block in blocks.blocks],
        "sections": [
            {
                "heading": None if heading is None else heading.text,
                "kind": "" if heading is None else heading.section,
                "items": [_block(block) for block in body],
            }
            for heading, body in blocks.sections()
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "runs": [{"text": run.text, "role": run.role.value} for run in block.runs],
        "aside": block.aside,
        "section": block.section,
        "first": block.first,
    }


def _explained(error: Any, source: Path) -> UserError:
    if _NO_GLYPH.search(error.message):
        return UserError(
            "A character of the draft is in none of the fonts.",
            f"Replace it, or export as DOCX or TXT. The compiler says: {error.message}",
            where=source.parent.name,
        )
    place = _PLACE.search(error.diagnostic)
    where = f"{source.parent / Path(place['file']).name}, line {place['line']}" if place else str(source)
    hints = " ".join(error.hints)
    return UserError("The layout has an error.", f"{error.message}. {hints}".strip(), where=where)
