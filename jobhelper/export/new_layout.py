"""Starts a layout of the user's own as a copy of one that is there, ready to be changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from jobhelper.errors import UserError
from jobhelper.export.docx_file import compose_carrier
from jobhelper.export.layouts import CARRIER, MANIFEST, find_layout, read_layout

_ID_LINE = re.compile(r"^id\s*=.*$", re.MULTILINE)
_NAME_LINE = re.compile(r"^name\s*=.*$", re.MULTILINE)


def new_layout(document: str, identifier: str, home: Path, *, source: str = "plain", word_styles: bool = False) -> Path:
    """Copies the layout `source` to `home/templates/<document>/<identifier>` and returns that folder.

    With `word_styles` the folder also gets a styles.docx, whose styles win over the manifest's look once edited.
    Raises UserError where the id is no layout id or is taken by the user's own.
    """
    origin = find_layout(document, source, home)
    folder = home / "templates" / document / identifier
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", identifier):
        raise UserError(f"A layout can't be called “{identifier}”.", "Use small letters, digits and hyphens.")
    if folder.exists():
        raise UserError(f"There is a layout “{identifier}” already.", "Choose another name.", where=str(folder))
    try:
        shutil.copytree(origin.folder, folder)
        manifest = folder / MANIFEST
        text = _ID_LINE.sub(f'id = "{identifier}"', manifest.read_text("utf-8"), count=1)
        name = identifier.replace("-", " ").capitalize()
        manifest.write_text(_NAME_LINE.sub(f'name = "{name}"', text, count=1), "utf-8")
        if word_styles:
            (folder / CARRIER).write_bytes(compose_carrier(read_layout(folder, document)))
    except OSError as error:
        raise UserError("The layout can't be written.", error.strerror or "", where=str(folder)) from error
    return folder
