"""Sheets of a workbook that people fill row by row: rows read under their heads, rows laid out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from mingzhang.facts.days import day_words
from mingzhang.facts.number import SCALES
from mingzhang.facts.place import Place, cell_name
from mingzhang.facts.report import Cell, Table
from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.language.text.spelling import plain
from mingzhang.language.workbook.cell import WrongCellError, figure_of, text_of
from mingzhang.language.workbook.form import AMOUNT, COUNT, InputColumn, InputSheet, head_of
from mingzhang.readers import stored_sheets
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.opening import format_of
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.writers.spreadsheet.form import workbook_file
from mingzhang.writers.words import lines_of
from mingzhang.writers.written import writable, written

MONEY = "万元"
FIRST = 4  # the row of heads of every sheet that is written, from 0: title, remark, a free line above it
ROOM = 10  # rows to be filled in an empty workbook: what stands ready is printed
FURTHER = 1000  # rows below them that take the same input and are ruled when they are filled
UNFILLED = "没有填写"  # of a required cell
Value = str | Fraction | None
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass
class Row:
    """One filled row of a sheet: values by field, the number of the row, and the cells that are filled."""

    number: int
    values: dict[str, Value]
    cells: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of a field, empty where it has none."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def figure(self, name: str) -> Fraction | None:
        """The figure of a field."""
        found = self.values.get(name)
        return found if isinstance(found, Fraction) else None

    def texts(self, *names: str) -> dict[str, str]:
        """The texts of several fields."""
        return {name: self.text(name) for name in names}


def described_sheets(path: Path, part: str) -> tuple[InputSheet, ...]:
    """The sheets of one workbook as a TOML file describes them: name, note and columns of each.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "sheets.toml"
    ...     _ = file.write_text('[[book]]\\nname="单"\\nnote=""\\ncolumns=[{field="a", head="甲"}]')
    ...     described_sheets(file, "book")[0].column("a").head
    '甲'
    """
    with path.open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    return tuple(InputSheet(sheet["name"], sheet["note"], _fields(sheet["columns"])) for sheet in data[part])


def _fields(columns: list[dict[str, Any]]) -> tuple[tuple[str, InputColumn], ...]:
    made: list[tuple[str, InputColumn]] = []
    for column in columns:
        words: dict[str, Any] = {
            name: tuple(said) if name == "choices" else said for name, said in column.items()
        }
        made.append((words.pop("field"), InputColumn(**words)))
    return tuple(made)


def sheets_of(path: str | Path, limits: Limits | None = None) -> dict[str, Table]:
    """The sheets of a workbook by name; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    path, limits = Path(path), limits or Limits()
    if format_of(path, limits) != "xlsx":
        raise UnreadableError(path, "不是 .xlsx 工作簿，请用 Excel 或 WPS 另存为 .xlsx")
    return {table.name.strip(): table for table in stored_sheets(path, limits, "xlsx")}


@dataclass
class SheetReader:
    """Reads rows of sheets and gathers what is wrong; ``named`` gives the project that an owner means.

    ``kind`` is what owners are where they are no projects: 事项, 单位; ``owners`` are the fields that name them.
    ``columns`` are where the fields of each sheet were found.  With ``free`` heads people may add columns of
    their own, which are left alone, and a sheet without our heads is told; otherwise a row is the heads only
    where all of it is.
    """

    tables: Mapping[str, Table]
    named: Callable[[str], str] = str
    problems: list[ScoringProblem] = field(default_factory=list)
    kind: str = "项目"
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    owners: tuple[str, ...] = ("project", "name", "code", "unit")
    free: bool = False

    def rows(self, sheet: InputSheet) -> Iterator[Row]:
        """The filled rows of a sheet; a sheet that is not there has none."""
        table = self.tables.get(sheet.name)
        if table is None:
            return
        heads = {head_of(column.head): (name, column) for name, column in sheet.fields}
        at: dict[int, tuple[str, InputColumn]] = {}
        filled: dict[int, list[Cell]] = {}  # by row: the last row of a sheet may stand a million rows below
        for cell in table.cells:
            if cell.text.strip() or cell.error:
                for row in range(cell.row, cell.row + cell.rowspan):
                    filled.setdefault(row, []).append(cell)
        for index in sorted(filled):
            cells = sorted(filled[index], key=lambda cell: cell.column)
            named = {cell.column: heads[said] for cell in cells if (said := head_of(cell.text)) in heads}
            if len(named) > 1 and (len(named) == len(cells) or (self.free and 2 * len(named) > len(cells))):
                at = named
                self.columns[sheet.name] = {name: place for place, (name, _) in named.items()}
            elif at and any(cell.column in at for cell in cells):
                yield self._row(sheet, index + 1, at, cells)
        if filled and not at and self.free:
            wanted = "、".join(column.head for _, column in sheet.fields)
            message = f"没有找到表头，这张表没有读取；表头应为：{wanted}"
            self.problems.append(ScoringProblem(sheet.name, "", "", message, kind="工作表"))

    def _row(
        self, sheet: InputSheet, number: int, at: dict[int, tuple[str, InputColumn]], cells: list[Cell]
    ) -> Row:
        """One filled row as typed values; a cell that is wrong or missing is a problem by its project."""
        row = Row(number, {})
        names = {name: " ".join(c.text.split()) for c in cells if (name := at.get(c.column, ("",))[0])}
        owner = next((said for name in self.owners if (said := names.get(name))), "")
        for cell in cells:
            if cell.column in at:
                name, column = at[cell.column]
                row.cells[name] = cell_name(cell.row, cell.column)
                try:
                    row.values[name] = _value(cell, column)
                except WrongCellError as wrong:
                    self.problem(owner, sheet, name, number, str(wrong), row.cells[name])
        places = self.columns[sheet.name]
        told = {at[cell.column][0] for cell in cells if cell.error and cell.column in at}
        for name, column in sheet.fields:
            if column.required and not names.get(name) and name not in told:
                where = cell_name(number - 1, places[name]) if name in places else ""
                self.problem(owner, sheet, name, number, UNFILLED, where)
        return row

    def distinct(self, sheet: InputSheet, *key: str) -> Iterator[Row]:
        """The filled rows of a sheet; one whose ``key`` fields another has is told, and left out."""
        seen: set[tuple[str, ...]] = set()
        for row in self.rows(sheet):
            said = tuple(row.text(name) for name in key)
            if any(said) and said in seen:
                cell, told = row.cells.get(key[-1], ""), "与前面的重复，这一行没有读取"
                self.problem(self._owner(row), sheet, key[-1], row.number, told, cell)
                continue
            seen.add(said)
            yield row

    def _owner(self, row: Row) -> str:
        """Whose row it is, empty where it does not say."""
        return next((said for each in self.owners if (said := row.text(each))), "")

    def day(self, sheet: InputSheet, row: Row, name: str) -> date | None:
        """The date in a field of a row; what is no whole date is a problem."""
        said = row.text(name)
        found = _DAY.fullmatch(said)
        if found is not None:
            with suppress(ValueError):  # 2月30日
                return date(*map(int, found.groups()))
        if said:
            message = f"“{said}”不是日期，应写成 2026年3月5日"
            self.problem(self._owner(row), sheet, name, row.number, message, row.cells.get(name, ""))
        return None

    def problem(
        self, owner: str, sheet: InputSheet, name: str, row: int | None, message: str, where: str = ""
    ) -> None:
        """Note what is wrong with a field of a row."""
        said = self.named(owner) or owner or "（未写明）"
        cell = f"{sheet.name}!{where}" if where else sheet.name
        told = ScoringProblem(said, "", sheet.column(name).head, message, row, cell, self.kind)
        self.problems.append(told)


def _value(cell: Cell, column: InputColumn) -> Value:
    if cell.error:
        raise WrongCellError(f"这一格是错误值 {cell.error}")
    text = _spaced((column.lines and cell.lines) or cell.text, column)
    if column.kind in (AMOUNT, COUNT):
        return figure_of(text, column, MONEY, Place()).value
    return text_of(text, column) if plain(text) else None


def write_sheets(book: Workbook, out: str | Path, force: bool = False) -> None:
    """Write a workbook; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    writable(out, force)
    data = workbook_file(book)
    with written(out, force) as stream:
        stream.write(data)


_LOOKS = {AMOUNT: SlotLook.AMOUNT, COUNT: SlotLook.COUNT}
_LINE = 14  # points
_INDENT = 2  # characters of a column that stay free where texts are indented
_KEYS = ("项目编码", "功能分类科目编码")


def laid_out(
    sheet: InputSheet, rows: Sequence[Mapping[str, Value]], room: int = ROOM, fixed: Sequence[str] = ()
) -> Worksheet:
    """A sheet with its rows and so many free ones, below which it goes on; ``fixed`` fields are not changed.

    >>> from mingzhang.performance.project import GOALS
    >>> [slot.value for slot in laid_out(GOALS, [{"goal": "完成"}], room=0).slots][-3:]
    ['完成', '实际完成情况', None]
    """
    leaf = Worksheet(sheet.name, still=(FIRST, 2), heads=FIRST - 1, wide=True, locked=False)
    leaf.further = FURTHER if room else 0
    leaf.slots += [Slot((0, 0), SlotLook.TITLE, sheet.name), Slot((1, 0), SlotLook.REMARK, sheet.note)]
    for place, (name, column) in enumerate(sheet.fields):
        head = f"{column.head}（{MONEY}）" if column.kind == AMOUNT else column.head
        leaf.slots.append(Slot((FIRST - 1, place), SlotLook.HEAD, head, column.note))
        leaf.widths[place] = column.width
        usual = SlotLook.KEY if column.head in _KEYS else _LOOKS.get(column.kind, SlotLook.WORDS)
        look = SlotLook.LABEL if name in fixed else usual
        for index in range(len(rows) + room):
            said = _shown(rows[index].get(name), column) if index < len(rows) else None
            slot = Slot((FIRST + index, place), look, said, choices=column.choices, decimals=column.decimals)
            leaf.slots.append(slot)
            _heighten(leaf, FIRST + index, said, column.width - _INDENT)
        _heighten(leaf, FIRST - 1, head, column.width)
    return leaf


def _heighten(leaf: Worksheet, row: int, said: str | Decimal | None, width: int) -> None:
    """Make a row as high as a text in a column so wide."""
    lines = lines_of(said, width) if isinstance(said, str) and width > 0 else 1
    if lines > 1:
        leaf.tall[row] = max(leaf.tall.get(row, 0), _LINE * lines + 6)


def row_of(record: object, sheet: InputSheet) -> dict[str, Value]:
    """What a sheet says of a record: its fields by name."""
    return {name: cell_value(getattr(record, name, None)) for name, _ in sheet.fields}


def cell_value(value: object) -> Value:
    """A value as a cell holds it.

    >>> cell_value(date(2020, 6, 30)), cell_value(True), cell_value(3), cell_value(("甲", "乙"))
    ('2020年6月30日', '是', Fraction(3, 1), '甲、乙')
    """
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, int):
        return Fraction(value)
    return value if value is None or isinstance(value, Fraction) else str(value)


def _spaced(text: str, column: InputColumn) -> str:
    """A text with single spaces, on one line unless its column has several.

    >>> _spaced(" 东路　积水\\r\\n\\n已排除 ", InputColumn("正文", kind="text", lines=True))
    '东路 积水\\n\\n已排除'
    """
    if not column.lines:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _shown(value: Value, column: InputColumn) -> str | Decimal | None:
    if isinstance(value, Fraction):
        scaled = value / SCALES[MONEY] if column.kind == AMOUNT else value
        return Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return _spaced(value, column) if isinstance(value, str) else None
