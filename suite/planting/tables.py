"""Wrong figures in tables: totals, parts, and rows exchanged so that every sum still holds."""

from __future__ import annotations

import re
from random import Random

from mingzhang.facts.report import Cell, Table
from suite.manuscript import EASY, HARD, Fault, Manuscript, heading_of, is_figure, labels
from suite.planting.slips import slipped

_TOTAL = re.compile("合计|总计")
_TREE = re.compile("支出决算表$|收入决算表|支出总表|支出预算总表|支出表|收入预算总表")
_SUMS = re.compile("决算|预算|收支")


def total_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """合计、总计行的数写错。"""
    return _wrong(manuscript, random, True, EASY, "合计写错")


def part_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """分项的数写错，合计不变。"""
    return _wrong(manuscript, random, False, HARD, "分项写错")


def _wrong(manuscript: Manuscript, random: Random, total: bool, difficulty: str, way: str) -> Fault | None:
    chosen: list[tuple[int, Table, Cell]] = []
    for number, part, table in manuscript.tables():
        if part.topic or not _SUMS.search(heading_of(manuscript, number)):
            continue
        for cell in table.cells:
            if is_figure(cell.text) and cell.text.strip("0.,"):
                named = " ".join(c.text for c in table.row(cell.row) if c.column < cell.column)
                if bool(_TOTAL.search(named)) == total:
                    chosen.append((number, table, cell))
    if not chosen:
        return None
    number, table, cell = random.choice(chosen)
    return _put(
        manuscript, number, {(cell.row, cell.column): slipped(cell.text, random)}, cell, difficulty, way
    )


def _put(
    manuscript: Manuscript,
    number: int,
    cells: dict[tuple[int, int], str],
    cell: Cell,
    difficulty: str,
    way: str,
    others: tuple[str, ...] = (),
) -> Fault:
    part = manuscript.parts[number]
    table = part.table
    assert table is not None
    row, column = labels(table, cell, part.piece.heads)
    where = f"{heading_of(manuscript, number)}｜{row}｜{column}"
    made = manuscript.put(number, part.showing(cells))
    wrong = cells[cell.row, cell.column]
    return Fault(made, where, row, wrong, cell.text, difficulty, way, others)


def rows_exchanged(manuscript: Manuscript, random: Random) -> Fault | None:
    """一张表里同一款下两个项的数互相写错：本表加得起来，与别的表对不上。"""
    chosen = []
    for number, _, table in manuscript.tables():
        if not re.search("支出决算表$|支出表$|功能分类预算表$", heading_of(manuscript, number)):
            continue
        rows: dict[str, list[int]] = {}
        for row in range(table.shape[0]):
            code = "".join(c.text for c in table.row(row) if re.fullmatch(r"\d{7}", c.text.strip())).strip()
            if code:
                rows.setdefault(code[:5], []).append(row)
        chosen += [(number, table, two) for two in rows.values() if len(two) > 1]
    random.shuffle(chosen)
    for number, table, rows_of in chosen:
        one, other = random.sample(rows_of, 2)
        cells: dict[tuple[int, int], str] = {}
        first: Cell | None = None
        for cell in table.row(one):
            twin = table.at(other, cell.column)
            if twin is not None and is_figure(cell.text) and is_figure(twin.text) and cell.text != twin.text:
                cells |= {(one, cell.column): twin.text, (other, cell.column): cell.text}
                first = first or cell
        if first is not None and first.text.strip("0.,"):
            others = tuple(dict.fromkeys(cells.values()))
            return _put(manuscript, number, cells, first, HARD, "两行互换", others)
    return None
