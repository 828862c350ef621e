"""Read the body of one bound table: every figure becomes a fact, or is reported as unplaced."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from mingzhang.facts.fact import Fact, Facts, blank
from mingzhang.facts.number import MONEY, SCALES, Printed, printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph
from mingzhang.language.table.caption import is_note
from mingzhang.language.table.cell import FIGURE, NOTHING, WORDS, flat, reading, unit_in
from mingzhang.language.table.column_heads import Heading, crossing, headings
from mingzhang.language.table.form import BoundRow, BoundTable, Side
from mingzhang.language.table.grid import ColumnBlock, Grid, GridRow
from mingzhang.language.table.row_keys import Keys, is_total, parents, row_label

GENERIC = Side()


class Body:
    """Reads one table: :meth:`read` fills the table's rows and adds the facts.

    The table's ``name`` and ``assumed`` (the unit of figures that state none) must be set.  ``room`` is how
    many figures may be taken in; the rows behind them are left.
    """

    def __init__(self, table: BoundTable, grid: Grid, keys: Keys, facts: Facts, room: int) -> None:
        self.table, self.grid, self.keys, self.facts, self.room = table, grid, keys, facts, room
        self.unplaced: list[Printed] = []
        form = table.form
        self._sides = form.sides if form and form.sides else (GENERIC,)
        self._title = form.titles[0] if form and form.titles else table.title or table.name
        self._names: Counter[str] = Counter()

    def read(self) -> list[Printed]:
        """Read all blocks; returns the figures that found no row or column."""
        for number, block in enumerate(self.grid.blocks):
            rows = self._fitting([row for row in self.grid.rows(block) if not self._note(row)], block)
            side, crossed = self._side(block, rows)
            columns = headings(side, block, crossed)
            self._obscure(side, columns)
            named = (
                [(row_label(row.name), False) for row in rows] if crossed else self._keyed(rows, side, block)
            )
            above = parents(key for key, _ in named)
            alone = sum(bool(key) for key, _ in named) < 2
            for row, (key, line) in zip(rows, named, strict=True):
                key = "" if crossed and (alone or is_total(key)) else key
                self._row(_bound_row(row, key, number, line), row, side, columns, key in above)
        return self.unplaced

    def _keyed(self, rows: list[GridRow], side: Side, block: ColumnBlock) -> list[tuple[str, bool]]:
        """The keys of rows; a line that shows no figure and comes again with figures is a heading."""
        named = self.keys.name(rows, side)
        first = {key: order for order, (key, line) in enumerate(named) if line}
        for order, (key, line) in enumerate(named):
            plain, _, again = key.partition("#")
            above = first.get(plain, order)
            filled = line and again == "2" and self._filled(rows[order], block)
            if filled and not self._filled(rows[above], block):
                named[above], named[order] = ("", False), (plain, True)
        return named

    def _filled(self, row: GridRow, block: ColumnBlock) -> bool:
        cells = (self.grid.table.at(row.index, column.index) for column in block.values)
        return any(cell is not None and reading(cell.text).kind == FIGURE for cell in cells)

    def _obscure(self, side: Side, columns: list[Heading]) -> None:
        """Where a head is not understood, a column of the form that was not found may stand under it."""
        if not all(heading.known for heading in columns):
            found = {heading.name for heading in columns}
            lost = (column.name for column in side.columns if column.name not in found)
            self.facts.obscured.update((self.table.name, name) for name in lost)

    def _fitting(self, rows: list[GridRow], block: ColumnBlock) -> list[GridRow]:
        """The rows that there is room for."""
        columns = max(1, len(block.values))
        kept = rows[: self.room // columns]
        self.room -= columns * len(kept)
        if len(kept) < len(rows):
            first = rows[len(kept)].name_text.strip() or f"第 {rows[len(kept)].index + 1} 行"
            self.facts.pages_missing = True
            self.facts.beyond.append(
                f"文件里的数过多：《{self._title}》有 {len(rows)} 行，只核对了前 {len(kept)} 行，"
                f"从“{first}”起没有核对；请分成几个文件检查。"
            )
        return kept

    def _note(self, row: GridRow) -> bool:
        """A remark printed in the last rows of the grid is a note below the table."""
        if len(row.name) < 8 or not is_note(row.name):
            return False
        cell = next(cell for cell in self.grid.lines[row.index] if cell.text.strip())
        if all(note.text != cell.text for note in self.table.notes):
            self.table.notes.append(Paragraph(cell.text, cell.page, line=cell.line, file=cell.file))
        return True

    def _side(self, block: ColumnBlock, rows: list[GridRow]) -> tuple[Side, bool]:
        """The side of the form that a block shows, and whether its lines are printed as heads."""
        names = [row_label(row.name) for row in rows]
        best: tuple[int, int, int, bool] = (-1, 0, 0, False)
        for order, side in enumerate(self._sides):
            lines = sum(name in side.line_index for name in names)
            if side.rows == "class":
                lines += sum(bool(self.keys.code("class", name)) for name in names)
            across = sum(side.crossed and crossing(side, column.path)[1] != "" for column in block.values)
            heads = sum(side.column_of(column.path) is not None for column in block.values)
            best = max(best, (max(lines, across), heads, -order, across > lines))
        return self._sides[-best[2]], best[3]

    def _row(self, bound: BoundRow, row: GridRow, side: Side, columns: list[Heading], above: bool) -> None:
        """Take in one row: named figures become facts, what cannot be read or placed is reported."""
        for heading in columns:
            cell = self.grid.table.at(row.index, heading.column.index)
            kind = self._kind(cell, row, heading)
            if not kind and cell is not None:
                continue
            name = self._name(bound, side, heading)
            if not kind:  # a hole in the grid of a page
                if name:
                    self.facts.miss(name)
                continue
            figure = self._figure(kind, cell, row, heading, bound) if name else None
            if figure is None and cell is not None and kind != NOTHING:
                self._strange(cell, bound, heading)
                if name:
                    self.facts.miss(name)
            if not name or (figure is None and kind == NOTHING):
                continue
            if cell is not None:
                bound.objects[heading.key] = cell
            bound.cells[heading.key] = fact = None if figure is None else Fact(name, figure)
            if fact is not None:
                fact.aggregate = self._adds_up(bound, side, heading, above)
                self.facts.add(fact)
            self.table.empty = self.table.empty and kind == NOTHING
        if bound.cells:
            self.table.rows.append(bound)

    def _kind(self, cell: Cell | None, row: GridRow, heading: Heading) -> str:
        """What stands in a cell; ``""`` for a cell that belongs to another row or column, or to the heads."""
        if cell is None:
            # Spreadsheets leave empty cells out; on a page a hole means that the grid was not understood.
            return NOTHING if self.grid.table.page is None else ""
        if cell.error:
            return WORDS
        kind = reading(cell.text).kind
        own = cell.row == row.index and cell.column == heading.column.index
        if kind != NOTHING and not own:
            return ""
        shared = row.index == self.grid.first and heading.column.shown[-1:] == (flat(cell.text),)
        return "" if shared and kind == WORDS else kind

    def _name(self, bound: BoundRow, side: Side, heading: Heading) -> str:
        """The fact's name, ``""`` where the row or the column has none."""
        table = self.table.name
        if heading.line:
            name = side.fact_name(table, heading.line, heading.name, named=True)
            name = f"{table}[{bound.key}]{name[len(table) :]}" if bound.key else name
        elif bound.key and heading.name:
            sure = heading.known and (bound.line or bound.key[:3].isdigit())
            if not sure and not self.grid.table.ruled:
                return ""
            name = side.fact_name(table, bound.key, heading.name, bound.line)
        else:
            return ""
        self._names[name] += 1
        return name if self._names[name] == 1 else f"{name}#{self._names[name]}"

    def _figure(
        self, kind: str, cell: Cell | None, row: GridRow, heading: Heading, bound: BoundRow
    ) -> Printed | None:
        """The figure in a cell; a blank of a known form is an exact zero, a blank elsewhere says nothing."""
        place = self._place(cell, bound, heading)
        if kind == FIGURE and cell is not None:
            found = reading(cell.text)
            unit = found.unit or unit_in(row.name_text) or heading.column.unit or self.table.assumed
            return printed(found.digits, unit, place)
        if kind == NOTHING and self.table.form is not None and self.grid.table.ruled:
            unit = unit_in(row.name_text) or heading.column.unit or self.table.assumed
            return blank(MONEY if unit in SCALES else unit, place)
        return None

    def _place(self, cell: Cell | None, bound: BoundRow, heading: Heading) -> Place:
        row, column = bound.label or bound.code or None, heading.shown or None
        if cell is None:
            return Place(table=self._title, row=row, column=column)
        return cell.place(self._title, row, column)

    def _strange(self, cell: Cell, bound: BoundRow, heading: Heading) -> None:
        """Report a cell that holds something but gives no fact."""
        found = reading(cell.text)
        if self.table.form is None and found.kind == WORDS and not cell.error:
            return  # words in a table nobody described are no figure
        place = self._place(cell, bound, heading)
        if found.kind == FIGURE:
            self.unplaced.append(printed(found.digits, found.unit or self.table.assumed, place))
        else:
            text = cell.error or cell.text.strip()
            self.unplaced.append(Printed(text, Fraction(0), Fraction(0), "", "", place))

    def _adds_up(self, bound: BoundRow, side: Side, heading: Heading, above: bool) -> bool:
        """Whether a figure is a sum of others."""
        line = heading.line or (bound.key if bound.line else "")
        if line:
            return not side.sums or line in side.sums
        classes = side.rows in ("class", "economic") and re.fullmatch(r"\d{3}", bound.key)
        return above or bool(classes) or is_total(bound.key)


def _bound_row(row: GridRow, key: str, block: int, line: bool) -> BoundRow:
    name = flat(row.name_text)
    return BoundRow(key, name, row.code_text, row.name_text, row=row.index, block=block, line=line)
