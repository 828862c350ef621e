"""A publication as a PDF: tagged, with contents, bookmarks and repeated head rows, in fonts that are free."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, BinaryIO

from mingzhang.facts.publication import (
    CAPTION,
    CHART,
    CONTENTS,
    DATE,
    LEVELS,
    TABLE,
    TITLE,
    UNIT,
    Chart,
    Piece,
    Publication,
)
from mingzhang.writers.arrange import Spread, entries, pitch, spreads, text
from mingzhang.writers.cells import alignments, table_of
from mingzhang.writers.chart import framed
from mingzhang.writers.headings import heading
from mingzhang.writers.measure import LANDSCAPE, PORTRAIT
from mingzhang.writers.once import once
from mingzhang.writers.pdf.table_heads import with_heads
from mingzhang.writers.pdf.typst import compiled, queried
from mingzhang.writers.words import printable

SOURCE = "publication.typ"
CHART_WIDTH = 420  # points
COVER = (UNIT, TITLE, DATE)


def write_pdf(publication: Publication, stream: BinaryIO) -> None:
    """Write the publication as a PDF; raises :class:`UnwritableError` where the fonts are not installed.

    It conforms to PDF/UA-1 unless its headings leave out a level, which that standard forbids.
    """
    standards = ["ua-1"] if _stepwise(publication) else []
    made = compiled(SOURCE, {"publication": _data(publication)}, format="pdf", pdf_standards=standards)
    stream.write(with_heads(made, publication.tables()))


def _stepwise(publication: Publication) -> bool:
    """Whether the headings begin at level 1 and never leave out one."""
    levels = [
        LEVELS.get(piece.role, 2)
        for spread in spreads(publication)
        for piece in spread.pieces
        if piece.role in LEVELS or (piece.role == CAPTION and spread.listed)
    ]
    return all(after - before <= 1 for before, after in pairwise([0, *levels]))


def pages_of(publication: Publication) -> list[int]:
    """The printed page number of every entry of the contents, in the order of :func:`arrange.entries`."""
    found = queried(SOURCE, {"publication": _data(publication)}, "<pages>")
    return [int(page) for page in found[0]] if found else []


@once
def _data(publication: Publication) -> str:
    """The publication as the JSON that the Typst template reads."""
    contents = next((text(piece) for piece in publication.pieces if piece.role == CONTENTS), None)
    laid = [spread for spread in spreads(publication) if spread.pieces[0].role not in (*COVER, CONTENTS)]
    return json.dumps(
        {
            "title": printable(f"{publication.unit}{publication.title}"),
            "unit": printable(publication.unit),
            "grid": publication.grid,
            "cover": [_piece(piece, Spread([piece])) for piece in publication.pieces if piece.role in COVER],
            "contents": contents,
            "pitch": pitch(len(entries(publication))),
            "spreads": [_spread(spread) for spread in laid],
        },
        ensure_ascii=False,
    )


def _spread(spread: Spread) -> dict[str, Any]:
    pieces = [
        {"role": TABLE, **_table(spread)} if piece.role == TABLE else _piece(piece, spread)
        for piece in spread.pieces
    ]
    held = {"wide": spread.wide, "fresh": spread.fresh, "keep": spread.keep, "whole": spread.whole}
    return {"pieces": pieces, **held}


def _piece(piece: Piece, spread: Spread) -> dict[str, Any]:
    """A paragraph or a chart as data of the template; a centred heading with the width of its lines."""
    if isinstance(piece.block, Chart):
        told = printable(piece.block.told)
        return {"role": CHART, "picture": framed(piece.block), "width": CHART_WIDTH, "told": told}
    room = LANDSCAPE if spread.wide else PORTRAIT
    size, width = heading(piece.role, text(piece), room, spread.listed) or (0, room)
    listed = spread.listed and piece.role == CAPTION
    return {"role": piece.role, "text": text(piece), "listed": listed, "size": size, "width": round(width, 2)}


def _table(spread: Spread) -> dict[str, Any]:
    """A table as data of the template: cells, alignments, head rows, type size and widths."""
    piece = spread.table
    assert piece is not None
    table, aligned, measure = table_of(piece), alignments(piece), spread.measure
    cells = [
        {
            "text": printable(cell.text),
            "row": cell.row,
            "column": cell.column,
            "rowspan": cell.rowspan,
            "colspan": cell.colspan,
            "align": aligned[cell.row, cell.column],
            "strong": cell.row in piece.strong,
            "whole": cell.rowspan == 1,
        }
        for cell in table.cells
    ]
    heads = min(piece.heads, table.shape[0])
    return {
        "cells": cells,
        "heads": heads,
        "height": table.shape[0],
        "size": measure.size,
        "padding": measure.padding,
        "widths": [round(width, 3) for width in measure.widths],
    }
