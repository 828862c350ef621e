"""N-56: the numbers of headings."""

from __future__ import annotations

import pytest

from mingzhang.rules.structure import ordinals
from mingzhang.work.examples import text

TITLES = [
    "收入决算情况说明",
    "支出决算情况说明",
    "机关运行经费支出情况",
    "政府采购支出情况",
    "国有资产占用情况说明",
]


def body(*numbers: str) -> list[str]:
    return [line for number, title in zip(numbers, TITLES, strict=False) for line in (number + title, "无。")]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("一、", "二、", "四、"), "三、"),
        (("一、", "二、", "二、", "四、"), "三、"),
        (("（一）", "（二）", "（四）"), "（三）"),
        (("九、", "十、", "一一、", "十二、"), "十一、"),
        (("十九、", "二十一、"), "二十、"),
    ],
)
def test_broken_runs(faults, numbers: tuple[str, ...], expected: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(ordinals, text(*body(*numbers)))[0].expected == expected


@pytest.mark.parametrize("wrong", ["二、", "四、", "五、"])
def test_one_wrong_number_between_two(faults, wrong: str) -> None:  # type: ignore[no-untyped-def]
    (fault,) = faults(ordinals, text(*body("一、", "二、", wrong, "四、", "五、")))
    assert (fault.printed, fault.expected) == (wrong, "三、")


@pytest.mark.parametrize(
    "numbers",
    [("一、", "二、", "三、"), ("三、", "四、"), ("一、", "二、", "一、", "二、"), ("一、", "一、")],
)
def test_whole_runs_and_new_starts(faults, numbers: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert faults(ordinals, text(*body(*numbers))) == []


def test_a_missing_heading_that_is_there_as_text_is_no_fault(faults) -> None:  # type: ignore[no-untyped-def]
    lines = body("一、", "三、")
    lines.insert(2, "二、本年度发生了以下几项情况，说明如下。")
    assert faults(ordinals, text(*lines)) == []


def test_each_parent_counts_anew(faults) -> None:  # type: ignore[no-untyped-def]
    lines = [
        "一、收入决算情况说明",
        "（一）总体情况",
        "无。",
        "二、支出决算情况说明",
        "（一）总体情况",
        "无。",
    ]
    assert faults(ordinals, text(*lines)) == []
