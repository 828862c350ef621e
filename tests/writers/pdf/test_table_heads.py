"""Heads inside tables: a form is read cell by cell with what its cells are about."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from mingzhang.facts.publication import CAPTION, PART, TABLE, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.writers.pdf.document import write_pdf
from mingzhang.writers.pdf.table_heads import with_heads

CELLS = [
    Cell("项目名称", 0, 0), Cell("档案整理", 0, 1, colspan=2),
    Cell("绩效指标", 1, 0, rowspan=2), Cell("指标", 1, 1), Cell("得分", 1, 2),
    Cell("卷数", 2, 1),
]  # fmt: skip
LABELS = {(0, 0): "row", (1, 0): "row", (1, 1): "column", (1, 2): "column"}


def form() -> Publication:
    """A table as others are, then a form with a hole in its grid."""
    plain = Piece(Table([Cell("项目", 0, 0), Cell("甲", 1, 0)]), TABLE)
    pieces = [Piece(Paragraph("附表"), PART), Piece(Paragraph("表"), CAPTION), plain]
    return Publication("某局", "自评", 2024, [*pieces, Piece(Table(CELLS), TABLE, heads=0, labels=LABELS)])


def cells_of(data: bytes) -> list[list[tuple[str, str]]]:
    """For each table the cells of its structure: kind and scope."""
    found: list[list[tuple[str, str]]] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                walk(kid)
        elif isinstance(element, pikepdf.Dictionary):
            kind = str(element.get("/S", ""))
            if kind == "/Table":
                found.append([])
            if kind in ("/TD", "/TH"):
                scopes = [str(each.get("/Scope", "")) for each in element.A if each.get("/O") == "/Table"]
                found[-1].append((kind[1:], "".join(scopes)))
            walk(element.get("/K"))

    with pikepdf.open(io.BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def written() -> bytes:
    stream = io.BytesIO()
    write_pdf(form(), stream)
    return stream.getvalue()


def test_labels_are_heads_of_their_row_or_column(written: bytes) -> None:
    plain, inside = cells_of(written)
    assert plain == [("TH", "/Column"), ("TD", "")]
    assert inside == [
        ("TH", "/Row"), ("TD", ""),
        ("TH", "/Row"), ("TH", "/Column"), ("TH", "/Column"),
        ("TD", ""), ("TD", ""),
    ]  # fmt: skip


def test_the_same_form_gives_the_same_bytes(written: bytes) -> None:
    stream = io.BytesIO()
    write_pdf(form(), stream)
    assert stream.getvalue() == written


def test_without_labels_nothing_is_touched() -> None:
    assert with_heads(b"as it is", form().tables()[:1]) == b"as it is"
