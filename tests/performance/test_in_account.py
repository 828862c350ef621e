"""What the register says in the account: purchased services, procurement, the part on performance."""

from __future__ import annotations

from fractions import Fraction

from examples.review import evaluated, review
from mingzhang.catalogue import load
from mingzhang.facts.fact import stated
from mingzhang.facts.finding import Verdict
from mingzhang.facts.publication import SECTION, SUBSECTION, TABLE, Publication
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.performance_summary import summaries
from mingzhang.performance.assess import assess
from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.in_account import (
    account_figures,
    differences,
    performance_pieces,
    performance_summary,
)
from mingzhang.performance.project import Payment, Register
from mingzhang.rules import all_rules
from mingzhang.understanding.understand import understand
from tests.work.nine_forms import nine_forms
from tests.work.projects import project, register, wan


def value(facts: object, name: str) -> Fraction:
    """A figure in 万元."""
    fact = facts.get(name)  # type: ignore[attr-defined]
    assert fact is not None, name
    return Fraction(fact.figure.value, 10_000)


def test_purchased_services_are_the_sum_of_their_projects() -> None:
    figures = account_figures(nine_forms())
    assert value(figures, "购买服务") == Fraction("208.29")
    assert value(figures, "购买服务表[合计].支出") == Fraction("208.29")
    assert len(figures.rows("购买服务表")) == 7
    assert not differences(figures, stated("购买服务 208.29"))
    ((said, other),) = differences(figures, stated("购买服务 203.29"))
    assert (said.figure.text, other.figure.value) == ("203.29", 2_082_900)


def test_a_part_of_a_project_may_be_a_purchased_service() -> None:
    made = register(project("工作经费", "1", bought=True, service="法律顾问", bought_amount=wan("5")))
    assert value(account_figures(made), "购买服务表[法律顾问].支出") == 5
    assert value(account_figures(made), "购买服务") == 5


def test_procurement_by_kind_and_size_of_supplier() -> None:
    contract = Payment("HT1", amount=wan("9"), paid=wan("4"), accepted="12月")
    made = register(
        project("甲", "1", procured="服务", size="微型", payments=[contract]),
        project("乙", "2", procured="货物", size="中型"),
        project("丙", "3", procured="货物", size="大型"),
        project("丁", "4"),
    )
    figures = account_figures(made)
    said = {
        name: value(figures, f"采购表.{name}")
        for name in ("合计", "货物", "工程", "服务", "中小企业", "小微企业")
    }
    assert said == {"合计": 150, "货物": 100, "工程": 0, "服务": 50, "中小企业": 59, "小微企业": 9}
    made.projects[1].size = ""
    assert account_figures(made).get("采购表.中小企业") is None


def test_what_is_unknown_is_not_added_up() -> None:
    made = register(project("甲", "1", bought=True), project("乙", "2", bought=True, funds={}))
    figures = account_figures(made)
    assert figures.get("购买服务") is None
    assert figures.get("购买服务表[甲].支出") is not None
    assert not list(account_figures(Register()))


def test_project_expenditure_by_item_needs_every_item() -> None:
    made = register(
        project("甲", "1", item="2010302"),
        project("乙", "2", item="2010302"),
        project("丙", "3", item="2010399"),
    )
    assert value(account_figures(made), "支出表[2010302].项目支出") == 100
    made.projects[2].item = ""
    assert account_figures(made).get("支出表[2010302].项目支出") is None


def test_ten_evaluated_projects_of_the_nine_forms() -> None:
    facts, sentences = performance_summary(nine_forms())
    said = {fact.name: fact.figure.text for fact in facts}
    assert said["绩效.项目数"] == "10" and said["绩效.自评项目数"] == "9" and said["绩效.部门项目数"] == "11"
    assert value(facts, "绩效.涉及金额") == Fraction("301.477")
    assert value(facts, "绩效.自评金额") == Fraction("252.477")
    assert said["绩效.平均得分"] == "93.81"
    assert [said[f"绩效.{grade}"] for grade in "优良中差"] == ["8", "2", "0", "0"]
    assert "评价项目10个" in sentences[0] and "涉及金额301.48万元" in sentences[0]


def test_the_sentences_are_read_as_they_are_meant() -> None:
    made = register(
        project("河道巡查", "1", found=5, settled=3, settling=2), project("闸门维修", "2", way="不评价")
    )
    _, sentences = performance_summary(made)
    report = Publication("某局", "决算", 2024, performance_pieces(made)).report()
    figures = summaries(understand(report, year=2024))[0].figures
    assert {key: figure.text for key, figure in figures.items()} == {
        "评价项目数": "1", "评价金额": "50.00", "覆盖率": "50", "项目总数": "2", "平均得分": "100", "优": "1",
        "问题数": "5", "已整改": "3", "整改中": "2",
    }, sentences  # fmt: skip


def test_the_part_stands_in_sections_and_passes_the_checks() -> None:
    made = register(
        project("河道巡查", "1"), project("闸门维修", "2", goal="修好八座闸门", outcome="闸门已修好")
    )
    for row in made.projects[1].indicators:
        row.name = row.name.replace("巡查", "维修").replace("河道", "闸门")
    pieces = performance_pieces(made, load("000000", 2024))
    assert [p.role for p in pieces if p.role in (SECTION, SUBSECTION, TABLE)] == [
        SECTION, SECTION, SUBSECTION, TABLE, SUBSECTION, TABLE,
    ]  # fmt: skip
    document = understand(Publication("某区水务局", "决算", 2024, pieces).report(), year=2024)
    rules = [rule for rule in all_rules() if rule.id.startswith("P-")]
    failing = [str(f) for rule in rules for f in rule.check(document) if f.verdict is Verdict.FAILS]
    assert not failing


def test_nothing_evaluated_is_said_in_words() -> None:
    made = register(project(way="不评价"))
    assert performance_summary(made)[1] == ["2024年度，某区水务局没有开展项目绩效评价。"]
    assert [p.role for p in performance_pieces(made)] == [SECTION, "body"]


def test_grades_are_named_as_the_place_names_them() -> None:
    made = register(project(indicators=[]), place="310107")
    made.projects[0].way, made.projects[0].marks = "评价报告", Fraction(55)
    facts, sentences = performance_summary(made, evaluate(made))
    assert facts.get("绩效.差") is not None and "“不合格”1个" in "".join(sentences)


def test_an_evaluation_report_stands_before_the_forms() -> None:
    made = evaluated()
    own = project("河道巡查", "1", item="", department=made.unit, unit=made.unit)
    for row in own.indicators:
        row.target, row.actual = (said.replace("2024年", "2020年") for said in (row.target, row.actual))
    made.projects.append(own)
    pieces = performance_pieces(made, reports=[assess(review(), made)])
    headings = [p.block.text for p in pieces if p.role == SECTION and isinstance(p.block, Paragraph)]
    assert headings == ["一、绩效评价工作开展情况", "二、项目绩效评价报告", "三、项目支出绩效自评表"]
    document = understand(Publication(made.unit, "决算", 2020, pieces).report(), "110106", 2020)
    assert len(document.score_tables) == len(document.evaluations) == 1
    rules = [rule for rule in all_rules() if rule.id.startswith("P-")]
    assert not [str(f) for rule in rules for f in rule.check(document) if f.verdict is Verdict.FAILS]


def test_several_reports_are_told_apart_by_their_projects() -> None:
    made = evaluated()
    pieces = performance_pieces(made, reports=[assess(review(), made)] * 2)
    headings = [p.block.text for p in pieces if p.role == SECTION and isinstance(p.block, Paragraph)]
    assert headings[1:] == ["二、绩效考核项目绩效评价报告", "三、绩效考核项目绩效评价报告"]
