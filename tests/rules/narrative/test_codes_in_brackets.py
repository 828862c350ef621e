"""Codes in brackets behind names: another class's code, a level marked twice, and what is right."""

from __future__ import annotations

import pytest

from mingzhang.rules.narrative import codes_in_brackets
from mingzhang.work.examples import text
from tests.rules.conftest import Judge


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("农林水支出（201类）（类）", "（删除）"),
        ("住房保障支出（类）住房改革支出（210类）（款）", "（删除）"),
        ("卫生健康支出（208类）", "（210类）"),
        ("卫生健康支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）", None),
        ("住房改革支出（221类）", None),  # no name of a class: nothing to hold the code against
        ("住房保障支出（类）", None),
        ("农林水事务其他支出（213类）", None),  # 其他支出 is the class 229 only where it stands alone
        ("其他支出（213类）", "（229类）"),
    ],
)
def test_codes(faults: Judge, name: str, right: str | None) -> None:
    document = text("一般公共预算支出情况", f"1．{name}安排9.00万元。", kind="budget", year=2025)
    assert [finding.expected for finding in faults(codes_in_brackets, document)] == [right] * bool(right)
