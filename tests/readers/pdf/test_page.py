"""Characters and rulings as PDFium hands them over."""

from __future__ import annotations

import pytest

from mingzhang.readers.pdf.page import NotOpenedError, PageContent, PdfPages
from mingzhang.readers.printed import LOOKALIKES
from tests.readers.pdf.drawing import LOCKED, Sheet, pdf


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


def test_a_raised_mark_is_cut_out_of_its_run() -> None:
    sheet = Sheet().text(72, 100, "共12万元")
    sheet.operators.append("BT /F 6 Tf 1 0 0 1 120 746 Tm <0031> Tj ET")
    runs = content(sheet.text(123, 100, "，其中")).runs
    assert [run.text for run in runs] == ["共12万元", "1", "，其中"]
    assert runs[1].base == pytest.approx(96)


def test_radicals_of_the_second_block_are_known_too() -> None:
    assert "民车长门页风马".translate(LOOKALIKES) == "民车长门页风马"
    assert "⺠⻋⻓⻔⻚⻛⻢".translate(LOOKALIKES) == "民车长门页风马"
    assert all(len(str(value)) == 1 or isinstance(value, int) for value in LOOKALIKES.values())


@pytest.mark.parametrize(("data", "code"), [(b"nothing", 3), (pdf(Sheet(), encrypt=LOCKED), 4)])
def test_a_refused_document_says_why(data: bytes, code: int) -> None:
    with pytest.raises(NotOpenedError) as caught:
        PdfPages(data)
    assert caught.value.code == code


def test_a_page_as_large_as_a_wall_is_drawn_with_fewer_dots() -> None:
    pages = PdfPages(pdf(Sheet(wide=2000.0), Sheet()))
    try:
        assert pages.dots(0, 200, 1000) == pytest.approx(36) and pages.dots(1, 36, 1000) == 36
        assert pages.dots(7, 36, 1000) == 36
    finally:
        pages.close()
