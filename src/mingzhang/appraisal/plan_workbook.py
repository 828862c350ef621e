"""Read and write the workbook of the plan (方案.xlsx)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from mingzhang.appraisal.described import (
    ASSESSORS,
    BLOCKS,
    CYCLE,
    INDICATORS,
    PLAN_SHEETS,
    RULES,
    STAGES,
    SYSTEMS,
    UNITS,
    YES,
)
from mingzhang.appraisal.filled import AppraisalWorkbook
from mingzhang.appraisal.plan import AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.appraisal.timetable import Cycle, CycleStage
from mingzhang.appraisal.units import Appraisee
from mingzhang.facts.days import day_words
from mingzhang.facts.workbook import Workbook
from mingzhang.language.text.spelling import plain
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.engine import Scheme
from mingzhang.scoring.precision import Precision
from mingzhang.scoring.tree import Absent
from mingzhang.sheets import ROOM, Value, cell_value, laid_out

Rows = dict[str, list[dict[str, Value]]]


def read_plan(path: str | Path, limits: Limits | None = None) -> tuple[Plan, AppraisalWorkbook]:
    """The plan of a workbook, and the workbook with what is wrong with its cells.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    book = AppraisalWorkbook(path, CYCLE.name, limits)
    first = next(iter(book.rows(CYCLE, "考评")), None)
    if first is None or not first.text("year"):
        raise UnreadableError(Path(path), f"“{CYCLE.name}”表没有填写年度")
    cycle = Cycle(int(first.text("year")), first.text("district"), tuple(_stages(book)))
    decimals = first.figure("decimals")
    plan = Plan(
        cycle,
        first.text("office"),
        tuple(_units(book)),
        tuple(row.text("name") for row in book.rows(ASSESSORS, "考评部门")),
        tuple(_rules(book)),
        tuple(_systems(book)),
        Scheme(Precision(2 if decimals is None else int(decimals))),
        first.figure("bonus") or Fraction(0),
        first.figure("deduction") or Fraction(0),
    )
    return plan, book


def _stages(book: AppraisalWorkbook) -> Iterator[CycleStage]:
    for row in book.rows(STAGES, "环节"):
        first, last = (book.day(STAGES, row, name) for name in ("first", "last"))
        if first and last:
            yield CycleStage(row.text("name"), first, last, row.number)


def _units(book: AppraisalWorkbook) -> Iterator[Appraisee]:
    for row in book.rows(UNITS, "单位"):
        since, until = (book.day(UNITS, row, name) for name in ("since", "until"))
        words = row.text
        yield Appraisee(words("code"), words("name"), words("kind"), since, until, words("into"), row.number)


def _rules(book: AppraisalWorkbook) -> Iterator[DatedRule]:
    for row in book.rows(RULES, "细则"):
        since, until = (book.day(RULES, row, name) for name in ("since", "until"))
        words = row.text
        line = plain(words("line"))
        yield DatedRule(
            words("code"), words("name"), line, since or date.min, until, words("owner"), words("basis"),
            row.number,
        )  # fmt: skip


def _systems(book: AppraisalWorkbook) -> Iterator[AppraisalSystem]:
    """The systems with their blocks and indicators, by kind."""
    blocks: dict[str, dict[str, Fraction]] = {}
    for row in book.rows(BLOCKS, "板块"):
        blocks.setdefault(row.text("kind"), {})[row.text("level1")] = row.figure("full") or Fraction(0)
    indicators: dict[str, list[AppraisalIndicator]] = {}
    for row in book.rows(INDICATORS, "指标"):
        words = row.text
        one = AppraisalIndicator(
            words("code"), words("name"), words("level1"), row.figure("full") or Fraction(0), words("rule"),
            words("assessor"), words("target"), words("better"), Absent(words("absent") or Absent.RESCALED),
            words("evidence") == YES, words("tasked") == YES, row.number,
        )  # fmt: skip
        indicators.setdefault(words("kind"), []).append(one)
    for row in book.rows(SYSTEMS, "指标体系"):
        passed, issued = (book.day(SYSTEMS, row, name) for name in ("passed", "issued"))
        kind, words = row.text("kind"), row.text
        yield AppraisalSystem(
            kind, words("name"), int(row.figure("version") or 1), words("state"),
            row.figure("full") or Fraction(100), tuple(indicators.get(kind, ())), blocks.get(kind, {}),
            passed, issued, words("reason"), row.number,
        )  # fmt: skip


def plan_workbook(plan: Plan, room: int = ROOM) -> Workbook:
    """The workbook of a plan, with free rows to be filled.

    >>> from mingzhang.appraisal.timetable import usual
    >>> made = plan_workbook(Plan(Cycle(2020, "某区", usual(2020))))
    >>> [leaf.name for leaf in made.leaves][:4]
    ['考评', '时间表', '单位', '考评部门']
    """
    rows = _plan_rows(plan)
    sheets = [laid_out(sheet, rows[sheet.name], 1 if sheet is CYCLE else room) for sheet in PLAN_SHEETS]
    return Workbook(f"{plan.cycle.year or ''}绩效考评方案", sheets)


def _plan_rows(plan: Plan) -> Rows:
    """The rows of every sheet by its name."""
    cycle = plan.cycle
    first: dict[str, Value] = {
        "district": cycle.district,
        "office": plan.office,
        "year": str(cycle.year or ""),
        "decimals": Fraction(plan.scheme.precision.decimals),
        "bonus": plan.bonus,
        "deduction": plan.deduction,
    }
    rows: Rows = {CYCLE.name: [first]}
    rows[STAGES.name] = [
        {"name": s.name, "first": day_words(s.first), "last": day_words(s.last)} for s in cycle.stages
    ]
    rows[UNITS.name] = [_plain(unit) for unit in plan.units]
    rows[ASSESSORS.name] = [{"name": name} for name in plan.assessors]
    rows[RULES.name] = [_plain(rule) for rule in plan.rules]
    rows[SYSTEMS.name] = [_plain(system) for system in plan.systems]
    rows[BLOCKS.name] = [
        {"kind": system.kind, "level1": name, "full": full}
        for system in plan.systems
        for name, full in system.blocks.items()
    ]
    rows[INDICATORS.name] = [
        {**_plain(one), "kind": system.kind} for system in plan.systems for one in system.indicators
    ]
    return rows


def _plain(item: object) -> dict[str, Value]:
    """The fields of a thing as cells hold them."""
    return {name: cell_value(value) for name, value in vars(item).items()}
