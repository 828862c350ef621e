"""A form as it stands, worked out by the wing: its scores, what is still wrong in it, and in which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingzhang.catalogue import NATION, load
from mingzhang.language.evaluation.self_evaluation import BUDGET, OUTTURN
from mingzhang.language.table.notation import Notation
from mingzhang.performance.evaluate import Evaluation, Scored, evaluate
from mingzhang.performance.project import REPORT, SELF, Project, Register
from mingzhang.performance.project_workbook import RATE
from mingzhang.scoring.precision import rounded_rate, summed, written
from mingzhang.scoring.trace import Trace
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.web.performance.carried import Typed, accepted_of, project_of

_FIELDS = {
    "指标值": "target",
    "完成值": "actual",
    "分值": "full",
    "得分": "score",
    "计分办法": "rule",
    "偏差原因": "reason",
    "三级指标": "name",
}
_OF_RATE = {
    "分值": "rate_full",
    "偏差原因": "rate_reason",
    "计分办法": "rate_rule",
    "指标值": f"财政拨款.{BUDGET}",
    "完成值": f"财政拨款.{OUTTURN}",
    "全年预算数": f"财政拨款.{BUDGET}",
    "全年执行数": f"财政拨款.{OUTTURN}",
}


@dataclass(frozen=True)
class FormProblem:
    """What is wrong in a form: the row from 1, 0 where it is no indicator's, the field, and the sentence.

    >>> str(FormProblem(3, "full", "检查次数", "分值", "没有填写分值"))
    '第 3 行“检查次数”“分值”栏：没有填写分值'
    """

    row: int
    field: str
    name: str
    head: str
    message: str

    def __str__(self) -> str:
        row = f"第 {self.row} 行" if self.row else ""
        name = f"“{self.name}”" if self.name else ""
        head = f"“{self.head}”栏：" if self.head else ""
        return f"{row}{name}{head}{self.message}"

    @property
    def anchor(self) -> str:
        """The field of the page that it is about.

        >>> FormProblem(3, "full", "", "分值", "没有填写").anchor, FormProblem(0, "rate_full", "", "", "").anchor
        ('row-3-full', 'field-rate_full')
        """
        return f"row-{self.row}-{self.field}" if self.row else f"field-{self.field}"


@dataclass(frozen=True)
class WorkedForm:
    """A form worked out; ``total`` is ``None`` while anything has no score."""

    project: Project
    evaluation: Evaluation
    scored: Scored | None
    problems: list[FormProblem]
    advice: list[FormProblem]
    total: Fraction | None

    @property
    def grade(self) -> str:
        """The grade of the total."""
        return self.scored.grade if self.scored is not None and self.total is not None else ""

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The execution rate, then every indicator, in the order of the tree."""
        return self.scored.result.traces if self.scored is not None and self.scored.result else ()

    @property
    def full(self) -> Fraction:
        """What all full marks add up to."""
        return summed(trace.leaf.full for trace in self.traces)

    @property
    def so_far(self) -> Fraction:
        """The marks of those rows that have any."""
        return summed(trace.score for trace in self.traces if trace.score is not None)

    @property
    def rate(self) -> str:
        """The execution rate in per cent; empty where it is not known."""
        return rounded_rate(self.project.fund(OUTTURN), self.project.fund(BUDGET))

    def marks_of(self) -> dict[int, str]:
        """The marks given by row, 0 the execution rate's."""
        return {trace.leaf.row or 0: written(trace.score) for trace in self.traces if trace.score is not None}


def notation_of(place: str, year: int) -> Notation:
    """How a place scores in a year.

    >>> len(notation_of("", 2025).settings.indicator_kinds) > 1
    True
    """
    return load(place or NATION, year)


def worked_out(
    typed: Typed, kept: Mapping[str, Any], place: str, year: int, unit: str, itself: bool = True
) -> WorkedForm:
    """Work a form out; ``itself`` scores its rows also where the workbook says that a report does."""
    notation = notation_of(place, year)
    project, unread = project_of(typed, kept)
    if itself and project.way == REPORT:
        project.way = SELF
    order = [name for name, _ in notation.settings.indicator_kinds]
    project.indicators.sort(key=lambda item: order.index(item.level1) if item.level1 in order else len(order))
    register = Register(unit, year, [project], place or NATION, accepted_of(kept))
    evaluation = evaluate(register, unread, notation)
    scored = evaluation.scored[0] if evaluation.scored else None
    problems = [_located(problem, typed) for problem in evaluation.open]
    problems += [
        FormProblem(0, field, "", head, "没有填写")
        for field, head in (("code", "项目编码"), ("name", "项目名称"))
        if not typed.get(field, "").strip()
    ]
    problems += [
        FormProblem(item.row or 0, "name", "", "三级指标", "没有写指标名称")
        for item in project.indicators
        if not item.name
    ]
    total = scored.total if scored is not None and not unread else None
    advice = [_located(problem, typed) for problem in evaluation.advice]
    return WorkedForm(project, evaluation, scored, problems, advice, total)


def _located(problem: ScoringProblem, typed: Typed) -> FormProblem:
    """A problem with the field it is about; one that was found in reading names its field itself.

    Marks that were typed are a rule to the engine, and stand in a column of their own on the page.
    """
    rows, row = typed.get("rows", []), problem.row or 0
    if problem.column == "计分办法" and 0 < row <= len(rows) and rows[row - 1].get("score"):
        return FormProblem(row, "score", problem.name, "得分", problem.message)
    if problem.cell and "!" not in problem.cell:
        field = problem.cell
    elif problem.name == RATE:
        return FormProblem(0, _OF_RATE.get(problem.column, ""), RATE, problem.column, problem.message)
    else:
        field = _FIELDS.get(problem.column, "")
    return FormProblem(problem.row or 0, field, problem.name, problem.column, problem.message)
