"""Claims of budgets: the plan is the level, last year's outturn is the base."""

from __future__ import annotations

import pytest

from mingzhang.language.document.document import Document
from mingzhang.work.examples import text

COVER = ("某市某局2025年部门预算", "2025年部门预算编制说明")
ITEM = "1.“教育支出（类）普通教育（款）小学教育（项）”{}万元，主要用于小学教育。"
COMPARED = "2024年当年预算执行数为8.00万元，2025年预算安排{}万元，比2024年预算执行数增加25.00%。"


def table(amount: str, general: str = "一般公共预算支出表") -> list[list[str]]:
    head = ["功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"]
    rows = [["205", "教育支出"], ["20502", "普通教育"], ["2050202", "小学教育"], ["合计", "合计"]]
    return [
        [general, "", "", "", ""],
        ["单位：元", "", "", "", ""],
        head,
        *([*row, amount, amount, "0"] for row in rows),
    ]


def budget(*sentences: str, amount: str = "100000") -> Document:
    return text(*COVER, *sentences, kind="budget", tables=[table(amount)])


def figure(document: Document, name: str) -> str:
    fact = next(f for f in document.facts.said(name) if not f.table)
    return f"{fact.figure.text}{fact.figure.shown}"


def test_the_planned_amount_is_the_level() -> None:
    document = budget(
        "2025年，某市某局收入预算10.00万元，其中：财政拨款收入10.00万元，比2024年预算增加1.00万元。支出预算10.00万元。"
    )
    assert figure(document, "预算总表.收入总计") == "10.00万元"
    assert figure(document, "预算总表.支出总计") == "10.00万元"
    assert figure(document, "预算总表.财政拨款收入") == "10.00万元"


@pytest.mark.parametrize("told", ["10.00", "12.00"])
def test_items_are_bound_to_the_budget_tables(told: str) -> None:
    document = budget(ITEM.format(told) + COMPARED.format("10.00"))
    said = [f.figure.text for f in document.facts.said("预算一般表[2050202].合计")]
    assert said == ["100000", told, "10.00"]
    assert figure(document, "上年:预算一般表[2050202].合计") == "8.00万元"
    assert document.facts.get("一般表[2050202].合计") is None


def test_three_public_expenses_and_procurement_are_known() -> None:
    document = budget(
        "2025年“三公”经费预算数为3.00万元，其中：",
        "（一）因公出国（境）费0万元。",
        "（二）公务用车购置及运行费2.00万元，其中：公务用车购置费0万元；公务用车运行费2.00万元。",
        "（三）公务接待费1.00万元。",
        "2025年本部门政府采购预算6.00万元，其中：政府采购货物预算1.00万元、政府采购工程预算2.00万元、政府采购服务预算3.00万元。",
        "2025年某市某局的机关运行经费预算为4.00万元。",
    )
    told = {"合计": "3.00", "出国费": "0", "公车": "2.00", "购置费": "0", "运行费": "2.00", "接待费": "1.00"}
    for name, amount in (told | {"机关运行经费": "4.00"}).items():
        assert figure(document, f"预算三公表.预算.{name}") == f"{amount}万元"
    assert [figure(document, f"预算采购.{n}")[:4] for n in ("合计", "货物", "工程", "服务")] == [
        "6.00",
        "1.00",
        "2.00",
        "3.00",
    ]
