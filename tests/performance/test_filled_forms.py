"""Filled forms taken over: what cannot be read is told, marks the rules do not give stay the form's own."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.filled_forms import register_of
from mingzhang.performance.project import Register
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.work.evaluation_examples import form, together


def read(**parts: object) -> tuple[Register, list[ScoringProblem]]:
    return register_of(form(**parts))  # type: ignore[arg-type]


def test_a_form_becomes_a_project() -> None:
    register, problems = read(header=("某市某局", "某市某局", "安全科", "8365"))
    made = register.projects[0]
    assert not problems and (register.unit, register.year) == ("某市某局", 2024)
    assert (made.name, made.department, made.person, made.phone) == ("安全检查", "某市某局", "安全科", "8365")
    assert (made.rate_full, made.stated) == (10, 100)
    assert [row.level1 for row in made.indicators] == ["产出指标"] * 3 + ["效益指标", "满意度指标"]
    assert evaluate(register).scored[0].total == 100


def test_a_total_without_sources_is_the_appropriation() -> None:
    register, _ = read(funds=("50.00", "48.00", "47.00"), rate=("10", "97.92%", "9.79"))
    assert register.projects[0].funds == {
        "财政拨款": {"年初预算": Fraction(500000), "全年预算": Fraction(480000), "执行": Fraction(470000)}
    }
    sources = ("当年财政拨款|30|30|30", "其他资金|20|20|20")
    register, _ = read(sources=sources)
    assert register.projects[0].fund("全年预算") == 500000
    assert register.projects[0].fund("全年预算", "其他") == 200000


def test_an_empty_amount_stays_unknown() -> None:
    register, _ = read(funds=("50.00", "50.00", ""))
    assert register.projects[0].fund("执行") is None


def test_marks_that_no_rule_gives_are_by_hand() -> None:
    rows = ("数量指标|检查次数|≥12次|9次|50|40|人手不足", "满意度指标|满意度|≥90%|95%|40|40")
    register, _ = read(rows=rows, rate=("10", "100%", "9"), total=("100", "89"))
    made = register.projects[0]
    assert made.indicators[0].rule == "人工：得分=40；理由=按原自评表" and made.indicators[1].rule == ""
    assert made.rate_rule == "人工：得分=9；理由=按原自评表"
    assert evaluate(register).scored[0].total == 89


def test_a_total_that_does_not_follow_is_told() -> None:
    register, _ = read(total=("100", "93"))
    told = [problem.message for problem in evaluate(register).open]
    assert any("原表总分为 93，各项得分相加为 100" in message for message in told)


def test_what_is_no_figure_is_told_and_not_taken_for_zero() -> None:
    register, problems = read(rows=["数量指标|检查次数|≥12次|12次|见附件|90"])
    assert "“见附件”不是数字，没有读入" in str(problems[0])
    assert register.projects[0].indicators[0].full is None
    assert any("没有填写分值" in problem.message for problem in evaluate(register).open)


def test_kinds_that_do_not_concern_the_project_are_left_out() -> None:
    rows = ("数量指标|检查次数|≥12次|12次|90|90", "生态效益指标|不涉及此项内容|不涉及此项内容||0|0")
    register, _ = read(rows=rows)
    assert [row.name for row in register.projects[0].indicators] == ["检查次数"]


def test_several_forms_are_several_projects() -> None:
    register, _ = register_of(together(form("甲"), form("乙")))
    assert [(project.code, project.name) for project in register.projects] == [("001", "甲"), ("002", "乙")]
