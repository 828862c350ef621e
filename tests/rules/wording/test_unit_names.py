"""N-54: the unit's own name, and the names of others."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import unit_names
from mingzhang.work.examples import text

UNIT = "某某市东山区文化和旅游局"


@pytest.mark.parametrize(
    "name",
    ["某某市东山区文化与旅游局", "某某市东山文化和旅游局", "某某市西山区文化和旅游局", "某某市文化和旅游局"],
)
def test_near_misses(faults, name: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(unit_names, text(f"{name}2021年度无政府性基金预算财政拨款收入和支出。", unit=UNIT))
    assert (found.printed, found.expected) == (name, UNIT)


@pytest.mark.parametrize(
    "words",
    [
        f"{UNIT}2021年度收入支出总计9.00万元。",
        "东山区文化和旅游局2021年度收入支出总计9.00万元。",
        "本局2021年度收入支出总计9.00万元。",
        "接受某某市文化和旅游局的业务指导。",
        "某某市东山区文化馆2021年度收入支出总计9.00万元。",
        "根据某某市文化和旅游局《关于开展自评的通知》开展自评。",
    ],
)
def test_short_forms_and_other_offices(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(unit_names, text(words, unit=UNIT)) == []


def test_a_heading_with_a_neighbour(faults) -> None:  # type: ignore[no-untyped-def]
    found = faults(unit_names, text("第一部分 某某市西山区文化和旅游局概况", "一、主要职责", unit=UNIT))
    assert [one.printed for one in found] == ["某某市西山区文化和旅游局"]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("某某市东山区民政局2021年度无政府性基金预算财政拨款收入和支出。", "某某市东山区民政局"),
        ("某某市东山区民政局是区政府的工作部门，负责文化工作。", "某某市东山区民政局"),
        ("公共文化服务是某某市东山文化和旅游局的主要工作。", "某某市东山文化和旅游局"),
    ],
)
def test_a_unit_speaks_of_itself(faults, words: str, printed: str) -> None:  # type: ignore[no-untyped-def]
    assert [one.printed for one in faults(unit_names, text(words, unit=UNIT))] == [printed]
