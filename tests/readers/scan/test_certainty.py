"""Certain only when it can be: confidence, decimals like the column, no colour, not faint, no ink beside."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.grid import grids
from mingzhang.readers.scan import certainty
from mingzhang.readers.scan.certainty import ReadLeaf, weigh, words
from tests.readers.scan.drawn import line

WIDE, HIGH = 100.0, 40.0


class Shown:
    """Ink as it would look: which boxes are coloured, which faint, where there are blots."""

    def __init__(
        self,
        coloured: str = "",
        faint: str = "无",
        blots: tuple[Box, ...] = (),
        light: tuple[float, float] | None = None,
    ) -> None:
        self._coloured, self._faint, self._blots, self._light = coloured, faint, list(blots), light
        self.at: dict[Box, str] = {}
        self.cleared = False

    def coloured(self, box: Box) -> bool:
        return self.at[box] == self._coloured

    def darkness(self, box: Box) -> float:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        over = (text for (x0, y0, x1, y1), text in self.at.items() if x0 <= x <= x1 and y0 <= y <= y1)
        light = self._light
        return 90.0 if next(over, "") == self._faint or (light and light[0] < x < light[1]) else 220.0

    def blots(self, _letter: float, _usual: float) -> list[Box]:
        return self._blots


def leaf(*rows: tuple[str, ...], sure: float = 1.0) -> ReadLeaf:
    """A table of cells 100 × 40 with these texts."""
    across = max(map(len, rows))
    lines = grids(
        [(HIGH * n, 0.0, WIDE * across) for n in range(len(rows) + 1)],
        [(WIDE * n, 0.0, HIGH * len(rows)) for n in range(across + 1)],
    )[0]
    marks = [
        line(text, WIDE * x + 5, HIGH * y + 5, sure, 9.0)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
        if text
    ]
    return ReadLeaf([one for group in marks for one in words(group)], lines)


def doubts(page: ReadLeaf, shown: Any) -> dict[str, str]:
    shown.at = {one.box: one.text for one in page.words}
    weigh(page, shown)
    return {one.text: one.doubt for one in page.words if one.doubt}


TABLE = (("合计", "7.50"), ("甲", "6.20"), ("乙", "1.30"))


def test_what_is_plain_is_certain() -> None:
    page = leaf(*TABLE)
    assert doubts(page, Shown()) == {} and not page.silent and len(page.figures()) == 3


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (Shown(coloured="6.20"), {"6.20": certainty.COLOUR}),
        (Shown(faint="6.20"), {"6.20": certainty.FAINT}),
        (Shown(blots=((180.0, 50.0, 190.0, 70.0),)), {"6.20": certainty.BESIDE}),
        (Shown(blots=((106.0, 50.0, 114.0, 70.0),)), {}),
    ],
)
def test_colour_faintness_and_ink_beside_make_doubtful(shown: Shown, told: dict[str, str]) -> None:
    assert doubts(leaf(*TABLE), shown) == told


def test_a_digit_read_without_confidence_makes_its_figure_doubtful_and_not_the_words_around_it() -> None:
    marks = [*line("收入"), *line("6.2", 30.0, sure=0.4), *line("万元", 75.0)]
    assert [(one.text, bool(one.doubt)) for one in words(marks)] == [
        ("收入", False),
        ("6.2", True),
        ("万元", False),
    ]


def test_a_figure_that_lost_its_decimals_is_doubtful() -> None:
    page = leaf(("合计", "754.75"), ("甲", "75"), ("乙", "1.30"), ("丙", "2.10"))
    assert doubts(page, Shown()) == {"75": certainty.DECIMALS}


def test_a_short_column_has_the_habit_of_the_page() -> None:
    page = leaf(("甲", "6.20", "75"), ("乙", "1.30", ""))
    assert doubts(page, Shown()) == {"75": certainty.DECIMALS}


def test_numbers_of_rows_and_of_columns_need_no_decimals() -> None:
    rows = (("栏次", "1", "2"), ("1", "6.20", "1.30"), ("2", "1.30", "2.40"), ("3", "4.10", "2.20"))
    assert doubts(leaf(*rows), Shown()) == {}


def test_a_cell_with_ink_and_no_text_is_not_blank() -> None:
    page = leaf(("甲", "6.20"), ("乙", ""))
    assert doubts(page, Shown(blots=((150.0, 50.0, 160.0, 70.0),))) == {}
    assert page.silent == [(100.0, 40.0, 200.0, 80.0)]


def test_a_figure_of_which_a_digit_is_faint_is_doubtful() -> None:
    page = leaf(("甲", "6.20"), ("乙", "1.30"))
    assert doubts(page, Shown(light=(131.0, 142.0))) == {"6.20": certainty.MIXED, "1.30": certainty.MIXED}


def test_a_figure_beside_something_faint_is_doubtful() -> None:
    page = leaf(("甲", "6.20"), ("乙", "1.30"))
    page.words += [*words(line("12", 150.0, HIGH + 5, 1.0, 9.0))]
    assert doubts(page, Shown(faint="12")) == {"12": certainty.FAINT, "1.30": certainty.MIXED}


def test_where_another_page_was_taken_out_its_ink_touches_only_what_stands_close() -> None:
    near, far, alone = (150.0, 10.0, 157.0, 30.0), (185.0, 50.0, 192.0, 70.0), (105.0, 90.0, 112.0, 110.0)
    page = leaf(("甲", "6.20"), ("乙", "1.30"), ("丙", ""))
    shown = Shown(blots=(near, far, alone), faint="")  # faint where no word stands
    shown.cleared = True
    assert doubts(page, shown) == {"6.20": certainty.MIXED}
    assert page.dim == [(100.0, 80.0, 200.0, 120.0)] and not page.silent


@pytest.mark.parametrize("misread", ["8", "3.", "1"])
def test_one_misread_number_of_a_column_does_not_make_the_others_doubtful(misread: str) -> None:
    rows = (
        ("栏次", "1", "2", misread, "4"),
        ("甲", "6.20", "1.30", "1.10", "3.20"),
        ("乙", "1.30", "2.40", "2.20", "4.10"),
        ("丙", "1.70", "2.60", "2.80", "4.90"),
    )
    assert doubts(leaf(*rows), Shown()) == {misread: certainty.DECIMALS}


def test_columns_stay_numbered_where_one_number_was_not_read() -> None:
    rows = (("栏次", "", "2", "3"), ("甲", "6.20", "1.30", "1.10"), ("乙", "1.30", "2.40", "2.20"))
    assert doubts(leaf(*rows), Shown()) == {}


def test_a_page_without_words_is_weighed_too() -> None:
    page = ReadLeaf([], [])
    assert doubts(page, Shown()) == {} and not page.figures()


def test_figures_at_the_open_end_of_a_table_may_be_cut() -> None:
    page = leaf(("甲", "6.20"), ("乙", "1.30"))
    for one in page.words[1::2]:
        one.box = (one.box[0], one.box[1], 2 * WIDE - 1, one.box[3])
    page.columns = [(0.0, 0.0, 80.0), (WIDE, 0.0, 80.0)]  # none where the grid ends
    assert doubts(page, Shown()) == {"6.20": certainty.EDGE, "1.30": certainty.EDGE}
    page.columns.append((2 * WIDE, 0.0, 80.0))
    for one in page.words:
        one.doubt = ""
    assert doubts(page, Shown()) == {}


def test_a_column_that_lost_a_digit_throughout_is_doubtful() -> None:
    rows = (("甲", "6.20", "1.3"), ("乙", "1.30", "0.0"), ("丙", "1.31", "2.1"), ("丁", "4.10", "2.25"))
    assert set(doubts(leaf(*rows), Shown())) == {"1.3", "0.0", "2.1", "2.25"}


def test_a_cell_of_which_only_another_page_was_read_is_unknown() -> None:
    page = leaf(("甲", "6.20"), ("乙", ""))
    weigh_as_shown = Shown()
    assert doubts(page, weigh_as_shown) == {}
    certainty.overlooked(page, [*line("6.20", 105.0, 5.0), *line("7.5", 120.0, HIGH + 5)])
    assert page.dim == [(100.0, 40.0, 200.0, 80.0)]
