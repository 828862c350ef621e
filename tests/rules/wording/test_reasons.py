"""N-90, N-91 and N-93: reasons against the change, of another item, and reasons that say nothing."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import reasons_against_change, reasons_of_others, reasons_saying_nothing
from mingzhang.work.examples import text


def told(reason: str, way: str = "减少", now: str = "8.00"):  # type: ignore[no-untyped-def]
    """One item of a budget with its reason."""
    return text(
        "2026年部门预算编制说明",
        f"1.“教育支出（类）普通教育（款）小学教育（项）”{now}万元，主要用于办学。2025年当年预算执行数为9.00万元，"
        f"2026年预算安排{now}万元，比2025年预算执行数{way}11.11%。主要原因是：{reason}。",
        kind="budget",
        year=2026,
    )


@pytest.mark.parametrize(
    "reason", ["小学教育经费增加", "支出增加", "普通教育小学教育经费略有增长", "业务量增加"]
)
def test_the_opposite_movement(faults, reason: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(reasons_against_change, told(reason))
    assert reason in found.message


@pytest.mark.parametrize(
    "reason",
    ["小学教育经费减少", "退休人员增加", "压减经费增加", "学生减少，设备经费增加", "上年一次性支出增加"],
)
def test_reasons_that_may_be_right(faults, reason: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(reasons_against_change, told(reason)) == []


@pytest.mark.parametrize(
    ("reason", "count"), [("支出减少", 1), ("小学教育经费减少", 1), ("学生人数减少", 0), ("项目调整", 0)]
)
def test_reasons_that_say_nothing(faults, reason: str, count: int) -> None:  # type: ignore[no-untyped-def]
    assert len(faults(reasons_saying_nothing, told(reason))) == count


def items(second: str):  # type: ignore[no-untyped-def]
    """Two items, the second with the reason given."""
    told = "2025年当年预算执行数为9.00万元，比2025年预算执行数减少11.11%。主要原因是：{}。"
    return text(
        "2026年部门预算编制说明",
        "1.“教育支出（类）普通教育（款）小学教育支出（项）”8.00万元，主要用于办学。"
        + told.format("人数变动"),
        "2.“教育支出（类）普通教育（款）其他普通教育支出（项）”8.00万元，主要用于办学。"
        + told.format(second),
        kind="budget",
        year=2026,
    )


@pytest.mark.parametrize(
    ("reason", "count"),
    [
        ("小学教育支出减少", 1),
        ("小学教育支出经费有所减少", 1),
        ("其他普通教育支出减少", 0),
        ("部分经费转入小学教育支出科目", 0),
        ("人数减少", 0),
    ],
)
def test_the_reason_of_another_item(faults, reason: str, count: int) -> None:  # type: ignore[no-untyped-def]
    assert len(faults(reasons_of_others, items(reason))) == count
