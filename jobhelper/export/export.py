"""Exports an approved draft: composes each format, proves that it reads back equal, and only then gives it its name."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.export.arrange import arranged
from jobhelper.export.blocks import Blocks
from jobhelper.export.layouts import FORMATS, Layout, find_layout
from jobhelper.export.names import free_stem, safe_stem
from jobhelper.export.reading import read_draft
from jobhelper.models.drafting import Draft
from jobhelper.models.exported import ExportedFile


def export_draft(
    draft: Draft,
    directory: Path,
    stem: str,
    *,
    formats: Sequence[str] = ("docx", "pdf"),
    layout: str = "plain",
    paper: str = "a4",
    home: Path | None = None,
    pages: int | None = None,
    language: str = "en",
    photo: Path | None = None,
) -> tuple[ExportedFile, ...]:
    """Writes the draft's approved text in each format and returns what was written.

    Every file is read back from the disk and its text compared with the approved text before it gets its name, so
    that a file of that name is always whole and true. No file is ever replaced: where `stem` is taken, a number is
    added, the same for all formats. A layout that orders sections moves whole CV sections; nothing else moves.
    `pages` is the most pages of the PDF (None: as the layout says, 0: any number).

    Raises UserError for an unknown layout, format or paper, for text that can't be printed or does not fit, for a
    file that does not read back equal, and for a folder that can't be written to. Nothing is left behind then.
    """
    from jobhelper.export.proof import prove_file

    chosen = find_layout(draft.document.value, layout, home)
    _require_choices(chosen, formats, paper)
    if photo is not None and not chosen.photo:
        raise UserError(f"The layout “{layout}” has no place for a photo.", "Choose another layout, or leave it out.")
    draft = arranged(draft, chosen.order)
    blocks = read_draft(draft, language=language)
    composed, density = _compose_all(draft, blocks, chosen, formats, paper, pages, _photo(photo))
    written: list[tuple[Path, str, bytes, int | None]] = []
    with _told(directory), tempfile.TemporaryDirectory(prefix=".jobhelper-", dir=_made(directory)) as workshop:
        for form, data in composed:
            draft_path = Path(workshop) / f"document.{form}"
            draft_path.write_bytes(data)
            written.append((draft_path, form, data, prove_file(draft_path, form, _expected(draft, blocks, form))))
        targets = _name_all(written, directory, safe_stem(stem))
    return tuple(
        ExportedFile(target, form, hashlib.sha256(data).hexdigest(), pages_, len(data), density)
        for target, (_, form, data, pages_) in zip(targets, written, strict=True)
    )


def _require_choices(layout: Layout, formats: Sequence[str], paper: str) -> None:
    for form in formats:
        if form not in FORMATS:
            raise UserError(f"There is no export format “{form}”.", f"Choose from {', '.join(FORMATS)}.")
        if form not in layout.formats:
            raise UserError(
                f"The layout “{layout.id}” can't be exported as {form}.", f"It offers {', '.join(layout.formats)}."
            )
    if not formats:
        raise UserError("No export format was chosen.", f"Choose from {', '.join(FORMATS)}.")
    if len(set(formats)) != len(formats):
        raise UserError("An export format was named twice.", "Name each once.")
    if paper not in layout.papers:
        raise UserError(f"The layout “{layout.id}” has no paper “{paper}”.", f"It offers {', '.join(layout.papers)}.")


def _photo(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            "The photo can't be read.", error.strerror or "Choose another file.", where=str(path)
        ) from error


def _compose_all(
    draft: Draft,
    blocks: Blocks,
    layout: Layout,
    formats: Sequence[str],
    paper: str,
    pages: int | None,
    photo: bytes | None,
) -> tuple[list[tuple[str, bytes]], int]:
    from jobhelper.export.plain import as_markdown, as_text

    limit = layout.pages if pages is None else pages
    pdf, density = b"", 0
    if "pdf" in formats or (limit and "docx" in formats):
        from jobhelper.export.fitting import fitted_pdf

        pdf, density = fitted_pdf(blocks, layout, paper=paper, limit=limit, photo=photo)
    composed: list[tuple[str, bytes]] = []
    for form in formats:
        if form == "pdf":
            composed.append((form, pdf))
        elif form == "docx":
            from jobhelper.export.docx_file import compose_docx

            composed.append((form, compose_docx(blocks, layout, paper=paper, density=density, photo=photo)))
        else:
            composed.append((form, as_text(draft.text) if form == "txt" else as_markdown(blocks)))
    return composed, density


def _expected(draft: Draft, blocks: Blocks, form: str) -> str:
    return draft.text if form == "txt" else blocks.printed


def _made(directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def _name_all(written: Sequence[tuple[Path, str, bytes, int | None]], directory: Path, stem: str) -> list[Path]:
    """Moves every proved file to its name, all under one stem; takes them back where one can't be moved."""
    free = free_stem(directory, stem, [form for _, form, _, _ in written])
    targets: list[Path] = []
    try:
        for path, form, _, _ in written:
            target = directory / f"{free}.{form}"
            _move(path, target)
            targets.append(target)
    except OSError:
        for target in targets:
            target.unlink(missing_ok=True)
        raise
    return targets


def _move(source: Path, target: Path) -> None:
    """Gives a file its name unless that is taken: a hard link fails on a taken name, a rename would replace it."""
    try:
        os.link(source, target)
    except (AttributeError, NotImplementedError, PermissionError):
        _move_unlinked(source, target)
    except OSError as error:
        if error.errno not in {errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV, errno.ENOSYS, errno.EMLINK}:
            raise
        _move_unlinked(source, target)


def _move_unlinked(source: Path, target: Path) -> None:
    with target.open("xb"):
        pass
    try:
        source.replace(target)
    except OSError:
        target.unlink(missing_ok=True)
        raise


_REASONS = {
    errno.ENOSPC: ("The disk is full.", "Make room or choose another folder."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Make room or choose another folder."),
    errno.EFBIG: ("The disk does not take a file of that size.", "Choose another folder."),
    errno.EROFS: ("The folder can only be read.", "Choose another folder."),
    errno.EACCES: ("The folder can't be written to.", "Choose another folder, or allow writing there."),
    errno.EPERM: ("The folder can't be written to.", "Choose another folder, or allow writing there."),
    errno.ENAMETOOLONG: ("The path is too long.", "Choose a folder nearer to the top of the disk."),
    errno.ENOTDIR: ("The path leads through a file.", "Choose a folder."),
    errno.EEXIST: ("A file of that name appeared meanwhile.", "Export again."),
}


@contextmanager
def _told(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        title, hint = _REASONS.get(
            error.errno or 0, ("The file can't be written.", error.strerror or "Choose another folder.")
        )
        raise UserError(title, hint, where=str(directory)) from error
