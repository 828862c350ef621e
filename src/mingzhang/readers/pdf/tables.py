"""Tables that go on over the page: put together to one, each cell keeping its own page and box."""

from __future__ import annotations

import re

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.pdf.flow import PageItems, PlacedTable
from mingzhang.readers.pdf.lines import between_lines
from mingzhang.readers.pdf.tuning import FREE, SAME_EDGE
from mingzhang.readers.printed import NUMBERED


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
        first, end = page.items[0], page.items[-1]
        follows = open_table is not None and page.page == last + 1
        last = page.page
        if open_table and follows and isinstance(first, PlacedTable) and _continues(open_table, first):
            _append(open_table, first)
            del page.items[0]
            if end is first:
                continue  # nothing else on this page: the table may go on
        open_table = end if isinstance(end, PlacedTable) else None


def _continues(before: PlacedTable, after: PlacedTable) -> bool:
    if before.table.ruled != after.table.ruled:
        return False
    if not before.table.ruled:
        return _goes_on(before.table, after.table)
    if _columns(before.xs, after.xs) is None:
        return False
    ours, theirs = before.table.row(0), after.table.row(0)
    titled = len(ours) == len(theirs) == 1 and before.table.shape[1] > 1  # a title inside the frame
    return not titled or ours[0].text == theirs[0].text


def _goes_on(table: Table, more: Table) -> bool:
    """Whether a table without walls says its heads again; its edges are too uncertain to tell more."""
    return table.shape[1] == more.shape[1] and _repeated_header(table, more) > 0


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
    edges = (_columns(before.xs, after.xs) if table.ruled else None) or list(range(len(after.xs)))
    for cell in more.cells:
        start, end = edges[cell.column], edges[cell.column + cell.colspan]
        cell.column, cell.colspan = start, end - start
    more = Table(more.cells, more.page)
    skip = _repeated_header(table, more)
    rows = table.shape[0]
    cells = [cell for cell in more.cells if cell.row >= skip]
    torn = _torn(before, more, skip)
    for head, rest in torn:
        head.text += between_lines(head.text, rest.text) + rest.text
    if torn:
        cells = [cell for cell in cells if cell.row > skip]
        skip += 1
    grown = {id(cell): top for cell in cells if cell.row == skip and (top := _stretched(table, cell, rows))}
    cells = [cell for cell in cells if id(cell) not in grown]
    for cell in cells:
        cell.row += rows - skip
    table.extend(cells, grown.values())
    before.room = after.room


def _stretched(table: Table, rest: Cell, rows: int) -> Cell | None:
    """The merged cell that reached the end of its page, of which an empty one is the rest: it then grows."""
    if rest.text or not table.ruled:
        return None
    head = table.at(rows - 1, rest.column)
    if head is None or not head.text or (head.column, head.colspan) != (rest.column, rest.colspan):
        return None
    if max(head.rowspan, rest.rowspan) < 2:
        return None
    head.rowspan += rest.rowspan
    return head


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


def _torn(before: PlacedTable, more: Table, skip: int) -> list[tuple[Cell, Cell]]:
    """The two halves of each cell of a row torn apart: second halves alone in the first row of the next page.

    Certain only if the half before leaves no room on its line; and of one name alone, if no row of either
    page has just one filled cell otherwise.
    """
    table = before.table
    last = table.shape[0] - 1
    if skip >= more.shape[0]:
        return []
    rests = [cell for cell in more.row(skip) if cell.text]
    above = {cell.column: cell for cell in table.row(last) if cell.text}
    if not rests or len(rests) >= len(above):
        return []
    for rest in rests:
        head = above.get(rest.column)
        if re.search(r"\d", rest.text) or NUMBERED.match(rest.text) or rest.rowspan > 1:
            return []
        if head is None or head.bbox is None or before.room.get(head.column, FREE) >= FREE:
            return []
    certain = (
        len(rests) > 1 or _lone_rows(before) + sum(_is_lone(more, row) for row in range(more.shape[0])) == 1
    )
    return [(above[rest.column], rest) for rest in rests] if certain else []


def _lone_rows(placed: PlacedTable) -> int:
    """How many rows so far have just one filled cell; rows once counted stay as they are."""
    counted, lone = placed.lone
    rows = placed.table.shape[0]
    lone += sum(_is_lone(placed.table, row) for row in range(counted, rows))
    placed.lone = (rows, lone)
    return lone


def _is_lone(table: Table, row: int) -> bool:
    return sum(bool(cell.text) for cell in table.row(row)) == 1
