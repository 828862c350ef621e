"""N-58: one decimal where the document writes two."""

from __future__ import annotations

from mingzhang.rules.wording import decimals
from mingzhang.work.examples import text

HABIT = "；".join(f"第{n}类支出{n}.25万元" for n in range(10, 22))


def test_one_finding_for_all_of_them(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(decimals, text("三、支出决算情况说明", f"{HABIT}；其他3.5万元，另有4.1万元。"))
    assert (len(found.places), found.expected) == (2, "3.50万元")


def test_whole_amounts_and_limits_are_fine(faults) -> None:  # type: ignore[no-untyped-def]
    body = f"{HABIT}；其他0万元；单价100万元以上设备0台；另有1,000万元。"
    assert faults(decimals, text("三、支出决算情况说明", body)) == []


def test_without_a_habit_there_is_no_judgement(faults) -> None:  # type: ignore[no-untyped-def]
    mixed = "；".join(f"第{n}类支出{n}.5万元" for n in range(10, 22))
    assert faults(decimals, text("三、支出决算情况说明", HABIT + "；" + mixed + "。")) == []
