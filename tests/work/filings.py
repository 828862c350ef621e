"""A small account as an office fills it in, and ways to spoil the workbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.disclosure.filing import read_filing, read_tables
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.facts.report import Cell, Table
from mingzhang.language.workbook.form import Filing
from mingzhang.readers.limits import Limits
from mingzhang.readers.spreadsheet.xlsx import stored_xlsx
from tests.conftest import fewer_rows

FACTS = {
    "人员.行政编制": ("46", "人"),
    "收入账[2010301].一般公共预算": ("11246400.00", "元"),
    "收入账[2080505].一般公共预算": ("1316712.34", "元"),
    "收入账[2010301].其他收入": ("-16400.00", "元"),
    "支出账[2010301].一般基本": ("11246400.00", "元"),
    "支出账[2080505].一般基本": ("1316712.34", "元"),
    "支出账[2010301].其他项目": ("9300.00", "元"),
    "总表.使用非财政拨款结余": ("0.00", "元"),
    "结转账[合计].年初其他": ("341100.00", "元"),
    "结转账[2010301].年初一般": ("237400.00", "元"),
    "年初预算:一般表[合计].合计": ("12000000.00", "元"),
    "年初预算:一般表[201].合计": ("10700000.00", "元"),
    "年初预算:一般表[20103].合计": ("10700000.00", "元"),
    "调整预算:一般表[2010301].合计": ("11246400.00", "元"),
    "年初预算:国资表[合计].支出": ("0.00", "元"),
    "基本表[30101].决算": ("11246400.00", "元"),
    "基本表[30228].决算": ("1316712.34", "元"),
    "三公表.预算.接待费": ("20000.00", "元"),
    "三公表.决算.接待费": ("1234.50", "元"),
    "上年:三公表.决算.接待费": ("0.00", "元"),
    "说明.接待批次": ("3", "批次"),
    "机关运行经费": ("907700.00", "元"),
    "上年:机关运行经费": ("1083300.00", "元"),
    "采购表.货物": ("72300.00", "元"),
    "资产[其他用车].车辆": ("2", "辆"),
    "资产.通用设备": ("1", "台"),
    "购买服务表[物业管理服务].支出": ("2082900.00", "元"),
    "上年:总表.收入总计": ("22263200.00", "元"),
    "绩效.项目数": ("16", "个"),
    "绩效.涉及金额": ("5000000.00", "元"),
}
WORDS = {
    "单位类型": "行政单位",
    "金额单位": "元",
    "职责:1": "负责文电处理。",
    "职责:2": "负责会议服务。",
    "内设机构:1": "综合科",
    "所属单位:1": "某区某办公室（本级）",
    "用途:2010301": "保障机构运转",
    "原因:年初预算:一般表[20103].合计": "年中追加人员经费",
    "原因:上年:总表.收入总计": "项目减少",
    "原因:年初预算:三公表.决算.接待费": "厉行节约",
}

Spoil = Callable[[Any], object]


def filing(**changes: Any) -> Filing:
    """The account as facts and words."""
    made = Filing("某区某办公室", 2020, "110106", words=dict(WORDS))
    for name, (value, unit) in FACTS.items():
        made.facts.add(Fact(name, printed(value, unit)))
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def write(folder: Path, made: Filing | None = None) -> Path:
    """The workbook of an account."""
    path = folder / "填报.xlsx"
    made = made or filing()
    write_template(made.place, made.year, path, force=True, filing=made)
    return path


def spoiled(folder: Path, spoil: Spoil) -> Filing:
    """The account read from a workbook that somebody edited with another program."""
    path = folder / "填报.xlsx"
    path.write_bytes(_file())
    book: Workbook = load_workbook(path)
    spoil(book)
    book.save(path)
    return read_filing(path)


@cache
def _file() -> bytes:
    with TemporaryDirectory() as folder, fewer_rows():
        return write(Path(folder)).read_bytes()


@cache
def _clean() -> list[Table]:
    with TemporaryDirectory() as folder:
        return stored_xlsx(write(Path(folder)), Limits())


class Sheets:
    """The sheets of the account as they are read, to be spoiled without a file in between."""

    def __init__(self) -> None:
        self.tables = [Table(list(t.cells), name=t.name) for t in _clean()]

    def find(self, sheet: str, text: str) -> Cell:
        """The cell that is a text, else the first one that begins with it."""
        table = next(t for t in self.tables if t.name == sheet)
        found = [c for c in table.cells if c.text.startswith(text)]
        return next((c for c in found if c.text == text), found[0])

    def put(self, sheet: str, row: str, head: str, text: str, error: str | None = None) -> None:
        """Write into the row of a label or code, under a head."""
        table = next(t for t in self.tables if t.name == sheet)
        at = self.find(sheet, row).row, self.find(sheet, head).column
        table.cells = [c for c in table.cells if (c.row, c.column) != at] + [Cell(text, *at, error=error)]
        table.cells.sort(key=lambda c: (c.row, c.column))

    def read(self) -> Filing:
        """What the sheets say."""
        return read_tables(self.tables, "填报.xlsx")


def sentences(read: Filing) -> list[str]:
    """What is wrong, in words."""
    return [problem.sentence for problem in read.problems]


def find(sheet: Worksheet, text: str) -> Any:
    """The first cell that begins with a text."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next(cell for cell in cells if str(cell.value or "").startswith(text))


def cell(book: Any, sheet: str, row: str, head: str) -> Any:
    """The cell of a row (by its label or code) under a head."""
    page = book[sheet]
    return page.cell(find(page, row).row, find(page, head).column)
