"""Read and write the workbook of projects; everything that is wrong in one list, by project, row and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from mingzhang.catalogue import NATION
from mingzhang.facts.number import SCALES
from mingzhang.facts.place import Place, cell_name
from mingzhang.facts.report import Cell, Table
from mingzhang.facts.workbook import AMOUNT as AMOUNT_LOOK
from mingzhang.facts.workbook import COUNT as COUNT_LOOK
from mingzhang.facts.workbook import HEAD, KEY, REMARK, TITLE, WORDS, Leaf, Slot, Workbook
from mingzhang.language.evaluation_form import APPROPRIATION, BUDGET, OUTTURN
from mingzhang.language.filing import AMOUNT, COUNT, Column, head_of
from mingzhang.language.filing_cell import Wrong, figure_of, text_of
from mingzhang.language.register import (
    ACCEPTED,
    COVER,
    FUNDS,
    GOALS,
    INDICATORS,
    NO,
    PAYMENTS,
    PROJECTS,
    SELF,
    SHEETS,
    YES,
    Accepted,
    Indicator,
    Payment,
    Project,
    Register,
    Sheet,
    funds_of,
)
from mingzhang.language.text import plain
from mingzhang.readers.limits import Limits, Unreadable
from mingzhang.readers.opening import format_of
from mingzhang.readers.xlsx import stored_xlsx
from mingzhang.scoring.tree import Problem
from mingzhang.writers.template import workbook_file
from mingzhang.writers.written import writable, written

MONEY = "万元"
RATE = "预算执行率"
FIRST = 4  # the row of heads of every sheet that is written, from 0: title, remark, a free line above it
ROOM = 60  # rows to be filled in an empty workbook
_Value = str | Fraction | None


def read_register(path: str | Path, limits: Limits | None = None) -> tuple[Register, list[Problem]]:
    """The projects of a workbook and what is wrong with it.

    Raises :class:`~mingzhang.readers.limits.Unreadable` when the file cannot be read or is no such workbook.
    """
    path, limits = Path(path), limits or Limits()
    if format_of(path, limits) != "xlsx":
        raise Unreadable(path, "不是 .xlsx 工作簿，请用 Excel 或 WPS 另存为 .xlsx")
    tables = {table.name.strip(): table for table in stored_xlsx(path, limits)}
    if PROJECTS.name not in tables:
        raise Unreadable(path, f"没有“{PROJECTS.name}”工作表；空白表用 mingzhang evaluate template 生成")
    return _Reader(tables).read()


@dataclass
class _Row:
    """One filled row of a sheet: values by field, and the cells they stand in."""

    number: int
    values: dict[str, _Value]

    def text(self, name: str) -> str:
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def figure(self, name: str) -> Fraction | None:
        found = self.values.get(name)
        return found if isinstance(found, Fraction) else None

    def texts(self, *names: str) -> dict[str, str]:
        return {name: self.text(name) for name in names}


class _Reader:
    def __init__(self, tables: dict[str, Table]) -> None:
        self._tables, self._problems = tables, list[Problem]()
        self._register = Register()
        self._known: dict[str, Project] = {}

    def read(self) -> tuple[Register, list[Problem]]:
        register = self._register
        for row in self._rows(COVER):
            register.unit = register.unit or row.text("unit")
            register.year = register.year or int(row.text("year") or 0)
            register.place = row.text("place") or register.place
        for row in self._rows(PROJECTS):
            self._add(row)
        for row, project in self._of_projects(GOALS):
            project.goal, project.outcome = row.text("goal"), row.text("outcome")
        for row, project in self._of_projects(INDICATORS):
            words: dict[str, Any] = row.texts(
                "level1", "level2", "name", "target", "actual", "rule", "reason", "evidence"
            )
            project.indicators.append(Indicator(**words, full=row.figure("full"), row=row.number))
        for row, project in self._of_projects(PAYMENTS):
            words = dict(row.texts("contract", "name", "supplier", "signed", "day", "accepted", "verdict"))
            words |= {name: row.figure(name) for name in ("amount", "paid")}
            project.payments.append(Payment(**words, row=row.number))
        for row in self._rows(ACCEPTED):
            register.accepted.append(Accepted(**row.texts("project", "name", "column", "reason")))
        if not register.year:
            self._problem("", COVER, "year", None, "没有填写年度")
        return register, self._problems

    def _add(self, row: _Row) -> None:
        words: dict[str, Any] = row.texts(
            "code", "name", "department", "unit", "person", "phone", "item", "rate_rule"
        )
        words |= row.texts("rate_reason", "service", "size")
        names = [plain(words["code"]), plain(words["name"])]
        if any(name in self._known for name in names):
            self._problem(words["name"], PROJECTS, "code", row.number, "这个项目编码或名称已经有了")
            return
        for name in ("found", "settled", "settling"):
            count = row.figure(name)
            words[name] = None if count is None else int(count)
        procured = row.text("procured")
        rate_full = row.figure("rate_full")
        project = Project(
            **words,
            way=row.text("way") or SELF,
            funds=funds_of((name, row.figure(name)) for name in FUNDS),
            rate_full=Fraction(10) if rate_full is None else rate_full,
            bought=row.text("bought") == YES,
            procured="" if procured == NO else procured,
            marks=row.figure("marks"),
            stated=row.figure("stated"),
            row=row.number,
        )
        self._register.projects.append(project)
        self._known |= {name: project for name in names if name}

    def _of_projects(self, sheet: Sheet) -> Iterator[tuple[_Row, Project]]:
        for row in self._rows(sheet):
            code = row.text("project")
            project = self._known.get(plain(code))
            if project is not None:
                yield row, project
            elif code:
                self._problem(code, sheet, "project", row.number, f"“{PROJECTS.name}”表里没有这个项目")

    def _rows(self, sheet: Sheet) -> Iterator[_Row]:
        table = self._tables.get(sheet.name)
        if table is None:
            return
        heads = {head_of(column.head): (name, column) for name, column in sheet.fields}
        at: dict[int, tuple[str, Column]] = {}
        for index in range(table.shape[0]):
            cells = [cell for cell in table.row(index) if cell.text.strip() or cell.error]
            named = {cell.column: heads[said] for cell in cells if (said := head_of(cell.text)) in heads}
            if len(named) > 1 and len(named) == len(cells):
                at = named
            elif at and any(cell.column in at for cell in cells):
                yield self._row(sheet, index + 1, at, cells)

    def _row(self, sheet: Sheet, number: int, at: dict[int, tuple[str, Column]], cells: list[Cell]) -> _Row:
        row = _Row(number, {})
        names = {name: " ".join(c.text.split()) for c in cells if (name := at.get(c.column, ("",))[0])}
        owner = names.get("project") or names.get("name") or names.get("code") or ""
        for cell in cells:
            if cell.column in at:
                name, column = at[cell.column]
                try:
                    row.values[name] = _value(cell, column)
                except Wrong as wrong:
                    where = cell_name(cell.row, cell.column)
                    self._problem(owner, sheet, name, number, str(wrong), where)
        for name, column in sheet.fields:
            if column.required and not names.get(name):
                self._problem(owner, sheet, name, number, "没有填写")
        return row

    def _problem(
        self, owner: str, sheet: Sheet, name: str, row: int | None, message: str, where: str = ""
    ) -> None:
        project = self._known.get(plain(owner))
        said = project.name if project else owner or "（未写明）"
        cell = f"{sheet.name}!{where}" if where else sheet.name
        self._problems.append(Problem(said, "", sheet.column(name).head, message, row, cell))


def _value(cell: Cell, column: Column) -> _Value:
    if cell.error:
        raise Wrong(f"这一格是错误值 {cell.error}")
    text = " ".join(cell.text.split())
    if column.kind in (AMOUNT, COUNT):
        return figure_of(text, column, MONEY, Place()).value
    return text_of(text, column) if plain(text) else None


# The fields that problems of scoring are about, by sheet; the execution rate stands with its project.
_FIELDS = {
    INDICATORS.name: {
        "完成值": "actual", "指标值": "target", "分值": "full", "计分办法": "rule", "偏差原因": "reason",
    },
    PROJECTS.name: {
        "分值": "rate_full", "计分办法": "rate_rule", "偏差原因": "rate_reason", "原表总分": "stated",
        "评价报告得分": "marks", "供应商规模": "size", "发现问题数": "found",
        "指标值": f"{APPROPRIATION}.{BUDGET}", "完成值": f"{APPROPRIATION}.{OUTTURN}",
        "全年预算数": f"{APPROPRIATION}.{BUDGET}", "全年执行数": f"{APPROPRIATION}.{OUTTURN}",
    },
}  # fmt: skip


def cells_of(problem: Problem) -> Problem:
    """A problem with the cell of the workbook that this module writes, where it names row and column.

    >>> cells_of(Problem("甲", "次数", "完成值", "没有填写", 7)).cell
    '指标!F7'
    >>> cells_of(Problem("甲", RATE, "偏差原因", "没有填写", 5)).cell
    '项目!T5'
    """
    sheet = PROJECTS if problem.name in (RATE, "") else INDICATORS
    name = _FIELDS[sheet.name].get(problem.column)
    if problem.cell or problem.row is None or name is None:
        return problem
    column = [field for field, _ in sheet.fields].index(name)
    cell = f"{sheet.name}!{cell_name(problem.row - 1, column)}"
    return Problem(problem.project, problem.name, problem.column, problem.message, problem.row, cell)


def write_register(register: Register | None, out: str | Path, force: bool = False) -> None:
    """Write the workbook, empty or with what is known.

    Raises :class:`~mingzhang.writers.written.Unwritable`.
    """
    writable(out, force)
    data = workbook_file(workbook(register or Register()))
    with written(out, force) as stream:
        stream.write(data)


def workbook(register: Register) -> Workbook:
    """The workbook of a register, with free rows to be filled.

    >>> [leaf.name for leaf in workbook(Register()).leaves]
    ['封面', '项目', '合同与支付', '指标', '总体目标', '问题接受']
    """
    title = f"{register.unit}项目库" if register.unit else "项目库"
    rows: dict[str, list[dict[str, _Value]]] = {sheet.name: [] for sheet in SHEETS}
    rows[COVER.name] = [
        {
            "unit": register.unit,
            "year": str(register.year or ""),
            "place": "" if register.place == NATION else register.place,
        }
    ]
    rows[ACCEPTED.name] = [vars(accepted) for accepted in register.accepted]
    for project in register.projects:
        rows[PROJECTS.name].append(_project_row(project))
        if project.goal or project.outcome:
            rows[GOALS.name].append(
                {"project": project.code, "goal": project.goal, "outcome": project.outcome}
            )
        rows[INDICATORS.name] += [_plain(item, project.code) for item in project.indicators]
        rows[PAYMENTS.name] += [_plain(item, project.code) for item in project.payments]
    return Workbook(title, [_leaf(sheet, rows[sheet.name]) for sheet in SHEETS])


def _plain(item: Indicator | Payment, code: str) -> dict[str, _Value]:
    return {field.name: getattr(item, field.name) for field in fields(item)} | {"project": code}


def _project_row(project: Project) -> dict[str, _Value]:
    row: dict[str, _Value] = {name: getattr(project, name, None) for name, _ in PROJECTS.fields}
    row |= {name: project.funds.get((part := name.split("."))[0], {}).get(part[1]) for name in FUNDS}
    row["bought"] = YES if project.bought else NO
    row["procured"] = project.procured or NO
    for name in ("found", "settled", "settling"):
        count = getattr(project, name)
        row[name] = None if count is None else Fraction(count)
    return row


_LOOKS = {AMOUNT: AMOUNT_LOOK, COUNT: COUNT_LOOK}


def _leaf(sheet: Sheet, rows: list[dict[str, _Value]]) -> Leaf:
    leaf = Leaf(sheet.name, still=(FIRST, 2), heads=FIRST - 1, wide=True, locked=False)
    leaf.slots += [Slot((0, 0), TITLE, sheet.name), Slot((1, 0), REMARK, sheet.note)]
    room = 0 if sheet is COVER else ROOM
    for place, (name, column) in enumerate(sheet.fields):
        head = f"{column.head}（{MONEY}）" if column.kind == AMOUNT else column.head
        leaf.slots.append(Slot((FIRST - 1, place), HEAD, head, column.note))
        leaf.widths[place] = column.width
        look = KEY if column.head in ("项目编码", "功能分类科目编码") else _LOOKS.get(column.kind, WORDS)
        for index in range(len(rows) + room):
            said = _shown(rows[index].get(name), column) if index < len(rows) else None
            slot = Slot((FIRST + index, place), look, said, choices=column.choices, decimals=column.decimals)
            leaf.slots.append(slot)
    return leaf


def _shown(value: _Value, column: Column) -> str | Decimal | None:
    if isinstance(value, Fraction):
        scaled = value / SCALES[MONEY] if column.kind == AMOUNT else value
        return Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return re.sub(r"\s+", " ", value) if isinstance(value, str) else None
