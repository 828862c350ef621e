"""Finds the documents the benches work on: the real ones beside the repository, and the bundled examples."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FORMATS = (".pdf", ".docx", ".xlsx", ".html", ".txt")


def real(*suffixes: str) -> list[Path]:
    """The real documents with one of these suffixes (all when none is given), where they are at hand."""
    return _documents(SHARED / "data/real", suffixes or FORMATS)


def examples(*suffixes: str) -> list[Path]:
    """The bundled examples."""
    return _documents(ROOT / "examples", suffixes or FORMATS)


def _documents(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in suffixes)
