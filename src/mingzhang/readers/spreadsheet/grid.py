"""From the scattered cells of a work sheet to a table with the lines above and below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from mingzhang.facts.place import cell_name
from mingzhang.facts.report import NO_TEXT, NO_VALUE, Block, Cell, Paragraph, Report, Table
from mingzhang.readers.watch import Watch


class MergedArea(NamedTuple):
    """A merged area: its first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetCell:
    """A filled cell: what it shows, whether that is text rather than a number, its error, the number that is
    stored (empty for texts, dates and percentages), and a text with line breaks as it was typed."""

    text: str
    is_text: bool = False
    error: str | None = None
    stored: str = ""
    lines: str = ""


_LONG = 100  # a merged area that reaches further over empty rows or columns is a whole row or column of Excel
_EMPTY = SheetCell("", is_text=True)


@dataclass
class Sheet:
    """A work sheet: filled cells by row and column from 0, merged areas, bordered columns of each row.

    ``headers`` are the texts at the head of the printed page, ``formulas`` the places of formulas that may
    not have been calculated.
    """

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[MergedArea] = field(default_factory=list)
    ruled: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0
    headers: list[str] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)


def sheet_report(path: Path, found: str, sheets: Iterable[Sheet], watch: Watch, notes: list[str]) -> Report:
    """The report of a workbook of the format ``found``; ``notes`` may grow while ``sheets`` are read."""
    blocks: list[Block] = []
    for sheet in sheets:
        blocks.extend(Paragraph(text) for text in sheet.headers)
        blocks.extend(sheet_blocks(sheet, watch))
        notes.extend(complaints(sheet))
    return Report(file=path.name, format=found, blocks=blocks, notes=notes)


def sheet_blocks(sheet: Sheet, watch: Watch) -> list[Block]:
    """The titles above the grid, the table, and the remarks below it.

    The grid reaches from the first to the last row that has two bordered or two filled cells; a row of texts
    that all bear a colon ("部门：某局", "单位：万元") is no such row.  Several empty rows or columns in a row
    count as one.

    >>> from mingzhang.readers.limits import Limits
    >>> texts = {(0, 0): "支出表", (1, 0): "项目", (1, 1): "金额", (2, 0): "合计", (2, 1): "无"}
    >>> sheet = Sheet("表1", {place: SheetCell(text, is_text=True) for place, text in texts.items()})
    >>> [b.text if isinstance(b, Paragraph) else b.shape for b in sheet_blocks(sheet, Watch("a", Limits()))]
    ['支出表', (2, 2)]
    """
    rows: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        rows.setdefault(row, []).append(column)
    grid = [row for row in rows if _in_grid(sheet, row, rows[row])]
    if not grid:
        return list(_paragraphs(sheet, rows))
    first, last = grid[0], _foot(sheet, grid[-1])
    blocks: list[Block] = list(_paragraphs(sheet, {r: c for r, c in rows.items() if r < first}))
    blocks.append(_table(sheet, first, last, watch))
    blocks.extend(_paragraphs(sheet, {r: c for r, c in rows.items() if r > last}))
    return blocks


def _in_grid(sheet: Sheet, row: int, columns: list[int]) -> bool:
    if len(sheet.ruled.get(row, ())) >= 2 or any(not sheet.cells[row, c].is_text for c in columns):
        return True
    return len(columns) >= 2 and not all(_labelled(sheet.cells[row, c].text) for c in columns)


def _labelled(text: str) -> bool:
    return "：" in text or ":" in text


def _foot(sheet: Sheet, last: int) -> int:
    """The last row of the grid, with the areas merged downwards from it."""
    feet = [a.bottom for a in sheet.merged if a.top == last and (a.top, a.left) in sheet.cells]
    return max(feet, default=last)


def _paragraphs(sheet: Sheet, rows: dict[int, list[int]]) -> Iterator[Paragraph]:
    for row, columns in rows.items():
        for column in columns:
            yield Paragraph(sheet.cells[row, column].text)


def _table(sheet: Sheet, first: int, last: int, watch: Watch) -> Table:
    """The rows ``first`` to ``last`` of a sheet as a table: merged areas as spans, long gaps closed."""
    inside = {place: cell for place, cell in sheet.cells.items() if first <= place[0] <= last}
    areas = [a for a in sheet.merged if first <= a.top <= last and (a.top, a.left) in inside]
    rows = _kept([r for r, _ in inside], [(a.top, min(a.bottom, last)) for a in areas])
    columns = _kept([c for _, c in inside], [(a.left, a.right) for a in areas])
    watch.cells(len(rows) * len(columns))
    covered: set[tuple[int, int]] = set()
    cells: dict[tuple[int, int], Cell] = {}
    for area in areas:
        top, bottom = bisect_left(rows, area.top), bisect_right(rows, min(area.bottom, last))
        left, right = bisect_left(columns, area.left), bisect_right(columns, area.right)
        watch.cells((bottom - top) * (right - left))
        places = {(r, c) for r in range(top, bottom) for c in range(left, right)}
        if covered.isdisjoint(places):  # a damaged file can merge a cell twice
            covered |= places
            origin = inside[area.top, area.left]
            cells[top, left] = Cell(origin.text, top, left, bottom - top, right - left, error=origin.error)
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            if (r, c) not in covered:
                filled = inside.get((row, column), _EMPTY)
                cells[r, c] = Cell(filled.text, r, c, error=filled.error)
    return Table([cells[place] for place in sorted(cells)], name=sheet.name)


def _kept(filled: Iterable[int], spans: list[tuple[int, int]]) -> list[int]:
    """The rows or columns of the table: the filled and merged ones, and one for each gap between them."""
    used = set(filled)
    for start, end in set(spans):
        used.update(range(start, min(end, start + _LONG)), (end,))
    gaps = {a + 1 for a, b in pairwise(sorted(used)) if b > a + 1}
    return sorted(used | gaps)


def hidden(name: str) -> str:
    """What the user is told of a hidden sheet, which is not read.

    >>> hidden("备查")
    '工作表“备查”是隐藏的，未读取。'
    """
    return f"工作表“{name}”是隐藏的，未读取。"


def complaints(sheet: Sheet) -> Iterator[str]:
    """What the user should know about one sheet: errors, formulas without value, hidden rows.

    >>> list(complaints(Sheet("表1", {(1, 2): SheetCell("", error="#REF!")})))
    ['工作表“表1”的 C2 是错误值 #REF!，未读取。']
    """
    errors: dict[str, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.error:
            errors.setdefault(cell.error, []).append(cell_name(row, column))
    for error, names in errors.items():
        listed = "、".join(names[:5]) + (f" 等 {len(names)} 处" if len(names) > 5 else "")
        if error == NO_TEXT:
            yield f"工作表“{sheet.name}”的 {listed} 的文字不在文件里，未读取；请用 Excel 或 WPS 打开核对。"
        elif error == NO_VALUE:
            yield f"工作表“{sheet.name}”的 {listed} 是没有计算结果的公式，未读取；请用 Excel 打开并保存一次。"
        else:
            yield f"工作表“{sheet.name}”的 {listed} 是错误值 {error}，未读取。"
    if sheet.hidden_rows or sheet.hidden_columns:
        yield (
            f"工作表“{sheet.name}”有 {sheet.hidden_rows} 个隐藏行、{sheet.hidden_columns} 个隐藏列，"
            "其中的内容也已读取。"
        )


def stored_table(sheet: Sheet, watch: Watch) -> Table:
    """The sheet cell by cell where it stands, numbers as they are stored and not as they are shown.

    A merged area ends with the filled part of the sheet.

    >>> from mingzhang.readers.limits import Limits
    >>> table = stored_table(Sheet("表", {(6, 2): SheetCell("1.2", stored="1.2345")}), Watch("a", Limits()))
    >>> [(cell.row, cell.column, cell.text) for cell in table.cells]
    [(6, 2, '1.2345')]
    """
    cells = {p: Cell(c.stored or c.text, *p, error=c.error, lines=c.lines) for p, c in sheet.cells.items()}
    foot, edge = (max((place[axis] for place in cells), default=0) for axis in (0, 1))
    for area in sheet.merged:
        cell = cells.setdefault((area.top, area.left), Cell("", area.top, area.left))
        bottom, right = (
            min(end, max(start + _LONG, last))
            for start, end, last in zip(area[:2], area[2:], (foot, edge), strict=True)
        )
        cell.rowspan, cell.colspan = bottom - area.top + 1, right - area.left + 1
        watch.cells(cell.rowspan * cell.colspan)
    return Table([cells[place] for place in sorted(cells)], name=sheet.name)
