"""A workbook to be filled in, cell by cell: what a writer of spreadsheets is handed.

Positions are row and column from 0.  What a cell is for is its look; formulas are said by what they do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Position = tuple[int, int]
Area = tuple[int, int, int, int]  # first row and column, last row and column


class SlotLook(StrEnum):
    """What a cell is for."""

    TITLE = "title"
    REMARK = "remark"
    HEAD = "head"
    LABEL = "label"
    FIGURE = "figure"  # a number to be read, with as many decimals as it has
    MONEY_HEAD = "money head"  # with the unit of all amounts behind its text
    MONEY_LABEL = "money label"
    AMOUNT = "amount"  # to be filled, as the three below
    COUNT = "count"
    WORDS = "words"
    KEY = "key"
    SUM = "sum"  # a formula, as the three below
    COUNT_SUM = "count sum"
    NAME = "name"
    ECHO = "echo"


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell.

    ``value`` stands in the cell, for a formula it is the result.  ``note`` is a remark shown beside the cell,
    ``choices`` or ``listed`` (the name of an area) its drop-down list.  A sum adds up ``parts``, a ``NAME``
    looks up the code in ``source`` in the area ``listed``, an ``ECHO`` repeats the area ``listed`` after
    ``lead``.  ``decimals`` are those of a count or a figure.
    """

    at: Position
    look: SlotLook
    value: str | Decimal | None = None
    note: str = ""
    choices: tuple[str, ...] = ()
    listed: str = ""
    parts: tuple[Area, ...] = ()
    source: Position | None = None
    lead: str = ""
    decimals: int = 0


@dataclass
class Worksheet:
    """One work sheet; ``still`` are the rows and columns that stay while the rest scrolls, ``heads`` the row
    repeated on every printed page, ``locked`` that only the cells to be filled can be changed.

    ``further`` is how many rows below the last take the same input: they are ruled, and printed, once
    something stands in them.
    """

    name: str
    slots: list[Slot] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    tall: dict[int, int] = field(default_factory=dict)
    still: Position = (0, 0)
    heads: int | None = None
    wide: bool = False
    locked: bool = True
    further: int = 0


@dataclass
class Workbook:
    """Sheets, and areas with names: ``(sheet, first row, first column, last row, last column)``.

    ``money`` is the name of the cell with the unit of all amounts; it shows in the heads over them.

    >>> Workbook("填报", [Worksheet("封面", [Slot((0, 0), SlotLook.TITLE, "填报表")])]).leaves[0].slots[0].value
    '填报表'
    """

    title: str
    leaves: list[Worksheet] = field(default_factory=list)
    areas: dict[str, tuple[str, int, int, int, int]] = field(default_factory=dict)
    money: str = ""
