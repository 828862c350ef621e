"""N-64: how paragraphs end and items follow each other."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import endings
from mingzhang.work.examples import text

LONG = "本年收入合计9.00万元，其中财政拨款收入8.00万元，其他收入1.00万元"


@pytest.mark.parametrize("mark", ["；", "，", "、"])
def test_a_paragraph_before_a_heading(faults, mark: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(endings, text("一、收入决算情况说明", LONG + mark, "二、支出决算情况说明"))
    assert (found.printed, found.expected) == ("其他收入1.00万元" + mark, "其他收入1.00万元。")


@pytest.mark.parametrize(
    "body",
    [
        ["一、收入决算情况说明", LONG + "。", "二、支出决算情况说明"],
        ["1.起草本部门的各项规章制度和重要文件材料；", "2.组织本部门的各类会议并督促会议决定的落实。"],
        ["一、收入决算情况说明", "主要包括以下几个方面的内容，具体情况如下：", "1.基本支出9.00万元。"],
        [LONG + "，"],
        ["一、收入决算情况说明", LONG + "；", "支出合计9.00万元。"],
    ],
)
def test_other_endings(faults, body: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert faults(endings, text(*body)) == []


def test_items_run_together(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(endings, text("职责：1.起草公文；2.组织会议3.值班；4.调研。"))
    assert found.printed == "组织会议3." and found.expected == "组织会议。3."


@pytest.mark.parametrize(
    "words",
    ["比率为1.5，排名第2.其余略。", "型号A1.甲、B2.乙、C3.丙。", "职责：1.起草公文；2.组织会议；3.值班。"],
)
def test_numbers_that_are_no_items(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(endings, text(words)) == []
