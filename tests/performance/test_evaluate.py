"""Projects scored: what is wrong is named with its cell, what is accepted is printed with its reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from mingzhang.catalogue import load
from mingzhang.performance.evaluate import evaluate, execution_rule, scheme_of, tree_of
from mingzhang.performance.project import Accepted, Indicator, Payment
from tests.work.nine_forms import FORMS, nine_forms
from tests.work.projects import project, register, wan

RECOMPUTED = [99, 98, 100, 88, 89, 91, 94, 92, 95]


def told(evaluation: object) -> list[str]:
    return [str(problem) for problem in evaluation.open]  # type: ignore[attr-defined]


def test_the_nine_forms_are_recomputed() -> None:
    evaluation = evaluate(nine_forms())
    assert [scored.total for scored in evaluation.scored[:9]] == RECOMPUTED
    assert (evaluation.scored[9].total, evaluation.scored[9].grade) == (Fraction("92.1"), "优")
    rates = [scored.result.traces[0].score for scored in evaluation.scored[:9] if scored.result]
    assert rates == [9, 10, 10, 8, 10, 1, 6, 9, 9]


def test_wrong_printed_totals_are_told_with_what_lacks_weight() -> None:
    stated = [problem for problem in evaluate(nine_forms()).open if problem.column == "原表总分"]
    assert [problem.project for problem in stated] == [FORMS[3][0], FORMS[4][0], FORMS[7][0]]
    assert "原表总分为 93，各项得分相加为 88" in stated[0].message
    assert "分值合计 95，没有分值的行：经济效益指标、生态效益指标" in stated[0].message
    assert "原表总分为 94，各项得分相加为 89" in stated[1].message
    assert "原表总分为 93，各项得分相加为 92" in stated[2].message and "没有分值" not in stated[2].message


def test_every_row_that_loses_marks_without_a_reason_is_told() -> None:
    lost = [p for p in evaluate(nine_forms()).open if p.column == "偏差原因" and p.name != "预算执行率"]
    assert len(lost) == 18
    weights = [p.message for p in evaluate(nine_forms()).open if p.column == "分值"]
    assert weights == ["各分值相加为 95，应为 100，缺 5 分"] * 2


def test_a_project_in_order_has_no_problem() -> None:
    evaluation = evaluate(register())
    assert not evaluation.open and not evaluation.accepted
    assert (evaluation.scored[0].total, evaluation.scored[0].grade) == (100, "优")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"indicators": []}, "没有这个项目的指标"),
        ({"way": "评价报告"}, "没有填写评价报告得分"),
        ({"way": "评价报告", "marks": Fraction(101)}, "高于 100 分"),
        ({"procured": "服务"}, "要填供应商规模"),
        ({"bought": True, "bought_amount": wan("51")}, "51 万元大于项目的全年执行数 50 万元"),
        ({"found": 3, "settled": 1}, "不等于发现问题数"),
        ({"payments": [Payment("HT1", amount=wan("10"), paid=wan("11"))]}, "多于合同金额 10 万元"),
        ({"payments": [Payment("HT1", amount=wan("10"), paid=wan("10"))]}, "没有填写验收日期"),
        ({"payments": [Payment("HT1", paid=wan("60"))]}, "多于全年执行数 50 万元"),
        ({"funds": {}}, "没有填写全年预算数"),
        ({"stated": Fraction(93)}, "原表总分为 93，各项得分相加为 100"),
    ],
)
def test_what_is_wrong_with_a_project_is_told(changes: dict[str, Any], words: str) -> None:
    found = told(evaluate(register(project(**changes))))
    assert any("河道巡查" in said and words in said for said in found), found


def test_problems_of_rows_name_their_cell() -> None:
    made = project()
    for number, row in enumerate(made.indicators, 5):
        row.row = number
    made.indicators[0].actual = "12"
    made.indicators[1].full = None
    made.indicators[5].target, made.indicators[5].actual = "群众满意", "达成预期指标"
    found = told(evaluate(register(made)))
    assert any("第 5 行“巡查次数”“完成值”栏（指标!F5）：完成值“12”没有计量单位" in said for said in found)
    assert any("第 6 行“问题整改率”“分值”栏（指标!G6）：没有填写分值" in said for said in found)
    advice = [str(problem) for problem in evaluate(register(made)).advice]
    assert ["第 10 行“居民满意度”“指标值”栏（指标!E10）" in said for said in advice] == [True]


def test_an_accepted_problem_is_no_longer_open_and_is_printed() -> None:
    made = register(project())
    made.projects[0].indicators[0].full = Fraction(15)
    accepted = Accepted("河道巡查", "", "分值", "沿用批复的分值")
    made.accepted = [accepted]
    evaluation = evaluate(made)
    assert not evaluation.open and evaluation.accepted[0][1] is accepted
    assert evaluation.scored[0].remarks == ["各分值相加为 95，应为 100，缺 5 分。保留理由：沿用批复的分值。"]
    made.accepted = [Accepted("河道巡查", "", "分值", "")]
    assert evaluate(made).open


def test_what_has_no_score_cannot_be_accepted() -> None:
    made = register(project(), accepted=[Accepted("", "", "", "照旧")])
    made.projects[0].indicators[0].actual = ""
    assert evaluate(made).open


def test_places_score_in_their_own_way() -> None:
    assert execution_rule(project(), load("110106", 2020)) == "执行率：取整=舍去；小数=0；最低=1"
    assert execution_rule(project(), load("110106", 2019)) == "执行率"
    assert execution_rule(project(rate_rule="人工：得分=9；理由=批复"), load()) == "人工：得分=9；理由=批复"
    assert [scheme_of(load(place)).grade(Fraction(50)) for place in ("310000", "110000")] == ["不合格", "差"]


def test_the_tree_has_the_rate_and_the_groups() -> None:
    tree = tree_of(project(), load())
    assert [child.name for child in tree.children] == ["预算执行率", "产出指标", "效益指标", "满意度指标"]
    cost = next(leaf for _, leaf in tree.leaves() if leaf.name == "巡查成本")
    assert cost.better == "越小越好"
    absent = Indicator("效益指标", "生态效益指标", "不涉及此项内容", full=Fraction(0))
    made = project(indicators=[*project().indicators, absent])
    assert evaluate(register(made)).scored[0].total == 100


def test_marks_of_a_panel_and_strata_stand_in_one_cell() -> None:
    made = project()
    made.indicators[4].rule, made.indicators[4].actual = "评审", "100分；90分；80分"
    made.indicators[5].rule, made.indicators[5].actual = "调查", "满意90份，样本100份；满意99份，样本100份"
    made.indicators[4].reason = "专家意见"
    result = evaluate(register(made)).scored[0].result
    assert result is not None
    assert [trace.score for trace in result.traces[5:]] == [Fraction("22.5"), 10]
    assert "样本 200，满意率 94.5%" in result.traces[6].sentence
