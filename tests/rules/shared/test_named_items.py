"""Names of 类, 款 and 项 in the forms that documents use."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Finding
from mingzhang.facts.report import Table
from mingzhang.rules.narrative import names_of_items
from mingzhang.rules.shared.named_items import named_items
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = [
    ("205", "教育支出", "9.00", "9.00", "0.00"),
    ("20502", "普通教育", "9.00", "9.00", "0.00"),
    ("2050202", "小学教育", "9.00", "9.00", "0.00"),
    ("210", "卫生健康支出", "1.00", "1.00", "0.00"),
    ("21011", "行政事业单位医疗", "1.00", "1.00", "0.00"),
    ("2101102", "事业单位医疗", "1.00", "1.00", "0.00"),
]
TABLE: list[str | Table] = ["2026年部门一般公共预算支出预算表", "单位：万元", grid(HEAD, *ROWS)]


def told(faults: Judge, *said: str) -> list[Finding]:
    return faults(names_of_items, text("2026年部门预算编制说明", *said, *TABLE, kind="budget", year=2026))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "1、医疗卫生与计划生育支出（210类）行政事业单位医疗（11款）事业单位医疗（02项）1.00万元。",
            "卫生健康支出",
        ),
        ("1、医疗卫生与计划生育支出（类）行政事业单位医疗（款）事业单位医疗（项）1.00万元。", "卫生健康支出"),
        ("1.“教育支出-普通教育-小学教肓”科目9.00万元。", "小学教育"),
        ("1.“教育支出（类）普通教育（款）小学教学（项）”9.00万元。", "小学教育"),
    ],
)
def test_wrong_names(faults, said: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = told(faults, said)
    assert found.expected == expected


@pytest.mark.parametrize(
    "said",
    [
        "1、卫生健康支出（210类）行政事业单位医疗（11款）事业单位医疗（02项）1.00万元。",
        "1.“教育支出-普通教育-小学教育”科目9.00万元。",
        "1.“教育支出（类）普通教育（款）小学教育（项）”9.00万元。",
    ],
)
def test_right_names(faults, said: str) -> None:  # type: ignore[no-untyped-def]
    assert told(faults, said) == []


def test_a_code_is_built_from_its_levels() -> None:
    (document,) = [text("教育支出（205类）普通教育（20502款）小学教育（2050202项）9.00万元。")]
    assert [one.code for one in named_items(document)] == ["205", "20502", "2050202"]
