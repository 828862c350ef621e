"""Rulings to grids: three ways of drawing, merged cells, open sides, damage."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.pdf.grid import RuledGrid, grids, straightened
from mingzhang.readers.pdf.page import PdfPages, Run
from mingzhang.readers.pdf.shapes import Segment
from tests.readers.pdf.drawing import Sheet, pdf

XS, YS = [72.0, 120.0, 250.0, 400.0], [100.0, 125.0, 150.0, 175.0]


def drawn(sheet: Sheet) -> list[RuledGrid]:
    pages = PdfPages(pdf(sheet))
    page = pages.read(0)
    pages.close()
    assert page is not None
    return grids(page.rows, page.columns)[0]


def lines(xs: list[float], ys: list[float]) -> tuple[list[Segment], list[Segment]]:
    return [(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs]


@pytest.mark.parametrize("style", ["wps", "word", "onlyoffice"])
def test_the_same_table_however_drawn(style: str) -> None:
    (grid,) = drawn(Sheet().ruled(XS, YS, style))
    assert [round(x) for x in grid.xs] == XS and [round(y) for y in grid.ys] == YS
    assert grid.spans == [(row, column, 1, 1) for row in range(3) for column in range(3)]
    assert not grid.broken


@pytest.mark.parametrize("style", ["word", "onlyoffice"])
def test_merged_cells_drawn_side_by_side(style: str) -> None:
    sheet = Sheet().cell(72, 100, 250, 125, style).cell(250, 100, 400, 150, style)
    for x0, x1 in pairwise([72.0, 120.0, 250.0]):
        sheet.cell(x0, 125, x1, 150, style)
    (grid,) = drawn(sheet.ruled([72, 120, 250, 400], [150, 175], style))
    assert grid.spans[:4] == [(0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert grid.box((0, 2, 2, 1)) == pytest.approx((250.2, 100.2, 400.2, 150.2), abs=0.5)


def test_merged_cells_of_long_strokes() -> None:
    across = [(100.0, 0.0, 90.0), (120.0, 30.0, 90.0), (140.0, 0.0, 90.0)]
    down = [(0.0, 100.0, 140.0), (30.0, 100.0, 140.0), (60.0, 120.0, 140.0), (90.0, 100.0, 140.0)]
    (grid,), _ = grids(across, down)
    assert grid.spans == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_pieces_and_doubles_become_one_line() -> None:
    assert straightened([(50.0, 0, 10), (51.0, 12, 30), (50.5, 5, 11), (80.0, 0, 30)]) == [
        (50.5, 0, 30),
        (80.0, 0, 30),
    ]


def test_two_tables_on_a_page_come_in_order() -> None:
    first, second = lines([0, 50, 90], [300, 320, 340]), lines([10, 40, 80], [100, 120, 140])
    found, _ = grids(first[0] + second[0], first[1] + second[1])
    assert [grid.ys[0] for grid in found] == [100, 300]


def test_frames_underlines_and_crosses_are_no_tables() -> None:
    assert grids(*lines([0, 90], [0, 50]))[0] == []
    assert grids([(10.0, 0, 50), (40.0, 0, 50)], []) == ([], [(10.0, 0, 50), (40.0, 0, 50)])
    assert grids([(10.0, 0.0, 50.0)], [(25.0, 0.0, 20.0)])[0] == []


def test_a_table_without_side_lines_ends_where_its_lines_end() -> None:
    across, down = lines([0, 50, 90, 130], [0, 20, 40])
    (grid,), _ = grids(across, down[1:-1])
    assert grid.xs == [0, 50, 90, 130] and len(grid.spans) == 6


def test_a_missing_outer_wall_leaves_a_hole_not_a_cell() -> None:
    across = [(0.0, 0.0, 50.0), (20.0, 0.0, 90.0), (40.0, 0.0, 90.0)]
    down = [(0.0, 0.0, 40.0), (50.0, 0.0, 40.0), (90.0, 20.0, 40.0)]
    (grid,), _ = grids(across, down)
    assert grid.owner == [[0, -1], [1, 2]]


def test_a_region_that_is_no_rectangle_is_noted_and_keeps_its_rows() -> None:
    across, down = lines([0, 30, 60, 90], [0, 20, 40, 60])
    across[1] = (20.0, 0.0, 60.0)  # above the right cell of the second row nothing is drawn
    down[2] = (60.0, 20.0, 60.0)  # nor left of the right cell of the first
    (grid,), _ = grids(across, down)
    assert grid.broken == [0]
    assert (0, 1, 1, 2) in grid.spans and (1, 2, 1, 1) in grid.spans


def test_characters_go_where_their_middle_is() -> None:
    (grid,), _ = grids(*lines([0, 30, 60], [0, 20, 40]))
    over = Run("30207邮电费", [2, 8, 14, 20, 26, 29, 38, 47, 56], 15, 9)
    cells, rest = grid.fill([over, Run("旁", [70, 79], 15, 9), Run("下", [5, 14], 60, 9)], 7)
    assert [cell.text for cell in cells] == ["30207", "邮电费", "", ""]
    assert [run.text for run in rest] == ["旁", "下"] and {cell.page for cell in cells} == {7}


@given(st.integers(1, 8), st.integers(2, 6), st.data())
def test_any_merged_rectangle_is_found(rows: int, columns: int, data: st.DataObject) -> None:
    xs, ys = [50.0 * i for i in range(columns + 1)], [20.0 * i for i in range(rows + 1)]
    top, left = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
    high, wide = data.draw(st.integers(1, rows - top)), data.draw(st.integers(1, columns - left))
    inside = {(r, c) for r in range(top, top + high) for c in range(left, left + wide)}
    across = [
        (ys[r], xs[c], xs[c + 1])
        for r in range(rows + 1)
        for c in range(columns)
        if not ((r - 1, c) in inside and (r, c) in inside)
    ]
    down = [
        (xs[c], ys[r], ys[r + 1])
        for c in range(columns + 1)
        for r in range(rows)
        if not ((r, c - 1) in inside and (r, c) in inside)
    ]
    found, _ = grids(across, down)
    if (high, wide) == (rows, columns):
        assert found == []
        return
    (grid,) = found
    areas = [
        (row, column)
        for span in grid.spans
        for row in range(span[0], span[0] + span[2])
        for column in range(span[1], span[1] + span[3])
    ]
    assert len(areas) == len(set(areas)) == (len(grid.xs) - 1) * (len(grid.ys) - 1)
    assert len(grid.spans) == rows * columns - high * wide + 1 and not grid.broken


WIDE = "12,345,678.90"


@pytest.mark.parametrize(
    ("start", "step", "beside", "expected"),
    [
        (22.0, 5.0, "", [WIDE, "", ""]),  # flush left, over an empty cell
        (22.0, 5.0, "0.50", [WIDE, "0.50", ""]),  # and over one that is not
        (22.3, 5.1, "", [WIDE, "", ""]),  # a figure stands across the wall
        (53.0, 5.0, "", ["", "", WIDE]),  # flush right, from the last cell to the left
        (37.5, 3.5, "", ["", WIDE, ""]),  # centred, over both sides
        (85.0, 5.0, "", ["", "", WIDE]),  # out of the table
    ],
)
def test_an_amount_wider_than_its_cell_stays_whole(
    start: float, step: float, beside: str, expected: list[str]
) -> None:
    (grid,) = grids(*lines([20.0, 50.0, 80.0, 120.0], [0.0, 20.0]))[0:1][0]
    runs = [Run(WIDE, [start + step * n for n in range(len(WIDE) + 1)], 14.0, 9.0)]
    if beside:
        runs.insert(0, Run(beside, [60.0, 65.0, 70.0, 75.0, 79.0], 5.0, 9.0))
    cells, rest = grid.fill(runs, 1)
    assert [cell.text for cell in cells] == expected and rest == []


@pytest.mark.parametrize(
    ("text", "cut"),
    [("12.3445.67", 5), ("1,234.505,678.00", 8), ("行次1", 2), ("2010301", 3), ("1234.56", 1)],
)
def test_what_is_not_one_amount_is_dealt_out_at_the_wall(text: str, cut: int) -> None:
    (grid,) = grids(*lines([20.0, 50.0, 80.0], [0.0, 20.0]))[0]
    start = 50.0 - 2.0 * cut  # the wall stands between two characters
    run = Run(text, [start + 2.0 * n for n in range(len(text) + 1)], 14.0, 9.0)
    assert [cell.text for cell in grid.fill([run], 1)[0]] == [text[:cut], text[cut:]]


def test_a_point_without_figures_before_it_is_no_amount_of_its_own() -> None:
    (grid,) = grids(*lines([20.0, 50.0, 80.0], [0.0, 20.0]))[0]
    run = Run("12.34", [46.0, 48.0, 50.0, 52.0, 54.0, 56.0], 14.0, 9.0)
    assert [cell.text for cell in grid.fill([run], 1)[0]] == ["", "12.34"]


@pytest.mark.parametrize(
    ("text", "cut"), [("121,234.56", 2), ("12,345.678", 9), ("1234.56", 2), ("121,234", 2), ("512.5%", 1)]
)
def test_a_number_close_before_an_amount_keeps_its_cell(text: str, cut: int) -> None:
    """Row numbers and counts: the figures of one amount stand in even steps, a wall between them or not."""
    (grid,) = grids(*lines([20.0, 80.0, 150.0], [0.0, 20.0]))[0]
    first = [79.6 - 4.5 * (cut - n) for n in range(cut)]
    run = Run(text, [*first, *(80.4 + 4.5 * n for n in range(len(text) - cut + 1))], 14.0, 9.0)
    assert [cell.text for cell in grid.fill([run], 1)[0]] == [text[:cut], text[cut:]]
