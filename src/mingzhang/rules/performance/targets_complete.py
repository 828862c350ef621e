"""绩效目标表的指标写全名称、指标值和单位

为什么：没有指标值的指标无从考核；“更新设备 10”没有单位，读者不知道是十台还是十批。
怎么改：逐项补写指标值；数量写明单位，定性的写明要达到的程度。

>>> head = ("项目名称", "设备更新"), ("二级指标", "三级指标", "指标值")
>>> def form(*rows): return text("项目支出绩效目标表", grid(*head, *rows), kind="budget")
>>> for finding in rule.check(form(("数量指标", "更新设备", ""), ("数量指标", "培训场次", "≥10"))): print(finding)
B-58 不成立：项目“设备更新”的指标“更新设备”没有指标值
B-58 不成立：项目“设备更新”的指标“培训场次”只写“≥10”，没有单位
>>> print(*rule.check(form(("数量指标", "更新设备", "≥10台"), ("质量指标", "验收合格率", "100%"), ("效益指标", "办公条件", "改善"))))
B-58 成立：绩效目标表的指标写全了
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
B-58 无法判断：没有绩效目标表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import Target, TargetForm, target_forms
from mingzhang.rules.shared.indicator_kinds import meant

RULE = Judgement("B-58", Severity.WARNING, ("L6", "L7"), kinds=("budget",))

_BARE = re.compile(r"^[≥≤>＞<＜=＝]?\d[\d,]*(?:\.\d+)?$|^(?:大于|小于|不少于|不超过|不低于)等?于?\d[\d.]*$")
# What is counted without a unit: rates are written 100, and dates and scores as they are.
_NO_UNIT = re.compile("率|度|比例|比重|占比|时间|日期|年份|系数|指数|得分|评分")


def check(document: Examined) -> Iterator[Finding]:
    """Every target of every form: a name, a value, and the unit of a bare number."""
    forms = list(target_forms(list(document.report.tables())))
    if not forms:
        yield undecided("没有绩效目标表")
        return
    faults = [fault for form in forms for target in form.targets for fault in _faults(form, target)]
    yield from faults or [holds(message="绩效目标表的指标写全了")]


def _faults(form: TargetForm, target: Target) -> Iterator[Finding]:
    """What one target lacks: a known kind, a value, a name, the unit of a bare number."""
    of = f"项目“{form.project}”的" if form.project else ""
    if right := meant(target.kind):
        words = f"{of}二级指标“{target.kind}”应为“{right}”"
        yield fails(words, target.place, printed=target.kind, expected=right, severity=Severity.INFO)
    if target.name and not target.value.strip("-—/无"):
        yield fails(f"{of}指标“{target.name}”没有指标值", target.place)
    elif not target.name:
        yield fails(f"{of}指标值“{target.value}”没有指标名称", target.place)
    elif _BARE.match(target.value) and not target.unit and not _NO_UNIT.search(target.name + target.kind):
        words = f"{of}指标“{target.name}”只写“{target.value}”，没有单位"
        yield fails(words, target.place, severity=Severity.INFO)
