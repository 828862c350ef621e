"""A report as a plain Word document, written by a library of others: headings, paragraphs, merged cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document as Word

from mingzhang.facts.report import Paragraph, Report


def write(report: Report, path: Path) -> None:
    """Write a report as a Word document, as offices do that know no styles but the first heading."""
    word: Any = Word()
    for block in report.blocks:
        if not isinstance(block, Paragraph):
            _add(word, block)
        elif block.text.startswith("第") and "部分" in block.text[:5]:
            word.add_heading(block.text, 1)
        else:
            word.add_paragraph(block.text)
    word.core_properties.author = "明账"
    word.save(str(path))


def _add(word: Any, block: Any) -> None:
    rows, columns = block.shape
    table = word.add_table(rows, columns, style="Table Grid")
    cells = [row.cells for row in table.rows]  # asked for once: each time the library counts them anew
    for cell in block.cells:
        first = cells[cell.row][cell.column]
        if cell.rowspan > 1 or cell.colspan > 1:
            last = cells[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1]
            first = first.merge(last)
        first.text = cell.text
