"""Read a file and understand it."""

from __future__ import annotations

from pathlib import Path

from mingzhang.language.document.document import Document
from mingzhang.readers import read_report
from mingzhang.readers.limits import Limits
from mingzhang.understanding.understand import understand


def read_document(
    path: str | Path, place: str | None = None, year: int | None = None, limits: Limits | None = None
) -> Document:
    """Read a file and understand it.

    ``place`` (six digits) and ``year`` override what the document says about itself.  Raises
    :class:`~mingzhang.readers.limits.UnreadableError` when the file cannot be read.
    """
    return understand(read_report(Path(path), limits or Limits()), place, year)
