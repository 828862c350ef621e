"""The rows of the published tables that carry a code, and where their names are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.number import Printed
from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document
from mingzhang.language.table.form import BoundRow, BoundTable
from mingzhang.language.text.spelling import plain

_OF_UNITS = re.compile("(?:部门|单位|机构)(?:代码|编码)")
FUNCTIONAL = ("T02", "T03", "T05", "T05A", "T07", "T08", "B02", "B03", "B05", "B07", "B08")
ECONOMIC = ("T06", "T10", "B06")


def bound(document: Document, *forms: str) -> Iterator[BoundTable]:
    """The tables of these forms that were read."""
    return (table for table in document.tables if table.form is not None and table.form.id in forms)


def coded(table: BoundTable) -> list[BoundRow]:
    """The rows of one table that have a numeric code; a code met again ends in ``#2``.

    Codes of departments and units, in a table that has no others, are none of the classification.
    """
    heads = ["".join(path) for path in table.heads]
    if any(map(_OF_UNITS.search, heads)) and not any("科目" in head or head == "类" for head in heads):
        return []
    return [row for row in table.rows if row.key[:1].isdigit() and not row.line]


def code_of(row: BoundRow) -> str:
    """A row's code without the mark of repetition.

    >>> code_of(BoundRow("20106#2", ""))
    '20106'
    """
    return row.key.partition("#")[0]


def spot(table: BoundTable, row: BoundRow, *words: str) -> Place:
    """Where a row prints its name (or one of ``words``), else where the row stands."""
    wanted = {plain(word) for word in (words or (row.name, row.code)) if word}
    cells = table.table.row(row.row) if row.row < table.table.shape[0] else []
    cell = next((cell for cell in cells if plain(cell.text) in wanted), cells[0] if cells else None)
    place = cell.place() if cell is not None else Place(printed=row.name)
    return place.naming(table=table.title or table.name, row=row.label or row.code or None)


def amount(document: Document, name: str) -> Fact | None:
    """What a table says under a name; narrative does not count."""
    fact = document.facts.get(name)
    return fact if fact is not None and fact.table else None


def nonzero(document: Document, name: str) -> bool:
    """Whether a table prints an amount other than zero under a name."""
    fact = amount(document, name)
    return fact is not None and fact.figure.value != 0


def said(figure: Printed) -> str:
    """A figure as a message shows it; a blank is 0.

    >>> from mingzhang.facts.number import printed
    >>> said(printed("6.20", "万元"))
    '6.20万元'
    """
    return f"{figure.text or '0'}{figure.shown}"
