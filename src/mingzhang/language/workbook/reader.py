"""Read the filled workbook: pages, blocks, lines and columns found by their names, never by position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from mingzhang.facts.fact import WHOLE, Fact
from mingzhang.facts.place import Place, cell_name
from mingzhang.facts.report import Cell, Table
from mingzhang.language.table.cell import FIGURE, reading
from mingzhang.language.workbook.cell import WrongCellError, figure_of, text_of
from mingzhang.language.workbook.form import (
    AMOUNT,
    COUNT,
    InputBlock,
    InputColumn,
    InputLine,
    Page,
    head_of,
)
from mingzhang.language.workbook.ledger import Ledger, fault_of
from mingzhang.language.workbook.sums import added_up, differing, typed_over

NAMES = "科目名称"  # the column that a formula fills
_SHOWN_UNIT = re.compile(r"金额单位：?(元|万元)$")
_REMARK = re.compile(r"^(?:注|说明|备注|填表|制表|审核|负责人|联系)|[：:]")
_SHOWN = 5  # names listed in one sentence


def read_pages(tables: Sequence[Table], pages: Iterable[Page], ledger: Ledger) -> None:
    """Read every page; what the workbook lacks or has renamed is among the problems."""
    left = {table.name.strip(): table for table in tables}
    missing = []
    for page in pages:
        table = left.pop(page.name, None)
        if table is None:
            missing += [page] if page.asked() else []
        else:
            _PageReader(page, table, ledger).read()
    for page in missing if ledger.sure else ():
        found = next((name for name, table in left.items() if _looks_like(page, table)), None)
        if found is None:
            ledger.object(page.name, "", "这张工作表不见了，请从空白填报表里复制回来")
        else:
            ledger.object(page.name, "", f"工作表改名为“{found}”，请改回“{page.name}”")
            _PageReader(page, left.pop(found), ledger).read()
    for name, table in left.items():
        twin = next((page for page in pages if _looks_like(page, table)), None)
        if twin is not None:
            ledger.object(name, "", f"与“{twin.name}”表样相同，没有读取；请并入“{twin.name}”或删去")


def _looks_like(page: Page, table: Table) -> bool:
    """Whether a sheet has all heads of all blocks of a page, more than two of them."""
    texts = {head_of(cell.text) for cell in table.cells if cell.text}
    asked = page.asked() or page
    heads = [head_of(head) for block in asked.blocks for head in block.heads]
    return len(heads) > 2 and texts.issuperset(heads)


@dataclass
class _Placed:
    """A block found in a sheet: its head row, first and last row of its body, its columns by position."""

    block: InputBlock
    head: int
    first: int = 0
    last: int = 0
    keys: int = -1  # the position of the column of keys or line names
    columns: dict[int, InputColumn] = field(default_factory=dict)


class _PageReader:
    def __init__(self, page: Page, table: Table, ledger: Ledger) -> None:
        self._page, self._table, self._ledger = page, table, ledger
        self._rows: dict[int, dict[int, Cell]] = {}
        for cell in table.cells:
            self._rows.setdefault(cell.row, {})[cell.column] = cell
        self._order = sorted(self._rows)
        self._whole = True  # no block is missing

    def read(self) -> None:
        before = len(self._ledger.filing.facts) + len(self._ledger.filing.words)
        placed = self._placed()
        self._check_unit(min((p.head for p in placed), default=0))
        for found in placed:
            self._check_merges(found)
            if found.block.lines:
                self._read_lines(found)
            elif found.block.first_head:
                self._read_rows(found)
            else:
                self._read_lists(found)
        read = len(self._ledger.filing.facts) + len(self._ledger.filing.words) - before
        told = any(problem.sheet == self._page.name for problem in self._ledger.filing.problems)
        if self._page.required and not read and placed and not told:
            self._object("", "还没有填；没有的填 0")

    def _object(self, cell: str, words: str) -> None:
        self._ledger.object(self._page.name, cell, words)

    # -- where things stand ------------------------------------------------------------------------------

    def _placed(self) -> list[_Placed]:
        """The page's blocks found in the sheet, from the top down, columns bound; lost ones are reported."""
        found: list[_Placed] = []
        for block in self._page.blocks:
            row = self._head_row(block, {p.head for p in found})
            asked = block.asked
            if row is not None:
                found.append(_Placed(block, row))
            elif asked is not None and self._ledger.sure:
                heads = "、".join(f"“{head}”" for head in asked.heads[:_SHOWN])
                self._object("", f"找不到有{heads}的表头，请按空白填报表恢复")
                self._whole = False
        found.sort(key=lambda p: p.head)
        end = max(self._rows, default=0)
        for here, after in zip_longest(found, found[1:]):
            here.first = max(c.row + c.rowspan for c in self._rows[here.head].values())
            here.last = end if after is None else after.head - 1
            self._bind_heads(here)
        return found

    def _head_row(self, block: InputBlock, taken: set[int]) -> int | None:
        """The row with most of the block's heads: the first head, or at least half of those asked.

        A row with the first head of another block belongs to that one.
        """
        wanted = {head_of(head) for head in block.heads}
        asked = {head_of(head) for head in (block.asked or block).heads}
        others = {head_of(b.first_head) for b in self._page.blocks if b is not block and b.first_head}
        first = head_of(block.first_head)
        best, most = None, 0
        for row, cells in self._rows.items():
            texts = {head_of(cell.text) for cell in cells.values()}
            score = len(wanted & texts)
            near = first in texts or score * 2 >= len(asked)
            enough = near and (score > 1 or len(asked) == 1)
            if row not in taken and score > most and enough and not others & texts:
                best, most = row, score
        return best

    def _bind_heads(self, placed: _Placed) -> None:
        """Find a block's columns by their heads; report lost, doubled, and unknown ones over figures."""
        block = placed.block
        wanted = {head_of(column.head): column for column in block.columns}
        known = {head_of(NAMES), head_of(block.sum)}
        seen: set[str] = set()
        strange = []
        for position, cell in sorted(self._rows[placed.head].items()):
            name = head_of(cell.text)
            if name in seen:
                self._object(_ref(cell), f"表头“{name}”出现两次，请删去重复的一栏")
            elif name == head_of(block.first_head) and name:
                placed.keys = position
            elif name in wanted:
                placed.columns[position] = wanted[name]
            elif cell.text and name not in known:
                strange.append(cell)
            seen.add(name)
        lost = [head for head in (block.asked or InputBlock()).heads if head_of(head) not in seen]
        for head in lost if self._ledger.sure else ():
            self._object(_at(placed.head, 0), f"这一行的表头缺“{head}”，请按空白填报表恢复")
        for column in block.columns:
            for row in [line.name for line in block.lines] or [WHOLE] if column.head in lost else ():
                self._ledger.unknown(column, row)
        for cell in strange:
            if self._figures_below(placed, cell.column):
                self._object(_ref(cell), f"表头“{head_of(cell.text)}”不是本表的栏目，这一栏的数没有读取")

    def _figures_below(self, placed: _Placed, column: int) -> bool:
        return any(
            reading(cell.text).kind == FIGURE
            for row in self._between(placed.first, placed.last)
            if (cell := self._rows[row].get(column)) is not None
        )

    def _check_unit(self, first: int) -> None:
        for row in self._between(0, first - 1):
            for cell in self._rows[row].values():
                shown = _SHOWN_UNIT.search(cell.text.strip())
                if shown and shown[1] != self._ledger.money:
                    money = self._ledger.money
                    self._object(_ref(cell), f"写的是“{shown[1]}”，封面的金额单位是“{money}”，请改成一致")

    def _check_merges(self, placed: _Placed) -> None:
        inputs = {placed.keys, *placed.columns}
        for row in self._between(placed.first, placed.last):
            for cell in self._rows[row].values():
                across = range(cell.column, cell.column + cell.colspan)
                if (cell.rowspan > 1 or cell.colspan > 1) and inputs.intersection(across):
                    self._object(_ref(cell), "合并了填写的格子，请取消合并，每格各填各的")
                    for column in (c for place, c in placed.columns.items() if place in across):
                        self._ledger.unknown(column, WHOLE)  # what the cells below it said is lost

    # -- what they say -----------------------------------------------------------------------------------

    def _read_lines(self, placed: _Placed) -> None:
        """Read a block of fixed lines by their names; unknown, doubled and missing lines are reported."""
        lines = {head_of(name): line for line in placed.block.lines for name in (line.label, line.shown)}
        seen: dict[str, str] = {}
        sums: list[tuple[int, InputLine]] = []
        before = len(self._ledger.filing.problems)
        for row in self._filled(placed):
            cell = self._rows[row].get(placed.keys)
            line = lines.get(head_of(cell.text)) if cell else None
            if line is None:
                self._stray_line(placed, row, cell)
            elif line.name in seen:
                self._object(_at(row, placed.keys), f"“{line.label}”与 {seen[line.name]} 重复，没有读取")
            else:
                seen[line.name] = _at(row, placed.keys)
                if line.sums:
                    sums.append((row, line))
                else:
                    self._read_line(placed, row, line)
        for line in (placed.block.asked or InputBlock()).lines:
            if line.name not in seen and not line.sums and self._ledger.sure:
                self._object("", f"缺“{line.label}”这一行，请按空白填报表恢复")
        if len(self._ledger.filing.problems) == before:  # otherwise a part may be lost
            self._check_sums(placed, sums)

    def _stray_line(self, placed: _Placed, row: int, cell: Cell | None) -> None:
        filled = [c for c in self._inputs(placed, row) if c.text or c.error]
        if filled and self._ledger.sure and self._whole:  # otherwise it may be of another block, or place
            name = f"“{cell.text}”不是本表的行" if cell and cell.text else "行名是空的"
            self._object(_ref(filled[0]), f"{name}，没有读取；固定行之间请不要插入行")

    def _read_line(self, placed: _Placed, row: int, line: InputLine) -> None:
        for position, column in placed.columns.items():
            here = line.column(column)
            self._stands(here.name(line.name), row, position)
            cell = self._rows[row].get(position)
            if cell is not None and (cell.text or cell.error):
                self._take(cell, here, line.name, line.label)
            elif here.required:
                self._object(_at(row, position), f"“{line.label}”必须填写")

    def _check_sums(self, placed: _Placed, sums: list[tuple[int, InputLine]]) -> None:
        """Note what was typed over formulas that add up lines."""
        lines, ledger = {line.name: line for line in placed.block.lines}, self._ledger
        for row, line in sums:
            typed = [(self._rows[row].get(position), column) for position, column in placed.columns.items()]
            cells = [(cell, column) for cell, column in typed if cell and cell.text and not cell.error]
            for cell, words in typed_over(line, lines, cells, ledger.filing.facts, ledger.money):
                self._object(_ref(cell), words)

    def _read_rows(self, placed: _Placed) -> None:
        """Read a block whose rows are keyed by what is filled in; rows without a new key are not read."""
        seen: dict[str, str] = {}
        rows: dict[int, str] = {}
        for row in self._filled(placed):
            cell = self._rows[row].get(placed.keys)
            inputs = [c for c in self._inputs(placed, row) if c.text or c.error]
            before = len(self._ledger.filing.problems)
            key = self._key(placed, row, cell, inputs)
            if key in seen:
                self._object(_at(row, placed.keys), f"“{key}”与 {seen[key]} 重复，请并成一行；这一行没有读取")
            if len(self._ledger.filing.problems) > before:
                self._miss(placed, cell, inputs)
            if not key or key in seen:
                continue
            seen[key], rows[row] = _at(row, placed.keys), key
            for position, column in placed.columns.items():
                self._stands(column.name(key), row, position)
            for found in inputs:
                self._take(found, placed.columns[found.column], key, cell.text if cell else WHOLE)
            if not inputs and placed.block.key and placed.block.key.codes == "functional":
                self._object(_at(row, placed.keys), f"“{key}”这一行没有填任何数，请补填或删去")
                for column in placed.columns.values():
                    self._ledger.unknown(column, key)
        if not any(each.sheet == self._page.name for each in self._ledger.filing.problems):
            self._check_totals(placed, rows)  # otherwise a part may be lost

    def _check_totals(self, placed: _Placed, keys: Mapping[int, str]) -> None:
        """Note what was typed over formulas that add up the rows, or the columns of one row."""
        money = {place: column for place, column in placed.columns.items() if column.fact}
        heads = self._rows[placed.head].items()
        whole = next((p for p, c in heads if c.text and head_of(c.text) == head_of(placed.block.sum)), -1)
        rows = {row: self._rows[row] for row in self._filled(placed)}
        facts, unit = self._ledger.filing.facts, self._ledger.money
        for sum_ in added_up(placed.block, money, whole, rows, keys, placed.keys):
            for cell, words in differing(*sum_, facts, unit):
                self._object(_ref(cell), words)

    def _miss(self, placed: _Placed, cell: Cell | None, inputs: Iterable[Cell]) -> None:
        """Note that rows were not read: what they add up to is unknown, and not what the others say."""
        found = re.match(r"\d{3,}", cell.text.strip()) if cell else None
        code = found[0] if found and placed.block.key and placed.block.key.codes else ""
        columns = [placed.columns[each.column] for each in inputs]
        for row in (WHOLE, *(code[:length] for length in (3, 5) if len(code) >= length)):
            for column in columns:
                self._ledger.unknown(column, row)

    def _key(self, placed: _Placed, row: int, cell: Cell | None, inputs: list[Cell]) -> str:
        """The key of a row, empty for rows that are not read."""
        block, text = placed.block, cell.text.strip() if cell else ""
        key = block.key
        if key is None or (cell is not None and cell.error):
            self._object(_at(row, placed.keys), fault_of(cell.error or "" if cell else ""))
            return ""
        if not text:
            if inputs and not block.whole:
                self._object(_at(row, placed.keys), f"{_ref(inputs[0])} 有内容，这里却没有填{key.head}")
            return block.whole if inputs else ""
        if head_of(text) == WHOLE:
            return block.whole
        if not inputs and _REMARK.search(text) and not text[0].isdigit():
            return ""
        if not key.codes:
            return text.replace("[", "（").replace("]", "）")
        try:
            code, name = self._ledger.books[key.codes].read(text, key)
        except WrongCellError as fault:
            self._object(_at(row, placed.keys), str(fault))
            return ""
        if name:
            self._ledger.filing.words[f"科目:{code}"] = name
        return code

    def _read_lists(self, placed: _Placed) -> None:
        for position, column in placed.columns.items():
            number = 0
            for row in self._filled(placed):
                cell = self._rows[row].get(position)
                if cell is not None and (cell.text.strip() or cell.error):
                    number += 1
                    self._stands(column.name(str(number)), row, position)
                    self._take(cell, column, str(number), str(number))

    def _stands(self, name: str, row: int, position: int) -> None:
        """Note the cell of an input, whether it is filled or not."""
        self._ledger.filing.cells[name] = (self._page.name, _at(row, position))

    def _take(self, cell: Cell, column: InputColumn, row: str, label: str) -> None:
        """Record what a cell says under the name of its column and row."""
        filing = self._ledger.filing
        name, ref = column.name(row), _ref(cell)
        if cell.error:
            self._object(ref, fault_of(cell.error))
            self._ledger.unknown(column, row)
            return
        place = Place(file=self._ledger.file, table=self._page.name, row=label, column=ref, printed=cell.text)
        try:
            if column.kind in (AMOUNT, COUNT):
                filing.facts.add(Fact(name, figure_of(cell.text, column, self._ledger.money, place)))
            else:
                filing.words[name] = text_of(cell.text, column)
        except WrongCellError as fault:
            self._object(ref, str(fault))
            self._ledger.unknown(column, row)

    def _filled(self, placed: _Placed) -> Iterator[int]:
        """The rows of a block with anything in its own columns."""
        own = {placed.keys, *placed.columns}
        for row in self._between(placed.first, placed.last):
            cells = self._rows[row]
            if any((cells[c].text or cells[c].error) for c in own & cells.keys()):
                yield row

    def _between(self, first: int, last: int) -> list[int]:
        """The rows with cells from ``first`` to ``last``: a sheet may end a million rows below."""
        return [row for row in self._order if first <= row <= last]

    def _inputs(self, placed: _Placed, row: int) -> list[Cell]:
        return [self._rows[row][c] for c in sorted(placed.columns) if c in self._rows[row]]


def _ref(cell: Cell) -> str:
    return _at(cell.row, cell.column)


def _at(row: int, column: int) -> str:
    return cell_name(row, max(column, 0))
