"""Finds layouts: a folder with a manifest, the user's own first, then those that came with the program."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobhelper.errors import UserError
from jobhelper.resources import packaged

MANIFEST = "manifest.toml"
SOURCE = "layout.typ"
CARRIER = "styles.docx"
PAPERS = ("a4", "us-letter")
FORMATS = ("docx", "pdf", "txt", "md")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_WORDS = {
    "accent": (re.compile(r"#[0-9a-fA-F]{6}"), "a colour such as #1f4e5f"),
    "dates": (re.compile(r"right|below"), "right or below"),
}
_NAME = (re.compile(r"[\w .-]{0,60}"), "the name of a font")
_REQUIRED = ("id", "name", "purpose", "papers", "formats")


@dataclass(frozen=True, slots=True)
class Look:
    """What PDF and DOCX share of a layout's look.

    `size` is the body's type size in points, `leading` the line height as a multiple of it, `margin` the page margins
    in millimetres (top, right, bottom, left), `accent` a colour as `#rrggbb`, `rule` whether headings carry a line,
    `centred` whether the name and the contact line stand in the middle, `dates` where an entry's dates stand: `right`
    on the heading's line, or `below` it.
    """

    font: str = "Source Sans 3"
    heading_font: str = ""
    size: float = 10.5
    leading: float = 1.25
    name_size: float = 22.0
    name_bold: bool = True
    heading_size: float = 12.0
    accent: str = "#000000"
    margin: tuple[float, float, float, float] = (18.0, 20.0, 18.0, 20.0)
    rule: bool = True
    centred: bool = False
    word_font: str = "Calibri"
    dates: str = "right"


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: its folder and what its manifest says.

    `order` names CV section kinds that come first, in this order; empty keeps the draft's. `pages` is the most pages a
    document may have, 0 for no limit; `photo` whether it has a place for one.
    """

    id: str
    name: str
    purpose: str
    document: str
    folder: Path
    papers: tuple[str, ...]
    formats: tuple[str, ...]
    look: Look
    order: tuple[str, ...] = ()
    pages: int = 0
    photo: bool = False


def find_layout(document: str, identifier: str, home: Path | None = None) -> Layout:
    """The layout of that id for `cv` or `letter`; raises UserError where there is none or its manifest is broken."""
    if _ID.fullmatch(identifier):
        for folder in _roots(document, home):
            if (folder / identifier / MANIFEST).is_file():
                return read_layout(folder / identifier, document)
    known = ", ".join(layout.id for layout in list_layouts(document, home))
    raise UserError(f"There is no {document} layout “{identifier}”.", f"Known: {known}.")


def list_layouts(document: str, home: Path | None = None) -> tuple[Layout, ...]:
    """Every layout for `cv` or `letter`, by id, the user's copy in place of a packaged one of the same id."""
    found: dict[str, Layout] = {}
    for root in reversed(_roots(document, home)):
        for manifest in sorted(root.glob(f"*/{MANIFEST}")):
            layout = read_layout(manifest.parent, document)
            found[layout.id] = layout
    return tuple(found[key] for key in sorted(found))


def read_layout(folder: Path, document: str) -> Layout:
    """The layout in a folder; raises UserError with the manifest's path for anything it can't be taken to mean."""
    path = folder / MANIFEST
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError("The layout's manifest can't be read.", f"Mend it: {error}", where=str(path)) from error
    missing = [key for key in _REQUIRED if key not in data]
    if missing:
        raise UserError("The layout's manifest is incomplete.", f"Add: {', '.join(missing)}.", where=str(path))
    if data["id"] != folder.name or not _ID.fullmatch(folder.name):
        raise UserError(
            f"The layout's id is {data['id']!r}, its folder “{folder.name}”.",
            "Give both the same name: small letters, digits and hyphens.",
            where=str(path),
        )
    return Layout(
        id=folder.name,
        name=str(data["name"]),
        purpose=str(data["purpose"]),
        document=document,
        folder=folder,
        papers=_choices(data, "papers", PAPERS, path),
        formats=_choices(data, "formats", FORMATS, path),
        look=_look(data.get("look", {}), path),
        order=tuple(str(kind) for kind in data.get("order", ())),
        pages=_whole(data.get("pages", 0), "pages", path),
        photo=data.get("photo", False) is True,
    )


def _roots(document: str, home: Path | None) -> list[Path]:
    if document not in {"cv", "letter"}:
        raise UserError(f"There is no document “{document}”.", "Choose cv or letter.")
    own = [] if home is None else [home / "templates" / document]
    return [*own, packaged("templates") / document]


def _choices(data: dict[str, Any], key: str, allowed: tuple[str, ...], path: Path) -> tuple[str, ...]:
    values = data[key]
    if not isinstance(values, list) or not values or any(value not in allowed for value in values):
        raise _wrong(key, values, f"a list of {', '.join(allowed)}", path)
    return tuple(values)


def _whole(value: object, key: str, path: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 20:
        raise _wrong(key, value, "a whole number, 0 to 20", path)
    return value


def _wrong(key: str, value: object, wanted: str, path: Path) -> UserError:
    return UserError(f"The manifest's “{key}” can't be {value!r}.", f"It takes {wanted}.", where=str(path))


def _look(data: object, path: Path) -> Look:
    if not isinstance(data, dict):
        raise _wrong("look", data, "a table", path)
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in Look.__slots__:
            raise _wrong(f"look.{key}", value, "one of: " + ", ".join(Look.__slots__), path)
        values[key] = _look_value(key, value, path)
    return Look(**values)


def _look_value(key: str, value: object, path: Path) -> Any:
    if key == "margin":
        if isinstance(value, list) and len(value) == 4 and all(_between(part, 5, 60) for part in value):
            return tuple(float(part) for part in value)
        raise _wrong("look.margin", value, "four numbers of millimetres, 5 to 60: top, right, bottom, left", path)
    default = getattr(Look(), key)
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise _wrong(f"look.{key}", value, "true or false", path)
    if isinstance(default, float):
        low, high = (0.9, 2.5) if key == "leading" else (6, 48)
        if _between(value, low, high) and isinstance(value, int | float):
            return float(value)
        raise _wrong(f"look.{key}", value, f"a number, {low} to {high}", path)
    pattern, wanted = _WORDS.get(key, _NAME)
    if isinstance(value, str) and pattern.fullmatch(value):
        return value
    raise _wrong(f"look.{key}", value, wanted, path)


def _between(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
