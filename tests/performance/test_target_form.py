"""Target forms: what is written of the register reads back, and what it lacks is told."""

from __future__ import annotations

from fractions import Fraction

from examples.budget import register
from mingzhang.facts.report import Table
from mingzhang.language.evaluation.target_form import target_forms
from mingzhang.performance.project import Register
from mingzhang.performance.target_form import target_figures, target_pieces, unplanned


def test_the_forms_read_back_to_the_register() -> None:
    made = register()
    tables = [piece.block for piece in target_pieces(made) if isinstance(piece.block, Table)]
    forms = list(target_forms(tables))
    assert [form.project for form in forms] == [project.name for project in made.projects]
    for form, project in zip(forms, made.projects, strict=True):
        assert form.goal == project.goal
        assert form.money["总额"].value == project.fund("年初预算")
        assert form.money["其他资金"].value == project.fund("年初预算", "其他")
        assert [(target.kind, target.name, target.value) for target in form.targets] == [
            (item.level2, item.name, item.target) for item in project.indicators
        ]


def test_figures_need_every_amount() -> None:
    made = register()
    assert {f.name: f.figure.value for f in target_figures(made)} == {
        "绩效.目标项目数": 3,
        "绩效.目标金额": Fraction(3180000),
    }
    made.projects[0].funds = {}
    assert len(target_figures(made)) == 0
    assert len(target_figures(Register())) == 0


def test_what_a_form_would_lack_is_told() -> None:
    made = register()
    assert list(unplanned(made)) == []
    made.projects[1].indicators[0].target = ""
    made.projects[2].goal = ""
    assert list(unplanned(made)) == [
        "“研究信息系统运行维护”的指标“维护的系统”没有填年度指标值",
        "“专题调研和成果编印”没有填预期目标",
    ]
