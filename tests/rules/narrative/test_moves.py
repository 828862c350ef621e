"""Movements told in sentences: against the two years of a table, and divided between kinds of cost."""

from __future__ import annotations

import pytest

from mingzhang.language.document.document import Document
from mingzhang.rules.narrative import (
    basic_and_project_moves,
    changes_add_up,
    components,
    moved_by_the_table,
    reason_of_parts,
)
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge

ROWS = [("合计", "8.00", "6.00"), ("因公出国（境）费", "0.00", "0.00"), ("公务接待费", "8.00", "6.00")]


def plan(sentence: str, prior: str = "2024年预算数") -> Document:
    table = grid(("项目", prior, "2025年预算数"), *ROWS)
    title = "一般公共预算“三公”经费支出表"
    return text("某局2025年部门预算", title, table, "“三公”经费预算情况", sentence, kind="budget", year=2025)


@pytest.mark.parametrize("prior", ["2024年预算数", "上年预算数"])
def test_a_movement_against_the_table(faults: Judge, prior: str) -> None:
    def judged(change: str) -> list[str | None]:
        told = plan(f"2025年“三公”经费预算6.00万元，{change}。", prior)
        return [finding.expected for finding in faults(moved_by_the_table, told)]

    assert judged("比2024年减少2.00万元") == []
    assert judged("比上年预算减少5.00万元") == ["2.00万元"]
    assert judged("比2024年增加2.00万元") == ["减少"]
    assert judged("比上年执行数增加1.00万元") == []  # another base, which the table does not print
    assert judged("比2024年决算数减少1.50万元") == judged("比2024年调整预算数减少1.00万元") == []
    assert judged("比上年预算压减25%，比上年支出减少0.50万元") == []
    assert judged("与上年持平") == []


def test_a_reason_that_names_what_there_was_none_of(faults: Judge) -> None:
    def judged(why: str) -> list[str]:
        told = plan(f"2025年“三公”经费预算6.00万元，比上年减少2.00万元，主要原因是{why}。")
        return [finding.message for finding in faults(reason_of_parts, told)]

    assert len(judged("因公出国（境）费减少")) == 1
    assert judged("公务接待费减少") == judged("印刷费减少") == []


@pytest.mark.parametrize("cost", ["机关运行经费", "设备购置费", "信息系统运行维护费"])
def test_equipment_and_offices_are_no_vehicles(faults: Judge, cost: str) -> None:
    rows = [*ROWS, ("公务用车购置费", "0.00", "0.00"), ("公务用车运行维护费", "0.00", "0.00")]
    table = grid(("项目", "2024年预算数", "2025年预算数"), *rows)
    told = f"2025年支出预算90.00万元，比上年增加10.00万元，主要原因是{cost}增加。"
    title = "一般公共预算“三公”经费支出表"
    document = text("某局2025年部门预算", title, table, "收支预算", told, kind="budget", year=2025)
    assert faults(reason_of_parts, document) == []


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("较2024年增加10.00万元，其中：基本支出减少4.00万元，主要为人员减少；项目支出增加14.00万元", 0),
        ("较2024年增加10.00万元，其中：基本支出增加4.00万元，主要为人员增加；项目支出增加14.00万元", 1),
        ("较2024年减少10.00万元，主要是基本支出预算减少4.00万元，项目支出预算减少6.00万元", 0),
        ("较2024年减少10.00万元，主要是基本支出预算增加4.00万元，项目支出预算减少6.00万元", 1),
        ("较2024年增加10.00万元，其中：基本支出增加4.00万元，项目支出增加5.00万元，经营支出增加1.00万元", 0),
        ("较2024年增加10.00万元。基本支出9.00万元，项目支出增加14.00万元", 0),
    ],
)
def test_movements_of_both_kinds_of_cost(faults: Judge, told: str, wrong: int) -> None:
    document = text("收支预算", f"支出预算90.00万元，{told}。", kind="budget", year=2025)
    assert len(faults(basic_and_project_moves, document)) == wrong


def test_a_movement_of_nothing_hides_nothing_in_its_rounding(faults: Judge) -> None:
    parts = "公务用车购置费0万元，同比减少0万元；公务用车运行维护费9.00万元，同比减少0万元"
    told = f"公务用车购置及运行费9.00万元，同比减少0.30万元（{parts}）。"
    assert len(faults(changes_add_up, text("七、“三公”经费支出决算情况说明", told))) == 1


@pytest.mark.parametrize(("fell", "wrong"), [("0.04", 1), ("0.08", 0), ("0.10", 0)])
def test_the_three_items_against_the_budget_of_the_beginning(faults: Judge, fell: str, wrong: int) -> None:
    levels = "因公出国（境）费0万元，公务用车购置及运行维护费9.00万元，公务接待费1.00万元"
    parts = "公务用车购置及运行维护费较年初预算数减少0.04万元；公务接待费较年初预算数减少0.04万元"
    told = f"“三公”经费较上年减少1.00万元，较年初预算数减少{fell}万元。其中：{parts}。"
    document = text("七、“三公”经费支出决算情况说明", f"“三公”经费10.00万元，其中：{levels}。", told)
    assert len(faults(components, document)) == wrong


def test_parts_that_fell_more_than_their_whole_are_no_items_left_out(faults: Judge) -> None:
    parts = "甲费5.00万元，比上年减少1.00万元；乙费4.00万元，比上年减少1.00万元"
    told = "补助支出9.00万元，比上年减少{}万元，其中：" + parts + "。"
    assert [len(faults(changes_add_up, text(told.format(by)))) for by in ("1.50", "2.00")] == [1, 0]
