"""Documents as files to take away, written by the writers of the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mingzhang.facts.publication import Publication
from mingzhang.writers.publish import write_set

FORMATS = ("docx", "pdf", "html")


def printed(paper: Publication, form: str, stem: str) -> tuple[bytes, str]:
    """A document's bytes and name in a format; an unknown one is the first."""
    chosen = form if form in FORMATS else FORMATS[0]
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_set(paper, Path(folder), [chosen], stem=stem)
        return path.read_bytes(), path.name
