"""Heads inside tables of a PDF: the cells of a form that name a row or a column are tagged as heads.

Typst tags only the head rows of a table.  A form has its heads everywhere, and a screen reader would say its
130 cells without what they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from mingzhang.facts.publication import Piece
from mingzhang.writers.cells import rows, table_of

_SCOPES = {"row": "/Row", "column": "/Column"}


def with_heads(data: bytes, tables: Sequence[Piece]) -> bytes:
    """The PDF, the ``labels`` of its tables tagged as heads; ``tables`` are all of them in their order.

    >>> with_heads(b"%PDF", [])
    b'%PDF'
    """
    if not any(piece.labels for piece in tables):
        return data
    import pikepdf  # its import takes longer than setting a form

    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = _tagged(pdf.Root.StructTreeRoot, "/Table")
        for element, piece in zip(found, tables, strict=True):
            _tag(pikepdf, element, piece)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _tag(pikepdf: Any, element: Any, piece: Piece) -> None:
    """Tag the labels of one table, whose ``element`` has a row of cells for each row of the grid."""
    for row, (begun, line) in enumerate(zip(rows(table_of(piece)), _tagged(element, "/TR"), strict=True)):
        for (column, _), cell in zip(begun, _cells(line), strict=True):
            scope = piece.labels.get((row, column))
            attributes = next((each for each in _each(cell.get("/A")) if each.get("/O") == "/Table"), None)
            if piece.labels and attributes is not None and not _each(attributes.get("/Headers")):
                del attributes["/Headers"]  # an empty list would say that nothing heads this cell
            if scope is not None:
                cell.S = pikepdf.Name.TH
                if attributes is None:
                    attributes = pikepdf.Dictionary(O=pikepdf.Name.Table)
                    cell.A = pikepdf.Array([*_each(cell.get("/A")), attributes])
                attributes.Scope = pikepdf.Name(_SCOPES[scope])


def _cells(line: Any) -> list[Any]:
    return [kid for kid in _each(line.get("/K")) if _kind(kid) in ("/TD", "/TH")]


def _tagged(element: Any, kind: str) -> Iterator[Any]:
    """The elements of one kind below another, in the order of reading; not those inside each other."""
    for kid in _each(element.get("/K")):
        if _kind(kid) == kind:
            yield kid
        elif _kind(kid):
            yield from _tagged(kid, kind)


def _each(value: Any) -> list[Any]:
    """What a key of the tree holds: one thing or a list of them."""
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _kind(element: Any) -> str:
    """The kind of a structure element; nothing for marked content and references to objects."""
    import pikepdf

    return str(element.get("/S", "")) if isinstance(element, pikepdf.Dictionary) else ""
