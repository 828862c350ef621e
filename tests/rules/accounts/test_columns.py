"""Amounts in columns where they cannot belong."""

from __future__ import annotations

from types import ModuleType

import pytest

from mingzhang.rules.accounts import (
    fund_classes,
    general_affairs,
    procurement_size,
    running_costs,
    special_bonds,
    staff_items,
    state_capital_column,
)
from mingzhang.work.examples import facts
from tests.rules.conftest import Judge


@pytest.mark.parametrize(
    ("rule", "sayings", "year", "count"),
    [
        (staff_items, ("支出表[2080505].基本支出 1.00", "支出表[2080505].项目支出 2.00"), 2023, 0),
        (staff_items, ("支出表[2080505].基本支出 0.00", "支出表[2080505].项目支出 2.00"), 2023, 1),
        (running_costs, ("支出表[2010301].基本支出 9.00", "支出表[2010301].项目支出 2.00"), 2023, 0),
        (running_costs, ("支出表[2010301].基本支出 空", "支出表[2010301].项目支出 2.00"), 2023, 1),
        (
            running_costs,
            (
                "支出表[2010301].基本支出 空",
                "支出表[2010301].项目支出 2.00",
                "支出表[2013201].基本支出 5.00",
                "支出表[2013201].项目支出 空",
            ),
            2023,
            0,
        ),
        (general_affairs, ("支出表[2010302].基本支出 9.00", "支出表[2010302].项目支出 空"), 2023, 0),
        (state_capital_column, ("拨款总表[223].一般公共预算 5.00", "拨款总表[223].国有资本经营 空"), 2023, 1),
        (state_capital_column, ("拨款总表[208].国有资本经营 5.00",), 2023, 0),
        (special_bonds, ("拨款总表[234].一般公共预算 空", "拨款总表[234].政府性基金 5.00"), 2020, 0),
        (fund_classes, ("拨款总表[221].政府性基金 5.00",), 2021, 1),
        (fund_classes, ("拨款总表[229].政府性基金 5.00",), 2021, 0),
        (procurement_size, ("采购表.合计 3.00", "总表.本年支出 3.00"), 2021, 0),
        (procurement_size, ("采购表.合计 3.01", "总表.本年支出 3.00"), 2021, 0),
        (procurement_size, ("采购表.合计 3.02", "总表.本年支出 3.00"), 2021, 1),
    ],
)
def test_columns(faults: Judge, rule: ModuleType, sayings: tuple[str, ...], year: int, count: int) -> None:
    assert len(faults(rule, facts(*sayings, year=year))) == count


def test_special_bonds_of_the_state_end_the_list_of_fund_classes() -> None:
    assert fund_classes.RULE.period.until == 2023
