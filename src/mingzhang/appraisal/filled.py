"""Rows of the two workbooks as typed values; what is wrong with a cell is told with the cell as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mingzhang.appraisal.days import day_of
from mingzhang.facts.place import cell_name
from mingzhang.facts.report import Table
from mingzhang.language.workbook.form import InputSheet
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import Row, SheetReader, sheets_of


class AppraisalWorkbook:
    """One of the workbooks, read sheet by sheet; ``problems`` gathers what is wrong.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` where ``first``, the sheet it is known by, is
    not there.
    """

    def __init__(self, path: str | Path, first: str, limits: Limits | None = None) -> None:
        path = Path(path)
        tables: Mapping[str, Table] = sheets_of(path, limits)
        if first not in tables:
            raise UnreadableError(path, f"没有“{first}”工作表；空白表用 mingzhang appraise --template 生成")
        self.name = path.name
        self._reader = SheetReader(tables)

    @property
    def problems(self) -> list[ScoringProblem]:
        """What is wrong with cells so far."""
        return self._reader.problems

    def rows(self, sheet: InputSheet, kind: str) -> Iterator[Row]:
        """The filled rows of a sheet; ``kind`` is what a row is about."""
        self._reader.kind = kind
        yield from self._reader.rows(sheet)

    def day(self, sheet: InputSheet, row: Row, name: str) -> date | None:
        """The day in a cell; one that is no day is told."""
        said = row.text(name)
        found = day_of(said)
        if said and found is None:
            self.told(sheet, row, name, f"“{said}”不是日期，应写成 2020年6月30日")
        return found

    def told(self, sheet: InputSheet, row: Row, name: str, message: str) -> None:
        """Note what is wrong with a field of a row."""
        owner = row.text("name") or row.text("code") or row.text("unit") or row.text("number")
        columns = self._reader.columns[sheet.name]
        where = cell_name(row.number - 1, columns[name]) if name in columns else ""
        self._reader.problem(owner, sheet, name, row.number, message, where)

    def located(
        self, problems: Sequence[ScoringProblem], sheets: Sequence[InputSheet]
    ) -> list[ScoringProblem]:
        """Problems with the cells where this workbook has them: people move columns."""
        return [self._located(problem, {sheet.name: sheet for sheet in sheets}) for problem in problems]

    def _located(self, problem: ScoringProblem, sheets: Mapping[str, InputSheet]) -> ScoringProblem:
        name = problem.cell.partition("!")[0]
        columns = self._reader.columns.get(name)
        if problem.row is None or columns is None or name not in sheets:
            return problem
        field = next((f for f, c in sheets[name].fields if c.head == problem.column), None)
        if field is None or field not in columns:
            return problem
        return replace(problem, cell=f"{name}!{cell_name(problem.row - 1, columns[field])}")
