"""File names that carry person, employer and role, safe on every system and never taken twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from jobhelper.errors import UserError

# Windows refuses these as names, whatever follows the first dot.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"]
)
# eCryptfs, the tightest of common file systems, holds 143 bytes; an ending, a number and a temporary mark need room.
MOST_BYTES = 125
_PART_BYTES = 36
_MOST_TRIES = 10_000


def file_stem(person: str, employer: str, role: str, document: str) -> str:
    """A name without ending, for example `Maya-Lindqvist-Rao_Harbourlight-CIC_Support-Worker_letter`.

    Letters and digits of any script stay, all else becomes a hyphen; each part is cut to 36 bytes of UTF-8 at a whole
    word, so that the document's kind is always seen. Never empty, never a device name, at most MOST_BYTES bytes.
    """
    parts = [_clean(part, _PART_BYTES) for part in (person, employer, role)]
    stem = "_".join(part for part in [*parts, _clean(document, 12)] if part)
    return safe_stem(stem)


def safe_stem(stem: str) -> str:
    """A stem that every system takes: the given one where it is safe, else the nearest that is."""
    cleaned = _cut(re.sub(r"[^\w.+-]+", "-", _composed(stem)).strip("-._ "), MOST_BYTES) or "document"
    return f"{cleaned}-file" if cleaned.split(".")[0].casefold() in _RESERVED else cleaned


def free_stem(directory: Path, stem: str, endings: Iterable[str]) -> str:
    """`stem`, or `stem-2`, `stem-3` and so on, so that no file with any of `endings` is there already.

    Names are compared without regard to case and composition, since some file systems keep no such difference.
    """
    wanted = [f".{ending}" for ending in endings]
    taken = {_folded(path.name) for path in directory.iterdir()} if directory.is_dir() else set()
    for number in range(1, _MOST_TRIES):
        candidate = stem if number == 1 else f"{stem}-{number}"
        if not any(_folded(candidate + ending) in taken for ending in wanted):
            return candidate
    raise UserError("The folder holds too many files of that name.", "Choose another folder.", where=str(directory))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _clean(text: str, most: int) -> str:
    whole = re.sub(r"[^\w+]+|_+", "-", _composed(text)).strip("-")
    cut = _cut(whole, most)
    if whole[len(cut) : len(cut) + 1] in {"", "-"}:
        return cut
    # A single word that is too long is cut within; elsewhere a part of a word would read as another one.
    return cut.rpartition("-")[0] or cut


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8")[:most].decode("utf-8", "ignore").rstrip("-._ ")
