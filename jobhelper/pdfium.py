"""Opens PDF files with PDFium, one thread at a time: the library keeps one state for the whole process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Reentrant, so that a document may be opened while another one of the same thread is open.
_turn = threading.RLock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document of these bytes, while this thread alone may use PDFium.

    Neither it nor its pages may be used after the block: both are closed there. Raises `pypdfium2.PdfiumError` for
    bytes that PDFium can't open.
    """
    import pypdfium2

    with _turn:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
