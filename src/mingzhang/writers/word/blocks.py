"""Paragraphs and tables of a Word publication as WordprocessingML."""

from __future__ import annotations

from html import escape

from mingzhang.facts.publication import Piece
from mingzhang.facts.report import Cell
from mingzhang.writers.arrange import Measure, Spread, alignments, measured, rows, table_of
from mingzhang.writers.word.styles import HEAD_FACE, fonts
from mingzhang.writers.words import printable

_EAST = '<w:rFonts w:hint="eastAsia"/>'  # quotation marks and dashes as Chinese ones
_FULL = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
    for side, width in (
        ("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4),
    )
)  # fmt: skip
_THREE = "".join(
    f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="000000"/>' for side in ("top", "bottom")
)
_HEAD_LINE = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
_HEAD_FILL = '<w:shd w:val="clear" w:color="auto" w:fill="F1F1F1"/>'


def run(text: str, properties: str = "") -> str:
    """A run of text; line ends and tabs keep their meaning.

    >>> run("甲&乙").endswith('<w:t xml:space="preserve">甲&amp;乙</w:t></w:r>')
    True
    """
    pieces = []
    for number, line in enumerate(printable(text).split("\n")):
        pieces.append("<w:br/>" if number else "")
        for order, part in enumerate(line.split("\t")):
            pieces.append("<w:tab/>" if order else "")
            if part:
                pieces.append(f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>')
    return f"<w:r><w:rPr>{properties or _EAST}</w:rPr>{''.join(pieces)}</w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of runs in a style; ``properties`` are added after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def table(spread: Spread, grid: str) -> str:
    """The table of a spread with merged cells, repeated head rows, and rows that keep to one page."""
    piece = spread.table
    assert piece is not None
    made, measure = table_of(piece), measured(spread)
    aligned = alignments(piece)
    widths = [round(20 * width) for width in measure.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = min(piece.heads, made.shape[0])
    body = []
    below: dict[int, Cell] = {}  # cells that go on into the next row, by first column
    for row, begun in enumerate(rows(made)):
        at: dict[int, Cell | None] = dict(begun) | {k: c for k, c in below.items()}
        cells = [
            _cell(at[column], row, column, piece, widths=widths, aligned=aligned, measure=measure, grid=grid)
            for column in sorted(at)
        ]
        below = {
            column: cell
            for column, cell in at.items()
            if cell is not None and row + 1 < cell.row + cell.rowspan
        }
        head = "<w:tblHeader/>" if row < heads else ""
        body.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>")
    properties = _properties(piece, sum(widths), measure, grid)
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(body)}</w:tbl>"


def _properties(piece: Piece, width: int, measure: Measure, grid: str) -> str:
    side, upright = round(0.4 * 20 * measure.size), round(20 * measure.size * (measure.padding - 0.15)) - 5
    name = f'<w:tblCaption w:val="{escape(printable(piece.name))}"/>' if piece.name else ""
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_FULL if grid == 'full' else _THREE}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{upright}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{upright}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/>{name}</w:tblPr>'
    )


def _cell(
    cell: Cell | None,
    row: int,
    column: int,
    piece: Piece,
    *,
    widths: list[int],
    aligned: dict[tuple[int, int], str],
    measure: Measure,
    grid: str,
) -> str:
    span = cell.colspan if cell else 1
    merge = ""
    if cell is not None and cell.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    head = row < piece.heads
    last_head = cell is not None and cell.row + cell.rowspan == piece.heads
    look = _HEAD_LINE if grid != "full" and last_head else _HEAD_FILL if grid == "full" and head else ""
    width = sum(widths[column : column + span])
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}{look}<w:vAlign w:val="center"/></w:tcPr>'
    )
    size = f'<w:sz w:val="{round(2 * measure.size)}"/><w:szCs w:val="{round(2 * measure.size)}"/>'
    line = f'<w:spacing w:line="{round(26 * measure.size)}" w:lineRule="exact"/>'
    if cell is None or cell.row != row:
        return f"<w:tc>{properties}{paragraph('TableText', '', line)}</w:tc>"
    strong = row in piece.strong
    content = run(cell.text, (fonts(HEAD_FACE) if strong else _EAST) + size) if cell.text else ""
    place = f'{line}<w:jc w:val="{aligned[row, column]}"/>'
    return f"<w:tc>{properties}{paragraph('TableText', content, place)}</w:tc>"
