"""A report as a piece of HTML to be put into a page of ours: only text, headings and tables, all escaped.

Every paragraph, table and cell with a figure has an anchor, so that a figure elsewhere can lead to where it
is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from mingzhang.facts.report import Cell, Report, Table
from mingzhang.writers.cells import is_figure
from mingzhang.writers.html.document_view import head_rows
from mingzhang.writers.html.templates import render

_DEEPEST = 3  # a heading further down is told as one of this level


@dataclass(frozen=True, slots=True)
class _Words:
    """A paragraph or heading; ``level`` 0 is running text."""

    anchor: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell; ``scope`` says what it is head of, ``anchor`` is given where it holds a figure."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table: its head rows and the others."""

    anchor: str
    name: str
    heads: list[list[_Cell]] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)


def reading_text(report: Report, levels: Mapping[int, int], names: Mapping[int, str]) -> Markup:
    """The report as HTML; ``levels`` are those of headings, ``names`` those of tables, by index of the block.

    >>> from mingzhang.facts.report import Paragraph
    >>> print(reading_text(Report("a.txt", "txt", [Paragraph("<b>收入")]), {}, {}).strip())
    <p id="p0">&lt;b&gt;收入</p>
    """
    views: list[_Words | _Grid] = []
    for index, block in enumerate(report.blocks):
        if isinstance(block, Table):
            views.append(_grid(block, index, names.get(index, "")))
        elif block.kind not in ("contents", "header") and block.text.strip():
            level = min(levels.get(index, 0), _DEEPEST)
            views.append(_Words(paragraph_anchor(index), level and level + 1, block.text.strip()))
    return render("reading_text", views=views)


def table_text(table: Table, index: int, name: str) -> Markup:
    """One table alone, as the report with all of them shows it.

    >>> "<table>" in table_text(Table([Cell("收入", 0, 0)]), 0, "收入表")
    True
    """
    return render("reading_text", views=[_grid(table, index, name)])


def paragraph_anchor(block: int) -> str:
    """The anchor of a paragraph, by its index in the report."""
    return f"p{block}"


def table_anchor(block: int, cell: tuple[int, int] | None = None) -> str:
    """The anchor of a table, or of a cell of it.

    >>> table_anchor(3), table_anchor(3, (5, 1))
    ('t3', 't3r5c1')
    """
    return f"t{block}" if cell is None else f"t{block}r{cell[0]}c{cell[1]}"


def _grid(table: Table, index: int, name: str) -> _Grid:
    heads = head_rows(table)
    rows = [list(_row(table, index, row, row < heads)) for row in range(table.shape[0])]
    return _Grid(table_anchor(index), name or table.name or f"表 {index}", rows[:heads], rows[heads:])


def _row(table: Table, index: int, row: int, head: bool) -> Iterator[_Cell]:
    """The cells that begin in a row; the first with words names the row."""
    named = False
    for column in range(table.shape[1]):
        cell = table.at(row, column)
        if cell is None:
            yield _Cell("")
        elif (cell.row, cell.column) == (row, column):
            figure = bool(cell.text.strip()) and is_figure(cell.text)
            scope = _scope(cell, head, named or figure)
            named = named or bool(scope)
            anchor = table_anchor(index, (row, column)) if figure else ""
            text = (cell.error or cell.text).strip()
            yield _Cell(text, min(cell.rowspan, 1000), min(cell.colspan, 1000), scope, anchor)


def _scope(cell: Cell, head: bool, taken: bool) -> str:
    """What a cell is head of."""
    if not cell.text.strip() or (taken and not head):
        return ""
    if head:
        return "colgroup" if cell.colspan > 1 else "col"
    return "rowgroup" if cell.rowspan > 1 else "row"
