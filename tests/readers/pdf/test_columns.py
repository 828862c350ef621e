"""Columns of tables without walls: white that rows share, alignment, and heads that tell the edges."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.pdf.columns import columns, edges
from mingzhang.readers.pdf.pieces import CellLines
from tests.readers.pdf.test_lines import run

EM, PITCH = 12.0, 24.0


def at(text: str, x: float, row: float, side: str = "left") -> CellLines:
    wide = sum(6.0 if char.isascii() else 12.0 for char in text)
    start = {"left": x, "right": x - wide, "centre": x - wide / 2}[side]
    return CellLines([[run(text, start, 100 + PITCH * row)]])


def names(level: list[list[CellLines]]) -> list[list[str]]:
    found = columns(level, EM, PITCH)
    return [["".join(r.text for r in block.runs) for block in column.blocks] for column in found]


def test_white_shared_by_rows_parts_columns_and_a_wide_head_is_in_none() -> None:
    rows = [[at("甲", 72, 1), at("1.50", 200, 1, "right"), at("2.50", 260, 1, "right")]]
    rows += [[at("乙乙", 72, 2), at("3.50", 200, 2, "right"), at("12.50", 260, 2, "right")]]
    head = [at("财政拨款支出合计", 215, 0, "centre")]
    found = names([head, *rows])
    assert [sorted(column) for column in found] == [["乙乙", "甲"], ["1.50", "3.50"], ["12.50", "2.50"]]


def test_a_name_with_a_hole_does_not_make_two_columns() -> None:
    rows = [[at("办", 72, 0), at("公", 100, 0), at("1.50", 260, 0, "right")]]
    rows += [[at("一般公共服务", 72, n), at("1.50", 260, n, "right")] for n in range(1, 5)]
    assert len(columns(rows, EM, PITCH)) == 2


def test_labels_in_the_middle_and_names_at_the_left_are_one_column() -> None:
    rows = [[at("外交", 72, n), at("1.50", 300, n, "right")] for n in range(3)]
    rows += [[at("合计", 150, 3), at("4.50", 300, 3, "right")]]
    assert [len(column.blocks) for column in columns(rows, EM, PITCH)] == [4, 4]


def test_figures_that_end_at_two_places_are_two_columns_even_if_no_row_has_both() -> None:
    rows = [[at("借", 72, n), at("1.50", 200, n, "right")] for n in range(3)]
    rows += [[at("贷", 72, n), at("2.50", 300, n, "right")] for n in range(3, 6)]
    assert len(columns(rows, EM, PITCH)) == 3


def test_heads_over_two_rows_stand_beside_those_over_one() -> None:
    """No level holds both, but they stand nearer to each other than rows do."""
    rows = [
        [at("编码", 80, 0), at("名称", 140, 0)],
        [at("年初结转", 220, 0.5)],
        [at("合计", 110, 2), at("0.00", 290, 2)],
    ]
    assert len(columns(rows[:2], EM, PITCH, 2)) == 3


@pytest.mark.parametrize(("side", "text"), [("left", "外交支出"), ("right", "12.50"), ("centre", "12")])
def test_how_a_column_is_aligned(side: str, text: str) -> None:
    others = {"left": ["外交", "一般公共服务"], "right": ["1.50", "123.50"], "centre": ["1", "123"]}[side]
    rows = [[at("名", 72, n), at(t, 300, n, side)] for n, t in enumerate([text, *others])]
    assert columns(rows, EM, PITCH)[1].side == side


def test_heads_alone_are_in_the_middle() -> None:
    (column,) = columns([[at("科目", 72, 0)]], EM, PITCH, 1)
    assert column.side == "centre"


@given(st.lists(st.integers(70, 140), min_size=3, max_size=7), st.booleans())
def test_edges_are_told_by_margins_and_middles(widths: list[int], ruled: bool) -> None:
    """Names left, figures right, heads in the middle: every edge comes out within a few points."""
    true = [72.0 + sum(widths[:k]) for k in range(len(widths) + 1)]
    head = [at("科目", (a + b) / 2, 0, "centre") for a, b in pairwise(true)]
    rows = [
        [at(name, true[0] + 5.4, n), *(at(f"{n}1.50", x - 5.4, n, "right") for x in true[2:])]
        for n, name in enumerate(["外交", "外交支出", "国防"], 1)
    ]
    found = edges(columns([head, *rows], EM, PITCH, 1), EM, (true[0], true[-1]) if ruled else None)
    assert all(abs(a - b) < 1.0 for a, b in zip(found, true, strict=True))
