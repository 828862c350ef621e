"""Titles, units, table numbers and notes."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Paragraph
from mingzhang.language.table.caption import (
    Caption,
    Titles,
    above,
    below,
    inside,
    is_furniture,
    is_note,
    shown,
    unit_of,
)
from mingzhang.language.table.grid import lines_of
from tests.language.tables import drawn

TITLES = Titles(
    ["收入决算表", "支出决算表", "收入支出决算总表", "财政拨款收入支出决算总表", "“三公”经费支出决算表"]
)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("收入决算表", "收入决算表"),
        ("收 入 决 算 表", "收入决算表"),
        ("2031年度甲市乙局收入决算表", "收入决算表"),
        ("附表2：收入决算表", "收入决算表"),
        ("收入决算表（续）", "收入决算表"),
        ("甲镇人民政府支出决算表 公开03表 金额单位：万元", "支出决算表"),
        ("财政拨款收入支出决算总表", "财政拨款收入支出决算总表"),
        ("三公经费支出决算表", "“三公”经费支出决算表"),
        ("Z03 收入决算表(财决03表)", "收入决算表"),
        ("项目支出决算表", ""),
        ("国有资本经营收入支出决算总表", ""),
        ("详见收入决算表的说明", ""),
        ("收入决算情况说明", ""),
    ],
)
def test_titles_within_lines(line: str, title: str) -> None:
    assert TITLES.within(line) == title


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("编制单位：甲局 2031年度 金额单位：万元", "万元"),
        ("单位：万元 公开01表", "万元"),
        ("计量单位：人民币元", "元"),
        ("（单位：亿元）", "亿元"),
        ("编制单位：元氏县某局", ""),
        ("单位名称：万元里小学", ""),
    ],
)
def test_units(line: str, unit: str) -> None:
    assert unit_of(line) == unit


def test_lines_above_the_nearest_first() -> None:
    caption = Caption()
    lines = ("支出决算表", "收入决算表", "公开02表", "部门：甲局", "单位：元")
    above([Paragraph(line, page=3) for line in lines], caption, TITLES)
    assert (caption.alias, caption.code, caption.unit) == ("收入决算表", "公开02表", "元")
    assert caption.title_place is not None and caption.title_place.page == 3


def test_running_text_ends_the_search() -> None:
    caption = Caption()
    above([Paragraph("收入决算表"), Paragraph("甲局下设三个科室。"), Paragraph("单位情况")], caption, TITLES)
    assert (caption.alias, caption.title) == ("", "单位情况")


def test_title_over_two_lines_and_stray_quotation_marks() -> None:
    caption = Caption()
    above([Paragraph("财政拨款收入"), Paragraph("支出决算总表"), Paragraph("单位：万元")], caption, TITLES)
    assert caption.alias == "财政拨款收入支出决算总表"
    caption = Caption()
    above([Paragraph("三公 经费支出决算表"), Paragraph("“ ”")], caption, TITLES)
    assert caption.alias == "“三公”经费支出决算表"


def test_caption_inside_the_grid() -> None:
    table = drawn(
        "收入决算表||",
        "||公开02表",
        "||",
        "部门：甲局||金额单位：元",
        "项目|决算数|备注",
        "甲|1.00|",
        name="GK02",
    )
    caption = Caption()
    inside(table, lines_of(table), caption, TITLES)
    assert (caption.rows, caption.alias, caption.code, caption.unit) == (4, "收入决算表", "公开02表", "元")


def test_the_name_of_a_sheet_is_a_title() -> None:
    table = drawn("项目|决算数", "甲|1.00", name="02 收入决算表")
    caption = Caption()
    inside(table, lines_of(table), caption, TITLES)
    assert (caption.rows, caption.alias) == (0, "收入决算表")


def test_head_over_the_whole_grid_is_no_caption() -> None:
    table = drawn("“三公”经费|<", "合计|公务接待费", "1.00|1.00")
    caption = Caption()
    inside(table, lines_of(table), caption, TITLES)
    assert caption.rows == 0


def test_notes_end_at_other_text() -> None:
    texts = ("注：一。", "说明：本表没有数。", "12", "第三部分 情况说明", "注：别处的话。")
    assert [note.text for note in below(map(Paragraph, texts))] == ["注：一。", "说明：本表没有数。"]


@pytest.mark.parametrize("text", ["备注：甲", "甲局本年没有，故此表为空表。", "2.本表含乙。", "（注：甲）"])
def test_is_note(text: str) -> None:
    assert is_note(text)


def test_furniture_and_shown() -> None:
    assert all(map(is_furniture, ["", "- 7 -", "第7页", "第7页，共9页", "单位：万元", "填报部门：甲局", "”"]))
    assert not is_furniture("一、收入情况")
    assert shown("收 入 决 算 表 部门：甲局") == "收入决算表"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2031年部门综合预算收支总表", "收支总表"),
        ("部门预算一般公共预算支出明细表（按支出功能分类科目）", "一般公共预算支出表"),
        ("一般公共预算支出明细表（按支出经济分类科目）", ""),  # the same total by other codes
        ("会议费、培训费支出表", ""),
    ],
)
def test_titles_of_budgets_with_what_a_place_adds(line: str, title: str) -> None:
    assert Titles(["收支总表", "支出表", "一般公共预算支出表"]).within(line) == title
