"""What is wrong with a plan: one sentence each, with the sheet and the cell it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mingzhang.appraisal import timetable
from mingzhang.appraisal.courses import SYSTEM, Entered, WrongMoveError
from mingzhang.appraisal.described import BLOCKS, INDICATORS, RULES, STAGES, SYSTEMS, UNITS, cell_of
from mingzhang.appraisal.plan import ISSUED, PASSED, AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.facts.days import day_words
from mingzhang.language.text.quantities import quantities
from mingzhang.language.workbook.form import InputSheet
from mingzhang.scoring.precision import summed, written
from mingzhang.scoring.rules import BEST, BY_HAND, DEADLINE, EXECUTION, PANEL, PER_CASE, RANK, rule_of
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.scoring.value import UnfitValueError, value

_UNAIMED = (PER_CASE, RANK, BEST, EXECUTION, PANEL, BY_HAND)  # rules that need no target


def fault(
    kind: str, name: str, sheet: InputSheet, column: str, row: int | None, message: str
) -> ScoringProblem:
    """A problem of what a row is about, with its cell.

    >>> print(fault("单位", "某局", UNITS, "kind", 7, "没有填写"))
    单位“某局”第 7 行“类别”栏（单位!C7）：没有填写
    """
    return ScoringProblem(
        name, "", sheet.column(column).head, message, row, cell_of(sheet, column, row), kind
    )


def plan_faults(plan: Plan) -> list[ScoringProblem]:
    """Everything that is wrong with a plan, before anything is issued or scored."""
    found = [
        fault("环节", stage.name, STAGES, "last", stage.row, told)
        for stage, told in timetable.faults(plan.cycle.stages)
    ]
    found += _units(plan)
    found += _rules(plan.rules)
    for system in plan.systems:
        found += system_faults(plan, system)
        found += _state(system)
    return found


def issue(
    plan: Plan, system: AppraisalSystem, log: tuple[Entered, ...], by: str, day: date
) -> tuple[Entered, ...]:
    """The log of a system that is issued; raises :class:`WrongMoveError` while its weights do not add up
    or anything else is wrong with it."""
    wrong = system_faults(plan, system)
    if wrong:
        first = wrong[0]
        where = "" if first.project == system.name else f"{first.kind}“{first.project}”"
        more = f"（另有 {len(wrong) - 1} 处要改正）" if len(wrong) > 1 else ""
        raise WrongMoveError(f"指标体系“{system.name}”不能印发：{where}{first.message}{more}")
    return SYSTEM.moved(log, ISSUED, by, day)


def _twice(values: Iterable[str]) -> set[str]:
    return {one for one, count in Counter(values).items() if count > 1 and one}


def _units(plan: Plan) -> Iterator[ScoringProblem]:
    """Codes and names that are there twice, and units that were merged into none."""
    codes, names = _twice(u.code for u in plan.units), _twice(u.name for u in plan.units)
    for unit in plan.units:
        if unit.code in codes:
            yield fault("单位", unit.name, UNITS, "code", unit.row, f"单位编码“{unit.code}”重复")
        if unit.name in names:
            yield fault("单位", unit.name, UNITS, "name", unit.row, "单位名称重复")
        if unit.into and (unit.until is None or plan.unit(unit.into) is None):
            told = "没有这个单位" if plan.unit(unit.into) is None else "没有写明撤并日期"
            yield fault("单位", unit.name, UNITS, "into", unit.row, f"并入单位“{unit.into}”：{told}")
        if unit.since and unit.until and unit.until < unit.since:
            yield fault("单位", unit.name, UNITS, "until", unit.row, "撤并日期早于成立日期")
        if unit.scored(plan.cycle.year) and plan.system(unit.kind) is None:
            yield fault("单位", unit.name, UNITS, "kind", unit.row, f"没有“{unit.kind}”的指标体系")


def _rules(rules: Sequence[DatedRule]) -> Iterator[ScoringProblem]:
    """Lines that no engine reads, and rules of one code that are in force on the same day."""
    for place, rule in enumerate(rules):
        if rule.line != BY_HAND:
            try:
                rule_of(rule.line)
            except UnfitValueError as wrong:
                yield fault("细则", rule.code, RULES, "line", rule.row, str(wrong))
        if rule.until is not None and rule.until < rule.since:
            yield fault("细则", rule.code, RULES, "until", rule.row, "失效日期早于生效日期")
        for other in rules[:place]:
            if other.code == rule.code and (other.holds(rule.since) or rule.holds(other.since)):
                told = f"与第 {other.row} 行的同一编号在{day_words(max(rule.since, other.since))}同时有效，请分开起止日期"
                yield fault("细则", rule.code, RULES, "since", rule.row, told)


def system_faults(plan: Plan, system: AppraisalSystem) -> list[ScoringProblem]:
    """What keeps a system from being issued: weights, assessors, rules, targets."""
    found: list[ScoringProblem] = []
    whole = summed(one.full for one in system.indicators)
    if whole != system.full:
        gap = f"{'缺' if whole < system.full else '多'} {written(abs(system.full - whole))} 分"
        told = f"各指标分值相加为 {written(whole)}，应为 {written(system.full)}，{gap}，不能印发"
        found.append(fault("指标体系", system.name, SYSTEMS, "full", system.row, told))
    for level1, full in system.blocks.items():
        added = summed(one.full for one in system.indicators if one.level1 == level1)
        if added != full:
            told = f"“{level1}”各指标分值相加为 {written(added)}，应为 {written(full)}"
            found.append(fault("指标体系", system.name, BLOCKS, "full", None, told))
    codes, names = (_twice(getattr(one, what) for one in system.indicators) for what in ("code", "name"))
    for one in system.indicators:
        for column, told in _indicator(plan, one):
            found.append(fault("指标", one.name, INDICATORS, column, one.row, told))
        if one.code in codes:
            found.append(fault("指标", one.name, INDICATORS, "code", one.row, f"指标编码“{one.code}”重复"))
        if one.name in names:
            found.append(fault("指标", one.name, INDICATORS, "name", one.row, "指标名称重复"))
    return found


def _indicator(plan: Plan, one: AppraisalIndicator) -> Iterator[tuple[str, str]]:
    """What is wrong with an indicator: the field and the sentence."""
    if not one.assessor:
        yield "assessor", "没有写明考评部门"
    elif plan.assessors and one.assessor not in plan.assessors:
        yield "assessor", f"“考评部门”表里没有“{one.assessor}”"
    if one.full <= 0:
        yield "full", f"分值 {written(one.full)} 应大于 0"
    rule = plan.rule(one.rule)
    if rule is None:
        yield "rule", f"“细则”表里没有{day_words(plan.cycle.day)}有效的“{one.rule}”"
        return
    yield from (("target", told) for told in aim_faults(one, rule.line))


def aim_faults(one: AppraisalIndicator, line: str) -> Iterator[str]:
    """What is wrong with the target of an indicator that no task states, by the line of its rule."""
    kind = line.partition("：")[0]
    if one.tasked or kind in _UNAIMED:
        return
    if one.target:
        yield from target_faults(one.target)
    elif kind not in ("换算", "分档", "定性"):
        yield f"“{kind}”要有指标值"


def target_faults(target: str) -> Iterator[str]:
    """What is wrong with a target that is to be measured: a figure without a unit.

    >>> list(target_faults("≥12次")), list(target_faults("≥12")), list(target_faults("12月底前"))
    ([], ['指标值“≥12”没有计量单位，应写成“≥12次”这样的数和单位'], [])
    """
    if any(not found.unit for found in quantities(target)):
        yield f"指标值“{target}”没有计量单位，应写成“≥12次”这样的数和单位"


def measurable(target: str, line: str) -> str:
    """Why a target of a task cannot be measured by a rule; empty where it can.

    >>> measurable("按期完成", "比例"), measurable("2020年9月底前", "时限")
    ('目标值“按期完成”没有数和单位，任务的目标要能计量', '')
    """
    kind = line.partition("：")[0]
    if kind in _UNAIMED:
        return ""
    said_of = value(target).kind
    if said_of == "text" or (said_of == "date" and kind != DEADLINE):
        return f"目标值“{target or '（空）'}”没有数和单位，任务的目标要能计量"
    return next(target_faults(target), "").replace("指标值", "目标值")


def _state(system: AppraisalSystem) -> Iterator[ScoringProblem]:
    """A state that its dates do not bear out, and a revision without a reason."""
    if system.state == ISSUED and system.issued is None:
        yield fault("指标体系", system.name, SYSTEMS, "issued", system.row, "已印发的要写明印发日期")
    if system.state in (PASSED, ISSUED) and system.passed is None:
        yield fault("指标体系", system.name, SYSTEMS, "passed", system.row, "没有写明党组会通过的日期")
    if system.passed and system.issued and system.issued < system.passed:
        yield fault("指标体系", system.name, SYSTEMS, "issued", system.row, "印发日期早于通过日期")
    if system.version > 1 and not system.reason:
        told = f"第 {system.version} 版没有写明修订理由"
        yield fault("指标体系", system.name, SYSTEMS, "reason", system.row, told)
