"""绩效目标表的年度、起止日期和主管部门是本预算的

为什么：绩效目标表多由上年的表改来；年度、日期没有改，或主管部门是别的单位，目标就不是这份预算的。
怎么改：改为本预算年度的日期和封面上的部门名称；跨年项目写明起止年份。

>>> rows = ("二级指标", "三级指标", "指标值"), ("数量指标", "更新设备", "3台")
>>> def form(begin="2026/1/1", end="2026/12/31", owner="某市民政局"): return grid(("项目名称", "设备更新"),
...     ("主管部门", owner), ("计划开始日期", begin, "计划完成日期", end), *rows)
>>> def told(title="（2026年度）", **heads): return text("某市民政局2026年部门预算", "项目支出绩效目标表", title, form(**heads),
...     kind="budget", unit="某市民政局", year=2026)
>>> print(*rule.check(told(end="2025/12/31")), sep="\\n")
B-69 不成立：项目“设备更新”的完成日期“2025/12/31”早于开始日期“2026/1/1”
>>> print(*rule.check(told(begin="2025/1/1", end="2025/12/31")))
B-69 不成立：项目“设备更新”的完成日期“2025/12/31”在预算年度2026年之前
>>> print(*rule.check(told(title="（2025年度）")))
B-69 不成立：绩效目标表的年度写“2025年度”，预算是2026年度
>>> print(*rule.check(told(owner="某市水务局")))
B-69 不成立：项目“设备更新”的主管部门写“某市水务局”，封面是“某市民政局”
>>> print(*rule.check(told()))
B-69 成立：绩效目标表的年度、日期和部门相符
>>> print(*rule.check(text("某局2026年部门预算", kind="budget")))
B-69 无法判断：没有绩效目标表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import TargetForm, date_of, target_forms, years_above
from mingzhang.language.text.spelling import plain

RULE = Judgement("B-69", Severity.WARNING, ("L4", "L6"), kinds=("budget",))


def check(document: Examined) -> Iterator[Finding]:
    """The heads of every form, and the year printed above it."""
    forms = list(target_forms(list(document.report.tables())))
    if not forms:
        yield undecided("没有绩效目标表")
        return
    year = document.year
    faults = [
        fails(f"绩效目标表的年度写“{said}年度”，预算是{year}年度", place, expected=f"{year}年度")
        for said, place in years_above(document.report.blocks)
        if year is not None and said != year
    ]
    faults += [fault for form in forms for fault in _dates(form, year)]
    faults += [fault for form in forms for fault in _owner(form, document)]
    yield from faults or [holds(message="绩效目标表的年度、日期和部门相符")]


def _dates(form: TargetForm, year: int | None) -> Iterator[Finding]:
    begin, end = date_of(form.begin), date_of(form.end)
    if form.end is None or not end:
        return
    of, said = f"项目“{form.project}”的完成日期“{plain(form.end.text)}”", form.end.place()
    if begin and end < begin and form.begin is not None:
        yield fails(f"{of}早于开始日期“{plain(form.begin.text)}”", said, form.begin.place())
    elif year is not None and end[0] < year:
        yield fails(f"{of}在预算年度{year}年之前", said, expected=f"{year}年的日期")


def _owner(form: TargetForm, document: Examined) -> Iterator[Finding]:
    """The department in charge of a department's own form is the one on the cover."""
    unit = plain(document.unit)
    said = plain(form.owner.text) if form.owner is not None else ""
    if document.scope == "unit" or len(unit) < 4 or len(said) < 4 or form.owner is None:
        return
    short = re.sub(r"^\d+[-—]?|人民|（[^（）]*）", "", said)
    whole = unit.replace("人民", "")
    if short not in whole and whole not in short and short[-4:] != whole[-4:]:
        yield fails(
            f"项目“{form.project}”的主管部门写“{said}”，封面是“{unit}”", form.owner.place(), expected=unit
        )
