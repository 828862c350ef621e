"""Tables that accounting systems export (the Ministry's 财决 forms, in 元) as facts of the published tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mingzhang.disclosure.filing_lists import code_books
from mingzhang.facts.fact import WHOLE, Fact
from mingzhang.facts.number import MONEY, Printed, UnfitFigureError, printed, shown
from mingzhang.facts.report import Report
from mingzhang.language.document.document import Document
from mingzhang.language.table.cell import FIGURE, reading
from mingzhang.language.table.form import BoundRow, BoundTable
from mingzhang.language.text.spelling import label
from mingzhang.language.workbook.cell import CodeBook
from mingzhang.language.workbook.form import Filing, Problem
from mingzhang.readers import read_report
from mingzhang.readers.child import apart
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.spreadsheet.xlsx import read_xlsx
from mingzhang.understanding.understand import understand

_BUDGETS = {"年初预算数": "年初预算:", "全年预算数": "调整预算:", "调整预算数": "调整预算:"}
_GENERAL = {"支出": "合计", "基本支出": "基本支出", "项目支出": "项目支出"}  # 一般收支表 to 一般表
_SUBTOTAL = "小计"
_YEAR = re.compile(r"(?<!\d)(20\d\d)年度")
_SHORT = 8  # characters of a cell that states the year and nothing else


def read_exported(path: str | Path, found: str, limits: Limits | None = None) -> Filing:
    """The facts of exported tables: outturns under the names of the published tables, budgets with the
    prefixes ``年初预算:`` and ``调整预算:``.

    ``found`` is the format of the file.  Raises :class:`~mingzhang.readers.limits.UnreadableError` when it
    cannot
    be read or holds no such table.
    """
    path, limits = Path(path), limits or Limits()
    exact = partial(read_xlsx, stored=True)
    report = apart(exact, path, limits) if found == "xlsx" else read_report(path, limits)
    document = understand(report, kind="final_account")
    if not any(table.form for table in document.tables):
        raise UnreadableError(path, "不是填报表、facts.json 或决算报表")
    return exported(document, path.name)


def exported(document: Document, file: str) -> Filing:
    """The filing that tables of a document make up; what could not be read is among the problems."""
    filing = Filing(document.unit, document.year or _year(document.report) or 0)
    filing.problems += [Problem(file, "", note) for note in document.report.notes]
    for figure in document.unplaced:
        if reading(figure.text).kind == FIGURE:  # error cells are among the notes
            _object(filing, file, figure, "没有认出是哪一行、哪一栏，没有读取")
    book = code_books(document.place, filing.year or None)["economic"]
    for table in document.tables:
        if table.form is not None:
            for name, figure in _figures(table, book):
                _add(filing, file, name, figure, table)
    _general(filing)
    return filing


def _year(report: Report) -> int | None:
    """The year that lines around the tables or cells of their own state, if it is one and the same."""
    texts = [paragraph.text for paragraph in report.paragraphs()]
    texts += [cell.text for table in report.tables() for cell in table.cells if len(cell.text) <= _SHORT]
    years = {int(found) for text in texts for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _figures(table: BoundTable, book: CodeBook) -> Iterator[tuple[str, Printed]]:
    """Names and figures of one table."""
    across = table.name.endswith("基本表") and _is_crossed(table, book)
    for row in table.rows:
        if across:
            if row.key == WHOLE:
                yield from _sections(table, row, book)
        elif row.line or row.key.isdigit() or not _coded(table):
            yield from _row(row)


def _coded(table: BoundTable) -> bool:
    """Whether rows of the form are codes or named lines: others are of a block the form does not have."""
    sides = table.form.sides if table.form else ()
    return any(side.rows for side in sides)


def _row(row: BoundRow) -> Iterator[tuple[str, Printed]]:
    named = [fact for column, fact in row.cells.items() if fact is not None and column not in _BUDGETS]
    for column, fact in row.cells.items():
        if fact is None or "#" in fact.name:  # the second print of the same line
            continue
        if column not in _BUDGETS:
            yield fact.name, fact.figure
        elif named:
            yield _BUDGETS[column] + named[0].name, fact.figure


def _is_crossed(table: BoundTable, book: CodeBook) -> bool:
    """Whether economic classes are heads, and rows functional codes."""
    names = {label(entry.name) for code in book.codes if len(code) == 3 for entry in book.codes[code]}
    return any(label(path[0]) in names for path in table.heads if len(path) > 1)


def _sections(table: BoundTable, row: BoundRow, book: CodeBook) -> Iterator[tuple[str, Printed]]:
    """The figures of the row for all, under the codes that the heads name."""
    for column, fact in row.cells.items():
        parent, _, name = column.partition("·")
        code = _code(parent, name, book) if name else WHOLE
        if fact is not None and code:
            yield f"{table.name}[{code}].决算", fact.figure


def _code(parent: str, name: str, book: CodeBook) -> str:
    """The code of an economic section by the names of its class and its own, empty where unknown."""

    def named(words: str, within: str, length: int) -> str:
        found = [
            code
            for code, entries in book.codes.items()
            if code.startswith(within) and len(code) == length
            for entry in entries
            if label(entry.name) == label(words)
        ]
        return found[0] if found else ""

    above = named(parent, "", 3)
    return above if not above or label(name) == _SUBTOTAL else named(name, above, 5)


def _add(filing: Filing, file: str, name: str, figure: Printed, table: BoundTable) -> None:
    """Add one figure of a table to the facts; money without a stated unit or finer than 分 is refused."""
    if figure.blank:
        return
    if figure.unit in (MONEY, "") and table.unit is None:
        _object(filing, file, figure, "所在的表没有写金额单位（如“金额单位：元”），没有读取")
    elif figure.unit == MONEY and (figure.value * 100).denominator != 1:
        _object(filing, file, figure, "以元为单位多于两位小数，没有读取")
    elif figure.unit == MONEY:
        place = figure.place.naming(file=file)
        text = shown(figure.value, MONEY).removesuffix(MONEY)
        try:
            _first(filing, Fact(name, printed(text, MONEY, place)))
        except UnfitFigureError:
            _object(filing, file, figure, "位数过多，没有读取")
    else:
        _first(filing, Fact(name, figure))


def _first(filing: Filing, fact: Fact) -> None:
    """Add a fact; another amount under the same name is a contradiction."""
    known = filing.facts.get(fact.name)
    if known is None:
        filing.facts.add(fact)
    elif known.figure.value != fact.figure.value:
        file = fact.place.file or ""
        words = f"{known.place}是 {known.figure.text}，{fact.place}是 {fact.figure.text}，请核对"
        filing.problems.append(Problem(file, "", f"“{fact.name}”有两个数：{words}。"))


def _object(filing: Filing, file: str, figure: Printed, words: str) -> None:
    where = figure.place.naming(file=file)
    filing.problems.append(Problem(file, where.column or "", f"{where}的 {figure.text} {words}。"))


def _general(filing: Filing) -> None:
    """一般表 from 一般收支表, where the export has only the latter."""
    facts = filing.facts
    if facts.has_table("一般表"):
        return
    for row in facts.rows("一般收支表"):
        for column, target in _GENERAL.items():
            fact = facts.get(f"一般收支表[{row}].{column}")
            if fact is not None:
                facts.add(Fact(f"一般表[{row}].{target}", fact.figure))
