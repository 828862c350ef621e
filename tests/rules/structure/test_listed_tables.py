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
