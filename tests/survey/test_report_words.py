"""Figures as they are printed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from mingzhang.facts.publication import Chart
from mingzhang.survey.estimates import Estimate
from mingzhang.survey.report_words import Pieces, figure, interval, percent, tenth, with_interval

ONE = Estimate("综合指数", "", 70.25, 0.5, 69.25, 71.25, 900, 880.0, 1.02, 899)
FEW = replace(ONE, count=29)


@pytest.mark.parametrize(
    ("value", "said"), [(70.25, "70.3"), (70.35, "70.4"), (-0.04, "-0.0"), (99.95, "100.0"), (1e-9, "0.0")]
)
def test_halves_go_up_as_they_are_written(value: float, said: str) -> None:
    assert tenth(value) == said


@pytest.mark.parametrize(
    ("rate", "said"),
    [(Fraction(1, 3), "33.3%"), (Fraction(1), "100.0%"), (Fraction(9995, 10000), "100.0%"), (None, "—")],
)
def test_rates_have_one_decimal(rate: Fraction | None, said: str) -> None:
    assert percent(rate) == said


def test_what_may_not_be_printed_is_a_dash() -> None:
    assert (figure(ONE), interval(ONE)) == ("70.3", "69.3～71.3")
    assert (figure(FEW), interval(FEW)) == ("—", "—")
    assert with_interval(FEW) == "有效回答29份，不足30份，不公布"
    assert with_interval(ONE, "%") == "70.3%（95%区间69.3～71.3）"


def test_sections_and_tables_are_numbered() -> None:
    pieces = Pieces()
    pieces.section("概况")
    pieces.text("一句。", "")
    pieces.table("指数", ("方面", "指数"), [("便利性", "70.3")], "注：无")
    pieces.section("结果")
    pieces.table("份数", ("方面", "份数"), [("便利性", "9")], strong=1)
    said = [getattr(piece.block, "text", "表") for piece in pieces.made]
    assert said == ["一、概况", "一句。", "表1 指数", "表", "注：无", "二、结果", "表2 份数", "表"]
    assert pieces.made[-1].strong == {1} and not pieces.made[3].strong


def test_a_chart_has_no_bar_for_a_few_answers_and_says_so() -> None:
    pieces = Pieces()
    pieces.bars("指数", [("某区", [ONE, FEW])], ["便利性", "安全性"])
    chart = pieces.made[0].block
    assert isinstance(chart, Chart)
    assert chart.series == (("某区", (Fraction("70.3"), None)),)
    assert chart.told == "指数。某区：便利性70.3，安全性—。"
