"""What stands around a figure: its row and column, the same amount of last year."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import Printed
from mingzhang.localisation.operations import CellPosition

PRIOR = "上年:"
_NAME = re.compile(r"(?P<when>[^:\[\].]+:)?(?P<table>[^\[\].]+)(?:\[(?P<item>[^\]]+)\])?\.(?P<column>.+)")


@dataclass
class Surroundings:
    """Tables as grids of figures, and the names under which figures are said.

    >>> from mingzhang.facts.fact import stated
    >>> around = Surroundings.of(stated("总表.收入 3.00", "上年:总表.收入 2.00"))
    >>> [figure.text for figure in around.last_year(next(iter(around.names)))]
    ['2.00']
    """

    facts: Facts
    cells: dict[Printed, CellPosition] = field(default_factory=dict)
    names: dict[Printed, str] = field(default_factory=dict)
    _near: dict[tuple[str, int, int], Printed] = field(default_factory=dict)
    _rows: dict[tuple[str, int], list[Printed]] = field(default_factory=dict)
    _items: dict[tuple[str, str], list[tuple[str, Printed]]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts) -> Surroundings:
        """Rows and columns are counted in the order in which the document says them."""
        around = cls(facts)
        rows: dict[str, dict[str, int]] = defaultdict(dict)
        columns: dict[str, dict[str, int]] = defaultdict(dict)
        for fact in facts:
            around.names[fact.figure] = fact.name
            if match := _NAME.fullmatch(fact.name):
                item = (match["when"] or "", match["item"] or match["column"])
                around._items.setdefault(item, []).append((match["table"], fact.figure))
            place = fact.place
            if fact.table and place.table and place.row and place.column:
                row = rows[place.table].setdefault(place.row, len(rows[place.table]))
                column = columns[place.table].setdefault(place.column, len(columns[place.table]))
                around.cells[fact.figure] = CellPosition(place.table, row, column)
                around._rows.setdefault((place.table, row), []).append(fact.figure)
                around._near[place.table, row, column] = fact.figure
        return around

    def neighbours(self, figure: Printed) -> list[Printed]:
        """The figures above, below, to the left and to the right."""
        cell = self.cells.get(figure)
        if cell is None:
            return []
        steps = ((-1, 0), (1, 0), (0, -1), (0, 1))
        found = (self._near.get((cell.table, cell.row + r, cell.column + c)) for r, c in steps)
        return [other for other in found if other is not None and not other.blank]

    def last_year(self, figure: Printed) -> list[Printed]:
        """The same amount of the year before."""
        name = self.names.get(figure)
        return [fact.figure for fact in self.facts.said(PRIOR + name)] if name else []

    def other_tables(self, figure: Printed) -> list[Printed]:
        """What other tables print for the same item of the same year, whatever the column.

        >>> from mingzhang.facts.fact import stated
        >>> around = Surroundings.of(stated("支出表[201].基本支出 3.00", "一般表[201].合计 2.00"))
        >>> [[other.text for other in around.other_tables(figure)] for figure in around.names]
        [['2.00'], ['3.00']]
        """
        match = _NAME.fullmatch(self.names.get(figure, ""))
        if match is None:
            return []
        same = self._items[match["when"] or "", match["item"] or match["column"]]
        return [other for table, other in same if table != match["table"]]

    def siblings(self, figure: Printed) -> list[Printed]:
        """The other figures of the same row of a table: the same line under other funds."""
        cell = self.cells.get(figure)
        if cell is None:
            return []
        return [other for other in self._rows[cell.table, cell.row] if other is not figure]
