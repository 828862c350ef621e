"""Tables drawn without walls between their columns: the cells that are meant, and how a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingzhang.facts.report import Cell, Table
from tests.readers.pdf.drawing import Sheet, width

HIGH, MARGIN, SIZE = 22.0, 5.0, 10.0

Said = tuple[int, int, int, int, str]


def said(table: Table) -> list[Said]:
    """Position, spans and text of every cell."""
    return sorted((c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells)


def complete(cells: Iterable[Cell], height: int, wide: int) -> Table:
    """The cells with empty ones where none is given."""
    table = Table(list(cells))
    covered = {
        (row, column)
        for c in table.cells
        for row in range(c.row, c.row + c.rowspan)
        for column in range(c.column, c.column + c.colspan)
    }
    empty = [Cell("", r, k) for r in range(height) for k in range(wide) if (r, k) not in covered]
    return Table(sorted([*table.cells, *empty], key=lambda c: (c.row, c.column)))


def figure(text: str) -> bool:
    """Whether a text is set at the right edge of its cell."""
    return bool(text) and text[-1].isdigit() and text[0] in "-0123456789"


def drawn(
    table: Table,
    widths: Sequence[float],
    heads: int,
    rules: str = "three",
    left: float = 72.0,
    top: float = 120.0,
) -> Sheet:
    """A page with the table: heads in the middle, figures right, names left.

    ``rules`` is ``three`` (above, below the heads, below), ``rows`` (below every row) or ``none``.
    """
    sheet = Sheet(wide=left + sum(widths) + 72)
    xs = [left + sum(widths[:k]) for k in range(len(widths) + 1)]
    ys = [top + HIGH * row for row in range(table.shape[0] + 1)]
    for c in table.cells:
        x0, x1 = xs[c.column], xs[c.column + c.colspan]
        base = (ys[c.row] + ys[c.row + c.rowspan]) / 2 + 0.36 * SIZE
        if c.row < heads or c.colspan > 1:
            sheet.text((x0 + x1 - width(c.text, SIZE)) / 2, base, c.text, SIZE)
        elif figure(c.text):
            sheet.right(x1 - MARGIN, base, c.text, SIZE)
        elif c.text:
            sheet.text(x0 + MARGIN, base, c.text, SIZE)
    if rules == "three":
        for y in (ys[0], ys[heads], ys[-1]):
            sheet.stroke(xs[0], y, xs[-1], y)
    if rules == "rows":
        for y in (ys[0], *ys[heads:]):
            sheet.stroke(xs[0], y, xs[-1], y)
        for c in table.cells:
            if c.row + c.rowspan < heads:
                y = ys[c.row + c.rowspan]
                sheet.stroke(xs[c.column], y, xs[c.column + c.colspan], y)
    return sheet
