"""Reports from one template: what each says, and what it keeps back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mingzhang.facts.publication import Chart, Publication
from mingzhang.facts.report import Table
from mingzhang.survey.estimates import ALL, WHOLE
from mingzhang.survey.outcome import outcome
from mingzhang.survey.report import (
    ReportSet,
    dimension_extract,
    district_report,
    publications,
    report_set,
    town_report,
)
from mingzhang.survey.returns import Return
from mingzhang.writers.publish import write_set
from tests.survey.made import TOWNS, invented, small_form, small_plan


def set_of(returns: list[Return], earlier: float = 60.0) -> ReportSet:
    plan = small_plan()
    plan.first, plan.last, plan.mode, plan.contractor = (
        "2026年11月1日",
        "2026年11月20日",
        "入户访问",
        "某调查公司",
    )
    plan.outcomes = [("", "2.11", 40), ("", "2.21", 30), ("", "3.1", 20), ("", "4.1", 10)]
    plan.codes = {"A1": ("停车不便", "便利性", "交通部门"), "B1": ("路灯不亮", "安全性", "城管部门")}
    plan.coded = {
        "uuid:0": (("A1",), "增设车位"),
        "uuid:10": (("A1", "B1"), ""),
        "uuid:20": (("B1",), "检修路灯"),
    }
    plan.earlier = {(ALL, WHOLE): (earlier, 1.0)}
    return report_set(outcome(plan, small_form(), returns))


@cache
def shared() -> ReportSet:
    return set_of(invented())


def text(made: Publication) -> str:
    return "\n".join(paragraph.text for paragraph in made.report().paragraphs())


def cells(made: Publication, name: str) -> list[list[str]]:
    table = next(piece.block for piece in made.tables() if piece.name == name)
    assert isinstance(table, Table)
    return [[cell.text for cell in table.row(row)] for row in range(table.shape[0])]


def test_there_is_one_report_for_the_district_one_for_each_town_and_extracts() -> None:
    names = [name for _, name in publications(shared())]
    assert names == [
        "00 某区总报告",
        *(f"{n:02} {town}分报告" for n, town in enumerate(TOWNS, 1)),
        "摘要 便利性",
        "摘要 安全性",
    ]


def test_the_district_s_report_says_who_when_how_and_how_many() -> None:
    said = text(district_report(shared()))
    assert (
        "某区政府办公室组织开展某区2026年度居民满意度调查，委托某调查公司实施，2026年11月1日至2026年11月20日"
        "以入户访问方式完成，采用配额抽样，计入结果的有效答卷180份。"
    ) in said
    whole = shared().of(WHOLE)
    assert f"某区综合指数为{whole.value:.1f}（95%区间" in said and "满意率为" in said
    assert "与上年的60.0相比，" in said


def test_a_small_change_is_no_news() -> None:
    whole = shared().of(WHOLE)
    assert "没有显著变化。" in text(district_report(set_of(invented(), whole.value - 0.5)))


def test_the_method_page_says_what_an_interval_is_worth() -> None:
    said = text(district_report(shared()))
    assert (
        "对象与总体：某区居民，总体2,400，分3个街道（乡镇），样本目标240份；有效答卷180份，占总体的7.50%。"
        in said
    )
    assert "模型推算，不是抽样误差" in said and "按街道、年龄段、性别迭代调整（raking）" in said
    assert "答卷所用版本：2026110101" in said and "两个街道（乡镇）一般要相差" in said
    rates = dict(row[:2] for row in cells(district_report(shared()), "访问结果与应答率（AAPOR 标准定义）"))
    assert rates["完成"] == "180" and rates["拒访"] == "40"
    assert rates["应答率RR1（完成／全部样本，资格不明者全算合格）"] == "66.7%"


def test_towns_are_ranked_in_groups() -> None:
    made = district_report(shared())
    rows = cells(made, "各街道（乡镇）综合指数")
    assert [row[:2] for row in rows[1:]] == [
        ["全区", ""],
        [TOWNS[0], "并列第1—2位"],
        [TOWNS[1], "并列第1—2位"],
        [TOWNS[2], "第3位"],
    ]
    assert "不分先后" in text(made)


def test_a_town_is_held_against_the_district() -> None:
    rows = cells(town_report(shared(), TOWNS[2]), "南岭镇各方面满意度指数")
    assert rows[0][-1] == "与全区相比" and rows[1][0] == WHOLE and rows[1][-1] == "低于全区"
    assert cells(town_report(shared(), TOWNS[0]), "东桥街道各方面满意度指数")[1][-1] in ("高于全区", "相当")
    said = text(town_report(shared(), TOWNS[0]))
    assert "在3个街道（乡镇）中并列第1—2位，与另外1个街道（乡镇）的差别在误差以内，不分先后。" in said
    assert "没有哪一方面的95%区间上限低于全区平均。" in said


def test_short_boards_stand_with_the_number_that_chance_would_bring() -> None:
    made = district_report(shared())
    assert {row[1] for row in cells(made, "短板清单")[1:]} == {TOWNS[2]}
    assert "共比较6项，即使处处没有差别，平均也会有约0.2项偶然列入" in text(made)


def test_opinions_are_counted_by_code_and_become_matters() -> None:
    made = district_report(shared())
    assert cells(made, "意见分类")[1:] == [
        ["A1", "停车不便", "便利性", "2"],
        ["B1", "路灯不亮", "安全性", "2"],
    ]
    assert cells(made, "整改建议清单")[1:] == [
        ["1", TOWNS[0], "增设车位", "停车不便", "交通部门"],
        ["2", TOWNS[2], "检修路灯", "路灯不亮", "城管部门"],
    ]
    assert "共收到意见18条" in text(made)


def test_an_extract_keeps_to_its_dimension() -> None:
    made = dimension_extract(shared(), "便利性")
    assert [row[0] for row in cells(made, "“便利性”各题指数")] == ["题目", "公交方便吗", "买菜方便吗"]
    assert cells(made, "意见分类")[1:] == [["A1", "停车不便", "便利性", "2"]]
    assert {row[2] for row in cells(made, "短板清单")[1:]} == {"便利性"}


def test_nothing_is_printed_of_a_few_answers() -> None:
    few = [one for one in invented() if one.answers["town"] != TOWNS[2]]
    few += [one for one in invented() if one.answers["town"] == TOWNS[2]][:25]
    made = town_report(set_of(few), TOWNS[2])
    assert "南岭镇综合指数为有效回答25份，不足30份，不公布" in text(made)
    rows = cells(made, "南岭镇各方面满意度指数")
    assert rows[1][1] == "—" and rows[1][3] == "—" and rows[1][-1] == "—"
    charts = [piece.block for piece in made.pieces if isinstance(piece.block, Chart)]
    assert set(charts[0].series[0][1]) == {None}


def test_opinions_nobody_coded_are_said_to_be_so() -> None:
    plan = small_plan()
    made = report_set(outcome(plan, small_form(), invented()))
    assert "共收到意见18条，尚未编码。" in text(district_report(made))
    assert "没有登记未完成的访问，无法计算应答率。" in text(district_report(made))


@pytest.mark.parametrize("town", [ALL, TOWNS[2]])
def test_a_report_is_written_in_every_format(town: str, tmp_path: Path) -> None:
    made = district_report(shared()) if town == ALL else town_report(shared(), town)
    paths = write_set(made, tmp_path, ["docx", "html"])
    assert [path.suffix for path in paths] == [".docx", ".html"] and all(
        path.stat().st_size > 9000 for path in paths
    )


def test_a_form_without_an_overall_question_has_its_reports() -> None:
    form = small_form()
    asked = [question for question in form.questions if question.name != "all"]
    made = report_set(outcome(small_plan(), replace(form, questions=asked), invented()))
    rows = cells(district_report(made), "某区各方面满意度指数")
    assert [row[0] for row in rows] == ["方面", WHOLE, "便利性", "安全性"]


def test_a_form_of_one_question_has_its_reports() -> None:
    form = small_form()
    asked = [each for each in form.questions if not each.scored or each.name == "all"]
    made = report_set(outcome(small_plan(), replace(form, questions=asked), invented()))
    assert [row[0] for row in cells(district_report(made), "某区各方面满意度指数")] == [
        "方面",
        WHOLE,
        "总体评价",
    ]
