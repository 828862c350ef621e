"""Reads PDFs as a machine does whose only fonts lie in one folder; prints what was read as JSON.

``python -m tests.readers.pdf.without_fonts FOLDER FILE …``: PDFium takes FOLDER for all fonts of the machine.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path
from typing import Any

import pypdfium2_raw as raw

from mingzhang.facts.report import Paragraph, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf


def only_fonts_of(folder: str) -> list[Any]:
    """Start PDFium with ``folder`` in place of the machine's fonts; what it points to must be kept."""
    config = raw.FPDF_LIBRARY_CONFIG()
    config.version = 2
    path = ctypes.create_string_buffer(folder.encode())
    pointer = ctypes.POINTER(ctypes.c_char)
    paths = (pointer * 2)(ctypes.cast(path, pointer), None)  # type: ignore[misc]
    config.m_pUserFontPaths = ctypes.cast(paths, type(config.m_pUserFontPaths))
    raw.FPDF_InitLibraryWithConfig(ctypes.byref(config))  # who comes first decides: later starts do nothing
    return [config, path, paths]


def told(path: str) -> dict[str, Any]:
    """Everything a report says."""
    report = read_pdf(Path(path), Limits())
    blocks: list[Any] = []
    for block in report.blocks:
        if isinstance(block, Paragraph):
            blocks.append([block.text, block.page, _edges(block.place(0, len(block.text)).bbox)])
        elif isinstance(block, Table):
            blocks.append([[c.row, c.column, c.text, _edges(c.bbox)] for c in block.cells])
    return {"blocks": blocks, "turns": report.turns, "unread": report.unread_pages, "notes": report.notes}


def _edges(box: Any) -> list[float] | None:
    return [float(edge) for edge in box] if box else None


if __name__ == "__main__":
    kept = only_fonts_of(sys.argv[1])
    print(json.dumps([told(path) for path in sys.argv[2:]], ensure_ascii=False))
