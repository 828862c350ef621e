"""S-12: the first part is there."""

from __future__ import annotations

from mingzhang.rules.structure import parts
from mingzhang.work.examples import text

COVER = ["某某县水利局", "2021年度部门决算"]
SECOND = ["第二部分 2021年度部门决算情况说明", "一、收入决算情况说明", "收入9.00万元。"]


def test_the_first_part_is_missing(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(parts, text(*COVER, *SECOND))
    assert found.expected == "第一部分"


def test_a_part_in_the_middle_is_missing(faults) -> None:  # type: ignore[no-untyped-def]
    body = [*COVER, "第一部分 单位概况", "职责。", "第三部分 决算情况说明", "收入9.00万元。"]
    (found,) = faults(parts, text(*body))
    assert found.expected == "第二部分" and found.printed.startswith("第三部分")


def test_an_excerpt_or_a_mention_proves_nothing(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(parts, text(*SECOND)) == []
    assert faults(parts, text(*COVER, "（第一部分决算报表详见附件）", *SECOND)) == []
