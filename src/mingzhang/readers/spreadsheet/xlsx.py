"""Excel workbooks (.xlsx): every visible sheet as a table, its cells as Excel shows them.

The sheet XML is read directly: a faster library drops error cells and knows no number formats, so the XML
would have to be read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from mingzhang.facts.progress import reached
from mingzhang.facts.report import NO_TEXT, NO_VALUE, Report, Table
from mingzhang.formats.ooxml import A, R, S
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
from mingzhang.readers.spreadsheet.number_format import BUILT_IN, exact, number, shown, shown_text
from mingzhang.readers.watch import Watch

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROWS, _COLUMNS = 1 << 20, 1 << 14
_LONGEST = 20  # characters of a damaged number that a message shows
_HEADERS = tuple(f"{S}{kind}Header" for kind in ("odd", "even", "first"))
_CODE = re.compile(r'&(?:"[^"]*"|[0-9]+|K[0-9A-Fa-f+-]{6}|&|.)')
_EMPTY = SheetCell("")
_CELL, _TEXT, _RUN = f"{S}c", f"{S}t", f"{S}r"
_PLAIN = re.compile(  # a cell as libxml2 writes it: nothing in it but a value without entities
    '<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="([a-z]+|inlineStr)")?'
    "(?:/>|>(?:<v>([^<&]+)</v>|<is><t>([^<&]*)</t></is>)</c>)"
)
_ALIKE = 1 << 13  # different cells that are remembered: most answers of a long sheet are given many times
_MANY = 1000  # rows after which it is told how far reading has come


def read_xlsx(path: Path, limits: Limits, stored: bool = False) -> Report:
    """Read a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    With ``stored`` numbers read as they are stored and not as they are shown, for tables of a ledger.

    Hidden sheets are named in the notes and not read.  Error cells and formulas without a stored value are
    cells with ``error``, and named in the notes.
    """
    watch = Watch(path, limits)
    notes: list[str] = []
    return sheet_report(path, "xlsx", _shown(path, watch, notes, stored), watch, notes)


def _shown(path: Path, watch: Watch, notes: list[str], stored: bool) -> Iterator[Sheet]:
    """The visible sheets; hidden ones are told in the notes."""
    with Container(path, watch) as container:
        book = _Workbook(container, watch)
        for name, part, visible in book.sheets():
            if not visible:
                notes.append(hidden(name))
            else:
                sheet = book.read(name, part)
                for cell in sheet.cells.values() if stored else ():
                    cell.text = cell.stored or cell.text
                yield sheet


def stored_xlsx(path: Path, limits: Limits) -> list[Table]:
    """The sheets of a workbook, hidden ones too, cell by cell with the numbers as they are stored.

    For workbooks whose cells are named in messages; raises
    :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    watch = Watch(path, limits)
    with Container(path, watch) as container:
        book = _Workbook(container, watch)
        sheets = [book.read(name, part) for name, part, _ in book.sheets() if container.has(part)]
    return [stored_table(sheet, watch) for sheet in sheets]


def streamed_xlsx(path: Path, limits: Limits) -> Iterator[tuple[str, list[str]]]:
    """The rows of all sheets one after the other, each with the name of its sheet; memory does not grow.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    watch = Watch(path, limits)
    with Container(path, watch) as container:
        book = _Workbook(container, watch)
        for name, part, _ in book.sheets():
            for texts in book.rows(part) if container.has(part) else ():
                yield name, texts


@dataclass(slots=True)
class _Looks:
    """What the cell styles say: format codes and whether a border is drawn, by style number."""

    formats: list[str] = field(default_factory=list)
    ruled: list[bool] = field(default_factory=list)


class _Workbook:
    def __init__(self, container: Container, watch: Watch) -> None:
        self._container, self._watch = container, watch
        main = container.main_part("xl/workbook.xml")
        self._relations = container.related(main)
        self._root = container.xml(main)
        properties = self._root.find(f"{S}workbookPr")
        self._date1904 = properties is not None and properties.get("date1904") in ("1", "true")
        parts = {r.kind: r.target for r in self._relations.values()}
        self._strings = self._shared_strings(parts.get("sharedStrings"))
        self._looks = _looks(container.xml(parts["styles"])) if "styles" in parts else _Looks()
        calculation = self._root.find(f"{S}calcPr")
        self._stale = calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name, part and visibility of the work sheets (chart sheets have no cells)."""
        for item in self._root.iterfind(f"{S}sheets/{S}sheet"):
            relation = self._relations.get(item.get(f"{R}id", ""))
            if relation is not None and relation.kind == "worksheet":
                yield item.get("name", ""), relation.target, item.get("state", "visible") == "visible"

    def _shared_strings(self, part: str | None) -> list[str] | None:
        if part is None:
            return None
        strings: list[str] = []
        for item in self._container.events(part, (f"{S}si",)):
            strings.append(_string(item))
            _forget(item)
        return strings

    def read(self, name: str, part: str) -> Sheet:
        """The filled cells, merged areas, text boxes and the head of the page of one sheet."""
        sheet = Sheet(name)
        tags = (f"{S}row", f"{S}mergeCell", f"{S}col", *_HEADERS)
        row = -1
        for item in self._container.events(part, tags):
            if item.tag == f"{S}row":
                row = _row_index(item, row)
                if row % _MANY == 0:
                    reached(f"读工作表“{name}”，行", row)
                sheet.hidden_rows += item.get("hidden") in ("1", "true")
                self._read_row(item, row, sheet)
                _forget(item)
            elif item.tag == f"{S}mergeCell":
                area = _area(item.get("ref", ""))
                if area is not None:
                    sheet.merged.append(area)
                    self._watch.cells(1)
            elif item.tag in _HEADERS:
                sheet.headers += [text for text in _header(item.text or "") if text not in sheet.headers]
            elif item.get("hidden") in ("1", "true"):
                first, last = (_bounded(item.get(key), _COLUMNS) for key in ("min", "max"))
                sheet.hidden_columns += last - first + 1 if 0 < last - first + 1 < 256 else 0
        self._distrust(sheet)
        sheet.headers += self._boxes(part)
        return sheet

    def rows(self, part: str) -> Iterator[list[str]]:
        """The rows of one sheet as they come, numbers as they are stored; nothing of them is kept."""
        row, stored = -1, lru_cache(_ALIKE)(self._stored)
        for item in self._container.events(part, (f"{S}row",)):
            before, row = row, _row_index(item, row)
            yield from ([] for _ in range(row - before - 1))
            yield self._texts(item, stored)
            _forget(item)

    def _texts(self, item: Any, stored: Callable[[str, str, str], str]) -> list[str]:
        """What the cells of one row hold: read out of its canonical text where they are all plain."""
        from lxml import etree

        self._watch.cells(len(item))
        plain = _PLAIN.findall(etree.tostring(item, encoding="unicode", with_tail=False))
        filled = self._filled(item)
        if len(plain) == len(item):
            filled = (
                (_column(letters), stored(kind or "n", style, value) if value else stored("str", style, text))
                for letters, style, kind, value, text in plain
            )
        texts: list[str] = []
        for column, text in filled:
            if text:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = text
        return texts

    def _filled(self, item: Any) -> Iterator[tuple[int, str]]:
        """Column and text of the cells of any row."""
        column = -1
        for element in item.iterchildren(_CELL):
            place = _place(element.get("r", ""))
            column = column + 1 if place is None else place[1]
            cell = self._cell(element, self._code(element.get("s")))
            yield column, cell.stored or cell.text

    def _stored(self, kind: str, style: str, value: str) -> str:
        """The number behind a cell, or else what it shows."""
        code = self._code(style)
        plain = kind == "n" and exact(value, code)
        if plain:
            return plain
        cell = self._valued(kind, value, code)
        return cell.stored or cell.text

    def _boxes(self, part: str) -> list[str]:
        """The texts of the text boxes that lie on a sheet."""
        drawings = [r.target for r in self._container.related(part).values() if r.kind == "drawing"]
        boxes = [
            "".join(text.text or "" for text in paragraph.iter(f"{A}t")).strip()
            for drawing in drawings
            if self._container.has(drawing)
            for paragraph in self._container.xml(drawing).iter(f"{A}p")
        ]
        return [text for text in boxes if text]

    def _distrust(self, sheet: Sheet) -> None:
        """Zeros stored with formulas that Excel shall calculate when it opens the file were never calculated.

        Where one formula of the sheet has another result, somebody did calculate; where all its numbers are
        zero, so are its sums.
        """
        formulas = set(sheet.formulas)
        filled = [place for place, cell in sheet.cells.items() if cell.error or cell.stored.strip("-0.")]
        if formulas and formulas.isdisjoint(filled) and filled:
            for place in formulas:
                sheet.cells[place] = SheetCell("", error=NO_VALUE)

    def _read_row(self, item: Any, row: int, sheet: Sheet) -> None:
        """Enter the cells of one row, with their borders and the formulas that may be out of date."""
        column = -1
        self._watch.cells(len(item))
        for element in item.iterchildren(f"{S}c"):
            place = _place(element.get("r", ""))
            column = column + 1 if place is None else place[1]
            style = _bounded(element.get("s"), len(self._looks.ruled) - 1)
            if style >= 0 and self._looks.ruled and self._looks.ruled[style]:
                sheet.ruled.setdefault(row, set()).add(column)
            cell = self._cell(element, self._code(element.get("s")))
            if cell.text or cell.error:
                sheet.cells[row, column] = cell
                if self._stale and element.find(f"{S}f") is not None:
                    sheet.formulas.append((row, column))

    def _code(self, style: str | None) -> str:
        """The number format of a style, General where the workbook has no styles."""
        formats = self._looks.formats
        return formats[_bounded(style, len(formats) - 1)] if formats else "General"

    def _cell(self, element: Any, code: str) -> SheetCell:
        """A cell as Excel shows it, by its type and number format; an error or missing value by its name."""
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = next(element.iterchildren(f"{S}is"), None)
            return _typed("" if inline is None else _string(inline), code)
        value = element.findtext(f"{S}v") or ""
        if not value and kind != "str" and element.find(f"{S}f") is not None:
            return SheetCell("", error=NO_VALUE)
        return self._valued(kind, value, code)

    def _valued(self, kind: str, value: str, code: str) -> SheetCell:
        """A cell by the value that is stored with it."""
        if kind == "e":
            return SheetCell(value, error=value or "#ERROR")
        if kind == "s":
            said = self._shared(value)
            return SheetCell("", error=NO_TEXT) if said is None else _typed(said, code)
        if kind == "str":
            return _typed(_unescaped(value), code)
        if kind == "b":
            return SheetCell({"1": "TRUE", "0": "FALSE"}.get(value, value), is_text=True)
        if kind == "d":
            return SheetCell(value.removesuffix("T00:00:00"))
        return self._number(value, code)

    def _shared(self, value: str) -> str | None:
        """The shared text that a cell names by its number, ``None`` for one that is not there.

        Where there are no texts at all, the file is in pieces.
        """
        if self._strings is None:
            raise self._watch.refusal("文件不完整，缺少单元格的文字（xl/sharedStrings.xml）")
        index = int(value) if re.fullmatch("[0-9]{1,9}", value) else len(self._strings)
        return self._strings[index] if index < len(self._strings) else None

    def _number(self, value: str, code: str) -> SheetCell:
        """A cell of a number; what is none is unread."""
        if value and number(value) is None:
            return SheetCell("", error=value.strip()[:_LONGEST])
        return SheetCell(shown(value, code, self._date1904), stored=exact(value, code)) if value else _EMPTY


def _typed(text: str, code: str) -> SheetCell:
    lines = shown_text(text, code)
    return SheetCell(one_line(lines.split("\n")), is_text=True, lines=lines if "\n" in lines else "")


def _string(item: Any) -> str:
    """The text of a string item; the reading aids of East Asian text are left out."""
    direct = [text.text or "" for text in item.iterchildren(_TEXT)]
    runs = [text.text or "" for run in item.iterchildren(_RUN) for text in run.iterchildren(_TEXT)]
    return _unescaped("".join(direct + runs))


def _header(text: str) -> list[str]:
    """The texts of the head of a printed page, left, middle and right; what Excel fills in is left out."""
    parts = re.split(r"&[LCR]", text)
    plain = [
        one_line(_CODE.sub(lambda code: "&" if code[0] == "&&" else "", part).split("\n")) for part in parts
    ]
    return [part for part in plain if part.strip()]


def _unescaped(text: str) -> str:
    """Excel writes control characters as ``_x000D_``; line ends are all one."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(code: int) -> str:
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _forget(element: Any) -> None:
    """Free what has been read, so that memory does not grow with the sheet."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _looks(root: Any) -> _Looks:
    """The number format and whether a border is drawn, by cell style."""
    codes = {
        _bounded(item.get("numFmtId"), _ROWS): item.get("formatCode", "")
        for item in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    drawn = [
        any(side.get("style", "none") != "none" for side in border)
        for border in root.iterfind(f"{S}borders/{S}border")
    ]
    looks = _Looks()
    for item in root.iterfind(f"{S}cellXfs/{S}xf"):
        number, border = (_bounded(item.get(key, "0"), _ROWS) for key in ("numFmtId", "borderId"))
        looks.formats.append(codes.get(number) or BUILT_IN.get(number, "General"))
        looks.ruled.append(0 <= border < len(drawn) and drawn[border])
    return looks


def _bounded(text: str | None, most: int) -> int:
    """A number from an attribute kept between 0 and ``most``; 0 where it is none."""
    return min(int(text), most) if text and re.fullmatch("[0-9]{1,9}", text) else 0


def _row_index(row: Any, before: int) -> int:
    number = _bounded(row.get("r"), _ROWS)
    return number - 1 if number else min(before + 1, _ROWS)


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a reference such as B3."""
    found = _REFERENCE.fullmatch(reference)
    return None if found is None else (int(found[2]) - 1, _column(found[1]))


@lru_cache(_COLUMNS)
def _column(letters: str) -> int:
    """The number, from 0, of a column such as AB."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _area(reference: str) -> MergedArea | None:
    corners = [_place(corner) for corner in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    (top, left), (bottom, right) = corners[0], corners[1]
    return MergedArea(top, left, bottom, right) if top <= bottom and left <= right else None
