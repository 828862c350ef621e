"""每个项目的绩效目标写自己的

为什么：两个项目的目标一字不差，至少有一个是复制的，考核时无法区分各自做了什么。
怎么改：按各项目的内容分别写绩效目标；同一指标在一张表里只列一次。

>>> head = ("二级指标", "三级指标", "指标值")
>>> def form(name, goal, *rows): return grid(("项目名称", name), ("年度绩效目标", goal), head, *rows)
>>> goal, row = "完成全部窗口的设备更新，明显缩短群众办事的等候时间", ("数量指标", "更新设备", "3台")
>>> print(*rule.check(text("目标表", form("设备更新", goal, row), "目标表", form("系统运维", goal, row), kind="budget")))
B-60 不成立：项目“设备更新”与“系统运维”的绩效目标一字不差
>>> print(*rule.check(text("目标表", form("设备更新", goal, row, row), kind="budget")))
B-60 不成立：项目“设备更新”的指标“更新设备”列了两次
>>> print(*rule.check(text("目标表", form("设备更新", goal, row), kind="budget")))
B-60 成立：各项目的绩效目标各不相同
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
B-60 无法判断：没有绩效目标表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import TargetForm, target_forms

RULE = Judgement("B-60", Severity.WARNING, ("L6",), kinds=("budget",))

_LONG = 15  # characters of a goal; shorter ones may well be alike


def check(document: Examined) -> Iterator[Finding]:
    """Goals of different projects against each other, targets of one form against each other."""
    forms = list(target_forms(list(document.report.tables())))
    if not forms:
        yield undecided("没有绩效目标表")
        return
    faults = [*_goals(forms), *(fault for form in forms for fault in _twice(form))]
    yield from faults or [holds(message="各项目的绩效目标各不相同")]


def _goals(forms: list[TargetForm]) -> Iterator[Finding]:
    first: dict[str, TargetForm] = {}
    for form in forms:
        known = first.setdefault(form.goal, form)
        if len(form.goal) >= _LONG and known.project != form.project and known.goal_place and form.goal_place:
            words = f"项目“{known.project}”与“{form.project}”的绩效目标一字不差"
            yield fails(words, form.goal_place, known.goal_place)


def _twice(form: TargetForm) -> Iterator[Finding]:
    seen: set[tuple[str, str, str]] = set()
    for target in form.targets:
        key = (target.kind, target.name, target.value)
        if target.name and key in seen:
            words = f"项目“{form.project}”的指标“{target.name}”列了两次"
            yield fails(words, target.place, severity=Severity.INFO)
        seen.add(key)
