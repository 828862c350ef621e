"""A page from picture to content: which way up, what is doubtful, which cells are silent, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.readers.printed import UNKNOWN
from mingzhang.readers.scan.certainty import BLANK, FAINT, ReadLeaf, Word
from mingzhang.readers.scan.engine import Character, using
from mingzhang.readers.scan.page import ScannedPage, _refused, scanned
from tests.readers.scan.drawn import Told, line, sheet

numpy = pytest.importorskip("numpy")
pytest.importorskip("cv2")
FULL = [
    line("2024", 70, 112),
    line("6.20", 270, 112),
    line("本页反映收入和支出的总体情况和变化原因。", 60, 400),
]


def read(image: Any, *lines: list[Character], dots: float | None = 72.0) -> tuple[ScannedPage, Told]:
    engine = Told(*lines)
    with using(engine):
        return scanned(image, dots, 1), engine


def test_a_page_is_read_once_where_it_stands_upright() -> None:
    page, engine = read(sheet(), *FULL)
    assert engine.asked == 1 and (page.content.width, page.content.height) == (500.0, 700.0)
    assert {run.text for run in page.content.runs} >= {"2024", "6.20"} and page.content.scanned
    assert not page.doubts and page.scans[0].refused == "" and page.scans[0].figures == 2
    assert (len(page.content.rows), len(page.content.columns)) == (3, 3)


def test_a_cell_with_ink_of_which_nothing_was_read_is_unknown() -> None:
    page, _ = read(sheet(), FULL[0], FULL[2])
    assert UNKNOWN in {run.text for run in page.content.runs}
    assert [doubt.reason for doubt in page.doubts] == [BLANK] and page.scans[0].figures == 2


def test_a_page_that_reads_badly_is_turned_as_its_lines_read() -> None:
    class Turned:
        """Reads only pages that stand on their head."""

        def __init__(self) -> None:
            self.asked = self.lone = 0

        def lines(self, image: Any) -> list[list[Character]]:
            self.asked += 1
            upright = (image[: image.shape[0] // 2] < 128).sum() > (image[image.shape[0] // 2 :] < 128).sum()
            return [[mark._replace(confidence=1.0 if upright else 0.3) for mark in one] for one in FULL]

        def line(self, image: Any) -> tuple[str, float]:
            """A line reads when it was turned twice: it is asked how it is first."""
            self.lone += 1
            return "本页", 0.4 if self.lone <= len(FULL) else 1.0

    engine = Turned()
    with using(engine):
        page = scanned(numpy.rot90(sheet(), 2), 72.0, 1)
    assert page.scans[0].refused == "" and len(page.content.rows) == 3
    assert (engine.asked, engine.lone) == (2, 2 * len(FULL))


def test_strokes_of_large_letters_are_no_table() -> None:
    """The title on a cover: its strokes run straight farther than those of text."""
    image = numpy.full((700, 500, 3), 255, numpy.uint8)
    for y in (300, 320, 345):
        image[y : y + 3, 100:160] = 0
    for x in (100, 128, 156):
        image[300:348, x : x + 3] = 0
    title = [Character("目", 92.0, 290.0, 170.0, 356.0, 1.0)]
    page, _ = read(image, title)
    assert not page.content.rows and not page.content.columns and page.scans[0].refused == ""
    page, _ = read(image, [title[0]._replace(y0=330.0)])
    assert page.content.rows and page.content.columns


def test_dots_that_lead_to_a_number_do_not_tell_how_well_a_page_reads() -> None:
    leaders = [mark for text in ("主要职能概况表", "决算情况说明表") for mark in line(text, 60, 400)]
    dots = [mark._replace(text="…", confidence=0.4) for mark in line("." * 30, 200, 400)]
    page, _ = read(sheet(), *FULL[:2], leaders, dots, line("决算表附注名词", 60, 450))
    assert page.scans[0].refused == ""


def test_what_cannot_be_read_at_any_angle_is_refused() -> None:
    page, engine = read(sheet(), *[[mark._replace(confidence=0.3) for mark in one] for one in FULL])
    assert page.scans[0].refused == "字大多认不出" and engine.asked == 1 + 2 * len(FULL)


def test_amounts_without_a_table_are_refused() -> None:
    lines = [line(f"1{n}.20", 60 + 110 * (n % 3), 300 + 40 * (n // 3)) for n in range(9)]
    page, _ = read(sheet(), *FULL, *lines)
    assert page.scans[0].refused == "表格没有认出来，多数金额没有落进格子"


def test_a_blank_page_is_no_refused_one() -> None:
    page, engine = read(numpy.full((700, 500, 3), 255, numpy.uint8))
    assert page.scans[0].refused == "" and not page.content.runs and engine.asked == 1


def test_two_pages_of_a_picture_stand_side_by_side() -> None:
    page, engine = read(numpy.hstack([sheet(), sheet()]), *FULL, dots=None)
    assert engine.asked == 2 and [scan.left > 0 for scan in page.scans] == [False, True]
    places = sorted(run.xs[0] for run in page.content.runs if run.text.startswith("本页"))
    assert places[1] - places[0] == pytest.approx(page.scans[1].left, abs=1)
    assert abs(page.content.width - 72 * 11.69 * 2**0.5) < 1


@pytest.mark.parametrize(("faint", "clear", "told"), [(7, 6, True), (6, 7, False), (0, 3, False)])
def test_a_page_whose_amounts_are_mostly_faint_is_refused(faint: int, clear: int, told: bool) -> None:
    """Whether the toner ran out or another page shines through: nobody can tell what is its own."""
    box = (0.0, 0.0, 9.0, 9.0)
    marks = [Character(mark, *box, 1.0) for mark in "6.20"]
    words = [Word(marks, box, True, FAINT if n < faint else "", 1.0, (0, n)) for n in range(faint + clear)]
    assert _refused(ReadLeaf(words, []), True).startswith("多数金额太淡") is told
