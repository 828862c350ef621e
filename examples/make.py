"""Make the bundled examples: a departmental final account from the published figures of one office.

The figures are those of the government office of Beijing's Fengtai district for 2020 as far as they are
published; every sentence is written by the project's own phrases and forms.  Run it with
``python -m examples.make``; the tests compare what it makes with what is in the folder.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document as Word
from docx.table import Table as WordTable

from examples.account import PLACE, TERMS, UNIT, WORDS, YEAR, account
from examples.faults import FAULTS
from examples.forms import forms
from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.work.compose import FinalAccount, compose

HERE = Path(__file__).parent


def clean() -> Report:
    """The account as it should be."""
    report = compose(FinalAccount(account(), UNIT, YEAR, PLACE, words=WORDS, terms=TERMS)).report()
    report.blocks += forms()
    return report


def faulty() -> Report:
    """The same account with the faults of :data:`examples.faults.FAULTS` planted."""
    report = clean()
    for fault in FAULTS:
        fault.plant(report)
    return report


def write(report: Report, path: Path) -> None:
    """Write a report as a Word document: headings, paragraphs and tables with merged cells."""
    word = Word()
    for block in report.blocks:
        _add(word, block)
    word.core_properties.author = "明账"
    word.save(str(path))


def _add(word: Word, block: Block) -> None:  # type: ignore[valid-type]
    if isinstance(block, Paragraph):
        if block.text.startswith("第") and "部分" in block.text[:5]:
            word.add_heading(block.text, 1)  # type: ignore[attr-defined]
        else:
            word.add_paragraph(block.text)  # type: ignore[attr-defined]
        return
    rows, columns = block.shape
    table: WordTable = word.add_table(rows, columns, style="Table Grid")  # type: ignore[attr-defined]
    for cell in block.cells:
        first = table.cell(cell.row, cell.column)
        last = table.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
        (first.merge(last) if last is not first else first).text = cell.text


def main() -> None:
    """Write both examples into this folder."""
    write(clean(), HERE / "fengtai-2020.docx")
    write(faulty(), HERE / "fengtai-2020-faults.docx")


if __name__ == "__main__":
    main()
