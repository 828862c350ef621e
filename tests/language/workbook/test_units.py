"""Sums of sheets against each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.facts.fact import stated
from mingzhang.language.workbook.form import Filing
from mingzhang.language.workbook.units import Total, check_scales


def told(*sayings: str) -> list[str]:
    filing = Filing(facts=stated(*(f"{saying}元" for saying in sayings)))
    check_scales(filing)
    return [problem.sentence for problem in filing.problems]


def test_a_sum_takes_the_deepest_codes_and_the_whole_only_alone() -> None:
    total = Total("预算", "年初预算数", "年初预算:一般表")
    assert total.of(stated("年初预算:一般表[201].合计 5元", "年初预算:一般表[20103].合计 4元")) == 4
    assert total.of(stated("年初预算:一般表[合计].合计 9元", "年初预算:一般表[201].合计 5元")) == 5
    assert total.of(stated("年初预算:一般表[合计].合计 9元")) == Fraction(9)


def test_sums_of_one_order_are_fine() -> None:
    assert told("收入账[2010301].一般公共预算 100", "支出账[2010301].一般基本 90000") == []
    assert told("收入账[2010301].一般公共预算 0", "支出账[2010301].一般基本 90000") == []


@pytest.mark.parametrize("spent", ["1000000", "3000000", "300000"])
def test_ten_thousand_times_another_sheet(spent: str) -> None:
    (sentence,) = told("收入账[2010301].一般公共预算 100", f"支出账[2010301].一般基本 {spent}")
    assert sentence.startswith("工作表“收入”：本年收入合计 100.00元，比“支出”的本年支出合计")
    assert sentence.endswith("小约一万倍，请核对两张表填的是元还是万元。")


def test_last_year_is_compared_too() -> None:
    (sentence,) = told("上年:总表.本年支出 2038.39", "支出账[2010301].一般基本 17800900")
    assert sentence.startswith("工作表“上年”：上年本年支出 2038.39元")
