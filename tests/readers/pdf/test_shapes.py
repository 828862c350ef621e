"""Drawn shapes: what counts as a ruling."""

from __future__ import annotations

import pytest

from mingzhang.readers.pdf.page import PageContent, PdfPages
from tests.readers.pdf.drawing import Sheet, pdf


def content(sheet: Sheet) -> PageContent:
    pages = PdfPages(pdf(sheet))
    page = pages.read(0)
    pages.close()
    assert page is not None
    return page


def test_thin_shapes_are_rulings_and_areas_are_not() -> None:
    sheet = Sheet().stroke(10, 50, 200, 50).fill(10, 80, 200, 0.5).fill(10, 90, 0.5, 60)
    page = content(sheet.fill(300, 300, 50, 50).fill(400, 400, 0.5, 0.5))
    assert [round(y) for y, _, _ in page.rows] == [50, 80] and [round(x) for x, _, _ in page.columns] == [10]
    assert page.shapes == 1


def test_a_stroked_frame_has_four_sides() -> None:
    page = content(Sheet().frame(100, 200, 300, 60))
    assert sorted(tuple(map(round, side)) for side in page.rows) == [(200, 100, 400), (260, 100, 400)]
    assert sorted(tuple(map(round, side)) for side in page.columns) == [(100, 200, 260), (400, 200, 260)]


def test_many_rectangles_filled_at_once_are_told_apart() -> None:
    sheet = Sheet()
    sheet.operators.append("72 700 300 0.5 re 72 650 300 0.5 re 72 650 0.5 50 re f")
    page = content(sheet)
    assert [round(y) for y, _, _ in page.rows] == [142, 192] and len(page.columns) == 1


def test_a_picture_is_measured() -> None:
    assert content(Sheet().image(0, 0, 595, 421)).pictured == pytest.approx(0.5, abs=0.01)


def test_a_slanting_line_is_no_ruling() -> None:
    page = content(Sheet().stroke(72, 100, 200, 160))
    assert not page.rows and not page.columns and page.shapes == 1


def test_a_table_drawn_inside_a_form_stands_where_the_form_is_placed() -> None:
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Matrix[1 0 0 1 0 100]/Length 34>>stream\n"
        b"0.5 w 0 50 m 200 50 l S           \nendstream"
    )
    sheet = Sheet()
    sheet.operators.append("q 1 0 0 1 72 200 cm /X Do Q")
    data = pdf(sheet).replace(b"/Resources<<", b"/Resources<</XObject<</X 9 0 R>>")
    data = data.replace(b"xref\n", b"9 0 obj\n" + form + b"\nendobj\nxref\n", 1)
    pages = PdfPages(data)  # the offsets no longer hold: PDFium rebuilds them, as for a damaged file
    page = pages.read(0)
    pages.close()
    assert page is not None
    assert [tuple(map(round, row)) for row in page.rows] == [(842 - 350, 72, 272)]
