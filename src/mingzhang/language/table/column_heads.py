"""What the columns of figures of one block are called."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from mingzhang.language.table.form import NEUTRAL, Side
from mingzhang.language.table.grid import ColumnBlock, GridColumn, yearless

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Heading:
    """What one column of figures is called: ``name`` in facts, ``shown`` to a reader.

    ``line`` is the line that a crossed table prints as a head.  ``known`` tells that the form names it.
    """

    column: GridColumn
    name: str
    shown: str
    line: str = ""
    known: bool = True

    @property
    def key(self) -> str:
        """The column's name among the cells of a row: a crossed table has several columns for a line."""
        return f"{self.name}.{self.line}" if self.line else self.name


def headings(side: Side, block: ColumnBlock, crossed: bool) -> list[Heading]:
    """The headings of a block's columns; a column whose head is not of the form keeps its printed head.

    Where several columns say the same, the latest year is meant, else the one that is named, else the first
    of them: beside 会议费 and 培训费 the column 合计 holds more than 三公经费·小计.

    >>> from mingzhang.language.table.form import Naming
    >>> columns = [GridColumn(0, "value", ("2030年决算数",)), GridColumn(1, "value", ("2031年决算数",))]
    >>> side = Side(columns=(Naming("决算", ("决算数",)),))
    >>> [heading.name for heading in headings(side, ColumnBlock([], columns), crossed=False)]
    ['2030年决算数', '决算']
    """
    root = _root(block)
    found = [_heading(side, column, root, crossed) for column in block.values]
    groups: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(found):
        groups[heading.key].append(place)
    for places in groups.values():
        chosen = max(places, key=lambda place: (_year(found[place]), _is_named(side, found[place]), -place))
        for place in places:
            if place != chosen:
                printed = printed_head(found[place].column, root)
                found[place] = replace(found[place], name=printed, line="", known=False)
    return found


def _year(heading: Heading) -> str:
    return max(_YEAR.findall("".join(heading.column.path)), default="")


def _is_named(side: Side, heading: Heading) -> bool:
    """Whether a crossed column's line is said by a name of its own, and not only by 合计 or 小计."""
    heads = map(yearless, heading.column.path)
    return bool(heading.line) and any(head in side.line_index and head not in NEUTRAL for head in heads)


def _root(block: ColumnBlock) -> int:
    """How many heads at the top stand over all columns of figures alike."""
    if len(block.values) < 2:
        return 0
    paths = [column.path for column in block.values]
    same = 0
    for names in zip(*paths, strict=False):
        if len(set(names)) > 1:
            break
        same += 1
    return min(same, *(len(path) - 1 for path in paths))


def printed_head(column: GridColumn, root: int) -> str:
    """The heads of a column as one name."""
    return "·".join(column.path[max(root, 0) :])


def _heading(side: Side, column: GridColumn, root: int, crossed: bool) -> Heading:
    shown = "·".join(column.shown[max(root, 0) :])
    if crossed:
        name, line = crossing(side, column.path, max(root, 0))
        if line:
            return Heading(column, name, shown, line)
    else:
        known = side.column_of(column.path)
        if known is not None:
            return Heading(column, known, shown)
    return Heading(column, printed_head(column, root), shown, known=False)


def crossing(side: Side, path: tuple[str, ...], root: int = 0) -> tuple[str, str]:
    """The column and the line that the heads of one column name together, ``""`` where no line is named.

    >>> from mingzhang.language.table.form import Naming
    >>> columns = (Naming("决算", ("决算数",)), Naming("预算", ("预算数",)))
    >>> side = Side((Naming("公车", ("公务用车费",)), Naming("合计")), columns)
    >>> crossing(side, ("公务用车费", "小计", "预算数")), crossing(side, ("合计", "决算数"))
    (('预算', '公车'), ('决算', '合计'))
    """
    names = [yearless(name) for name in path]
    column = next((name for name in reversed(names) if name in side.column_index), "")
    rest = [name for name in names[root:] if name != column]
    neutral: list[str] = []
    while rest and rest[-1] in NEUTRAL:
        neutral.append(rest.pop())
    candidates = rest[-1:] or neutral
    places = next((side.line_index[name] for name in candidates if name in side.line_index), ())
    line = side.lines[places[0]].name if places else ""
    primary = side.columns[0].name if side.columns else ""
    return side.column_index.get(column, primary), line
