"""B-58, B-59 and B-60: target forms of budgets, complete, adding up and each its own."""

from __future__ import annotations

from mingzhang.rules.performance import targets_complete, targets_copied, targets_money
from mingzhang.work.examples import grid, text

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


def test_forms_without_faults(faults) -> None:  # type: ignore[no-untyped-def]
    document = text("项目支出绩效目标表", grid(*FORM), kind="budget", year=2026)
    for rule in (targets_complete, targets_money, targets_copied):
        assert faults(rule, document) == []


def test_a_target_without_value_or_name(faults) -> None:  # type: ignore[no-untyped-def]
    rows = [("产出指标", "数量指标", "印发简报", "", ""), ("", "时效指标", "", "12月底前", "")]
    found = faults(targets_complete, text("项目支出绩效目标表", grid(*FORM, *rows), kind="budget"))
    assert [f.message.partition("的")[2] for f in found] == [
        "指标“印发简报”没有指标值",
        "指标值“12月底前”没有指标名称",
    ]


def test_sources_that_do_not_add_up(faults) -> None:  # type: ignore[no-untyped-def]
    rows = [tuple(t.replace("0.00", "9.00") if n == 3 else t for t in row) for n, row in enumerate(FORM)]
    (found,) = faults(targets_money, text("项目支出绩效目标表", grid(*rows), kind="budget"))
    assert "财政拨款与其他资金合计" in found.message
