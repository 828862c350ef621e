"""What the narrative says about performance is read by its words, wherever it stands."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Paragraph, Table
from mingzhang.language.document.performance_summary import (
    graded,
    report_outturn,
    report_sentences,
    stated_amount,
    stated_projects,
    summaries,
)
from mingzhang.language.text.similarity import common_part, one_character_apart, pairs
from mingzhang.work.evaluation_examples import form, goals_table, narrative, score_table, together


@pytest.mark.parametrize(
    ("text", "projects", "amount"),
    [
        ("对12个项目开展绩效自评，涉及资金1,234.50万元。", "12", "1,234.50"),
        ("绩效自评的 项目 4 个，涉及预算金额 59.80 万元。", "4", "59.80"),
        ("评价项目10个，占部门项目总数的100%，涉及金额301.47万元。", "10", "301.47"),
        ("评价项目10个，占部门项目总数的60%，涉及金额301.47万元。", None, None),
        ("对2个项目开展部门评价，涉及资金20万元。", None, None),
        ("本部门共有项目8个。", None, None),
    ],
)
def test_projects_and_amounts(text: str, projects: str | None, amount: str | None) -> None:
    document = narrative(text)
    found = stated_projects(summaries(document)), stated_amount(summaries(document))
    assert tuple(figure.text if figure else None for figure in found) == (projects, amount)


def test_two_different_counts_are_none() -> None:
    assert stated_projects(summaries(narrative("绩效自评的项目4个。", "绩效自评的项目5个。"))) is None


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("自评的项目6个，评级为“优”的项目4个；评级为“良”的项目2个。", {"优": "4", "良": "2"}),
        ("自评的项目6个，其中优秀4个、良好1个、合格1个。", {"优": "4", "良": "1", "中": "1"}),
        ("自评的项目6个，其中3个项目已验收。", {}),
    ],
)
def test_grades(text: str, grades: dict[str, str]) -> None:
    (summary,) = summaries(narrative(text))
    assert {key: figure.text for key, figure in summary.grades().items()} == grades


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("综合评价得分92.5分，评价等级为“优”。", [("92.5", "优")]),
        ("总得分为85分，绩效等级：良好", [("85", "良")]),
        ("平均得分85分（其中，评级为“优”的项目4个）。", []),
        ("平均得分85分（其中，评级为“优秀”的项目4个）。", []),
        ("得分85分。等级为优。", []),
    ],
)
def test_score_and_grade_of_one_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert [(said.score.text, said.grade) for said in graded(narrative(text))] == found


def test_places_point_into_the_printed_paragraph() -> None:
    (summary,) = summaries(narrative("绩效自评的 项目 4 个，涉及金额 59.80 万元。"))
    assert summary.figures["自评金额"].place.printed == "涉及金额 59.80 万元"


def test_the_report_ends_where_the_forms_begin() -> None:
    parts = [narrative("前文。", "项目绩效评价报告", "内容。"), form(), narrative("后文。")]
    texts = [said.text for said in report_sentences(together(*parts))]
    assert texts[0] == "内容" and "后文" not in texts


def test_cells_of_loose_tables_belong_to_the_report() -> None:
    document = together(goals_table("手册200册", "手册230册；已发放"), score_table())
    said = {sentence.text: sentence for sentence in report_sentences(document)}
    place = said["已发放"].cut(0, 3)
    assert (place.row, place.column) == ("产出数量指标", "实际完成")
    assert not any("立项依据" in text for text in said)


def test_whole_documents_may_be_reports() -> None:
    document = narrative("实际支出金额48万元。")
    assert report_outturn(document) is None
    document.kind = "evaluation_report"
    outturn = report_outturn(document)
    assert outturn is not None and outturn.value == 480_000


def test_several_outturns_are_none() -> None:
    document = narrative("项目绩效评价报告", "实际支出金额48万元。", "实际支出金额47万元。")
    assert report_outturn(document) is None


def test_headers_and_contents_do_not_speak() -> None:
    document = narrative("正文。")
    document.report.blocks += [Paragraph("绩效自评的项目4个。", kind="contents"), Table([])]
    assert stated_projects(summaries(document)) is None


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [("甲乙丙", "丁乙丙", "乙丙"), ("甲", "乙", ""), ("", "甲", ""), ("甲甲", "甲甲", "甲甲")],
)
def test_common_parts(one: str, other: str, part: str) -> None:
    assert common_part(one, other) == part


def test_words_of_any_project_make_no_pairs() -> None:
    assert not pairs("按照计划完成各项工作任务")
    assert pairs("河道巡查") & pairs("开展河道清淤")


def test_one_character_apart_is_symmetric() -> None:
    for one, other in (("某市", "某县"), ("某市", "某市"), ("某", "某市")):
        assert one_character_apart(one, other) is one_character_apart(other, one)
