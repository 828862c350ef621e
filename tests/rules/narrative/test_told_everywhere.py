"""What running text says of its own amounts is checked in every kind of document, against either base."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.rules.narrative import lists_add_up, rates_add_up
from mingzhang.work.check import judge
from mingzhang.work.examples import text

REPORT = ["一、基本情况", "1.收入：{}万元，比上年增加20.00万元，增长25.00%。"]


@pytest.mark.parametrize("kind", ["evaluation_report", "self_evaluation"])
def test_arithmetic_of_an_evaluation(faults, kind: str) -> None:  # type: ignore[no-untyped-def]
    told = "支出99.00万元，其中：人员经费60.00万元，公用经费20.00万元，项目支出10.00万元。"
    (found,) = faults(lists_add_up, text("一、基本情况", told, kind=kind))
    assert (found.printed, found.expected) == ("99.00万元", "90.00万元")
    wrong, right = (text(REPORT[0], REPORT[1].format(now), kind=kind) for now in ("90.00", "100.00"))
    for document, expected in ((wrong, ["N-70"]), (right, [])):
        failing = [f for f in judge(document) if f.verdict is Verdict.FAILS]
        assert [f.rule for f in failing if f.rule == "N-70"] == expected


@pytest.mark.parametrize(("rate", "right"), [("9.10", "16.67%"), ("16.67", "")])
def test_rates_against_the_budget_of_last_year(  # type: ignore[no-untyped-def]
    faults, rate: str, right: str
) -> None:
    told = (
        f"“三公”经费预算50.00万元，比2022年预算下降{rate}%。其中：公务用车运行费40.00万元，比2022年预算下降20.00%；"
        "公务接待费10.00万元，与2022年预算持平；因公出国（境）费0万元，与2022年预算持平。"
    )
    found = faults(rates_add_up, text(told, year=2023, kind="budget"))
    assert [fault.expected for fault in found] == ([right] if right else [])
