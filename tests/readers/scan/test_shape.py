"""A table of which a ruling was not seen, or one too many, is no table to be trusted."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.readers.pdf.grid import grids
from mingzhang.readers.scan.certainty import FAINT, UNSURE, ReadLeaf, words
from mingzhang.readers.scan.shape import misshapen
from tests.readers.scan.drawn import line

ROWS, COLUMNS = (0.0, 40.0, 80.0, 120.0, 160.0), (0.0, 100.0, 200.0, 300.0)
TEXTS = (("甲", "6.20", "1.10"), ("乙", "1.30", "2.20"), ("丙", "2.40", "3.30"), ("丁", "4.50", "4.40"))


def leaf(
    rows: tuple[float, ...] = ROWS, columns: tuple[float, ...] = COLUMNS, texts: Any = TEXTS
) -> ReadLeaf:
    """What was printed in four rows of three columns, within the rulings that were seen."""
    marks = [
        (line(text, COLUMNS[x] + 10, ROWS[y] + 5, 1.0, 9.0))
        for y, row in enumerate(texts)
        for x, text in enumerate(row)
        if text
    ]
    seen = grids([(y, columns[0], columns[-1]) for y in rows], [(x, rows[0], rows[-1]) for x in columns])[0]
    page = ReadLeaf([one for group in marks for one in words(group)], seen)
    for one in page.words:
        x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
        found = [(number, grid.cell_at(x, y)) for number, grid in enumerate(seen)]
        one.cell = next((spot for spot in found if spot[1] >= 0), None)
    return page


def test_a_table_as_it_was_printed_has_its_shape() -> None:
    assert not misshapen(leaf())
    sparse = (("甲", "6.20", ""), ("乙", "", "2.20"), ("丙", "", ""), ("丁", "4.50", "1234.40"))
    assert not misshapen(leaf(texts=sparse))


@pytest.mark.parametrize("lost", range(len(ROWS)))
def test_a_row_that_was_lost_is_noticed(lost: int) -> None:
    assert misshapen(leaf(rows=ROWS[:lost] + ROWS[lost + 1 :]))


@pytest.mark.parametrize("lost", range(2, len(COLUMNS)))  # names, in the first one, are no amounts
def test_a_column_that_was_lost_is_noticed(lost: int) -> None:
    assert misshapen(leaf(columns=COLUMNS[:lost] + COLUMNS[lost + 1 :]))


def test_two_rows_taken_for_one_are_noticed_where_no_column_has_both() -> None:
    sparse = (("甲", "6.20", ""), ("乙", "", "2.20"), ("丙", "2.40", "3.30"), ("丁", "4.50", "4.40"))
    assert misshapen(leaf(rows=(0.0, 80.0, 120.0, 160.0), texts=sparse))


def test_a_ruling_through_amounts_is_noticed() -> None:
    assert misshapen(leaf(rows=(0.0, 21.0, 40.0, 80.0, 120.0, 160.0)))


def test_what_is_doubtful_or_shines_through_says_nothing() -> None:
    page = leaf()
    more = [*words(line("9.99", 155.0, 5.0, 1.0, 9.0))]
    more[0].cell = next(one.cell for one in page.words if one.text == "6.20")
    page.words += more
    assert misshapen(page)
    for reason in (FAINT, UNSURE):
        more[0].doubt = reason
        assert not misshapen(page)
