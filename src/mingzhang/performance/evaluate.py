"""Score the projects of a register: trees from rows, problems with their cells, what was accepted and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.catalogue import NATION, load
from mingzhang.facts.number import SCALES
from mingzhang.facts.supplier import MEDIUM
from mingzhang.language.evaluation.self_evaluation import BUDGET, OUTTURN
from mingzhang.language.table.notation import Notation
from mingzhang.performance.project import REPORT, SELF, Accepted, Indicator, Project, Register
from mingzhang.performance.project_workbook import RATE, cells_of, weighed
from mingzhang.scoring.engine import Scheme, ScoredTree, score
from mingzhang.scoring.precision import Mode, Precision, written
from mingzhang.scoring.rules import PANEL, SURVEY
from mingzhang.scoring.tree import Absent, Group, Leaf, ScoringProblem, Tree
from mingzhang.scoring.value import Better, money, value


@dataclass
class Scored:
    """A project with its scores; ``result`` is ``None`` where it is evaluated by a report."""

    project: Project
    result: ScoredTree | None
    total: Fraction | None
    grade: str
    remarks: list[str] = field(default_factory=list)  # printed below its form


@dataclass
class Evaluation:
    """A register scored: ``open`` problems must be put right, ``accepted`` ones stand with a reason."""

    register: Register
    notation: Notation
    scored: list[Scored]
    open: list[ScoringProblem]
    accepted: list[tuple[ScoringProblem, Accepted]]
    advice: list[ScoringProblem] = field(default_factory=list)  # what could be better and hinders nothing


def scheme_of(notation: Notation) -> Scheme:
    """How a place scores.

    >>> scheme_of(load("310107", 2024)).grade(Fraction(70))
    '合格'
    """
    said = notation.settings
    return Scheme(
        Precision(said.score_decimals, Mode(said.score_rounding)),
        Fraction(said.over_completion, 100),
        Absent(said.absent_indicators),
        said.grades or Scheme().grades,
    )


def execution_rule(project: Project, notation: Notation) -> str:
    """How a project's execution rate is scored: as it says itself, otherwise as the place does.

    >>> execution_rule(Project("1", "甲"), load("110106", 2020))
    '执行率：取整=舍去；小数=0；最低=1'
    """
    return project.rate_rule or notation.settings.execution_score


def wan(amount: Fraction | None) -> str:
    """An amount exactly, in 万元 without the unit; unknown is empty.

    >>> wan(Fraction(34670)), wan(None)
    ('3.467', '')
    """
    return "" if amount is None else written(amount / SCALES["万元"])


def tree_of(project: Project, notation: Notation, year: int | None = None) -> Tree:
    """The indicator tree of a project: the execution rate, then a group for each first-level indicator."""
    basis = notation.basis.get("L6", "")
    budget, outturn = project.fund(BUDGET), project.fund(OUTTURN)
    rate = Leaf(
        RATE,
        project.rate_full,
        money(budget) if budget is not None else "",
        (money(outturn),) if outturn is not None else (),
        execution_rule(project, notation),
        project.rate_reason,
        basis=basis,
        row=project.row,
    )
    groups: dict[str, list[Leaf]] = {}
    for item in project.in_groups():
        groups.setdefault(item.level1, []).append(_leaf(item, basis))
    made = (Group(name, tuple(leaves)) for name, leaves in groups.items())
    return Tree(project.name, (rate, *made), year)


def _leaf(item: Indicator, basis: str) -> Leaf:
    """A row of the register as a leaf of the scoring tree; of a cost, less is better."""
    cost = "成本" in item.level2 or ("成本" in item.level1 and "效益" not in item.level2)
    return Leaf(
        item.name,
        item.full or Fraction(0),
        item.target,
        _actuals(item),
        item.rule,
        item.reason,
        tuple(item.evidence.split("、")) if item.evidence else (),
        basis,
        Better.LESS if cost else "",
        item.applies,
        item.row,
    )


def _actuals(item: Indicator) -> tuple[str, ...]:
    """The outturn; marks of a panel and strata of a survey one by one."""
    if item.rule.startswith((PANEL, SURVEY)):
        return tuple(part for part in re.split("[；;]", item.actual) if part.strip())
    return (item.actual,) if item.actual else ()


def evaluate(
    register: Register, found: Sequence[ScoringProblem] = (), notation: Notation | None = None
) -> Evaluation:
    """Score every project that is evaluated; ``found`` are the problems of reading the workbook."""
    notation = notation or load(register.place or NATION, register.year or None)
    scheme = scheme_of(notation)
    scored, problems = [], list(found)
    for project in register.projects:
        problems += _faults(project)
        if project.way == SELF:
            result = score(tree_of(project, notation, register.year or None), scheme)
            told = [*result.problems, *_against_stated(project, result)]
            problems += [weighed(cells_of(problem), project) for problem in told]
            grade = scheme.grade(result.total) if result.total is not None else ""
            scored.append(Scored(project, result, result.total, grade))
        elif project.way == REPORT:
            grade = scheme.grade(project.marks) if project.marks is not None else ""
            scored.append(Scored(project, None, project.marks, grade))
    evaluation = Evaluation(register, notation, scored, [], [], list(_advice(register)))
    _settle(evaluation, problems)
    return evaluation


def _settle(evaluation: Evaluation, problems: list[ScoringProblem]) -> None:
    """Part what was accepted from what is open; without a score nothing can be accepted."""
    by_name = {scored.project.name: scored for scored in evaluation.scored}
    for problem in problems:
        scored = by_name.get(problem.project)
        said = (
            a for a in evaluation.register.accepted if a.covers(problem.project, problem.name, problem.column)
        )
        accepted = next(said, None)
        if accepted is None or scored is None or scored.total is None:
            evaluation.open.append(problem)
            continue
        evaluation.accepted.append((problem, accepted))
        name = f"“{problem.name}”" if problem.name else ""
        scored.remarks.append(f"{name}{problem.message}。保留理由：{accepted.reason}。")


def _against_stated(project: Project, result: ScoredTree) -> Iterator[ScoringProblem]:
    """The total an earlier form printed against the one that its rows make."""
    if project.stated is None or result.total is None or project.stated == result.total:
        return
    added = " + ".join(written(t.score) for t in result.traces if t.score)
    message = f"原表总分为 {written(project.stated)}，各项得分相加为 {written(result.total)}（{added}）"
    weights = sum((leaf.full for _, leaf in result.tree.leaves()), Fraction(0))
    without = [i.level2 for i in project.indicators if not i.full]
    if weights != result.tree.full and without:
        message += f"；分值合计 {written(weights)}，没有分值的行：{'、'.join(without)}"
    yield ScoringProblem(project.name, "", "原表总分", message, project.row)


def _faults(project: Project) -> Iterator[ScoringProblem]:
    """What is wrong with a project before it is scored."""

    def problem(column: str, message: str, name: str = "", row: int | None = None) -> ScoringProblem:
        return cells_of(ScoringProblem(project.name, name, column, message, row or project.row))

    if project.way == SELF and not project.indicators:
        yield problem("三级指标", "“指标”表里没有这个项目的指标")
    if project.way == REPORT and project.marks is None:
        yield problem("评价报告得分", "没有填写评价报告得分")
    if project.marks is not None and project.marks > 100:
        yield problem("评价报告得分", f"{written(project.marks)} 分高于 100 分")
    if project.procured and not project.size:
        yield problem("供应商规模", "政府采购项目要填供应商规模，用来算授予中小企业的金额")
    part, spent = project.bought_amount, project.spent
    if part is not None and (spent is None or part > spent):
        yield problem("购买服务支出", f"{wan(part)} 万元大于项目的全年执行数 {wan(spent) or '（空）'} 万元")
    if project.found is not None and (project.settled or 0) + (project.settling or 0) != project.found:
        yield problem("发现问题数", "已整改数与正在整改数相加不等于发现问题数")
    for item in project.indicators if project.way == SELF else ():
        if item.applies and item.full is None:
            yield problem("分值", "没有填写分值", item.name, item.row)
    yield from _contracts(project)


def _advice(register: Register) -> Iterator[ScoringProblem]:
    """Satisfaction that nobody could measure."""
    for project in register.evaluated(SELF):
        for item in project.indicators:
            if item.applies and "满意" in item.level2 and value(item.target).kind != "quantity":
                message = f"满意度指标值“{item.target}”没有数，应写成“≥90%”"
                yield cells_of(ScoringProblem(project.name, item.name, "指标值", message, item.row))


def _contracts(project: Project) -> Iterator[ScoringProblem]:
    """Payments beyond a contract, before its acceptance, or beyond the outturn."""
    contracts: dict[str, list[int]] = {}
    for index, payment in enumerate(project.payments):
        contracts.setdefault(payment.contract, []).append(index)
    for name, places in contracts.items():
        rows = [project.payments[place] for place in places]
        agreed = next((row.amount for row in rows if row.amount is not None), None)
        paid = sum((row.paid for row in rows if row.paid is not None), Fraction(0))
        last = rows[-1].row
        if agreed is not None and paid > agreed:
            message = f"已付 {wan(paid)} 万元，多于合同金额 {wan(agreed)} 万元"
            yield cells_of(ScoringProblem(project.name, name, "支付金额", message, last))
        elif agreed is not None and paid == agreed and not any(row.accepted for row in rows):
            yield cells_of(ScoringProblem(project.name, name, "验收日期", "款已付清，没有填写验收日期", last))
    outturn, paid_in_all = project.fund(OUTTURN), project.paid
    if outturn is not None and paid_in_all is not None and paid_in_all > outturn:
        message = f"合同支付 {wan(paid_in_all)} 万元，多于全年执行数 {wan(outturn)} 万元"
        yield cells_of(ScoringProblem(project.name, "", "支付金额", message, project.payments[-1].row))


def small_business(project: Project) -> bool:
    """Whether what was procured counts as bought from small and medium enterprises.

    >>> small_business(Project("1", "甲", size="微型"))
    True
    """
    return project.size in MEDIUM
