"""人员经费, 公用经费 and 项目支出 of a unit's 财务收支预算总表 against its other tables."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.language.document.document import Document
from mingzhang.rules import all_rules
from mingzhang.work.examples import grid, text

OVERALL = [
    ("本年收入", "", "本年支出", "", "", "", ""),
    ("项目", "预算数", "项目", "预算数", "", "", ""),
    ("", "", "", "合计", "人员经费", "公用经费", "项目支出"),
]
SPENT = ("功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出")
BASIC = ("经济分类科目编码", "经济分类科目名称", "合计", "人员经费", "公用经费")


def budget(pension: str = "30.00", staff: str = "80.00", running: str = "20.00") -> Document:
    """A unit with 教育支出 and pensions; what is not given agrees."""
    overall = [
        *OVERALL,
        ("一、财政拨款收入", "150.00", "一、教育支出", "116.00", "50.00", "16.00", "50.00"),
        ("", "", "二、社会保障和就业支出", "34.00", pension, "4.00", "0.00"),
        ("收入总计", "150.00", "支出总计", "150.00", staff, running, "50.00"),
    ]
    functional = [
        ("205", "教育支出", "116.00", "66.00", "50.00"),
        ("208", "社会保障和就业支出", "34.00", "34.00", "0.00"),
        ("20805", "行政事业单位养老支出", "34.00", "34.00", "0.00"),
        ("合计", "", "150.00", "100.00", "50.00"),
    ]
    economic = [
        ("301", "工资福利支出", "70.00", "70.00", "0.00"),
        ("30101", "基本工资", "50.00", "50.00", "0.00"),
        ("30108", "机关事业单位基本养老保险缴费", "20.00", "20.00", "0.00"),
        ("302", "商品和服务支出", "20.00", "0.00", "20.00"),
        ("303", "对个人和家庭的补助", "10.00", "10.00", "0.00"),
        ("合计", "", "100.00", "80.00", "20.00"),
    ]
    return text(
        "2026年预算单位财务收支预算总表",
        "单位：万元",
        grid(*overall),
        "2026年预算单位支出预算总表",
        "单位：万元",
        grid(SPENT, *functional),
        "一般公共预算支出表",
        "单位：万元",
        grid(SPENT, *functional),
        "一般公共预算基本支出表",
        "单位：万元",
        grid(BASIC, *economic),
        kind="budget",
        year=2026,
    )


def failing(document: Document) -> set[str]:
    """The rules of budgets that fail."""
    rules = [rule for rule in all_rules() if rule.id.startswith("B-") and rule.applies(document)]
    return {r.id for r in rules if any(f.verdict is Verdict.FAILS for f in r.check(document))}


def test_agreeing_tables_hold() -> None:
    assert failing(budget()) == set()


@pytest.mark.parametrize(
    ("wrong", "rules"),
    [
        ({"staff": "81.00"}, {"B-46", "B-47", "B-49", "B-50"}),
        ({"running": "19.00"}, {"B-46", "B-47", "B-49", "B-50"}),
        ({"staff": "84.00", "running": "16.00"}, {"B-47", "B-50"}),
        ({"pension": "34.00"}, {"B-45", "B-47", "B-48", "B-51"}),
    ],
)
def test_a_wrong_column_is_noticed(wrong: dict[str, str], rules: set[str]) -> None:
    assert failing(budget(**wrong)) == rules
