"""What is wrong with what was handed in: one sentence each, with the sheet and the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingzhang.appraisal.claims import claim_faults
from mingzhang.appraisal.described import APPEALS, BOOKS, CLAIMS, LINES, REPORTED, VETOES
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.plan_faults import fault
from mingzhang.appraisal.returns import Key, Reported, Returns
from mingzhang.appraisal.task_book import TaskBook, book_faults
from mingzhang.appraisal.timetable import APPEALS as APPEALING
from mingzhang.appraisal.timetable import CLAIMS as CLAIMING
from mingzhang.facts.days import day_words
from mingzhang.language.workbook.form import InputSheet
from mingzhang.scoring.tree import ScoringProblem


def return_faults(plan: Plan, returns: Returns) -> list[ScoringProblem]:
    """Everything that is wrong with what was handed in, by itself and against the plan."""
    found = books_told(plan, returns.books)
    found += _reported(plan, returns)
    found += _claims(plan, returns)
    found += _vetoes(plan, returns)
    found += _appeals(plan, returns)
    return found


def books_told(plan: Plan, books: Iterable[TaskBook]) -> list[ScoringProblem]:
    """Everything that is wrong with task books."""
    found = []
    for book in books:
        for line, field, told in book_faults(plan, book):
            sheet, row = (LINES, line.row) if line else (BOOKS, book.row)
            found.append(fault("单位", book.unit, sheet, field, row, told))
    return found


def _unknown(plan: Plan, name: str) -> str:
    """Why nothing can be handed in for a unit; empty where it can."""
    unit = plan.unit(name)
    if unit is None:
        return f"方案里没有单位“{name}”"
    if unit.scored(plan.cycle.year):
        return ""
    into = plan.unit(unit.into) if unit.into else None
    if into is None:
        return f"“{unit.name}”当年已撤销或尚未成立，不计分"
    day = day_words(unit.until) if unit.until else ""
    return f"“{unit.name}”{day}已并入“{into.name}”，不再计分，请填在“{into.name}”名下"


def _reported(plan: Plan, returns: Returns) -> Iterator[ScoringProblem]:
    """Outturns of no unit, of no indicator, of no task, and leaves that two people scored."""
    books = {book.unit: book for book in returns.books}
    first: dict[Key, Reported] = {}
    for one in returns.reported:
        wrong = _unknown(plan, one.unit)
        field, told = ("unit", wrong) if wrong else _row(plan, one, books)
        if told:
            yield fault("单位", one.unit, REPORTED, field, one.row, told)
        if one.key in first:
            yield _scored_twice(first[one.key], one)
        first.setdefault(one.key, one)


def _scored_twice(one: Reported, other: Reported) -> ScoringProblem:
    """The same leaf in two rows: by whom, and where."""
    what = f"指标“{one.indicator}”" + (f"任务“{one.number}”" if one.number else "")
    who = f"“{one.scorer}”" if one.scorer == other.scorer else f"“{one.scorer}”和“{other.scorer}”"
    told = f"{what}在第 {one.row} 行和第 {other.row} 行由{who}评了两次，请留一行"
    return fault("单位", one.unit, REPORTED, "scorer", other.row, told)


def _row(plan: Plan, one: Reported, books: dict[str, TaskBook]) -> tuple[str, str]:
    """What is wrong with an outturn by itself: the field and the sentence, both empty where nothing is."""
    unit = plan.unit(one.unit)
    system = plan.system(unit.kind) if unit else None
    indicator = system.of(one.indicator) if system else None
    if indicator is None:
        return "indicator", f"本单位的指标体系里没有“{one.indicator}”"
    book = books.get(one.unit)
    numbers = {x.number for x in book.lines if x.indicator == one.indicator} if book else set[str]()
    if indicator.tasked and one.concerned and numbers and one.number not in numbers:
        return "number", f"任务书里没有指标“{one.indicator}”的任务“{one.number or '（空）'}”"
    if one.number and not indicator.tasked:
        return "number", f"“{indicator.name}”不是任务类指标，不写任务序号"
    if not one.concerned and not one.reason:
        return "reason", "不涉及的要写明理由"
    if one.unsupported and not one.reason:
        return "reason", "缺佐证按零分的要写明理由"
    if not one.scorer:
        return "scorer", "没有写明评分人"
    return "", ""


def _claims(plan: Plan, returns: Returns) -> Iterator[ScoringProblem]:
    """What is wrong with claims, by themselves and by their units, rules and proof."""
    deadline, seen = plan.cycle.last_day(CLAIMING), set[str]()
    for claim in returns.claims:
        wrong = _unknown(plan, claim.unit)
        if wrong:
            yield fault("申报", claim.number, CLAIMS, "unit", claim.row, wrong)
        if plan.rule(claim.rule) is None:
            told = f"“细则”表里没有{day_words(plan.cycle.day)}有效的“{claim.rule}”"
            yield fault("申报", claim.number, CLAIMS, "rule", claim.row, told)
        if claim.number in seen:
            yield fault("申报", claim.number, CLAIMS, "number", claim.row, "申报编号重复")
        seen.add(claim.number)
        for field, told in claim_faults(claim, deadline):
            yield fault("申报", claim.number, CLAIMS, field, claim.row, told)


def _vetoes(plan: Plan, returns: Returns) -> Iterator[ScoringProblem]:
    for veto in returns.vetoes:
        wrong = _unknown(plan, veto.unit)
        if wrong:
            yield fault("单位", veto.unit, VETOES, "unit", veto.row, wrong)
        if veto.at_most is None and not veto.grade:
            yield fault("单位", veto.unit, VETOES, "at_most", veto.row, "没有写明总分或等次不高于多少")
        if not veto.reason:
            yield fault("单位", veto.unit, VETOES, "reason", veto.row, "一票否决或封顶必须写明理由")


def _appeals(plan: Plan, returns: Returns) -> Iterator[ScoringProblem]:
    """Appeals of no unit, after the last day, not decided, or decided without a reason."""
    last = plan.cycle.last_day(APPEALING)
    for appeal in returns.appeals:
        told = _unknown(plan, appeal.unit)
        if told:
            yield fault("申诉", appeal.number, APPEALS, "unit", appeal.row, told)
        if last is not None and appeal.day > last:
            late = f"{day_words(appeal.day)}提出，晚于截止日期{day_words(last)}"
            yield fault("申诉", appeal.number, APPEALS, "day", appeal.row, late)
        if appeal.state in ("提出", "受理"):
            yield fault(
                "申诉", appeal.number, APPEALS, "state", appeal.row, f"现为“{appeal.state}”，还没有处理完"
            )
        elif not appeal.reason:
            yield fault("申诉", appeal.number, APPEALS, "reason", appeal.row, f"“{appeal.state}”没有写明理由")


def field_of(column: str) -> tuple[InputSheet, str]:
    """The sheet and field that a column of the scoring engine is about.

    >>> field_of("完成值")[1], field_of("偏差原因")[1]
    ('actual', 'reason')
    """
    fields = {"完成值": "actual", "全年执行数": "actual", "偏差原因": "reason", "计分办法": "marks"}
    return REPORTED, fields.get(column, "actual")
