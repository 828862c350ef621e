"""What a writer has written, read back by the project's own reader and made comparable."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from mingzhang.facts.publication import CONTENTS, Publication
from mingzhang.facts.report import Block, Paragraph, Report, Table
from mingzhang.readers import read_report

Write = Callable[[Publication, BinaryIO], None]
Cells = tuple[tuple[int, int, int, int, str], ...]


def read_back(write: Write, publication: Publication, path: Path) -> Report:
    with path.open("wb") as stream:
        write(publication, stream)
    return read_report(path)


def squeezed(text: str) -> str:
    """Without blanks: typesetting may set or drop them between Chinese and Latin letters."""
    return "".join(text.split())


def cells(table: Table) -> Cells:
    """Position, spans and text of every cell, rows without any text left out."""
    filled = {cell.row for cell in table.cells if cell.text.strip()}
    kept = [cell for cell in table.cells if cell.row in filled]
    return tuple(sorted((c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in kept))


def said(blocks: Iterable[Block]) -> list[str | Cells]:
    """Paragraphs without blanks and tables as cells; the entries of the contents are no paragraphs."""
    found: list[str | Cells] = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(cells(block))
        elif block.kind != "contents" and squeezed(block.text):
            found.append(squeezed(block.text))
    return found


def meant(publication: Publication) -> list[str | Cells]:
    """What a publication says, but for the heading of its contents."""
    kept = [piece.block for piece in publication.pieces if piece.role != CONTENTS]
    return said(block for block in kept if isinstance(block, Paragraph | Table))


def closed_up(found: Iterable[str | Cells]) -> list[Cells]:
    """The tables, their rows counted without empty ones: nothing shows an empty row that has no rulings."""
    tables = [each for each in found if not isinstance(each, str)]
    rows = [{row: n for n, row in enumerate(sorted({cell[0] for cell in table}))} for table in tables]
    return [
        tuple((row[cell[0]], *cell[1:]) for cell in table) for row, table in zip(rows, tables, strict=True)
    ]


def joined(found: list[str | Cells]) -> list[str | Cells]:
    """Paragraphs between two tables as one text, as lines may be joined differently."""
    result: list[str | Cells] = []
    for each in found:
        if isinstance(each, str) and result and isinstance(result[-1], str):
            result[-1] += each
        else:
            result.append(each)
    return result


def without(found: list[str | Cells], *texts: str) -> list[str | Cells]:
    """Without the first of each of some paragraphs."""
    left = list(found)
    for text in texts:
        if text in left:
            left.remove(text)
    return left
