"""Read and write the workbook of projects; everything that is wrong in one list, by project, row and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from mingzhang.catalogue import NATION
from mingzhang.facts.place import cell_name
from mingzhang.facts.report import Table
from mingzhang.facts.workbook import Workbook
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION, BUDGET, OUTTURN
from mingzhang.language.text.spelling import plain
from mingzhang.language.workbook.form import InputSheet
from mingzhang.performance.project import (
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
    funds_of,
)
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.rules.shared.indicator_kinds import ABOVE, NAMES, meant
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import ROOM, Row, SheetReader, Value, laid_out, sheets_of, write_sheets

RATE = "预算执行率"


def read_register(path: str | Path, limits: Limits | None = None) -> tuple[Register, list[ScoringProblem]]:
    """The projects of a workbook and what is wrong with it.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` when the file cannot be read or is no such
    workbook.
    """
    path = Path(path)
    tables = sheets_of(path, limits)
    if PROJECTS.name not in tables:
        raise UnreadableError(path, f"没有“{PROJECTS.name}”工作表；空白表用 mingzhang evaluate template 生成")
    return _Reader(tables).read()


class _Reader:
    def __init__(self, tables: dict[str, Table]) -> None:
        self._register = Register()
        self._known: dict[str, Project] = {}
        self._sheets = SheetReader(tables, self._named)

    def read(self) -> tuple[Register, list[ScoringProblem]]:
        register = self._register
        for row in self._sheets.rows(COVER):
            register.unit = register.unit or row.text("unit")
            register.year = register.year or int(row.text("year") or 0)
            register.place = row.text("place") or register.place
        for row in self._sheets.rows(PROJECTS):
            self._add(row)
        for row, project in self._of_projects(GOALS):
            project.goal, project.outcome = row.text("goal"), row.text("outcome")
        for row, project in self._of_projects(INDICATORS):
            words: dict[str, Any] = row.texts("name", "target", "actual", "rule", "reason", "evidence")
            words |= {level: self._level(row, level, names) for level, names in _LEVELS.items()}
            project.indicators.append(Indicator(**words, full=row.figure("full"), row=row.number))
        for row, project in self._of_projects(PAYMENTS):
            words = dict(row.texts("contract", "name", "supplier", "signed", "day", "accepted", "verdict"))
            words |= {name: row.figure(name) for name in ("amount", "paid")}
            project.payments.append(Payment(**words, row=row.number))
        for row in self._sheets.rows(ACCEPTED):
            register.accepted.append(Accepted(**row.texts("project", "name", "column", "reason")))
        if not register.year:
            self._sheets.problem("", COVER, "year", None, "没有填写年度")
        return register, self._sheets.problems

    def _level(self, row: Row, level: str, names: tuple[str, ...]) -> str:
        """A level of an indicator by its prescribed name; a misspelt one is told, and read as it is meant."""
        said = row.text(level)
        if right := meant(said, names):
            column = [field for field, _ in INDICATORS.fields].index(level)
            where, told = cell_name(row.number - 1, column), f"写的是“{said}”，应为“{right}”"
            self._sheets.problem(row.text("project"), INDICATORS, level, row.number, told, where)
            return right
        return said + "指标" if said + "指标" in names else said

    def _named(self, owner: str) -> str:
        project = self._known.get(plain(owner))
        return project.name if project else ""

    def _add(self, row: Row) -> None:
        """Enter a row of the projects' sheet as a project, unless its code or name is taken."""
        words: dict[str, Any] = row.texts(
            "code", "name", "department", "unit", "person", "phone", "item", "rate_rule"
        )
        words |= row.texts("rate_reason", "service", "size")
        names = [plain(words["code"]), plain(words["name"])]
        if any(name in self._known for name in names):
            self._sheets.problem(words["name"], PROJECTS, "code", row.number, "这个项目编码或名称已经有了")
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
            bought_amount=row.figure("bought_amount"),
            procured="" if procured == NO else procured,
            marks=row.figure("marks"),
            stated=row.figure("stated"),
            row=row.number,
        )
        self._register.projects.append(project)
        self._known |= {name: project for name in names if name}

    def _of_projects(self, sheet: InputSheet) -> Iterator[tuple[Row, Project]]:
        for row in self._sheets.rows(sheet):
            code = row.text("project")
            project = self._known.get(plain(code))
            if project is not None:
                yield row, project
            elif code:
                self._sheets.problem(code, sheet, "project", row.number, f"“{PROJECTS.name}”表里没有这个项目")


_LEVELS = {"level1": ABOVE, "level2": NAMES}
# The fields that problems of scoring are about, by sheet; the execution rate stands with its project.
_FIELDS = {
    INDICATORS.name: {
        "完成值": "actual", "指标值": "target", "分值": "full", "计分办法": "rule", "偏差原因": "reason",
    },
    PAYMENTS.name: {"支付金额": "paid", "验收日期": "accepted"},
    PROJECTS.name: {
        "分值": "rate_full", "计分办法": "rate_rule", "偏差原因": "rate_reason", "原表总分": "stated",
        "评价报告得分": "marks", "供应商规模": "size", "购买服务支出": "bought_amount", "发现问题数": "found",
        "指标值": f"{APPROPRIATION}.{BUDGET}", "完成值": f"{APPROPRIATION}.{OUTTURN}",
        "全年预算数": f"{APPROPRIATION}.{BUDGET}", "全年执行数": f"{APPROPRIATION}.{OUTTURN}",
    },
}  # fmt: skip


def cells_of(problem: ScoringProblem) -> ScoringProblem:
    """A problem with the cell of the workbook that this module writes, where it names row and column.

    >>> cells_of(ScoringProblem("甲", "次数", "完成值", "没有填写", 7)).cell
    '指标!F7'
    >>> cells_of(ScoringProblem("甲", RATE, "偏差原因", "没有填写", 5)).cell
    '项目!T5'
    """
    sheet = PROJECTS if problem.name in (RATE, "") else INDICATORS
    sheet = PAYMENTS if problem.column in _FIELDS[PAYMENTS.name] else sheet
    name = _FIELDS[sheet.name].get(problem.column)
    if problem.cell or problem.row is None or name is None:
        return problem
    column = [field for field, _ in sheet.fields].index(name)
    cell = f"{sheet.name}!{cell_name(problem.row - 1, column)}"
    return ScoringProblem(problem.project, problem.name, problem.column, problem.message, problem.row, cell)


def weighed(problem: ScoringProblem, project: Project) -> ScoringProblem:
    """A problem with a sum of full marks with the cells that are added up.

    >>> rows = [Indicator("产出", "数量", name, row=row) for name, row in (("甲", 4), ("乙", 5), ("丙", 9))]
    >>> project = Project("1", "甲", indicators=rows, row=2)
    >>> weighed(ScoringProblem("甲", "", "分值", "各分值相加为 90，应为 100，缺 10 分"), project).cell
    '指标!G4:G5、指标!G9、项目!R2'
    """
    if problem.column != "分值" or problem.row is not None or problem.cell:
        return problem
    rows = sorted(item.row for item in project.indicators if item.row and problem.name in ("", item.level1))
    columns = [[field for field, _ in sheet.fields].index(name) for sheet, name in _WEIGHTS]
    runs = [[row, row] for row in rows if row - 1 not in rows]
    for run in runs:
        while run[1] + 1 in rows:
            run[1] += 1
    cells = [":".join(dict.fromkeys(cell_name(row - 1, columns[0]) for row in run)) for run in runs]
    told = [f"{INDICATORS.name}!{cell}" for cell in cells]
    if not problem.name and project.row:
        told.append(f"{PROJECTS.name}!{cell_name(project.row - 1, columns[1])}")
    return replace(problem, cell="、".join(told))


_WEIGHTS = ((INDICATORS, "full"), (PROJECTS, "rate_full"))


def write_register(register: Register | None, out: str | Path, force: bool = False) -> None:
    """Write the workbook, empty or with what is known.

    Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    write_sheets(workbook(register or Register()), out, force)


def workbook(register: Register) -> Workbook:
    """The workbook of a register, with free rows to be filled.

    >>> [leaf.name for leaf in workbook(Register()).leaves]
    ['封面', '项目', '合同与支付', '指标', '总体目标', '问题接受']
    """
    title = f"{register.unit}项目库" if register.unit else "项目库"
    rows: dict[str, list[dict[str, Value]]] = {sheet.name: [] for sheet in SHEETS}
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
    return Workbook(title, [laid_out(s, rows[s.name], 0 if s is COVER else ROOM) for s in SHEETS])


def _plain(item: Indicator | Payment, code: str) -> dict[str, Value]:
    return {field.name: getattr(item, field.name) for field in fields(item)} | {"project": code}


def _project_row(project: Project) -> dict[str, Value]:
    row: dict[str, Value] = {name: getattr(project, name, None) for name, _ in PROJECTS.fields}
    row |= {name: project.funds.get((part := name.split("."))[0], {}).get(part[1]) for name in FUNDS}
    row["bought"] = YES if project.bought else NO
    row["procured"] = project.procured or NO
    for name in ("found", "settled", "settling"):
        count = getattr(project, name)
        row[name] = None if count is None else Fraction(count)
    return row
