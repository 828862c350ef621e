"""Paragraphs and tables of a Word publication as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mingzhang.facts.publication import Piece
from mingzhang.facts.report import Cell
from mingzhang.writers.arrange import Spread
from mingzhang.writers.cells import alignments, is_figure, rows, table_of
from mingzhang.writers.measure import Measure
from mingzhang.writers.word.elements import Node, element
from mingzhang.writers.word.styles import HEAD_FACE, fonts
from mingzhang.writers.words import printable

_FULL = (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
_THREE = (("top", 12), ("bottom", 12))  # eighths of a point


def run(text: str, *properties: Node) -> Node:
    """A run of text; line ends and tabs keep their meaning.

    >>> from lxml import etree
    >>> etree.tostring(run("甲&乙"), encoding=str).endswith('>甲&amp;乙</w:t></w:r>')
    True
    """
    made = element("w:r", element("w:rPr", *(properties or [_eastern()])))
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            made.append(element("w:br"))
        for order, part in enumerate(line.split("\t")):
            if order:
                made.append(element("w:tab"))
            if part:
                made.append(element("w:t", part, xml_space="preserve"))
    return made


def paragraph(style: str, content: Iterable[Node] = (), *properties: Node | None) -> Node:
    """A paragraph of runs in a style; ``properties`` are added after the style."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *content)


def table(spread: Spread, grid: str) -> Node:
    """The table of a spread with merged cells, repeated head rows, and rows that keep to one page."""
    piece = spread.table
    assert piece is not None
    made, measure = table_of(piece), spread.measure
    widths = [round(20 * width) for width in measure.widths]
    heads = min(piece.heads, made.shape[0])
    whole = element(
        "w:tbl",
        _properties(piece, sum(widths), measure, grid),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
    )
    sheet = _Sheet(piece, widths, measure, grid, _kept(spread))
    below: dict[int, Cell] = {}  # cells that go on into the next row, by first column
    for row, begun in enumerate(rows(made)):
        at: dict[int, Cell | None] = dict(begun) | {k: c for k, c in below.items()}
        cells = [sheet.cell(at[column], row, column) for column in sorted(at)]
        below = {
            column: cell
            for column, cell in at.items()
            if cell is not None and row + 1 < cell.row + cell.rowspan
        }
        head = element("w:tblHeader") if row < heads else None
        whole.append(element("w:tr", element("w:trPr", element("w:cantSplit"), head), *cells))
    return whole


def _kept(spread: Spread) -> frozenset[int]:
    """The rows that stay on one page with the next: heads, the last before a note, all of a short table."""
    piece = spread.table
    assert piece is not None
    height = table_of(piece).shape[0]
    noted = spread.pieces[-1] is not piece
    kept = set(range(height - 1 if spread.whole else min(piece.heads, height - 1)))
    return frozenset(kept | set(range(max(piece.heads, height - 3), height) if noted else ()))


def _eastern() -> Node:
    """Quotation marks and dashes as Chinese ones."""
    return element("w:rFonts", hint="eastAsia")


def _properties(piece: Piece, width: int, measure: Measure, grid: str) -> Node:
    """The properties of a table: width and cell margins in twentieths of a point, borders by its grid."""
    side, upright = round(0.4 * 20 * measure.size), round(20 * measure.size * (measure.padding - 0.15)) - 5
    borders = [
        element(f"w:{edge}", val="single", sz=thick, space=0, color="000000")
        for edge, thick in (_FULL if grid == "full" else _THREE)
    ]
    margins = [
        element(f"w:{edge}", w=room, type="dxa")
        for edge, room in (("top", upright), ("left", side), ("bottom", upright), ("right", side))
    ]
    return element(
        "w:tblPr",
        element("w:tblW", w=width, type="dxa"),
        element("w:jc", val="center"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
        element("w:tblLook", val="0020", firstRow=1),
        element("w:tblCaption", val=piece.name) if piece.name else None,
    )


@dataclass(frozen=True)
class _Sheet:
    """What the cells of one table have in common: its widths in twentieths of a point, its kept rows."""

    piece: Piece
    widths: list[int]
    measure: Measure
    grid: str
    kept: frozenset[int]

    @cached_property
    def _aligned(self) -> dict[tuple[int, int], str]:
        return alignments(self.piece)

    def cell(self, cell: Cell | None, row: int, column: int) -> Node:
        """One cell of a row; where a cell from above reaches down or none is, an empty one in its place."""
        span = cell.colspan if cell else 1
        figure = cell is not None and is_figure(cell.text)
        properties = element(
            "w:tcPr",
            element("w:tcW", w=sum(self.widths[column : column + span]), type="dxa"),
            element("w:gridSpan", val=span) if span > 1 else None,
            _merge(cell, row),
            _head(cell, row, self.piece, self.grid),
            element("w:noWrap") if figure else None,
            element("w:vAlign", val="center"),
        )
        keep = element("w:keepNext") if row in self.kept else None
        line = element("w:spacing", line=round(26 * self.measure.size), lineRule="exact")
        if cell is None or cell.row != row:
            return element("w:tc", properties, paragraph("TableText", (), keep, line))
        size = round(2 * self.measure.size)
        face = fonts(HEAD_FACE) if row in self.piece.strong else _eastern()
        content = [run(cell.text, face, element("w:sz", val=size), element("w:szCs", val=size))]
        place = element("w:jc", val=self._aligned[row, column])
        words = paragraph("TableText", content if cell.text else (), keep, line, place)
        return element("w:tc", properties, words)


def _merge(cell: Cell | None, row: int) -> Node | None:
    """How a cell goes on over several rows."""
    if cell is None or cell.rowspan == 1:
        return None
    return element("w:vMerge", val="restart") if cell.row == row else element("w:vMerge")


def _head(cell: Cell | None, row: int, piece: Piece, grid: str) -> Node | None:
    """What sets the head of a table off: a fill, or a line below where there is no grid."""
    if grid == "full":
        return element("w:shd", val="clear", color="auto", fill="F1F1F1") if row < piece.heads else None
    if cell is None or cell.row + cell.rowspan != piece.heads:
        return None
    below = element("w:bottom", val="single", sz=6, space=0, color="000000")
    return element("w:tcBorders", below)
