"""What the appraisal counts of itself, each number with its rows; and the rows of its own self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mingzhang.appraisal.plan import ISSUED, Plan
from mingzhang.appraisal.returns import OwnRow, Returns
from mingzhang.appraisal.task_book import ADJUSTED, SIGNED, special_lines
from mingzhang.facts.days import day_words
from mingzhang.facts.measure import ActualValue, LiveMeasure, UnfoundedValueError, actual_value, counted
from mingzhang.scoring.reached import Reached, reached

SYSTEMS, BOOKS, RULES, SHEETS, TRAININGS, REPORTS, SCORES, CLAIMS, SPECIAL = (
    "指标体系", "任务书", "考评细则", "评分表", "培训", "反馈报告", "采集成绩", "加减分申报", "专项任务",
)  # fmt: skip
MEASURES = (SYSTEMS, BOOKS, RULES, SHEETS, TRAININGS, REPORTS, SCORES, CLAIMS, SPECIAL)


def measures(plan: Plan, returns: Returns, as_of: date) -> dict[str, LiveMeasure]:
    """Everything that is counted, by name."""
    issued = [system for system in plan.systems if system.state == ISSUED]
    signed = [book for book in returns.books if book.state in (SIGNED, ADJUSTED)]
    rules = {rule.code: rule for rule in plan.rules if rule.holds(plan.cycle.day)}
    special = special_lines(returns.books)
    rows: dict[str, tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = {
        SYSTEMS: ("套", ("类别", "体系", "版本"), [(s.kind, s.name, str(s.version)) for s in issued]),
        BOOKS: ("份", ("单位", "版本"), [(book.unit, str(book.version)) for book in signed]),
        RULES: ("项", ("细则编号", "细则"), [(code, rule.name) for code, rule in sorted(rules.items())]),
        SHEETS: ("套", ("类别", "指标数"), [(s.kind, str(len(s.indicators))) for s in issued]),
        TRAININGS: ("次", ("日期", "内容"), [(day_words(t.day), t.topic) for t in returns.trainings]),
        REPORTS: ("份", ("单位编码", "单位"), [(unit.code, unit.name) for unit in plan.scored()]),
        SCORES: ("条", ("单位", "指标", "任务"), [one.key for one in returns.reported]),
        CLAIMS: ("项", ("申报编号", "单位"), [(claim.number, claim.unit) for claim in returns.claims]),
        SPECIAL: ("项", ("专项任务", "任务数"), [(name, str(len(some))) for name, some in special.items()]),
    }
    return {name: counted(name, unit, as_of, heads, some) for name, (unit, heads, some) in rows.items()}


@dataclass(frozen=True)
class OwnResult:
    """A row with its actual value and the verdict; ``fault`` says why there is no value."""

    row: OwnRow
    actual: ActualValue | None
    verdict: Reached | None
    fault: str = ""


def own_results(rows: tuple[OwnRow, ...], found: Mapping[str, LiveMeasure]) -> Iterator[OwnResult]:
    """The rows with their actual values; each is counted, or filled in by hand with a reason.

    >>> made = {"任务书": counted("任务书", "份", date(2020, 9, 30), (), [("甲局",), ("乙局",)])}
    >>> rows = (OwnRow("签订任务书", "≥50份", "任务书"), OwnRow("培训", "≥1次", hand="1次"))
    >>> for one in own_results(rows, made):
    ...     print(one.actual.text if one.actual else one.fault, one.verdict)
    2份 未达到：≥50份，实际2份
    人工填写“1次”没有写明理由 None
    """
    for row in rows:
        if row.measure and row.measure not in found:
            yield OwnResult(row, None, None, f"没有“{row.measure}”这个计数项")
            continue
        try:
            value = actual_value(found.get(row.measure), row.hand, row.reason)
        except UnfoundedValueError as wrong:
            yield OwnResult(row, None, None, str(wrong))
            continue
        yield OwnResult(row, value, reached(row.target, value.text, None))
