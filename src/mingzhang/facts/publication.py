"""A document to be published: paragraphs, tables and charts, each with the part it plays on the page.

What a reader hands over is a :class:`~mingzhang.facts.report.Report`; what a writer is handed is a
``Publication``: the same paragraphs and tables with their roles, so that every format can set them in its
own way.  Writers know no finance: they see roles, never what a table is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table

# The roles of paragraphs, from the cover down.
UNIT, TITLE, DATE = "unit", "title", "date"  # the cover: whose document, what it is, when
CONTENTS = "contents"  # where the table of contents stands; its text is the heading of it
PART, SECTION, SUBSECTION = "part", "section", "subsection"  # headings of level 1, 2 and 3
BODY = "body"
ISSUED, ADDRESSED, SIGNED = (
    "issued",
    "addressed",
    "signed",
)  # of a letter: its number, to whom, by whom and when
CAPTION, NUMBER, UNITS, NOTE = (
    "caption",
    "number",
    "units",
    "note",
)  # around a table: 公开01表, 金额单位：万元
TABLE, CHART = "table", "chart"
LEVELS = {PART: 1, SECTION: 2, SUBSECTION: 3}

Position = tuple[int, int]  # row and column of a cell, from 0


@dataclass(frozen=True)
class Chart:
    """Figures to be looked at rather than read.

    ``kind`` is ``ring`` (parts of one whole), ``bars`` (groups of bars) or ``lines`` (years).  ``series``
    are names with one value for each label, ``None`` where unknown; ``unit`` is what the values are in and
    ``decimals`` how many are printed of them: none of what is counted.
    ``told`` says in one sentence what the chart shows, for those who cannot see it.

    >>> Chart("ring", "收入构成", ("拨款", "其他"), (("金额", (Fraction(9), Fraction(1))),), "万元", "…").labels
    ('拨款', '其他')
    """

    kind: str
    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Fraction | None, ...]], ...]
    unit: str
    told: str
    decimals: int = 2


@dataclass
class Piece:
    """One thing on the page.

    ``role`` is one of the names above.  For a table: ``heads`` is the number of head rows (repeated on every
    page), ``wide`` asks for a landscape page, ``strong`` are the rows of totals, ``name`` is a short name
    (a sheet or file name) and ``exact`` holds the unrounded value, in the printed unit, of cells that
    rounding changed or could change.  ``sums`` say which cells add up others: the parts of a cell, each with
    its sign, table name, row and column; a spreadsheet makes live formulas of them.  ``codes`` is
    ``functional`` or ``economic`` where the codes in the table belong to that classification.  ``labels`` are
    cells below the head rows that are heads of their ``row`` or ``column``, for a form whose heads stand
    everywhere.
    """

    block: Paragraph | Table | Chart
    role: str = BODY
    heads: int = 1
    wide: bool = False
    strong: frozenset[int] = frozenset()
    name: str = ""
    exact: dict[Position, Fraction] = field(default_factory=dict)
    sums: dict[Position, tuple[tuple[int, str, Position], ...]] = field(default_factory=dict)
    codes: str = ""
    labels: dict[Position, str] = field(default_factory=dict)


@dataclass
class Publication:
    """A whole document to be written.

    ``grid`` is ``full`` or ``three-line``, as the place wants its tables.

    >>> whole = Publication("某局", "2024年度部门决算", 2024, [Piece(Paragraph("某局"), UNIT)])
    >>> whole.report().blocks[0].text
    '某局'
    """

    unit: str
    title: str
    year: int
    pieces: list[Piece] = field(default_factory=list)
    place: str = "000000"
    grid: str = "full"

    def report(self) -> Report:
        """What a reader would hand over: paragraphs and tables without roles; charts are pictures."""
        blocks: list[Block] = [p.block for p in self.pieces if not isinstance(p.block, Chart)]
        return Report(f"{self.unit}{self.title}", "composed", blocks)

    def tables(self) -> list[Piece]:
        """The pieces that are tables, in order."""
        return [piece for piece in self.pieces if isinstance(piece.block, Table)]


def table_piece(name: str, rows: Sequence[Sequence[str]], heads: int = 1, total: bool = False) -> Piece:
    """A table of texts, row by row, the first ``heads`` rows its head; ``total`` says that the last adds up.

    >>> piece = table_piece("名单", [("序号", "单位"), ("1", "某局")])
    >>> piece.heads, [cell.text for cell in piece.block.cells]
    (1, ['序号', '单位', '1', '某局'])
    """
    cells = [Cell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line)]
    strong = frozenset({len(rows) - 1}) if total else frozenset[int]()
    return Piece(Table(cells, name=name), TABLE, heads, strong=strong, name=name)
