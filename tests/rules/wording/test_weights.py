"""Which slips of writing are warnings in what is published, and which stay hints."""

from __future__ import annotations

from types import ModuleType

import pytest

from mingzhang.facts.finding import Severity
from mingzhang.rules.wording import brackets, endings, punctuation
from mingzhang.work.examples import text
from tests.rules.conftest import Judge

STOPPED = [
    "一、机关运行经费",
    "机关运行经费支出9.00万元，比上年增加1.00万元，",
    "二、政府采购",
    "采购支出0万元。",
]


@pytest.mark.parametrize(
    ("rule", "lines", "weight"),
    [
        (brackets, ["教育支出（类9.00万元，占50.00%。"], Severity.WARNING),
        (brackets, ["根据《项目支出管理办法开展自评。"], Severity.WARNING),
        (brackets, ["落实“过紧日子要求，经费减少。"], Severity.INFO),
        (punctuation, ["主要用于缴纳医疗保险。。"], Severity.WARNING),
        (punctuation, ["主要用于缴纳医疗保险；。"], Severity.WARNING),
        (endings, STOPPED, Severity.WARNING),
        (
            endings,
            ["一、自评情况", "通过分析确认项目的绩效是否达到了预期的目标，", "二、其他"],
            Severity.INFO,
        ),
        (
            endings,
            [
                "一、收入决算情况说明",
                "本年收入合计9.00万元，其中：其他收入1.00万元；",
                "二、支出决算情况说明",
            ],
            Severity.INFO,
        ),
    ],
)
def test_weights_in_an_account(faults: Judge, rule: ModuleType, lines: list[str], weight: Severity) -> None:
    (fault,) = faults(rule, text(*lines, year=2024))
    assert fault.severity is weight


@pytest.mark.parametrize("rule", [brackets, punctuation])
def test_a_form_on_its_own_gets_hints(faults: Judge, rule: ModuleType) -> None:
    (fault,) = faults(rule, text("评价等级（优，结果良好。。", kind="self_evaluation"))
    assert fault.severity is Severity.INFO


def test_several_paragraphs_that_stop_at_a_comma_are_a_habit(faults: Judge) -> None:
    lines = [*STOPPED[:2], "二、会议费", "会议费支出9.00万元，比上年增加1.00万元，", "三、培训费", "无。"]
    assert {fault.severity for fault in faults(endings, text(*lines, year=2024))} == {Severity.INFO}
