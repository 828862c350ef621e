"""Tables without a grid: rows from baselines, columns from white gaps that the rows share.

What makes a table of some lines are figures that end at the same place, one below the other, or rulings
above and below; contents pages, numbered lists and justified text have no such columns.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.pdf.columns import columns, edges
from mingzhang.readers.pdf.flow import PageItems, PlacedTable
from mingzhang.readers.pdf.lines import VisualLine, cell_text, middle
from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.pieces import CellLines, blocks, is_figure, levels, pieces, row_pitch
from mingzhang.readers.pdf.spans import Placed, Rule, TableLayout, across, head_rows, heads
from mingzhang.readers.pdf.tuning import ALIGNED, CLEAR, FAR, HALF, MANY, MIDDLE, PROSE, ROWS, SAME_END, SHORT
from mingzhang.readers.printed import ENDED, NUMBERED

COUNT = re.compile(r"\d{1,3}")
LABELLED = re.compile(r"[^：:]{1,10}[：:]")


@dataclass(slots=True)
class _Row:
    """One line as pieces apart from each other."""

    line: VisualLine
    pieces: list[list[Run]]

    @property
    def em(self) -> float:
        return self.line.em

    def figures(self) -> Iterator[tuple[float, float]]:
        """Left and right edges of the figures behind the first piece."""
        for piece in self.pieces[1:]:
            if is_figure(piece):
                yield piece[0].xs[0], piece[-1].xs[-1]


def with_gap_tables(page: PageItems) -> None:
    """Replace lines of the page that stand in columns by tables with ``ruled=False``.

    >>> def row(y, name, amount):
    ...     runs = [Run(name, [72.0, 84, 96], y, 12), Run(amount, [300.0, 306, 312], y, 12)]
    ...     return VisualLine(name + " " + amount, [72.0, 312.0], y, 12, 1, runs, True)
    >>> rows = [row(100, "收入", "12"), row(120, "支出", "13"), row(140, "结余", "-1")]
    >>> page = PageItems(1, 595, 842, rows)
    >>> with_gap_tables(page)
    >>> [[cell.text for cell in item.table.cells] for item in page.items]
    [['收入', '12', '支出', '13', '结余', '-1']]
    """
    if sum(isinstance(item, VisualLine) and len(item.runs) > 1 for item in page.items) < 2:
        return
    rows = [_row(item) if isinstance(item, VisualLine) else None for item in page.items]
    items: list[VisualLine | PlacedTable] = []
    at = 0
    for start, end, rules in _ruled(page, rows):
        table = _table([row for row in rows[start:end] if row], rules, page)
        if table:
            items += [*_unruled(page, rows, at, start), table]
            at = end
    page.items = items + _unruled(page, rows, at, len(rows))


def _row(line: VisualLine) -> _Row | None:
    found = pieces(line)
    return _Row(line, found) if found else None


# ---- where tables are


def _ruled(page: PageItems, rows: Sequence[_Row | None]) -> Iterator[tuple[int, int, list[Rule]]]:
    """Stretches of the page between rulings of one width that hold rows of a table, with those rulings."""
    alike: list[list[Rule]] = []
    for rule in page.rules:
        group = next(
            (g for g in alike if max(abs(g[0][1] - rule[1]), abs(g[0][2] - rule[2])) <= SAME_END), None
        )
        if group is None:
            alike.append([rule])
        else:
            group.append(rule)
    found = [each for group in alike if len(group) > 1 for each in _stretches(page, rows, group)]
    end = 0
    for first, last, rules in sorted(found, key=lambda each: each[:2]):
        if first >= end:
            yield first, last, rules
            end = last


def _stretches(
    page: PageItems, rows: Sequence[_Row | None], rules: list[Rule]
) -> Iterator[tuple[int, int, list[Rule]]]:
    """Runs of spaces between neighbouring rulings that hold rows of one table."""
    heights = [
        item.base - MIDDLE * item.em if isinstance(item, VisualLine) else item.y0 for item in page.items
    ]
    open_rules: list[Rule] = []
    start = end = 0
    for above, below in pairwise(rules):
        first = sum(height < above[0] for height in heights)
        last = sum(height < below[0] for height in heights)
        if _tabular(rows[first:last], below[2] - below[1], bool(open_rules)):
            if not open_rules:
                open_rules, start = [above], first
            open_rules.append(below)
            end = last
        elif open_rules:
            yield start, end, open_rules
            open_rules = []
    if open_rules:
        yield start, end + _going_on(rows[start:], end - start, open_rules), open_rules


def _tabular(rows: Sequence[_Row | None], width: float, going: bool) -> bool:
    """Whether what stands between two rulings may be rows of a table that is, or is not, under way."""
    lines = [row for row in rows if row]
    if len(lines) < len(rows) or any(_is_caption(row) for row in lines):
        return False
    if any(_prose(row, width) for row in lines):
        return False
    staggered = any(
        (a.line.x1 < b.line.x0 or b.line.x1 < a.line.x0) and b.line.base - a.line.base < HALF * a.em
        for a, b in pairwise(lines)
    )
    return staggered or any(len(row.pieces) > 1 for row in lines) or (going and len(lines) < 2)


def _prose(row: _Row, width: float) -> bool:
    return any(piece[-1].xs[-1] - piece[0].xs[0] > PROSE * width for piece in row.pieces)


def _going_on(rows: Sequence[_Row | None], done: int, rules: list[Rule]) -> int:
    """Number of rows below the last ruling that belong to a table whose last ruling is on a later page."""
    if len(rules) > 2 or done < 1:
        return 0
    count = 0
    before = rows[done - 1]
    for row in rows[done:]:
        near = row and before and row.line.base - before.line.base < FAR * row.em
        if row is None or not near or _is_caption(row) or _prose(row, rules[0][2] - rules[0][1]):
            break
        count, before = count + 1, row
    return count


def _unruled(
    page: PageItems, rows: Sequence[_Row | None], start: int, end: int
) -> list[VisualLine | PlacedTable]:
    """A stretch of the page with the tables that show by their figures alone."""
    items: list[VisualLine | PlacedTable] = []
    block: list[_Row] = []
    for item, row in zip(page.items[start:end], rows[start:end], strict=True):
        if block and not (row and _belongs(row, block)):
            items += _settled(block, page)
            block = []
        if row and (block or len(row.pieces) > 1):
            block = block or _heads_above(row, items)
            block.append(row)
        else:
            items.append(item)
    return items + _settled(block, page)


def _heads_above(row: _Row, items: list[VisualLine | PlacedTable]) -> list[_Row]:
    """Lines so near above a row that they belong to its heads, taken from what was set aside as text."""
    found: list[_Row] = []
    x0, x1 = row.line.x0, row.line.x1
    while items and isinstance(line := items[-1], VisualLine):
        below = found[0] if found else row
        short = line.x1 - line.x0 < SHORT * (x1 - x0) and not ENDED.search(line.text)
        above = _row(line)
        if above is None or not short or below.line.base - line.base > CLEAR * row.em:
            break
        found.insert(0, above)
        items.pop()
    return found


def _belongs(row: _Row, block: list[_Row]) -> bool:
    """A line goes on with the rows above when near, and in more than one column or within one of theirs."""
    if row.line.base - block[-1].line.base > FAR * row.em:
        return False
    if len(row.pieces) > 1:
        return True
    x0, x1 = row.pieces[0][0].xs[0], row.pieces[0][-1].xs[-1]
    several = [other for other in block if len(other.pieces) > 1]
    if x1 < min(other.pieces[1][0].xs[0] for other in several):
        return True
    met = [sum(p[0].xs[0] < x1 and p[-1].xs[-1] > x0 for p in other.pieces) for other in several[-5:]]
    return max(met) == 1


def _settled(block: list[_Row], page: PageItems) -> list[VisualLine | PlacedTable]:
    """The block with its tables, if it holds any, or its lines as they were."""
    start, end = 0, len(block)
    while start < end and _is_caption(block[start]):
        start += 1
    while end > start and (_hangs(block[start:end]) or _is_caption(block[end - 1])):
        end -= 1
    table = _table(block[start:end], [], page)
    if table is None:
        return [row.line for row in block]
    before, after = block[:start], block[end:]
    return [*_settled(before, page), table, *_settled(after, page)]


def _hangs(rows: list[_Row]) -> bool:
    """Whether the last line stands alone in its row: what follows a table, not the end of a long name."""
    last = rows[-1]
    if len(rows) < 2 or len(last.pieces) > 1:
        return len(last.pieces) < 2
    pitch = row_pitch((row.pieces for row in rows), last.em)
    if pitch and last.line.base - rows[-2].line.base < 0.9 * pitch:
        return False
    x0 = last.line.x0
    return not any(
        abs(piece[0].xs[0] - x0) < ALIGNED * last.em for row in rows[:-1] for piece in row.pieces[1:]
    )


def _is_caption(row: _Row) -> bool:
    """Unit and department above a table, signatures below it: each piece is labelled."""
    texts = ["".join(run.text for run in piece) for piece in row.pieces]
    return sum(bool(LABELLED.match(text)) for text in texts) > len(texts) / 2


# ---- what they hold


def _table(rows: list[_Row], rules: list[Rule], page: PageItems) -> PlacedTable | None:
    """The table of rows that share white gaps; ``None`` where they are sentences, contents, or collide."""
    body = [row for row in rows if any(row.figures())]
    several = [row for row in rows if len(row.pieces) > 1]
    between = len(rules) > 1 and len(several) >= (ROWS if len(rules) == 2 else 2)
    if not (between or _aligned(body) or _manifold(rows)):
        return None
    if _counts_pages(several):
        return None
    em = middle(row.em for row in rows)
    lines = [row.pieces for row in rows]
    pitch = row_pitch(lines, em)
    found = levels(blocks(lines, em, pitch), em)
    pitch = pitch or 1.8 * em
    head, bottom = _head(found, rules, em, pitch)
    parts = columns(found, em, pitch, head)
    if len(parts) < 2:
        return None
    sides = (max(rule[1] for rule in rules), min(rule[2] for rule in rules)) if rules else None
    sheet = TableLayout(parts, edges(parts, em, sides), em)
    placed: list[Placed] = []
    count = 0
    top = rules[0][0] if rules else None
    if head and not any(found[0][0].middle < y < found[-1][0].middle for y, _, _ in rules[1:]):
        bottoms = [_begin(level, em, pitch) for level in found[1 : head + 1]]
        head, bottom = head_rows(found, sheet, top, bottoms) or (head, bottom)
    if head:
        within = [rule for rule in page.rules if (top or 0.0) + 2 < rule[0] < bottom - 2]
        placed, count = heads(found[:head], sheet, top, bottom, within)
    for row, level in enumerate(found[head:], count):
        for block, (first, last) in zip(level, across(level, sheet, body=True), strict=True):
            placed.append(Placed(block, row, first, 1, last - first + 1))
    if _collide(placed):
        return None
    y0, y1 = rows[0].line.y0, rows[-1].line.y1
    cells = [*_cells(placed, sheet, count + len(found) - head, page.page, y0)]
    return PlacedTable(Table(cells, page.page, ruled=False), list(sheet.edges), y0, y1)


def _head(found: list[list[CellLines]], rules: list[Rule], em: float, pitch: float) -> tuple[int, float]:
    """Number of levels of the heads, and the height where they end.

    Without a ruling below them they end half a row above the first row with figures.
    """
    inner = [y for y, _, _ in rules[1:] if found[0][0].middle < y < found[-1][0].middle]
    head = next((n for n, level in enumerate(found) if any(b.figure for b in level[1:])), 0)
    if inner:
        above = [y for y in inner if y < found[head][0].middle]
        bottom = above[-1] if above else inner[0]
        return sum(level[0].middle < bottom for level in found), bottom
    return head, _begin(found[head], em, pitch)


def _begin(level: list[CellLines], em: float, pitch: float) -> float:
    """Where a row begins whose lines stand in its middle."""
    tall = max(block.last - block.first for block in level)
    return middle(block.middle for block in level) - MIDDLE * em - (pitch + tall) / 2


def _collide(placed: list[Placed]) -> bool:
    """Whether two figures would come into one cell: two amounts must never become one."""
    figures = [(each.row, each.column) for each in placed if each.block.figure]
    return len(set(figures)) < len(figures)


def _cells(placed: list[Placed], sheet: TableLayout, count: int, page: int, y0: float) -> Iterator[Cell]:
    """All cells in reading order, empty ones where nothing stands."""
    width = len(sheet.columns)
    held: dict[tuple[int, int], list[Placed]] = {}
    for each in placed:
        held.setdefault((each.row, each.column), []).append(each)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    ends = _heights(placed, count, sheet.em, y0)
    for row in range(count):
        for column in range(width):
            if (row, column) in owner:
                continue
            here = held.get((row, column), [])
            down = max((each.rowspan for each in here), default=1)
            right = max((each.colspan for each in here), default=1)
            while _occupied(row, 1, column, right, owner, held):
                right -= 1
            while _occupied(row, down, column, right, owner, held):
                down -= 1
            owner |= {
                (r, k): (row, column) for r in range(row, row + down) for k in range(column, column + right)
            }
            box = (sheet.edges[column], ends[row], sheet.edges[column + right], ends[row + down])
            runs = [run for each in here for run in each.block.runs]
            text = cell_text(runs, page, box[2] - box[0]) if runs else ""
            yield Cell(text, row, column, down, right, page, box)


def _occupied(
    row: int,
    down: int,
    column: int,
    right: int,
    owner: Container[tuple[int, int]],
    held: Container[tuple[int, int]],
) -> bool:
    """Whether a cell so large would cover another: what stands in it must not be lost."""
    area = ((r, k) for r in range(row, row + down) for k in range(column, column + right))
    return any(place in owner or (place in held and place != (row, column)) for place in area)


def _heights(placed: list[Placed], count: int, em: float, y0: float) -> list[float]:
    """The edges of the rows, halfway between the lines of neighbouring ones."""
    ends = [y0]
    for row in range(1, count):
        above = [each.block.last for each in placed if each.row + each.rowspan == row]
        below = [each.block.first for each in placed if each.row == row]
        low, high = max(above, default=ends[-1] + em), min(below, default=ends[-1] + 2 * em)
        ends.append(max(ends[-1] + 1.0, (low + 0.14 * em + high - 0.86 * em) / 2))
    return [*ends, max([ends[-1] + em, *(each.block.last + 0.14 * em for each in placed)])]


def _aligned(body: Sequence[_Row]) -> bool:
    """Whether figures of enough rows end, or are centred, at one place."""
    if len(body) < ROWS:
        return False
    near = ALIGNED * middle(row.em for row in body)
    for share in (0.0, 0.5):
        at = sorted((x1 - share * (x1 - x0), i) for i, row in enumerate(body) for x0, x1 in row.figures())
        for start, (x, _) in enumerate(at):
            if len({index for other, index in at[start:] if other - x <= near}) >= ROWS:
                return True
    return False


def _manifold(rows: Sequence[_Row]) -> bool:
    """Whether rows fall into so many pieces that a single row of figures below its heads makes a table."""
    several = [row for row in rows if len(row.pieces) >= MANY]
    return len(several) > 1 and any(len(list(row.figures())) >= MANY - 1 for row in several)


def _counts_pages(rows: Sequence[_Row]) -> bool:
    """Contents without leader dots: titles, and page numbers that never go back."""
    if any(len(row.pieces) != 2 for row in rows):
        return False
    ends = ["".join(run.text for run in row.pieces[1]) for row in rows]
    if not all(COUNT.fullmatch(end) for end in ends):
        return False
    numbers = [int(end) for end in ends]
    titled = sum(bool(NUMBERED.match(row.line.text)) for row in rows)
    return numbers == sorted(numbers) and titled >= len(rows) / 2
