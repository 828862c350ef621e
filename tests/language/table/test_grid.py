"""Heads, blocks, rows and codes of printed grids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.table.grid import (
    CODE,
    NAME,
    ORDER,
    REMARK,
    VALUE,
    Grid,
    composed,
    head,
    is_numbering,
    yearless,
)
from tests.language.tables import drawn


def kinds(grid: Grid) -> list[str]:
    return [column.kind for column in grid.columns]


def test_merged_heads_give_paths() -> None:
    grid = Grid(
        drawn(
            "项目|<|本年支出|<|备注",
            "科目编码|科目名称|小计|基本支出|^",
            "栏次||1|2|",
            "合计|<|5.00|5.00|",
            "201|甲类|5.00|5.00|",
        )
    )
    assert kinds(grid) == [CODE, NAME, VALUE, VALUE, REMARK]
    assert grid.first == 3
    assert grid.columns[2].path == ("本年支出", "小计")
    assert [(row.code, row.name) for row in grid.rows(grid.blocks[0])] == [("", "合计"), ("201", "甲类")]


def test_heads_without_merging_spread_to_the_right() -> None:
    grid = Grid(drawn("科目编码|科目名称|本年支出||", "||小计|基本支出|项目支出", "201|甲类|5.00|5.00|"))
    assert [column.path for column in grid.columns[2:]] == [
        ("本年支出", "小计"),
        ("本年支出", "基本支出"),
        ("本年支出", "项目支出"),
    ]


def test_two_sides_are_two_blocks_and_row_numbers_are_no_figures() -> None:
    grid = Grid(drawn("收入|<|<|支出|<|<", "项目|行次|金额|项目|行次|金额", "一、甲|1|1.00|一、乙|9|1.00"))
    assert kinds(grid) == [NAME, ORDER, VALUE] * 2
    assert [block.values[0].path for block in grid.blocks] == [("金额",), ("金额",)]


def test_blank_rows_and_repeated_heads_inside_the_body() -> None:
    grid = Grid(drawn("项目|金额", "甲|1.00", "|", "项目|金额", "乙|2.00"))
    assert [row.name for row in grid.rows(grid.blocks[0])] == ["甲", "", "乙"]


def test_blank_table_has_heads_and_rows() -> None:
    grid = Grid(drawn("科目编码|科目名称|合计|基本支出", "|||", "合计|<||"))
    assert (grid.first, kinds(grid)[2:]) == (1, [VALUE, VALUE])
    assert [row.name for row in grid.rows(grid.blocks[0])] == ["", "合计"]


def test_code_before_the_name_in_one_cell() -> None:
    grid = Grid(drawn("科目名称|金额", "[20103]甲事务|1.00", "2010301 乙|1.00", "3年期|1.00"))
    found = [(row.code, row.name) for row in grid.rows(grid.blocks[0])]
    assert found == [("20103", "甲事务"), ("2010301", "乙"), ("", "3年期")]


@pytest.mark.parametrize(
    ("parts", "above", "code"),
    [
        (["2010601"], [""], "2010601"),
        (["201", "", ""], ["", "", ""], "201"),
        (["201", "06", "01"], ["", "", ""], "2010601"),
        (["201", "20106", "2010601"], ["", "", ""], "2010601"),
        (["", "06", ""], ["201", "", ""], "20106"),
        (["", "", "02"], ["201", "06", "01"], "2010602"),
        (["", "20107", ""], ["201", "20106", "2010601"], "20107"),
        (["301", "2"], ["", ""], "30102"),
        (["", ""], ["301", "02"], ""),
    ],
)
def test_codes_over_columns(parts: list[str], above: list[str], code: str) -> None:
    assert composed(parts, above) == code


@given(st.lists(st.integers(2_000_000, 2_999_999).map(str), min_size=1, max_size=8, unique=True))
def test_codes_left_out_where_they_repeat_are_found_again(codes: list[str]) -> None:
    above, before = ["", "", ""], ["", "", ""]
    for code in sorted(codes):
        parts = [code[:3], code[3:5], code[5:]]
        same = next((n for n in range(3) if parts[n] != before[n]), 2)
        assert composed([""] * same + parts[same:], above) == code
        before = parts


def test_numbering_rows() -> None:
    cells = drawn("栏次||1|2=3+4|", "201|05|1||", "1|2|3||", "12|13|||").cells
    rows = [[cell for cell in cells if cell.row == row and cell.text] for row in range(4)]
    assert [is_numbering(row) for row in rows] == [True, False, True, False]


def test_heads_for_comparing() -> None:
    assert head("一般公共\n预算财政\n拨款（万元）") == "一般公共预算财政拨款"
    assert head("合计1=2+3") == "合计"
    assert yearless("2031年决算数") == "决算数"
    assert yearless("2031年") == "2031年"
