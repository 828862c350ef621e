"""Tables that a plain text file has flattened, rebuilt as grids.

Two ways of flattening occur.  *Cell lines* (Word saved as text): a cell is a line that begins with a tab, a
row ends with a blank line, two blank lines end the table.  *Row lines* (copied from Word or Excel): a row is
a line, its cells stand between tabs.  Both print a merged cell once and leave its other places empty or out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.printed import one_line
from mingzhang.readers.watch import Watch

_NUMBER = re.compile(r"[-+]?\d[\d,.]*\s*[%％]?")
_ROOMY = 12  # a longer text wraps whatever the width
_FAR = 30  # further lines of one cell, before we take them for the text after the table
_COLUMNS = 63  # a Word table has no more


@dataclass(slots=True)
class PrintedCell:
    """The printed text of one cell and the line (from 1) it begins on.

    >>> PrintedCell(["年初预", "算数"], 12).text
    '年初预算数'
    """

    lines: list[str]
    line: int

    @property
    def text(self) -> str:
        """The lines of the cell as one."""
        return one_line(self.lines)


Rows = list[list[PrintedCell]]


def find_table(lines: list[str], start: int, watch: Watch) -> tuple[Table | None, int]:
    """The table that begins at ``lines[start]``, if one does, and the index of the first line after it.

    Without a table the index is that of the first line that may begin one.

    >>> lines = ["\\t项目", "\\t金额", "", "\\t合计", "\\t6.20", "", "", "以上。"]
    >>> from mingzhang.readers.limits import Limits
    >>> watch = Watch("a.txt", Limits())
    >>> table, after = find_table(lines, 0, watch)
    >>> table.shape, table.at(1, 1).text, table.at(1, 1).line, after
    ((2, 2), '6.20', 5, 7)
    >>> find_table(["没有表", "\\t表"], 0, watch)
    (None, 1)
    """
    if "\t" not in lines[start]:
        return None, start + 1
    if _cells_share_lines(lines, start):
        rows, after = _row_lines(lines, start)
    elif lines[start].startswith("\t"):
        rows, after = _cell_lines(lines, start)
    else:
        return None, start + 1
    if not _is_table(rows):
        return None, after
    watch.cells(len(rows) * max(map(len, rows)))
    return Table(rebuild(rows)), after


def _cells_share_lines(lines: list[str], start: int) -> bool:
    """Whether most of the tabbed lines from here to the next blank line hold more than one cell."""
    shared = tabbed = 0
    for at in range(start, len(lines)):
        if _blank(lines[at]):
            break
        tabbed += "\t" in lines[at]
        shared += "\t" in lines[at][1:]
    return shared * 2 > tabbed


def _row_lines(lines: list[str], start: int) -> tuple[Rows, int]:
    rows = []
    at = start
    while at < len(lines) and "\t" in lines[at]:
        rows.append([PrintedCell([text], at + 1) for text in lines[at].split("\t")])
        at += 1
    return rows, at


def _cell_lines(lines: list[str], start: int) -> tuple[Rows, int]:
    """Rows whose cells stand on lines of their own, each begun by a tab, and the line after them."""
    rows: Rows = [[]]
    at, widest = start, 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("\t"):
            rows[-1].append(PrintedCell([line[1:]], at + 1))
            widest = max(widest, len(rows[-1]))
        elif not _blank(line):
            rows[-1][-1].lines.append(line)
        else:
            blanks = _blanks(lines, at)
            step = _after_blanks(lines, at + blanks, blanks, widest - len(rows[-1]))
            if step is _END:
                return rows, at + blanks
            if step is _ROW:
                rows.append([])
            at += blanks
            continue
        at += 1
    return rows, at


_END, _ROW, _CELL = "end", "row", "cell"


def _after_blanks(lines: list[str], at: int, blanks: int, missing: int) -> str:
    """What ``blanks`` blank lines before ``lines[at]`` mean, where the row has ``missing`` cells to its end.

    A paragraph mark inside a cell prints as two line ends, the end of a row as one blank line: so an odd
    number of blank lines ends the row, an even number ends the table, or else the cell ends with an empty
    paragraph: it does when the cells that follow fill the row exactly.
    """
    if at >= len(lines):
        return _END
    if not lines[at].startswith("\t"):
        return _CELL if blanks == 1 and _cell_goes_on(lines, at) else _END
    if blanks % 2:
        return _ROW
    fills = 0 < missing <= _COLUMNS and missing == _cells_ahead(lines, at)
    return _CELL if fills else _END


def _cell_goes_on(lines: list[str], at: int) -> bool:
    """Whether text after one blank line still belongs to the cell: then tabbed lines come soon."""
    for ahead in range(at, min(len(lines), at + _FAR)):
        if lines[ahead].startswith("\t"):
            return True
        if _blank(lines[ahead]) and _blanks(lines, ahead) > 1:
            return False
    return False


def _cells_ahead(lines: list[str], at: int) -> int:
    """Number of cells up to the end of the row, over further empty paragraphs inside cells."""
    cells = 0
    while at < len(lines) and cells <= _COLUMNS:
        if _blank(lines[at]):
            blanks = _blanks(lines, at)
            at += blanks
            if blanks % 2 or at >= len(lines) or not lines[at].startswith("\t"):
                break
        else:
            cells += lines[at].startswith("\t")
            at += 1
    return cells


def _blank(line: str) -> bool:
    """A line with a tab alone is an empty cell, not a blank line."""
    return not line.strip() and "\t" not in line


def _blanks(lines: list[str], at: int) -> int:
    end = at
    while end < len(lines) and _blank(lines[end]):
        end += 1
    return end - at


def _is_table(rows: Rows) -> bool:
    """Indented or numbered paragraphs also begin with tabs: they are sentences, or single."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    texts = [piece.text for row in rows for piece in row if piece.text]
    return 2 * sum(text.endswith(("。", "；", "：")) for text in texts) < len(texts)


def rebuild(rows: Rows) -> list[Cell]:
    """Cells of a grid from rows of unequal length, spans restored.

    The widest row shows the columns.  In a shorter row, numbers and empty cells keep one column, a label
    that goes on below keeps the width it has there, and the other texts share the columns left over so that
    each has about the same text per column.  Neighbouring rows of the same length are divided alike.  Empty
    cells in an unbroken run from the left belong to the cell above.

    >>> def piece(text): return PrintedCell([text], 1)
    >>> rows = [list(map(piece, row)) for row in (["项目", "预算"], ["", "年初", "全年"], ["合计", "1", "2"])]
    >>> [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in rebuild(rows)][:2]
    [('项目', 0, 0, 2, 1), ('预算', 0, 1, 1, 2)]
    """
    width = max(map(len, rows))
    above: dict[tuple[int, int], Cell] = {}  # the cells of the row above by first column and width
    cells: list[Cell] = []
    for index, (row, spans) in enumerate(zip(rows, _spans(rows, width), strict=True)):
        here: dict[tuple[int, int], Cell] = {}
        column, leading, merges = 0, True, any(piece.text for piece in row)
        for piece, span in zip(row, spans, strict=True):
            leading = leading and not piece.text
            upper = above.get((column, span))
            if leading and merges and upper is not None and upper.text:
                upper.rowspan += 1
                here[column, span] = upper
            else:
                cell = Cell(piece.text, index, column, colspan=span, line=piece.line)
                here[column, span] = cell
                cells.append(cell)
            column += span
        above = here
    return cells


def _spans(rows: Rows, width: int) -> list[list[int]]:
    """How many columns each cell covers, row by row; the spans of a row add up to ``width``."""
    result: list[list[int]] = []
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and len(rows[end]) == len(rows[start]):
            end += 1
        spans = _shared(rows[start:end], rows[start + 1 : end + 1], width)
        result.extend(spans for _ in range(start, end))
        start = end
    return result


def _shared(block: Rows, below: Rows, width: int) -> list[int]:
    """Columns for each cell of rows of equal length; ``below`` are the rows under each of them."""
    count = len(block[0])
    pinned = max((run for run in map(_leading_empties, below) if run < count), default=0)
    wants = [max(map(_wanted, cells)) for cells in zip(*block, strict=True)]
    free = [i for i in range(pinned, count) if wants[i]] or [min(pinned, count - 1)]
    spans = [1] * count
    for _ in range(width - count):
        spans[max(free, key=lambda i: wants[i] / spans[i])] += 1
    return spans


def _leading_empties(row: list[PrintedCell]) -> int:
    """Cells of this row that continue cells above; none where the whole row is empty."""
    return next((i for i, piece in enumerate(row) if piece.text), 0)


def _wanted(piece: PrintedCell) -> int:
    text = piece.text
    return 0 if _NUMBER.fullmatch(text) else min(len(text), _ROOMY)
