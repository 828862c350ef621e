"""S-11: the contents against the headings."""

from __future__ import annotations

from mingzhang.rules.structure import contents_headings
from mingzhang.work.examples import text

LISTED = [
    "目录",
    "第一部分 单位概况",
    "一、主要职责",
    "二、机构设置",
    "第二部分 决算情况说明",
    "一、其他重要事项说明",
]
BODY = [
    "第一部分 某某县水利局概况",
    "一、主要职责",
    "甲。",
    "二、机构设置",
    "乙。",
    "第二部分 2021年度决算情况说明",
]


def test_another_wording(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(contents_headings, text(*LISTED, *BODY, "一、其他的重要事项说明", "无。"))
    assert (found.printed, found.expected) == ("一、其他重要事项说明", "其他的重要事项说明")


def test_the_ending_of_a_title_is_a_habit(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(contents_headings, text(*LISTED, *BODY, "一、其他重要事项的情况说明", "无。")) == []


def test_a_missing_section(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(
        contents_headings, text(*LISTED, "二、政府购买服务支出", *BODY, "一、其他重要事项说明", "无。")
    )
    assert "政府购买服务支出" in found.message


def test_contents_of_something_else_are_not_judged(faults) -> None:  # type: ignore[no-untyped-def]
    assert (
        faults(contents_headings, text("目录", "一、甲类事项", "二、乙类事项", "某某通知如下，请照办。"))
        == []
    )


def test_a_title_over_two_lines_is_one(faults) -> None:  # type: ignore[no-untyped-def]
    listed = [
        "目录",
        "第一部分 某某自治区示例县科学技术局概况……1",
        "第二部分 说明……2",
        "第三部分 名词解释……3",
    ]
    body = [
        "第一部分 某某自治区",
        "示例县科学技术局概况",
        "略。",
        "第二部分 说明",
        "略。",
        "第三部分 名词解释",
        "略。",
    ]
    assert faults(contents_headings, text(*listed, *body)) == []
