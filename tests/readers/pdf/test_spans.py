"""Merged heads of tables without walls: what stands in the middle of rows and columns covers them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhang.facts.report import Cell, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.columns import TextColumn
from mingzhang.readers.pdf.page import Run
from mingzhang.readers.pdf.pieces import CellLines
from mingzhang.readers.pdf.reader import read_pdf
from mingzhang.readers.pdf.spans import TableLayout, across, head_rows, heads
from tests.readers.pdf.drawing import written
from tests.readers.pdf.lined import complete, drawn, said

EM = 10.0


def block(text: str, centre: float, middle: float) -> CellLines:
    half = EM * len(text) / 2
    return CellLines([[Run(text, [centre - half + EM * k for k in range(len(text) + 1)], middle + 3.6, EM)]])


def sheet(*edges: float) -> TableLayout:
    columns = [TextColumn([], a + 5, b - 5, "left") for a, b in pairwise(edges)]
    return TableLayout(columns, edges, EM)


# ---- across


def test_what_stands_in_the_middle_of_two_columns_covers_them() -> None:
    level = [block("项目", 100, 11), block("合计", 250, 11)]
    assert across(level, sheet(0, 80, 200, 300)) == [(0, 1), (2, 2)]


def test_a_name_in_line_with_longer_ones_keeps_to_its_column() -> None:
    short, long = block("外交", 100, 11), block("一般公共服务", 120, 33)
    columns = [TextColumn([], 5, 20), TextColumn([short, long], 90, 150, "left")]
    assert across([short], TableLayout(columns, [0, 85, 115.01], EM)) == [(1, 1)]


def test_a_figure_never_covers_more_than_one_column() -> None:
    assert across([block("12", 100, 11)], sheet(0, 80, 200)) == [(1, 1)]


def test_the_name_of_a_row_may_stand_over_all_columns_before_its_figure() -> None:
    level = [block("合计", 150, 11), block("12", 380, 11)]
    wide = sheet(0, 100, 200, 300, 400)
    assert across(level, wide) == [(1, 1), (3, 3)]
    assert across(level, wide, body=True) == [(0, 2), (3, 3)]


# ---- down


def test_heads_over_two_rows_beside_heads_over_two_columns() -> None:
    found = [
        [block("项目", 100, 11)],
        [block("合计", 250, 22)],
        [block("编码", 40, 33), block("名称", 140, 33)],
        [block("栏次", 100, 55), block("1", 250, 55)],
    ]
    placed, count = heads(found, sheet(0, 80, 200, 300), 0.0, 66.0, [])
    cells = {("".join(r.text for r in p.block.runs), p.row, p.column, p.rowspan, p.colspan) for p in placed}
    assert count == 3
    assert cells == {
        ("项目", 0, 0, 1, 2),
        ("合计", 0, 2, 2, 1),
        ("编码", 1, 0, 1, 1),
        ("名称", 1, 1, 1, 1),
        ("栏次", 2, 0, 1, 2),
        ("1", 2, 2, 1, 1),
    }


def test_the_end_of_the_heads_is_found_without_a_ruling() -> None:
    found = [
        [block("项目", 100, 11)],
        [block("合计", 250, 22)],
        [block("编码", 40, 33), block("名称", 140, 33)],
        [block("外交", 140, 55)],
    ]
    wide = sheet(0, 80, 200, 300)
    assert head_rows(found, wide, 0.0, [22.0, 33.0, 44.0]) == (3, 44.0)
    assert head_rows(found, wide, None, [22.0, 33.0, 44.0]) == (3, 44.0)
    assert head_rows(found[:1] * 2, wide, 0.0, [22.0]) is None


def test_heads_whose_middles_say_nothing_keep_their_levels() -> None:
    found = [[block("甲", 40, 60.6)], [block("乙", 140, 70)]]
    placed, count = heads(found, sheet(0, 80, 200), None, 60.0, [])
    assert count == 2 and [(p.row, p.rowspan) for p in placed] == [(0, 1), (1, 1)]


# ---- whole tables


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, list[float], int]:
    """A table with parents over two to four columns, heads over two rows, and rows of figures."""
    cells, column = [Cell("项目", 0, 0, 2)], 1
    for number in range(draw(st.integers(1, 3))):
        below = draw(st.integers(1 if number else 2, 4))  # heads over two rows alone would be one high row
        if below == 1:
            cells.append(Cell(f"{'甲乙丙'[number]}合计", 0, column, 2))
        else:
            cells.append(Cell(f"{'甲乙丙'[number]}支出", 0, column, 1, below))
            cells += [Cell(f"第{'一二三四'[k]}项", 1, column + k) for k in range(below)]
        column += below
    rows = draw(st.integers(3, 6))
    amounts = st.integers(-(10**6), 10**7)
    for row in range(2, 2 + rows):
        cells.append(Cell(draw(st.sampled_from(["办公费", "印刷费用", "差旅", "其他商品和服务"])), row, 0))
        cells += [Cell(f"{draw(amounts) / 100:.2f}", row, k) for k in range(1, column)]
    widths = [
        draw(st.sampled_from([90.0, 100, 130])),
        *(draw(st.sampled_from([64.0, 75, 92])) for _ in range(column - 1)),
    ]
    return complete(cells, rows + 2, column), widths, 2


@pytest.mark.parametrize("rules", ["three", "rows"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=tables())
def test_every_cell_comes_back_with_its_spans(
    tmp_path: Path, rules: str, made: tuple[Table, list[float], int]
) -> None:
    table, widths, top = made
    (back,) = read_pdf(written(tmp_path / "t.pdf", drawn(table, widths, top, rules)), Limits()).tables()
    assert not back.ruled
    assert said(back) == said(table)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=tables())
def test_without_any_ruling_no_amount_changes_its_place(
    tmp_path: Path, made: tuple[Table, list[float], int]
) -> None:
    table, widths, top = made
    (back,) = read_pdf(written(tmp_path / "t.pdf", drawn(table, widths, top, "none")), Limits()).tables()
    ours = [[c.text for c in table.row(r)][1:] for r in range(top, table.shape[0])]
    first = back.shape[0] - len(ours)
    assert [[c.text for c in back.row(r)][1:] for r in range(first, back.shape[0])] == ours
