"""Purposes pasted from another item: the same words, and only one item's matter."""

from __future__ import annotations

from mingzhang.rules.narrative import names_by_amount
from mingzhang.rules.shared.pasted_purposes import pasted
from mingzhang.rules.wording import purposes
from mingzhang.work.examples import grid, text
from tests.rules.conftest import Judge


def test_whose_the_words_are() -> None:
    survey = "开展城乡住户和企业抽样调查"
    assert pasted([("统计抽样调查", survey), ("专项普查活动", survey)]) == {1}
    assert pasted([("统计抽样调查", survey), ("统计抽样管理", survey)]) == set()  # both may be meant
    assert pasted([("其他统计支出", survey), ("统计抽样调查", survey)]) == set()  # 其他 may be anything
    assert (
        pasted([("专项普查活动", "保障机关日常运转的支出"), ("行政运行", "保障机关日常运转的支出")]) == set()
    )
    of_a_class = "住房改革方面的支出"  # right for every item of it
    assert pasted([("住房公积金", of_a_class), ("购房补贴", of_a_class)]) == set()
    assert pasted([("专项普查活动", "普查"), ("统计抽样调查", "普查")]) == set()


def test_a_purpose_two_sentences_behind_its_item(faults: Judge) -> None:
    def judged(name: str, purpose: str) -> int:
        told = f"1．{name}（项）。年初预算9.00万元，支出决算8.00万元，减少1.00万元。主要用于{purpose}。"
        return len(faults(purposes, text("五、一般公共预算支出", told)))

    assert judged("图书馆", "为在职人员缴存住房公积金") == 1
    assert judged("机关事业单位基本养老保险缴费支出", "为在职人员缴纳基本医疗保险") == 1
    assert judged("机关事业单位基本养老保险缴费支出", "单位职工的社会保险缴费") == 0
    assert judged("行政运行", "在职人员工资和日常办公") == judged("行政单位医疗", "缴纳医疗保险") == 0


def test_an_amount_says_which_item_is_meant(faults: Judge) -> None:
    rows = ("2010601", "行政运行", "7.15"), ("2010607", "信息化建设", "3.25"), ("2010608", "财政委托", "1.75")
    table = grid(("科目编码", "科目名称", "合计"), *rows)

    def judged(*items: str) -> list[str | None]:
        document = text("一般公共预算支出表", table, "三、支出情况", *items, kind="budget", year=2025)
        return [finding.expected for finding in faults(names_by_amount, document)]

    right = "1．行政运行（项）安排7.15万元。", "2．财政委托（项）安排1.75万元。"
    assert judged(*right, "3．公路养护（项）安排3.25万元。") == ["信息化建设"]
    assert judged(*right, "3．“公路养护”科目预算3.25万元。") == ["信息化建设"]
    assert judged(*right, "3．信息化建设（项）安排3.25万元。") == []
    assert judged(*right, "3．公路养护（项）安排0万元，比上年减少3.25万元。") == []  # a movement
    assert judged(*right, "3．信息建设（项）安排3.25万元。") == []  # the same name, shortened
    assert judged(*right, "3．公路养护（项）安排9.99万元。") == []  # no row has this amount
    assert judged(*right, "3．信息化建设（项）安排3.25万元，公路养护（项）3.25万元。") == []
