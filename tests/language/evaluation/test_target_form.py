"""Target forms of budgets in the shapes offices print them."""

from __future__ import annotations

from mingzhang.language.evaluation.target_form import target_forms
from mingzhang.work.examples import grid

HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "度量单位")
TARGETS = [
    HEAD,
    ("产出指标", "数量指标", "培训场次", "≥12", "场"),
    ("", "质量指标", "培训合格率", "95", ""),
    ("效益指标", "社会效益指标", "业务能力", "提升", ""),
]
MONEY = [
    ("项目资金（元）", "年度资金总额：", "90,000.00"),
    ("", "其中：财政拨款", "90,000.00"),
    ("", "其他资金", "0.00"),
]
FORM = [("项目名称", "", "业务培训"), *MONEY, ("年度总体目标", "", "完成全年培训任务"), *TARGETS]


def test_a_form_with_a_column_of_units() -> None:
    (form,) = target_forms([grid(*FORM)])
    assert (form.project, form.goal, form.measured) == ("业务培训", "完成全年培训任务", True)
    assert next((t.kind, t.name, t.value, t.unit) for t in form.targets) == (
        "数量指标",
        "培训场次",
        "≥12",
        "场",
    )
    assert len(form.targets) == 3
    assert form.money["财政拨款"].text == "90,000.00"


def test_several_forms_in_one_table() -> None:
    forms = list(target_forms([grid(*FORM, *FORM)]))
    assert [len(form.targets) for form in forms] == [3, 3]


def test_a_self_evaluation_is_none() -> None:
    head = ("二级指标", "三级指标", "指标值", "实际完成值", "得分")
    assert list(target_forms([grid(head, ("数量指标", "培训场次", "≥12场", "12场", "10"))])) == []
