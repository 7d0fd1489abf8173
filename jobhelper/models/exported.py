"""A document that was written to disk and proved against its approved text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One exported file: where it is, its format, the SHA-256 of its bytes, its pages (None: it has none), its size.

    `density` is the step of the layout's spacing that was needed, 0 for the layout as designed.
    """

    path: Path
    format: str
    sha256: str
    pages: int | None
    bytes: int
    density: int = 0
