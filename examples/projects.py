"""The register of projects of the example: all ten of the year, nine evaluated by forms, one by report.

The forms are the published ones put right (``projects.toml``): their rows, weights, targets, outturns and
marks, our own words.  Two published forms add up to 95: the 5 points that no indicator has stand in a row of
their own and earn nothing, so that the marks add up to what the rows make.
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

from examples.account import PLACE, UNIT, YEAR
from examples.review import evaluated
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION
from mingzhang.performance.project import SOURCES, STAGES, Indicator, Project, Register, funds_of
from mingzhang.scoring.value import value

_FORMS = Path(__file__).with_name("projects.toml")
_KINDS = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("产出指标", "成本指标"),
    "经济": ("效益指标", "经济效益指标"),
    "社会": ("效益指标", "社会效益指标"),
    "持续": ("效益指标", "可持续影响指标"),
    "满意": ("满意度指标", "服务对象满意度指标"),
}
_UNSET = "申报时没有分到指标的分值|批复时设定|没有设定，未达成预期指标|0/5|申报时漏分5分，下一年度把权重分足"


def register() -> Register:
    """The projects of the year as the office's accountant fills them in."""
    forms = tomllib.loads(_FORMS.read_text(encoding="utf-8"))["project"]
    projects = [_project(f"{number:03}", form) for number, form in enumerate(forms, 1)]
    (consulting,) = evaluated().projects  # by report; see examples/review.py
    consulting.department = consulting.unit = UNIT
    consulting.bought, consulting.service = True, "绩效管理辅助服务"
    return Register(UNIT, YEAR, [*projects, consulting], place=PLACE)


def _project(code: str, form: dict[str, Any]) -> Project:
    stated = {f"{source}.{stage}": Fraction(0) for source in SOURCES for stage in STAGES}
    for stage, amount in zip(STAGES, form["funds"], strict=True):
        stated[f"{form.get('source', APPROPRIATION)}.{stage}"] = Fraction(amount) * 10_000
    funds = funds_of(stated.items())
    made = Project(code, form["name"], UNIT, UNIT, person=form["person"], funds=funds)
    made.goal, made.outcome, made.rate_reason = form["goal"], form["outcome"], form.get("rate_reason", "")
    if service := form.get("service"):
        made.bought, made.service = True, service
    if "bought" in form:  # the rest of the project is no purchased service
        made.bought_amount = Fraction(form["bought"]) * 10_000
    made.indicators = [_indicator(row.replace("UNSET", _UNSET)) for row in form["rows"]]
    return made


def _indicator(row: str) -> Indicator:
    """A row; where something has to be explained the marks are those published, otherwise the program's."""
    kind, name, target, actual, marks, reason = f"{row}|".split("|")[:6]
    given, full = map(Fraction, marks.split("/"))
    rule = f"人工：得分={given}；理由={reason}" if reason else ""
    if not rule and value(target).kind == "text":
        rule = "定性：比例=100%"
    return Indicator(*_KINDS[kind], name, target, actual, full, rule, reason)
