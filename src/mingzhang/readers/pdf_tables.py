"""Tables that go on over the page: put together to one, each cell keeping its own page and box."""

from __future__ import annotations

import re

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.pdf_flow import NUMBERED, PageItems, PlacedTable
from mingzhang.readers.pdf_lines import between_lines

SAME_EDGE = 1.5  # pt; measured: column edges of a continuation agree this well


def join_tables(pages: list[PageItems]) -> None:
    """Join a table that ends one page with one that begins the next under the same column edges.

    Nothing but page furniture, taken away before, may stand between them.  Header rows printed again are
    dropped; a row torn apart at the page's edge is mended where that is certain.

    >>> def half(page, text):
    ...     table = Table([Cell(text, 0, 0), Cell("1", 0, 1)], page)
    ...     return PageItems(page, 595, 842, [PlacedTable(table, [0, 9, 20], 0, 9)])
    >>> pages = [half(1, "办公费"), half(2, "印刷费")]
    >>> join_tables(pages)
    >>> [cell.text for cell in pages[0].items[0].table.cells], pages[1].items
    (['办公费', '1', '印刷费', '1'], [])
    """
    open_table: PlacedTable | None = None
    last = 0
    for page in pages:
        if not page.items:
            continue
        first = page.items[0]
        joined = isinstance(first, PlacedTable) and open_table is not None and page.page == last + 1
        if joined and isinstance(first, PlacedTable) and open_table and _continues(open_table, first):
            _append(open_table, first)
            del page.items[0]
            last = page.page
            if not page.items:
                continue
        end = page.items[-1]
        open_table, last = (end, page.page) if isinstance(end, PlacedTable) else (None, page.page)


def _continues(before: PlacedTable, after: PlacedTable) -> bool:
    if not (before.table.ruled and after.table.ruled) or _columns(before.xs, after.xs) is None:
        return False
    ours, theirs = before.table.row(0), after.table.row(0)
    titled = len(ours) == len(theirs) == 1 and before.table.shape[1] > 1  # a title inside the frame
    return not titled or ours[0].text == theirs[0].text


def _columns(ours: list[float], theirs: list[float]) -> list[int] | None:
    """Which of our column edges each of theirs is; the last rows alone on a page may lack some."""
    if len(theirs) < 3 and len(ours) > 2:
        return None
    found = []
    for x in theirs:
        near = min(range(len(ours)), key=lambda index: abs(ours[index] - x))
        if abs(ours[near] - x) > SAME_EDGE:
            return None
        found.append(near)
    outer = found[0] == 0 and found[-1] == len(ours) - 1
    return found if outer and len(set(found)) == len(found) else None


def _append(before: PlacedTable, after: PlacedTable) -> None:
    """Add the rows of the next page, in place."""
    table, more = before.table, after.table
    edges = _columns(before.xs, after.xs) or []
    for cell in more.cells:
        start, end = edges[cell.column], edges[cell.column + cell.colspan]
        cell.column, cell.colspan = start, end - start
    more = Table(more.cells, more.page)
    skip = _repeated_header(table, more)
    rows = table.shape[0]
    cells = [cell for cell in more.cells if cell.row >= skip]
    torn = _torn(table, more, skip)
    if torn:
        head, rest = torn
        head.text += between_lines(head.text, rest.text) + rest.text
        cells = [cell for cell in cells if cell.row > skip]
        skip += 1
    for cell in cells:
        cell.row += rows - skip
    table.cells = table.cells + cells
    for name in ("shape", "_covering"):
        table.__dict__.pop(name, None)


def _signature(table: Table, row: int) -> list[tuple[str, int, int, int]]:
    cells = (table.at(row, column) for column in range(table.shape[1]))
    return [(c.text, c.row, c.column, c.colspan) for c in cells if c]


def _repeated_header(table: Table, more: Table) -> int:
    """Number of leading rows of the next page that say the same as the first rows of the table."""
    rows = 0
    limit = min(table.shape[0], more.shape[0])
    while rows < limit and _signature(table, rows) == _signature(more, rows):
        if not any(text for text, *_ in _signature(more, rows)):
            break
        rows += 1
    while rows and any(cell.row < rows < cell.row + cell.rowspan for cell in more.cells):
        rows -= 1
    return rows


def _torn(table: Table, more: Table, skip: int) -> tuple[Cell, Cell] | None:
    """The two halves of a name torn apart: its second half alone in the first row of the next page.

    Certain only if the half before is a text as wide as its column, and no row of either page has just one
    filled cell otherwise.
    """
    last = table.shape[0] - 1
    if skip >= more.shape[0]:
        return None
    rests = [cell for cell in more.row(skip) if cell.text]
    above = [cell for cell in table.row(last) if cell.text]
    if len(rests) != 1 or len(above) < 2 or re.search(r"\d", rests[0].text) or NUMBERED.match(rests[0].text):
        return None
    head = next((cell for cell in above if cell.column == rests[0].column), None)
    if head is None or head.bbox is None or rests[0].rowspan > 1:
        return None
    filled = [sum(bool(c.text) for c in part.row(r)) for part in (table, more) for r in range(part.shape[0])]
    return (head, rests[0]) if filled.count(1) == 1 and _fills_its_column(head) else None


def _fills_its_column(cell: Cell) -> bool:
    """Whether a text, set in a size that fits the row, takes up the width of its column or more."""
    if cell.bbox is None:
        return False
    x0, y0, x1, y1 = cell.bbox
    smallest = 8.0  # pt; tables are not set smaller
    wide = sum(0.5 if char.isascii() else 1.0 for char in cell.text) * smallest
    return wide * min(1.5, max(1.0, (y1 - y0) / smallest)) > 0.8 * (x1 - x0)
