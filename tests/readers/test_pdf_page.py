"""Characters and rulings as PDFium hands them over."""

from __future__ import annotations

import pytest

from mingzhang.readers.pdf_page import NotOpened, PageContent, PdfPages
from tests.readers.pdf_drawing import LOCKED, Sheet, pdf


def content(sheet: Sheet) -> PageContent:
    pages = PdfPages(pdf(sheet))
    try:
        page = pages.read(0)
        assert page is not None
        return page
    finally:
        pages.close()


def test_a_run_knows_where_each_character_stands() -> None:
    (run,) = content(Sheet().text(72, 100, "收入12万元")).runs
    assert run.text == "收入12万元" and run.base == pytest.approx(100) and run.em == pytest.approx(12)
    assert run.xs[:6] == pytest.approx([72, 84, 96, 102, 108, 120])


def test_coordinates_start_at_the_visible_corner() -> None:
    data = pdf(Sheet().text(172, 100, "收入")).replace(b"/Rotate 0", b"/CropBox[100 0 595 792]/Rotate 0")
    pages = PdfPages(data)
    page = pages.read(0)
    pages.close()
    assert page is not None and (page.width, page.height) == (495, 792)
    assert page.runs[0].xs[0] == pytest.approx(72) and page.runs[0].base == pytest.approx(50)


def test_what_lies_outside_the_page_is_not_printed() -> None:
    assert [run.text for run in content(Sheet().text(72, 900, "页外").text(72, 90, "页内")).runs] == ["页内"]


def test_characters_that_only_look_alike_become_the_printed_ones() -> None:
    assert content(Sheet().text(72, 100, "\u2f6c\u5f55")).runs[0].text == "目录"


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


@pytest.mark.parametrize(("data", "code"), [(b"nothing", 3), (pdf(Sheet(), encrypt=LOCKED), 4)])
def test_a_refused_document_says_why(data: bytes, code: int) -> None:
    with pytest.raises(NotOpened) as caught:
        PdfPages(data)
    assert caught.value.code == code
