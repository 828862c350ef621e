"""OpenDocument work sheets (.ods): every visible sheet as a table, its cells as they are shown.

The format keeps with each cell the text it shows, its merges and its errors, so it is read directly: no
number format has to be applied.  Source: OASIS OpenDocument 1.3, part 3, chapter 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingzhang.facts.report import Report, Table
from mingzhang.readers.container import Container
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
from mingzhang.readers.spreadsheet.number_format import exact, number, signed
from mingzhang.readers.watch import Watch

_URN = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TABLE, TEXT, STYLE = (f"{{{_URN}:{name}:1.0}}" for name in ("office", "table", "text", "style"))
_FO = f"{{{_URN}:xsl-fo-compatible:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MANIFEST = "META-INF/manifest.xml"
_ROWS, _COLUMNS = 1 << 20, 1 << 14
_LONGEST = 20  # characters of a damaged number that a message shows
_GROUPS = {f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}


def read_ods(path: Path, limits: Limits) -> Report:
    """Read an OpenDocument workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    Hidden sheets are named in the notes and not read; error cells are cells with ``error``.
    """
    watch = Watch(path, limits)
    notes: list[str] = []
    return sheet_report(path, "ods", _sheets(path, watch, notes), watch, notes)


def stored_ods(path: Path, limits: Limits) -> list[Table]:
    """The visible sheets, cell by cell with the numbers as they are stored; see ``stored_xlsx``."""
    watch = Watch(path, limits)
    return [stored_table(sheet, watch) for sheet in _sheets(path, watch, [])]


def _sheets(path: Path, watch: Watch, notes: list[str]) -> Iterator[Sheet]:
    """The visible sheets; hidden ones are told in the notes."""
    with Container(path, watch) as container:
        if container.has(_MANIFEST) and any(
            b"encryption-data" in part for part in container.chunks(_MANIFEST)
        ):
            raise watch.refusal("文件有密码，请去掉密码后另存一份")
        root = container.xml("content.xml")
        book = _Book(root, watch)
        for table in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
            name = table.get(f"{TABLE}name", "")
            if table.get(f"{TABLE}style-name") in book.hidden:
                notes.append(hidden(name))
                continue
            yield book.sheet(name, table)


class _Book:
    def __init__(self, root: Any, watch: Watch) -> None:
        self._watch = watch
        styles = root.find(f"{OFFICE}automatic-styles")
        named = {
            s.get(f"{STYLE}name"): s for s in (() if styles is None else styles.iterfind(f"{STYLE}style"))
        }
        self.hidden = {
            name
            for name, style in named.items()
            for shape in style.iterfind(f"{STYLE}table-properties")
            if shape.get(f"{TABLE}display") == "false"
        }
        self._ruled = {
            name
            for name, style in named.items()
            for look in style.iterfind(f"{STYLE}table-cell-properties")
            if any(key.startswith(f"{_FO}border") and value != "none" for key, value in look.attrib.items())
        }

    def sheet(self, name: str, table: Any) -> Sheet:
        """The filled cells and merged areas of one sheet."""
        sheet, index = Sheet(name), 0
        for row in _rows(table):
            again = _count(row, "number-rows-repeated", _ROWS)
            concealed = row.get(f"{TABLE}visibility", "visible") != "visible"
            filled = self._row(sheet, row, index)
            if filled:
                sheet.hidden_rows += again * concealed
                for copy in range(1, again):
                    self._row(sheet, row, index + copy)
            index += again
        return sheet

    def _row(self, sheet: Sheet, row: Any, index: int) -> bool:
        """Enter one row; whether it holds anything."""
        column, filled = 0, False
        for element in row:
            if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            again = _count(element, "number-columns-repeated", _COLUMNS)
            cell = _cell(element)
            down, right = (_count(element, f"number-{way}-spanned", _ROWS) for way in ("rows", "columns"))
            if cell.text or cell.error:
                filled = True
                self._watch.cells(again)
                for place in range(column, column + again):
                    sheet.cells[index, place] = cell
            if down * right > 1 and (cell.text or cell.error):
                sheet.merged.append(MergedArea(index, column, index + down - 1, column + right - 1))
            if element.get(f"{TABLE}style-name") in self._ruled and again < 256:
                sheet.ruled.setdefault(index, set()).update(range(column, column + again))
            column += again
        return filled


def _rows(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _count(element: Any, name: str, most: int) -> int:
    """How often something is repeated or spans, from 1 to what a sheet can hold."""
    text = element.get(f"{TABLE}{name}", "1")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _cell(element: Any) -> SheetCell:
    text = one_line([_line(paragraph) for paragraph in element.iterfind(f"{TEXT}p")])
    kind = element.get(f"{_CALC}value-type") or element.get(f"{OFFICE}value-type", "string")
    if kind == "error" or text.startswith(("Err:", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#N/A", "#NUM!")):
        return SheetCell("", error=text or "#ERROR")
    value = element.get(f"{OFFICE}value", "") if kind in ("float", "currency") else ""
    if value and number(value) is None:
        return SheetCell("", error=value[:_LONGEST])
    stored, text = exact(value, "General") if value else "", signed(text, value) if value else text
    return SheetCell(text, is_text=kind in ("string", "boolean"), stored=stored)


def _line(paragraph: Any) -> str:
    """The text of one line: several blanks are an element, notes inside are left out."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab"):
            parts.append(" ")
        elif child.tag in (f"{TEXT}span", f"{TEXT}a"):
            parts.append(_line(child))
        parts.append(child.tail or "")
    return "".join(parts)
