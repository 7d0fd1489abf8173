"""Fits a document onto the pages it may have, by steps of spacing that never leave anything out."""

from __future__ import annotations

from jobhelper.errors import UserError
from jobhelper.export.blocks import Blocks, Kind
from jobhelper.export.characters import require_left_to_right
from jobhelper.export.layouts import Layout
from jobhelper.export.pdf import DENSITIES, compile_pdf
from jobhelper.pdfium import opened

# A last page with less than this share of an average page's characters looks like an accident.
NEARLY_EMPTY = 0.2
_GENTLE = 2


def fitted_pdf(
    blocks: Blocks, layout: Layout, *, paper: str, limit: int = 0, photo: bytes | None = None
) -> tuple[bytes, int]:
    """The PDF, and the density (0 to 3) that it needed.

    With a limit, the first density whose pages keep it. Without one, the document as designed, unless its last page
    is nearly empty and a step or two of density save it. Raises UserError where even the tightest does not fit, with
    the bullets that stand last, which the draft ranks as least relevant: code proposes, the user decides.
    """
    require_left_to_right(blocks.printed)
    first = compile_pdf(blocks, layout, paper=paper, photo=photo)
    lengths = _page_lengths(first)
    wanted = limit or (len(lengths) - 1 if _spills(lengths) else len(lengths))
    if len(lengths) <= wanted:
        return first, 0
    count = len(lengths)
    for density in range(1, DENSITIES if limit else _GENTLE + 1):
        data = compile_pdf(blocks, layout, paper=paper, density=density, photo=photo)
        count = len(_page_lengths(data))
        if count <= wanted:
            return data, density
    if not limit:
        return first, 0
    raise UserError(
        f"The document fills {count} pages; it may have {limit}.",
        _proposal(blocks),
        where=f"layout {layout.id}, {paper}",
    )


def _page_lengths(data: bytes) -> list[int]:
    with opened(data) as document:
        return [page.get_textpage().count_chars() for page in document]


def _spills(lengths: list[int]) -> bool:
    return len(lengths) > 1 and lengths[-1] < NEARLY_EMPTY * sum(lengths[:-1]) / (len(lengths) - 1)


def _proposal(blocks: Blocks) -> str:
    last = [
        block.text
        for block, after in zip(blocks.blocks, [*blocks.blocks[1:], None], strict=True)
        if block.kind is Kind.BULLET and (after is None or after.kind is not Kind.BULLET)
    ]
    if not last:
        return "Shorten it, or allow another page."
    named = "; ".join(f"“{text[:60]}{'…' if len(text) > 60 else ''}”" for text in reversed(last[-3:]))
    return f"Leave something out, or allow another page. Least relevant by the draft's order: {named}."
