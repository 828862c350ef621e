"""How many pages of a file are pictures: counted before it is read, for the time that it may take."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from mingzhang.readers.child import apart
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.tuning import STAMPED

_PDF = b"%PDF-"
_SAMPLE = 8  # pages that are looked at before all are


def pictured_pages(path: Path, limits: Limits) -> int:
    """The pages without text of a PDF, the pages of a picture; 0 of every other format.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.txt"
    ...     _ = path.write_text("收入")
    ...     pictured_pages(path, Limits())
    0
    """
    with path.open("rb") as stream:
        head = stream.read(1024)
    if _PDF in head:
        return apart(_of_pdf, path, limits)
    from mingzhang.readers.opening import format_of

    return apart(_of_picture, path, limits) if format_of(path, limits) == "picture" else 0


def _of_picture(path: Path, limits: Limits) -> int:
    images = import_module("PIL.Image")
    try:
        with images.open(path) as file:
            return min(int(getattr(file, "n_frames", 1)), limits.pages)
    except (OSError, SyntaxError, images.DecompressionBombError):
        return 0


def _of_pdf(path: Path, limits: Limits) -> int:
    """The pages of which PDFium knows hardly a character."""
    raw: Any = import_module("mingzhang.formats.pdfium").library()
    data = path.read_bytes()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return 0
    try:
        count = min(raw.FPDF_GetPageCount(document), limits.pages)
        some = range(0, count, max(1, count // _SAMPLE))
        if all(_characters(raw, document, index) >= STAMPED for index in some):
            return 0
        return sum(_characters(raw, document, index) < STAMPED for index in range(count))
    finally:
        raw.FPDF_CloseDocument(document)


def _characters(raw: Any, document: Any, index: int) -> int:
    page = raw.FPDF_LoadPage(document, index)
    text = raw.FPDFText_LoadPage(page) if page else None
    try:
        return int(raw.FPDFText_CountChars(text)) if text else 0
    finally:
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
