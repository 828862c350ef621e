"""What stands around a figure, by where it is printed and by what it is called."""

from __future__ import annotations

import pytest

from mingzhang.facts.fact import Facts, stated
from mingzhang.facts.number import Printed
from mingzhang.localisation.surroundings import Surroundings

FACTS = stated(
    "支出表[201].基本支出 3.00",
    "支出表[201].本年支出 4.00",
    "一般表[201].合计 4.10",
    "上年:一般表[201].合计 5.00",
    "总表.本年收入 6.00",
    "拨款总表.本年收入 7.00",
)


def figure(facts: Facts, name: str) -> Printed:
    fact = facts.get(name)
    assert fact is not None
    return fact.figure


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("支出表[201].基本支出", ["4.10"]),
        ("一般表[201].合计", ["3.00", "4.00"]),
        ("上年:一般表[201].合计", []),
        ("总表.本年收入", ["7.00"]),
    ],
)
def test_other_tables_are_asked_for_the_same_item_of_the_same_year(name: str, others: list[str]) -> None:
    around = Surroundings.of(FACTS)
    assert [other.text for other in around.other_tables(figure(FACTS, name))] == others


def test_last_year_is_the_same_name_a_year_before() -> None:
    around = Surroundings.of(FACTS)
    assert [f.text for f in around.last_year(figure(FACTS, "一般表[201].合计"))] == ["5.00"]


def test_a_figure_without_a_name_has_nothing_around_it() -> None:
    stranger = figure(stated("甲.乙 1.00"), "甲.乙")
    around = Surroundings.of(FACTS)
    assert around.other_tables(stranger) == around.last_year(stranger) == around.siblings(stranger) == []
