"""Legacy Excel workbooks (.xls): values by python-calamine, formats and error cells by an own look.

python-calamine turns error cells into empty ones and knows no number formats; where the own look cannot see
them either (workbooks older than Excel 97), the notes say so and figures stand as they are stored.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingzhang.facts.report import Report, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.printed import one_line
from mingzhang.readers.spreadsheet.biff import BookLooks, Looks, looks
from mingzhang.readers.spreadsheet.grid import Area, Sheet, SheetCell, hidden, sheet_report, stored_table
from mingzhang.readers.spreadsheet.number_format import exact, shown, shown_text
from mingzhang.readers.watch import Watch

_UNSEEN = "旧版 .xls 的数字格式与错误值没有看到：数字按存储的位数读取，错误值读成了空格，请与原件核对。"


def read_xls(path: Path, limits: Limits) -> Report:
    """Read a legacy workbook; raises :class:`~mingzhang.readers.limits.Unreadable`.

    Hidden sheets are named in the notes and not read.  A formula nobody has calculated reads as its stored
    value, usually 0: the format does not tell.
    """
    watch = Watch(path, limits)
    notes: list[str] = []
    return sheet_report(path, "xls", _book(path, watch, notes), watch, notes)


def stored_xls(path: Path, limits: Limits) -> list[Table]:
    """The visible sheets, cell by cell with the numbers as they are stored; see ``stored_xlsx``."""
    watch = Watch(path, limits)
    return [stored_table(sheet, watch) for sheet in _book(path, watch, [])]


def _book(path: Path, watch: Watch, notes: list[str]) -> Iterator[Sheet]:
    """The visible sheets; what cannot be seen is told in the notes."""
    book = _looks(path)
    if book.locked:
        raise watch.refusal("文件有密码，请去掉密码后另存一份")
    notes += [] if book.known else [_UNSEEN]
    for name, rows, merged in _sheets(path, watch, notes):
        sheet = _sheet(name, rows, book, watch)
        sheet.merged = [Area(*start, *end) for start, end in merged]
        watch.cells(len(merged))
        yield sheet


def _looks(path: Path) -> BookLooks:
    from doc2docx.cfb import CompoundFile
    from doc2docx.errors import Doc2DocxError

    try:
        return looks(bytes(CompoundFile.from_path(path).open_stream("Workbook")))
    except (Doc2DocxError, ValueError, IndexError):
        return BookLooks()


def _sheets(path: Path, watch: Watch, notes: list[str]) -> list[tuple[str, list[list[Any]], list[Any]]]:
    """Name, rows and merged areas of the visible work sheets."""
    import python_calamine as calamine

    found = []
    try:
        book = calamine.load_workbook(str(path))
        for about in book.sheets_metadata:
            watch.tick()
            if about.visible != calamine.SheetVisibleEnum.Visible:
                notes.append(hidden(about.name))
            elif about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(about.name)
                rows = sheet.to_python(skip_empty_area=False)
                found.append((about.name, rows, sheet.merged_cell_ranges or []))
    except calamine.PasswordError as fault:
        raise watch.refusal("文件有密码，请去掉密码后另存一份") from fault
    except (calamine.CalamineError, ValueError, OSError) as fault:
        raise watch.refusal(
            "是旧版 .xls，读不出来（文件可能已损坏），请用 Excel 或 WPS 另存为 .xlsx"
        ) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # how the library's own bugs arrive in Python
            raise
        raise watch.refusal(
            "是旧版 .xls，读不出来（文件可能已损坏），请用 Excel 或 WPS 另存为 .xlsx"
        ) from fault
    return found


def _sheet(name: str, rows: list[list[Any]], book: BookLooks, watch: Watch) -> Sheet:
    look = book.sheets.get(name, Looks())
    sheet = Sheet(name, hidden_rows=look.hidden_rows, hidden_columns=look.hidden_columns)
    for r, row in enumerate(rows):
        watch.cells(len(row))
        for c, value in enumerate(row):
            cell = _cell(value, book.format(look.styles.get((r, c))), book.date1904)
            if cell.text:
                sheet.cells[r, c] = cell
    for place, error in look.errors.items():
        sheet.cells[place] = SheetCell("", error=error)
    for (r, c), style in look.styles.items():
        if style < len(book.ruled) and book.ruled[style]:
            sheet.ruled.setdefault(r, set()).add(c)
    return sheet


def _cell(value: Any, code: str, date1904: bool) -> SheetCell:
    if isinstance(value, str):
        return SheetCell(one_line(shown_text(value, code).split("\n")), is_text=True)
    if isinstance(value, bool):
        return SheetCell("TRUE" if value else "FALSE", is_text=True)
    if isinstance(value, datetime.date) and code == "General":
        return SheetCell(value.isoformat().removesuffix("T00:00:00"))
    stored = _stored(value, date1904)
    return SheetCell(shown(stored, code, date1904), stored=exact(stored, code)) if stored else SheetCell("")


def _stored(value: Any, date1904: bool) -> str:
    """The number behind a value: dates and times are days since the workbook's first day."""
    first = datetime.datetime(1904, 1, 1) if date1904 else datetime.datetime(1899, 12, 30)
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(first, value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    if isinstance(value, datetime.datetime):
        value = value - first
    if isinstance(value, datetime.timedelta):
        value = value / datetime.timedelta(days=1)
    return str(int(value)) if float(value).is_integer() else repr(float(value))
