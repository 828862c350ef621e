"""What is there and not checked is told: tables only named, a second document, amounts in words."""

from __future__ import annotations

from mingzhang.understanding.left_out import left_out
from mingzhang.work.examples import grid, text

TOTALS = grid(("项目", "预算数", "项目", "预算数"), ("收入总计", "9.00", "支出总计", "9.00"))


def notes(*blocks: object) -> list[str]:
    return list(left_out(text("某局2024年部门预算", *blocks, kind="budget", year=2024)))  # type: ignore[arg-type]


def test_tables_that_are_only_named() -> None:
    (note,) = notes("部门收支总表", TOTALS, "部门支出总表", "二、情况说明", "收入预算9.00万元。")
    assert note.startswith("有《部门支出总表》的标题，但没有读到这张表")
    assert notes("部门收支总表", TOTALS, "收入预算9.00万元，详见部门支出总表。") == []
    (note,) = notes("部门收支总表", "部门收入总表", "部门支出总表", "一般公共预算支出表")
    assert "等 4 张表的标题" in note


def test_a_table_below_a_title_that_is_not_the_one_it_names() -> None:
    other = grid(("项目", "预算数"), ("甲项目", "3.00"), ("乙项目", "6.00"))
    (note,) = notes("部门收支总表", TOTALS, "部门支出总表", other, "二、情况说明", "收入预算9.00万元。")
    assert note.startswith("《部门支出总表》的标题下面有表，但") and note.endswith("没有检查。")
    lacking, unknown = notes("部门收支总表", TOTALS, "部门收入总表", "部门支出总表", other)
    assert "部门收入总表" in lacking and "没有读到这张表" in lacking and "部门支出总表" in unknown


def test_a_second_document_in_the_file() -> None:
    (note,) = notes("部门收支总表", TOTALS, "2023年度部门决算", "本年收入9.00万元。")
    assert "“2023年度部门决算”" in note
    assert notes("部门收支总表", TOTALS, "2024年部门预算说明", "与2023年部门预算相比持平。") == []


def test_amounts_in_words() -> None:
    (note,) = notes("部门收支总表", TOTALS, "会议费三十五万元，培训费二万元。")
    assert note == "有 2 处汉字写的金额（如“三十五万元”）没有检查。"
    assert notes("部门收支总表", TOTALS, "金额单位为万元，共有三公经费元素。") == []
