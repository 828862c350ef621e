"""Items of the narrative against the table, one by one and added up."""

from __future__ import annotations

from types import ModuleType

import pytest

from mingzhang.facts.finding import Severity, Verdict
from mingzhang.facts.report import Table
from mingzhang.language.document.document import Document
from mingzhang.rules import from_module
from mingzhang.rules.narrative import (
    budget_items,
    budget_levels,
    class_marks,
    items_missing,
    main_reason,
    names_of_items,
    paths_of_items,
    purposes_columns,
)
from mingzhang.rules.shared.item_claims import budget, described, outturn
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = [
    ("205", "教育支出", "9.00", "4.00", "5.00"),
    ("20501", "教育管理事务", "9.00", "4.00", "5.00"),
    ("2050101", "行政运行", "4.00", "4.00", ""),
    ("2050102", "一般行政管理事务", "3.00", "", "3.00"),
    ("2050199", "其他教育管理事务支出", "2.00", "", "2.00"),
    ("合计", "", "9.00", "4.00", "5.00"),
]
SECTION = "（三）一般公共预算财政拨款支出决算具体情况"
PATH = "教育支出（类）教育管理事务（款）"
ITEMS = [
    f"1、{PATH}行政运行（项）。主要用于：人员工资。年初预算为5.00万元，支出决算为4.00万元。",
    f"2、{PATH}一般行政管理事务（项）。主要用于：专项工作等项目支出。年初预算为3.00万元，支出决算为3.00万元。",
    f"3、{PATH}其他教育管理事务支出（项）。主要用于：宣传。年初预算为2.00万元，支出决算为2.00万元。",
]
WHOLE = "一般公共预算财政拨款支出年初预算为10.00万元，支出决算为9.00万元。"


def table(rows: list[tuple[str, str, str, str, str]] = ROWS) -> Table:
    return grid(HEAD, *rows)


def told(*lines: str, rows: list[tuple[str, str, str, str, str]] = ROWS) -> Document:
    return text("一般公共预算财政拨款支出决算表", table(rows), SECTION, *lines, year=2023)


RIGHT = (
    items_missing,
    budget_items,
    budget_levels,
    class_marks,
    names_of_items,
    paths_of_items,
    purposes_columns,
)


@pytest.mark.parametrize("rule", RIGHT, ids=lambda rule: rule.RULE.id)
def test_a_right_narrative(rule: ModuleType) -> None:
    assert {f.verdict for f in from_module(rule).check(told(WHOLE, *ITEMS))} <= {
        Verdict.HOLDS,
        Verdict.UNDECIDED,
    }


def test_budgets_printed_and_implied() -> None:
    document = told(
        ITEMS[0].replace(
            "年初预算为5.00万元，支出决算为4.00万元", "支出决算为4.00万元，比年初预算减少1.00万元"
        )
    )
    claim = described(document)["2050101"]
    plan, spent = budget(claim), outturn(claim)
    assert plan is not None and spent is not None and (plan.value, spent.value) == (50_000, 40_000)


@pytest.mark.parametrize("left", [0, 1, 2])
def test_an_item_left_out(faults: Judge, left: int) -> None:
    lines = [line for number, line in enumerate(ITEMS) if number != left]
    found = faults(items_missing, told(WHOLE, *lines))
    assert len(found) == 1 and ROWS[left + 2][1] in found[0].message


def test_an_item_that_the_table_does_not_have(faults: Judge) -> None:
    fewer = [row for row in ROWS if row[0] != "2050199"]
    lines = [*ITEMS[:2], "3、住房保障支出（类）住房改革支出（款）住房公积金（项）。支出决算为2.00万元。"]
    assert ["住房公积金" in f.message for f in faults(items_missing, told(*lines, rows=fewer))] == [True]


def test_an_item_named_without_a_figure_is_described(faults: Judge) -> None:
    broken = [*ITEMS[:2], f"3、{PATH}其他教育管理事务支出（项）。主要用于：", "宣传。详见附表。"]
    assert faults(items_missing, told(WHOLE, *broken)) == []


def test_a_narrative_of_classes_only_leaves_nothing_out(faults: Judge) -> None:
    assert faults(items_missing, told("教育支出（类）9.00万元。")) == []


@pytest.mark.parametrize(("whole", "severity"), [("9.50", Severity.ERROR), ("10.50", Severity.WARNING)])
def test_budgets_that_do_not_add_up(faults: Judge, whole: str, severity: Severity) -> None:
    found = faults(budget_items, told(WHOLE.replace("10.00", whole), *ITEMS))
    assert [f.severity for f in found] == [severity]


def test_budgets_of_a_list_that_is_not_complete(faults: Judge) -> None:
    assert faults(budget_items, told(WHOLE.replace("10.00", "9.50"), *ITEMS[:2])) == []


def test_levels_of_budgets(faults: Judge) -> None:
    section = "教育支出（类）。年初预算为9.00万元，支出决算为9.00万元。"
    found = faults(budget_levels, told(section, *ITEMS))
    assert [f.expected for f in found] == ["10.00万元"]


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("其他教育管理事务支岀", ""),
        ("其他教育菅理事务支出", "其他教育管理事务支出"),
        ("一般行政管理事务", ""),
        ("某种不在表里的事", ""),
    ],
)
def test_names_near_a_printed_one(faults: Judge, printed: str, right: str) -> None:
    found = faults(names_of_items, told(f"1、{PATH}{printed}（项）。支出决算为2.00万元。"))
    assert [f.expected for f in found] == ([right] if right else []) or printed.endswith("支岀")


def test_a_level_that_is_wrong(faults: Judge) -> None:
    found = faults(names_of_items, told("1、教育管理事务（类）行政运行（项）。支出决算为4.00万元。"))
    assert [f.expected for f in found] == ["教育管理事务（款）"]


@pytest.mark.parametrize("name", ["教育", "教育支出", "主要用于以下方面教育支出"])
def test_class_names_short_and_with_words_before(faults: Judge, name: str) -> None:
    assert faults(names_of_items, told(f"{name}（类）9.00万元。")) == []


def test_purposes_that_name_both_kinds_say_nothing(faults: Judge) -> None:
    both = ITEMS[1].replace("等项目支出", "等基本支出和项目支出")
    assert faults(purposes_columns, told(both)) == []
    wrong = ITEMS[1].replace("等项目支出", "等基本支出")
    assert [f.expected for f in faults(purposes_columns, told(wrong))] == ["专项工作等项目支出"]
    reverse = ITEMS[0].replace("人员工资", "专项等项目支出")
    assert len(faults(purposes_columns, told(reverse))) == 1


@pytest.mark.parametrize(
    ("reason", "faulty"),
    [("信息化项目调减", True), ("人员退休及项目调减", False), ("厉行节约", False), ("工资调整", False)],
)
def test_main_reason(faults: Judge, reason: str, faulty: bool) -> None:
    whole = WHOLE + f"决算数小于预算数的主要原因：{reason}。"
    assert bool(faults(main_reason, told(whole, *ITEMS))) is faulty


def test_marks_of_classes_need_a_majority(faults: Judge) -> None:
    bare = ["1、教育支出9.00万元。", "2、卫生健康支出1.00万元。", "3、农林水支出（类）1.00万元。"]
    assert faults(class_marks, told(*bare)) == []
