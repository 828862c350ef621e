"""Rates by the standard definitions of AAPOR."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.survey.dispositions import UnknownDispositionError, group_of, grouped, rates

COUNTS = {
    "完成": 400,
    "部分完成": 50,
    "拒访": 200,
    "未能接触": 150,
    "其他未访": 25,
    "资格不明": 100,
    "不属于总体": 75,
}
ELIGIBLE = Fraction(825, 900)


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("RR1", Fraction(400, 925)),
        ("RR2", Fraction(450, 925)),
        ("RR3", Fraction(400) / (825 + ELIGIBLE * 100)),
        ("RR4", Fraction(450) / (825 + ELIGIBLE * 100)),
        ("RR5", Fraction(400, 825)),
        ("RR6", Fraction(450, 825)),
        ("COOP1", Fraction(400, 675)),
        ("REF1", Fraction(200, 925)),
        ("CON1", Fraction(675, 925)),
    ],
)
def test_a_rate_is_what_its_definition_says(name: str, rate: Fraction) -> None:
    assert rates(COUNTS).rates[name] == rate


def test_nobody_asked_has_no_rate() -> None:
    found = rates({})
    assert found.eligible is None and set(found.rates.values()) == {None}


def test_rates_lie_in_order() -> None:
    found = rates(COUNTS).rates
    low, middle, high = (found[name] for name in ("RR1", "RR3", "RR5"))
    assert low is not None and middle is not None and high is not None and low < middle < high


@pytest.mark.parametrize(
    ("code", "group"),
    [("1.1", "完成"), ("1.2", "部分完成"), ("2.10", "拒访"), ("2.112", "拒访"), ("2.21", "未能接触"), ("2.36", "其他未访"),
     ("3.21", "资格不明"), ("4.50", "不属于总体")],
)  # fmt: skip
def test_codes_belong_to_groups(code: str, group: str) -> None:
    assert group_of(code) == group


@pytest.mark.parametrize("code", ["5.1", "", "拒访", "1", "0.1"])
def test_a_code_that_is_none_is_told(code: str) -> None:
    with pytest.raises(UnknownDispositionError, match="不是 AAPOR 的代码"):
        group_of(code)


def test_counts_of_codes_and_returns_go_together() -> None:
    assert grouped([("2.11", 3), ("2.12", 2), ("4.1", 1)], 10, 1) == {
        "完成": 10, "部分完成": 1, "拒访": 5, "不属于总体": 1,
    }  # fmt: skip
