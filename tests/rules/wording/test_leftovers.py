"""N-52: what a template leaves behind."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Table
from mingzhang.rules.wording import leftovers
from mingzhang.work.examples import grid, text


def test_remnants_of_one_kind_in_a_paragraph_are_one_finding(faults) -> None:  # type: ignore[no-untyped-def]
    found = faults(leftovers, text("收入XX万元，占XX%；支出XX万元，比上年增加（减少）1.00万元。"))
    assert [len(one.places) for one in found] == [3, 1]
    assert found[1].printed == "增加（减少）"


def test_the_right_word_is_named_where_the_reason_tells(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(leftovers, text("比上年增加（减少）1.00万元，增加原因：物价上涨。"))
    assert found.expected == "增加"


def test_an_instruction_is_printed_whole(faults) -> None:  # type: ignore[no-untyped-def]
    words = "（请根据本单位实际情况，至少增加一项专业名词进行解释。）"
    (found,) = faults(leftovers, text("六、专业名词解释", words))
    assert (found.printed, found.expected) == (words, "（删除）")


def test_cells_are_looked_at_too(faults) -> None:  # type: ignore[no-untyped-def]
    document = text("见下表。", tables=[[("单位名称", "备注"), ("某某市XX中心", "")]])
    (found,) = faults(leftovers, document)
    assert found.printed == "某某市XX中心" and isinstance(document.report.blocks[-1], Table)


def test_the_right_word_is_named_where_the_rate_tells(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(leftovers, text("机关运行经费比上年增加（减少）17.56万元，下降16.21%。"))
    assert found.expected == "减少"
    (found,) = faults(leftovers, text("机关运行经费比上年减少/增加17.56万元，增长16.21%。"))
    assert found.expected == "增加"


def test_rate_and_reason_that_disagree_decide_nothing(faults) -> None:  # type: ignore[no-untyped-def]
    words = "机关运行经费比上年增加（减少）17.56万元，下降16.21%，增加原因：物价上涨。"
    (found,) = faults(leftovers, text(words))
    assert found.expected == ""


@pytest.mark.parametrize(
    "words",
    [
        "评价项目个，占项目总数的75.00%。",
        "设备（不含车辆）台。",
        "比上年变动%，原因是任务减少。",
        "合同额9.00万元（此处列明对方单位）。",
        "用于开展培训2次，参加 人次；举办节庆活动0次。",
        "基本支出、项目支出分别占支出合计的 %和35.26%。",
        "基本支出、项目支出分别占35.26%和 %。",
        "基本支出、项目支出分别为9.00万元、 万元。",
    ],
)
def test_a_count_or_a_rate_that_was_not_filled_in(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert len(faults(leftovers, text(words))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "自评项目个数3个。",
        "公务接待批次、人次见下表。",
        "车辆台数与设备台账一致。",
        "培训2次，参加3人次。",
        "会议2次、参会人次见附表。",
    ],
)
def test_names_of_counts(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(leftovers, text(words)) == []


def test_what_a_form_asks_for_is_no_answer(faults) -> None:  # type: ignore[no-untyped-def]
    rows = (
        ("项目概况（100字以内）", "道路一条，已经通车。"),
        ("存在问题", "结合自评情况，分析存在的问题及原因。（200字以内）"),
    )
    found = faults(leftovers, text("项目支出绩效自评表", grid(*rows), kind="self_evaluation"))
    assert [fault.printed for fault in found] == [rows[1][1]]
