"""The workbook of a survey's plan (方案.xlsx): written empty or with data, read with its faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from mingzhang.facts.workbook import Workbook
from mingzhang.language.workbook.form import InputSheet
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import Row, SheetReader, Value, laid_out, sheets_of, write_sheets
from mingzhang.survey.dispositions import COMPLETE, UnknownDispositionError, group_of
from mingzhang.survey.linearised import Lonely
from mingzhang.survey.plan import (
    CODED,
    CODES,
    DIMENSIONS,
    EARLIER,
    OUTCOMES,
    RAKED,
    SHEETS,
    STRATA,
    SURVEY,
    Stratum,
    SurveyPlan,
)

_WORDS = (
    "office",
    "area",
    "kind",
    "contractor",
    "first",
    "last",
    "mode",
    "sampling",
    "frame",
    "cluster",
    "contacts",
)
_ROOM = 30


def write_plan(
    out: str | Path, rows: Mapping[str, Sequence[Mapping[str, Value]]] | None = None, force: bool = False
) -> None:
    """Write the workbook of a plan, empty or with rows by the names of sheets.

    Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    given = rows or {}
    leaves = [laid_out(sheet, given.get(sheet.name, ()), 1 if sheet is SURVEY else _ROOM) for sheet in SHEETS]
    write_sheets(Workbook("满意度调查方案", leaves), out, force)


def read_plan(path: str | Path, limits: Limits | None = None) -> tuple[SurveyPlan, list[ScoringProblem]]:
    """The plan, and what is wrong with its workbook.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    tables = sheets_of(path, limits)
    if SURVEY.name not in tables:
        raise UnreadableError(path, f"没有“{SURVEY.name}”工作表；方案用 mingzhang survey template 生成")
    reader = SheetReader(tables, kind="调查")
    rows = list(reader.rows(SURVEY))
    if not rows:
        raise UnreadableError(path, f"“{SURVEY.name}”表没有填写")
    plan = _survey(rows[0])
    for row in rows[1:]:
        reader.problem("", SURVEY, "office", row.number, "只能有一行；另一次调查请另存一份方案")
    _strata(plan, reader)
    _rest(plan, reader)
    return plan, reader.problems


def _survey(row: Row) -> SurveyPlan:
    plan = SurveyPlan()
    for name in _WORDS:
        setattr(plan, name, row.text(name))
    plan.year = int(row.figure("year") or row.text("year") or 0)
    plan.weighting = row.text("weighting") or RAKED
    plan.cut = row.figure("cut")
    plan.lonely = Lonely(row.text("lonely") or Lonely.REFUSE)
    plan.satisfied = int(row.figure("satisfied") or plan.satisfied)
    return plan


def _strata(plan: SurveyPlan, reader: SheetReader) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for row in reader.rows(STRATA):
        cell = (row.text("town"), row.text("age"), row.text("sex"))
        if cell in seen:
            reader.problem(cell[0], STRATA, "town", row.number, f"与第{seen[cell]}行是同一组")
            continue
        seen[cell] = row.number
        plan.strata.append(Stratum(*cell, _count(row, "people"), _count(row, "target")))
    if not plan.strata:
        reader.problem("", STRATA, "town", None, "没有填写")


def _count(row: Row, name: str) -> int:
    return int(row.figure(name) or 0)


def _outcomes(plan: SurveyPlan, reader: SheetReader) -> None:
    """Visits that came to nothing; those that came to a return are counted where the returns are."""
    for row in reader.rows(OUTCOMES):
        town, code = row.text("town"), row.text("code")
        try:
            group = group_of(code)
        except UnknownDispositionError as fault:
            reader.problem(town, OUTCOMES, "code", row.number, str(fault))
            continue
        if group == COMPLETE:
            reader.problem(town, OUTCOMES, "code", row.number, "完成的访问按答卷计数，不在这里填写")
        _known_town(plan, reader, OUTCOMES, row)
        plan.outcomes.append((town, code, _count(row, "count")))


def _known_town(plan: SurveyPlan, reader: SheetReader, sheet: InputSheet, row: Row) -> None:
    if (town := row.text("town")) and town not in plan.towns:
        reader.problem(town, sheet, "town", row.number, f"街道“{town}”在抽样表里没有")


def _rest(plan: SurveyPlan, reader: SheetReader) -> None:
    """Weights of dimensions, codes, coded opinions, earlier results."""
    for row in reader.rows(DIMENSIONS):
        plan.weights[row.text("name")] = row.figure("weight") or Fraction(0)
    _outcomes(plan, reader)
    for row in reader.rows(CODES):
        plan.codes[row.text("code")] = (row.text("name"), row.text("dimension"), row.text("unit"))
    for row in reader.rows(CODED):
        codes = tuple(filter(None, row.text("codes").replace(",", "、").replace("，", "、").split("、")))
        plan.coded[row.text("key")] = (codes, row.text("matter"))
        for code in codes:
            if code not in plan.codes:
                reader.problem("", CODED, "codes", row.number, f"编码“{code}”在编码表里没有")
    for row in reader.rows(EARLIER):
        value, error = (float(row.figure(name) or 0) for name in ("value", "error"))
        _known_town(plan, reader, EARLIER, row)
        plan.earlier[row.text("town"), row.text("measure")] = (value, error)
