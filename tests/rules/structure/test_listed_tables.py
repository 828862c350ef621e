"""S-02: the tables that the contents promise."""

from __future__ import annotations

from mingzhang.rules.structure import listed_tables
from mingzhang.work.examples import text

LISTED = ["目录", "一、收入支出决算总表", "二、收入决算表", "三、支出决算表", "一、收入支出决算总表"]


def test_a_table_in_cells_counts(faults) -> None:  # type: ignore[no-untyped-def]
    tables = [[("收入决算表", ""), ("项目", "合计")], [("支出决算表", ""), ("项目", "合计")]]
    assert faults(listed_tables, text(*LISTED, "收入9.00万元。", tables=tables)) == []
    (found,) = faults(listed_tables, text(*LISTED, "收入9.00万元。", tables=tables[:1]))
    assert found.expected == "支出决算表"


def test_tables_in_an_annex_are_not_missing(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(listed_tables, text(*LISTED[:4], "一、收入支出情况", "报表另附。")) == []


def test_table_numbers(faults) -> None:  # type: ignore[no-untyped-def]
    body = ["公开01表", "收入。", "公开02表", "支出。", "公开04表", "三公。"]
    (found,) = faults(listed_tables, text(*body))
    assert found.expected == "公开03表"
    assert faults(listed_tables, text("公开01表", "续。", "公开01表", "公开02表")) == []


def test_a_name_inside_a_longer_name_is_not_the_table(faults) -> None:  # type: ignore[no-untyped-def]
    body = ["收入决算表", "收入9.00万元。", "财政拨款支出决算表", "支出9.00万元。"]
    (found,) = faults(listed_tables, text(*LISTED, *body))
    assert found.expected == "支出决算表"
    named = ["收入决算表", "收入9.00万元。", "某某市财政局支出决算表", "支出9.00万元。"]
    assert faults(listed_tables, text(*LISTED, *named)) == []


def test_the_part_that_holds_the_tables_is_no_table(faults) -> None:  # type: ignore[no-untyped-def]
    listed = ["目录", "一、部门预算编制说明", "二、部门预算表"]
    listed += ["1.部门收入预算总表", "2.部门支出预算总表"]
    body = [
        "一、部门预算编制说明",
        "收入预算9.00万元。",
        "部门收入预算总表",
        "单位：元",
        "部门支出预算总表",
        "单位：元",
    ]
    assert faults(listed_tables, text(*listed, *body, kind="budget")) == []
