"""The ground under evaluation forms: one cell with its names, and a grid that may go on over pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from mingzhang.facts.number import SCALES, Number, Printed, number_of, printed, shown, total
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Table
from mingzhang.language.table.cell import FIGURE, NOTHING, reading
from mingzhang.language.text.spelling import label, plain

_SCALED = re.compile(r"(?<=\d)(万|亿)$")
_BRACKETS = re.compile(r"（[^（）]*）")
_OUT_OF = re.compile(r"（(\d+(?:\.\d+)?)(?:分|%)?）$")
NOT_CONCERNED = re.compile(r"^(?:本?项?目?)?(?:不涉及|不适用|无此项|未涉及|无此指标|无该项)")


@dataclass
class FormEntry:
    """One cell of an evaluation form, under the names a reader finds it by.

    ``unit`` is what the head states for its figures; ``absent`` tells that the form has no such column,
    which is not the same as a cell left empty.

    >>> FormEntry("3.5万", Place(), "万元").figure.value, FormEntry("—", Place()).blank
    (Fraction(35000, 1), True)
    >>> FormEntry("", Place()).shown
    '（空）'
    """

    text: str
    place: Place
    unit: str = ""
    cell: Cell | None = None
    absent: bool = False

    @cached_property
    def plain(self) -> str:
        """The text in one spelling, without blanks."""
        return plain(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing stands here: an empty cell, a dash or no such column."""
        return reading(self.text).kind == NOTHING

    @property
    def shown(self) -> str:
        """The text as a message shows it; an empty cell is “（空）”."""
        return self.text or "（空）"

    @cached_property
    def figure(self) -> Printed | None:
        """The figure, if the cell is one; its own unit comes before the unit of the head."""
        said = reading(_SCALED.sub(r"\1元", self.plain))
        unit = said.unit or self.unit
        if said.kind != FIGURE or (self.unit in SCALES and unit not in SCALES):
            return None  # 120% under a head of amounts is no amount
        return printed(said.digits, unit, self.place)

    @property
    def number(self) -> Number | None:
        """The number behind the figure."""
        return number_of(self.figure) if self.figure else None

    @property
    def not_concerned(self) -> bool:
        """Whether the cell says that the kind of indicator does not apply to the project."""
        return bool(NOT_CONCERNED.match(self.plain))


def nothing(place: Place | None = None) -> FormEntry:
    """An entry for a column or row that the form does not have.

    >>> nothing().absent, nothing().figure
    (True, None)
    """
    return FormEntry("", place or Place(), absent=True)


@lru_cache(maxsize=8192)
def name_of(text: str) -> str:
    """A head or level without ordinals, brackets and blanks.

    >>> name_of("产出指标（50分）"), name_of("全年\\n预算数(A)"), name_of("其中：当年财政拨款")
    ('产出指标', '全年预算数', '其中当年财政拨款')
    """
    return label(_BRACKETS.sub("", plain(text)))


def out_of(text: str) -> str:
    """The full marks a name carries in brackets, ``""`` if none.

    >>> out_of("项目决策（15）"), out_of("产出指标（50分）"), out_of("产出指标")
    ('15', '50', '')
    """
    match = _OUT_OF.search(plain(text))
    return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column head: which kind of column it is, what is printed, and which grid columns it covers."""

    kind: str
    text: str
    left: int
    right: int


class FormGrid:
    """Rows of one or several tables under each other, as one form.

    >>> row = lambda name, text: Table([Cell(name, 0, 0), Cell(text, 0, 1)])
    >>> grid = FormGrid([row("甲", "1"), row("乙", "2")])
    >>> len(grid), grid.at(1, 1).text, [c.text for c in grid.row(1)], grid.opens(1)
    (2, '2', ['乙', '2'], True)
    """

    def __init__(self, tables: list[Table]) -> None:
        self.rows = [(table, index) for table in tables for index in range(table.shape[0])]

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell over a grid position."""
        table, index = self.rows[row]
        return table.at(index, column)

    def row(self, row: int) -> list[Cell]:
        """The distinct cells of a row."""
        table, index = self.rows[row]
        return table.row(index)

    def opens(self, row: int) -> bool:
        """Whether a row is the first one after the place where a page break cut the form."""
        return row > 0 and self.rows[row][1] == 0

    def begins(self, row: int, cell: Cell) -> bool:
        """Whether a cell begins on this row rather than reaching down into it."""
        return cell.row == self.rows[row][1]

    def under(self, row: int, head: Head) -> Cell | None:
        """The cell of a row that stands under a head: the one that covers most of the head's width."""
        counts: dict[int, int] = {}
        cells: dict[int, Cell] = {}
        for column in range(head.left, head.right):
            cell = self.at(row, column)
            if cell is not None:
                counts[id(cell)] = counts.get(id(cell), 0) + 1
                cells[id(cell)] = cell
        return cells[max(counts, key=lambda key: counts[key])] if counts else None

    def heads(self, row: int, kind: Callable[[str], str]) -> list[Head]:
        """The cells of a row that are column heads by ``kind``, which names a head or returns ``""``."""
        return [
            Head(named, plain(cell.text), cell.column, cell.column + cell.colspan)
            for cell in self.row(row)
            if self.begins(row, cell) and (named := kind(name_of(cell.text)))
        ]


def entry(cell: Cell | None, table: str, row: str, column: str, unit: str = "") -> FormEntry:
    """The entry of a cell under its names; a hole in the grid reads as an empty cell.

    >>> entry(Cell("10 ", 0, 0), "自评表1", "总分", "分值").place.column
    '分值'
    """
    if cell is None:
        return FormEntry("", Place(table=table, row=row, column=column), unit)
    text = " ".join(cell.text.split())
    return FormEntry(text, cell.place(table, row, column), unit, cell)


def marks(value: Fraction) -> str:
    """Marks as a reader writes them: at most two decimals, no empty ones.

    >>> marks(Fraction(95)), marks(Fraction("9.906")), marks(Fraction("7.5"))
    ('95', '9.91', '7.5')
    """
    return shown(value, "", 2).rstrip("0").rstrip(".") if value.denominator > 1 else str(value)


def added_up(entries: list[FormEntry]) -> str:
    """The figures of entries as a sum a reader can follow.

    >>> added_up([FormEntry("10", Place()), FormEntry("—", Place()), FormEntry("2.5", Place())])
    '10+2.5'
    """
    return "+".join(item.figure.text for item in entries if item.figure is not None)


def figures_of(*entries: FormEntry) -> tuple[Printed, ...]:
    """The figures of entries, those without one left out.

    >>> [figure.text for figure in figures_of(FormEntry("10", Place()), FormEntry("—", Place()))]
    ['10']
    """
    return tuple(item.figure for item in entries if item.figure is not None)


def figures_sum(entries: list[FormEntry], unit: str = "分") -> Number | None:
    """The sum of entries, blanks counted as nothing; ``None`` when one of them cannot be read.

    >>> figures_sum([FormEntry("10", Place()), FormEntry("—", Place()), FormEntry("2.5分", Place())]).value
    Fraction(25, 2)
    """
    numbers: list[tuple[int, Number]] = []
    for item in entries:
        if item.blank:
            continue
        number = item.number
        if number is None:
            return None
        numbers.append((1, number.times(1, unit)))
    return total(numbers, unit)
