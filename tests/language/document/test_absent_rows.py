"""A sum that is short of a row which another table prints says so, once, and accuses no figure."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.language.document.equation import equation
from mingzhang.work.examples import facts

SUMS = equation(
    "甲-1", {"title": "各款", "each": ["列 in 一般表"], "holds": "一般表[20805].{列} = Σ一般表[20805/].{列}"}
)
TABLE = [
    "一般表[20805].合计 5.00",
    "一般表[20805].基本支出 5.00",
    *(f"一般表[20805{n}].{column} {n[1]}.00" for n in ("01", "02") for column in ("合计", "基本支出")),
]
OTHER = ["支出表[2080506].本年支出 2.00", "支出表[2080502].本年支出 2.00"]


def failing(*said: str) -> list[Finding]:
    return [finding for finding in SUMS.check(facts(*said)) if finding.verdict is Verdict.FAILS]


def test_the_row_that_another_table_prints_is_named_once() -> None:
    (found,) = failing(*TABLE, *OTHER)
    assert found.expected == "补列 2080506"
    assert "正好差“2080506”2.00万元" in found.message
    assert found.gap is None


@pytest.mark.parametrize(
    "others",
    [
        [],
        ["支出表[2080506].本年支出 2.50"],  # another amount
        ["支出表[2080502].本年支出 2.00"],  # a row that is printed
        ["支出表[2081006].本年支出 2.00"],  # of another section
        ["支出表[2080506].本年支出 2.00", "支出表[2080507].本年支出 2.00"],  # two that could be it
    ],
)
def test_without_such_a_row_the_figures_are_held_against_each_other(others: list[str]) -> None:
    found = failing(*TABLE, *others)
    assert len(found) == 2
    assert all("项之和" in one.message and one.gap is not None for one in found)


def test_an_empty_row_is_lacking_too() -> None:
    (found,) = failing(*TABLE, "一般表[2080506].合计 空", "一般表[2080506].基本支出 空", *OTHER)
    assert found.expected == "补列 2080506"
