"""A project goes into texts and comes back as it was."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.performance.project import Accepted, Indicator, Payment, Project, funds_of
from mingzhang.web.performance.carried import accepted_of, kept_of, project_of, typed_of


def test_a_project_comes_back_as_it_was() -> None:
    rows = [
        Indicator("产出指标", "数量指标", "次数", "≥12次", "11次", Fraction(20), "比例", "停工", "台账"),
        Indicator(
            "效益指标", "社会效益指标", "作用", "改善", "改善", Fraction(30), "人工：得分=28；理由=单位自评"
        ),
    ]
    paid = Payment("合-1", "巡查", "某公司", amount=Fraction(400000), paid=Fraction(100000, 3))
    project = Project(
        "001",
        "河道巡查",
        funds=funds_of([("其他.执行", Fraction(1605))]),
        procured="服务",
        size="微型",
        found=2,
        settled=2,
        settling=0,
        indicators=rows,
        payments=[paid],
    )
    made, problems = project_of(
        typed_of(project), kept_of(project, [Accepted("河道巡查", "", "分值", "沿用")])
    )
    assert made == project and not problems
    assert accepted_of(kept_of(project)) == []


def test_marks_by_hand_do_not_stand_beside_a_rule() -> None:
    row = {"name": "次数", "full": "20", "score": "18", "rule": "比例"}
    _, problems = project_of({"name": "甲", "rows": [row]}, {})
    assert "写了计分办法，得分由程序计算" in str(problems[0]) and problems[0].row == 1


def test_texts_that_are_no_figures_stay_unknown_and_name_their_field() -> None:
    typed = {"name": "甲", "财政拨款.执行": "约五万", "其他.执行": "3万元", "rate_full": "10.005"}
    project, problems = project_of(typed, {})
    assert project.fund("执行") == 30000 and project.rate_full == 10
    assert [problem.cell for problem in problems] == ["rate_full", "财政拨款.执行"]


def test_what_was_a_rule_stays_a_rule() -> None:
    rule = "分档：≥95%=100%；≥0%=0"
    project = Project("1", "甲", indicators=[Indicator("产出指标", "质量指标", "率", rule=rule)])
    row = typed_of(project)["rows"][0]
    assert (row["rule"], row["score"]) == (rule, "")
    by_hand = Project(
        "1", "甲", indicators=[Indicator("产出指标", "质量指标", "率", rule="人工：得分=8；理由=甲")]
    )
    assert typed_of(by_hand)["rows"][0]["rule"] == "人工：得分=8；理由=甲"


def test_an_empty_workbook_row_is_an_empty_form() -> None:
    project, problems = project_of(typed_of(Project("1", "甲")), kept_of(Project("1", "甲")))
    assert project == Project("1", "甲") and not problems
