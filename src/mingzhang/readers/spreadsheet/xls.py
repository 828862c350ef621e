"""Legacy Excel workbooks (.xls) by xlrd: values, errors, number formats, borders and merges in one read.

It reads in a process of its own, after the container was looked over.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from mingzhang.facts.report import Report, Table
from mingzhang.readers.child import in_child
from mingzhang.readers.compound import check_compound
from mingzhang.readers.limits import Limits
from mingzhang.readers.printed import one_line
from mingzhang.readers.spreadsheet.grid import (
    MergedArea,
    Sheet,
    SheetCell,
    hidden,
    sheet_report,
    stored_table,
)
from mingzhang.readers.spreadsheet.number_format import BUILT_IN, exact, number, shown, shown_text
from mingzhang.readers.watch import Watch

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5  # kinds of cells, as xlrd counts them
_LONGEST = 20  # characters of a damaged number that a message shows


def read_xls(path: Path, limits: Limits) -> Report:
    """Read a legacy workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    Hidden sheets are named in the notes and not read.  A formula nobody has calculated reads as its stored
    value, usually 0: the format does not tell.
    """
    watch = Watch(path, limits)
    sheets, notes = _read_apart(path, watch)
    return sheet_report(path, "xls", sheets, watch, notes)


def stored_xls(path: Path, limits: Limits) -> list[Table]:
    """The visible sheets, cell by cell with the numbers as they are stored; see ``stored_xlsx``."""
    watch = Watch(path, limits)
    return [stored_table(sheet, watch) for sheet in _read_apart(path, watch)[0]]


def _read_apart(path: Path, watch: Watch) -> tuple[list[Sheet], list[str]]:
    check_compound(path, watch)
    return in_child(_sheets, watch, path, watch.limits)


def _sheets(path: Path, limits: Limits) -> tuple[list[Sheet], list[str]]:
    """The visible sheets, and notes on what cannot be seen."""
    watch, sheets, notes = Watch(path, limits), [], []
    book = _opened(path, watch)
    looks = _looks(book)
    for sheet in book.sheets():
        watch.tick()
        if sheet.visibility:
            notes.append(hidden(sheet.name))
        else:
            sheets.append(_sheet(sheet, looks, bool(book.datemode), watch))
    return sheets, notes


def _opened(path: Path, watch: Watch) -> Any:
    """The workbook as xlrd sees it; refuses one that has a password or cannot be read."""
    xlrd = import_module("xlrd")
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            return xlrd.open_workbook(str(path), logfile=nowhere, formatting_info=True, ragged_rows=True)
    except MemoryError:
        raise
    except Exception as fault:  # a damaged record may end xlrd in any way
        if "encrypted" in str(fault).lower():
            raise watch.refusal("文件有密码，请去掉密码后另存一份") from fault
        raise watch.refusal(
            "是旧版 .xls，读不出来（文件可能已损坏），请用 Excel 或 WPS 另存为 .xlsx"
        ) from fault


def _looks(book: Any) -> list[tuple[str, bool]]:
    """Number format and whether there is a border, by style number."""
    usual = import_module("xlrd.formatting").std_format_strings
    found = []
    for style in book.xf_list:
        key, named = style.format_key, book.format_map.get(style.format_key)
        code = named.format_str if named is not None else "General"
        if code == usual.get(key):
            code = BUILT_IN.get(key, code)  # as the Chinese edition shows it
        sides = (getattr(style.border, f"{side}_line_style") for side in ("left", "right", "top", "bottom"))
        found.append((code, any(sides)))
    return found


def _sheet(source: Any, looks: list[tuple[str, bool]], date1904: bool, watch: Watch) -> Sheet:
    """The cells of one sheet with borders, merged areas, and how many rows and columns are hidden."""
    sheet = Sheet(source.name)
    sheet.hidden_rows = sum(bool(row.hidden) for row in source.rowinfo_map.values())
    sheet.hidden_columns = sum(bool(column.hidden) for column in source.colinfo_map.values())
    if sheet.hidden_columns >= 255:  # all columns beyond the last one
        sheet.hidden_columns = 0
    for r in range(source.nrows):
        watch.cells(source.row_len(r))
        for c, (kind, value) in enumerate(zip(source.row_types(r), source.row_values(r), strict=True)):
            style = source.cell_xf_index(r, c) or 0
            code, ruled = looks[style] if style < len(looks) else ("General", False)
            if ruled:
                sheet.ruled.setdefault(r, set()).add(c)
            cell = _cell(kind, value, code, date1904)
            if cell.text or cell.error:
                sheet.cells[r, c] = cell
    watch.cells(len(source.merged_cells))
    sheet.merged = [
        MergedArea(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells
    ]
    return sheet


def _cell(kind: int, value: Any, code: str, date1904: bool) -> SheetCell:
    """A stored value as Excel shows it, its exact number beside it; an error value by its name."""
    if kind == _TEXT:
        return SheetCell(one_line(shown_text(value, code).split("\n")), is_text=True)
    if kind == _BOOLEAN:
        return SheetCell("TRUE" if value else "FALSE", is_text=True)
    if kind == _ERROR:
        return SheetCell("", error=import_module("xlrd.biffh").error_text_from_code.get(value, "#ERROR"))
    if kind not in (_NUMBER, _DATE):
        return SheetCell("")
    stored = str(int(value)) if float(value).is_integer() else repr(float(value))
    if number(stored) is None:
        return SheetCell("", error=stored[:_LONGEST])
    return SheetCell(shown(stored, code, date1904), stored=exact(stored, code))
