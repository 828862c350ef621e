"""Remnants of templates, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.text.placeholders import leftovers

LEFT = [
    ("支出总计XXX万元", "XXX"),
    ("接待×批次", "×"),
    ("占**%，", "**"),
    ("比上年增加（减少）1.20万元", "增加（减少）"),
    ("比上年减少（或增加）1.20万元", "减少（或增加）"),
    ("比上年增加或减少1.20万元", "增加或减少"),
    ("较上年（减）1.20万元", "较上年（减）"),
    ("对20XX年度项目开展自评", "20XX"),
    ("完成202X年目标", "202X"),
    ("项目支出比上年少，（减）幅20%", "（减）幅"),
    ("写明完成情况（200字以内）", "（200字以内）"),
    ("比上年增长/下降3.00%", "增长/下降"),
    ("决算数大于（小于）预算数", "大于（小于）"),
    ("较上年（减少）16.23万元", "较上年（减少）"),
    ("支出增长下降13.80%", "增长下降"),
    ("本部门（单位）2021年收入9.00万元", "本部门（单位）"),
    ("主要原因：人员减少（如持平作持平表述）。", "（如持平作持平表述）"),
    ("其他支出（不涉及的不列）。", "（不涉及的不列）"),
    ("概况（参照上年公开的内容格式填写）", "（参照上年公开的内容格式填写）"),
    ("（请根据实际情况填写本部分内容。）", "（请根据实际情况填写本部分内容。）"),
    ("按上述格式依次说明到项级科目。", "按上述格式依次说明到项级科目。"),
    ("无政府性基金支出的部门，作下述说明：", "无政府性基金支出的部门，作下述说明："),
    ("车辆购置费0万元，列明购置数量。", "列明购置数量"),
    ("财政拨款收入9.00万元，占%；", "占%"),
    ("一般公共服务（类）财政事务（款）（项）：支出决算为9.00万元。", "（款）（项）"),
    ("商品和服务支出9.00万元，占基本支出预算%，同比增加1.00万元。", "占基本支出预算%"),
    ("财政拨款收入9.00万元（%），其他收入0元（0%）。", "（%）"),
    ("公务接待费支出为万元，", "支出为万元"),
    ("____万元", "____"),
]
CLEAN = [
    "因公出国（境）费0万元，维修（护）费1.00万元，退职（役）费0万元。",
    "国内接待费1.00万元（含外宾接待支出0万元），不包括陪同人员。",
    "教育支出（类）普通教育（款）小学教育（项）。",
    "某某市教育局（本级）共有车辆2辆，设备3台（套）。",
    "审核批复部门（单位）的年度预决算；部门（单位）整体支出绩效评价。",
    "金额单位：万元",
    "单位：万元（%）",  # two units of one table, no figure left out
    "（单位：万元）",
    "增减变动原因：人员增加。收支增减情况见表。",
    "购置X光机1台、X射线安检仪1台，安装于×射线室。",
    "按照《某某办法》（财预〔2018〕12号）和本部门管理制度（附后）执行。",
    "单价100万元（含）以上设备（不含车辆）0台。",
    "增加率/减少率以上年为基数计算。",
    "（以下简称“区政府办”）",
    "（根据某某市机构改革方案，原职责划入农业农村局）",
    "（说明：本表反映部门本年度收支情况。）",
    "项目名称：道路养护",
    "联系电话138XXXX1234",
    "得分=执行率×分值，补助=标准×人数×月数。",
    "现对有关情况作如下说明：",
    "根据区财政局要求，填写绩效目标申报表。",
    "出具无保留意见（无保留意见审计报告）。",
    "审核公文（请示、报告），依法办案（根据最高人民法院司法解释）。",
    "提出申请（填写用款申请单），（按支出功能分类列示）。",
    "无专职人员的单位应当明确兼职人员。",
    "本年增加（减少）额，增（减）情况。",
    "写明增加或减少的原因。",
    "编制采购计划，列明数量和规格。",
    "各单位应结合实际情况制定方案。",
    "根据实际情况调整了支出结构。",
    "单位：万元，比上年增长%",
    "负责人签字：________",
]


@pytest.mark.parametrize(
    "printed",
    ["部门应根据实际情况进行解释和增减", "各单位可结合本单位实际增减", "请按照实际情况填写"],
)
def test_a_word_to_whoever_fills_the_template_is_left_in(printed: str) -> None:
    words = f"以下为常见名词，{printed}。"
    assert [words[one.start : one.end] for one in leftovers(words)] == [printed]


@pytest.mark.parametrize(("words", "printed"), LEFT)
def test_remnants_are_found_as_printed(words: str, printed: str) -> None:
    assert printed in [words[one.start : one.end] for one in leftovers(words)]


@pytest.mark.parametrize("words", CLEAN)
def test_official_brackets_and_words_are_left_alone(words: str) -> None:
    assert list(leftovers(words)) == []


def test_a_choice_in_a_title_only() -> None:
    assert [one.what for one in leftovers("一、部门/单位概况", heading=True)] == ["未择一的选项"]
    assert list(leftovers("各部门/单位应当公开")) == []


def test_the_reason_tells_which_word_was_meant() -> None:
    (one,) = leftovers("比上年增加（减少）1.20万元，减少原因：人员减少。")
    assert one.right == "减少"


@given(st.text(alphabet="增加减少（）/X×万元%占部门单位如填写，。", max_size=30))
def test_any_text_is_read_and_spans_stay_inside(words: str) -> None:
    assert all(0 <= one.start < one.end <= len(words) for one in leftovers(words))
