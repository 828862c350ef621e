"""How documents say that a table is empty: in a note below it, or by amounts of zero in the text."""

from __future__ import annotations

import re

from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.table.form import BoundTable
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.coded_rows import bound


def empty_note(text: str) -> bool:
    """Whether a note says that the table above it has no data.

    >>> empty_note("某局无此项支出，故本表无数据。"), empty_note("注：本表反映全年情况。")
    (True, False)
    """
    return bool(
        re.search(
            r"无数据|空表|无此项|(?:没有|无|未发生|不涉及|未安排)[^。]{0,40}(?:收入|支出|收支|经费|拨款)",
            text,
        )
    )


def stated_zero(document: Document, matter: str) -> bool:
    """Whether the narrative gives the matter's amounts, all zero."""
    sections = {"三公": ("三公", "三公总体", "三公具体")}.get(matter, (matter,))
    figures = [
        c.level for c in document.claims if c.section in sections and c.level is not None and not c.aside
    ]
    return bool(figures) and not any(figure.value for figure in figures)


def noted_beside(document: Document, table: BoundTable) -> BoundTable | None:
    """For a table of funds without data and note: its neighbour without data that has the note.

    Government funds and state capital are what most units have nothing of; one usually writes both notes.
    """
    pair = ("T07", "T08", "B07", "B08")
    if table.form is None or table.form.id not in pair or filled(table) or empty_notes(table):
        return None
    others = (other for other in bound(document, *pair) if other is not table and not filled(other))
    return next((other for other in others if any("本表" in note.text for note in empty_notes(other))), None)


def filled(table: BoundTable) -> bool:
    """Whether a table prints an amount other than zero.

    >>> from mingzhang.work.examples import grid, text
    >>> rows = grid(("科目编码", "科目名称", "合计"), ("合计", "", "0.00"))
    >>> [filled(table) for table in text("国有资本经营预算财政拨款支出决算表", rows).tables]
    [False]
    """
    return any(f is not None and f.figure.value for row in table.rows for f in row.cells.values())


def empty_notes(table: BoundTable) -> list[Paragraph]:
    """The notes below a table that say that it has no data."""
    return [note for note in table.notes if empty_note(plain(note.text))]
