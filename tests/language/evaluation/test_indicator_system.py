"""Indicator systems: whatever is stated twice must agree, and later layers come first."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from mingzhang.language.evaluation.indicator_system import FULL, UnsoundSystemError, system_of, systems


def data(**changes: Any) -> dict[str, Any]:
    return {
        "key": "甲",
        "heads": ["一级", "二级"],
        "groups": {"产出": 60, "效益": 40},
        "leaves": [["产出/数量", "37.5"], ["产出/质量", "22.5"], ["效益/影响", 40, "看影响", "多做宣传"]],
    } | changes


def test_a_system_is_read_exactly() -> None:
    system = system_of(data(since=2020, sure=False))
    assert [leaf.full for leaf in system.leaves] == [Fraction("37.5"), Fraction("22.5"), Fraction(40)]
    assert sum(leaf.full for leaf in system.leaves) == FULL
    assert [leaf.name for leaf in system.under("产出")] == ["数量", "质量"]
    assert system.leaves[2].advice == "多做宣传" and not system.sure and system.name == "甲"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"groups": {"产出": 50}}, "“产出”下级分值相加为 60，应为 50"),
        ({"groups": {"投入": 10}}, "“投入”下级分值相加为 0，应为 10"),
        ({"groups": {}, "leaves": [["产出/数量", 90]]}, "各指标分值相加为 90，应为 100"),
        ({"groups": {}, "leaves": [["产出/数量", 50], ["产出/数量", 50]]}, "名称完全相同"),
        ({"groups": {}, "leaves": [["产出", 100]]}, "有指标不是 2 级"),
        ({"groups": {}, "leaves": [["产出/数量", 110], ["产出/质量", -10]]}, "不大于 0"),
    ],
)
def test_what_does_not_add_up_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(UnsoundSystemError, match=told):
        system_of(data(**changes))


def test_a_place_replaces_a_system_and_years_choose() -> None:
    old, new = data(until=2019), data(key="乙", since=2020)
    own = data(key="乙", name="本地", since=2021)
    assert list(systems([{"indicator_system": [old, new]}], 2019)) == ["甲"]
    found = systems([{"indicator_system": [old, new]}, {"indicator_system": [own]}], 2021)
    assert [system.name for system in found.values()] == ["本地"]
    assert len(systems([{"indicator_system": [old, new]}], None)) == 2


def test_equal_names_are_told_apart_in_sentences() -> None:
    rows = [["产出/数量/达标", 50], ["产出/质量/达标", 20], ["效益/影响/持续", 30]]
    system = system_of({"key": "乙", "heads": ["一", "二", "三"], "leaves": rows})
    assert [system.called(leaf) for leaf in system.leaves] == ["数量达标", "质量达标", "持续"]
