"""Every number that digitisation says of itself has its rows, and no row counts twice."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.course import ItemStep
from mingzhang.archive.measures import ARRANGED, DIGITISED, OBJECTS, RECOGNISED, RETURNED, measures
from mingzhang.archive.pages import BLANK, READ, UNREAD, ImageBatch, PageRecord

CODE = "0123-WS·2019-Y-BGS-0001"
DAY = date(2026, 6, 30)


def batch(*states: str) -> ImageBatch:
    pages = [PageRecord(CODE, n, f"{n}.tif", f"{n:064}", 9, state=state) for n, state in enumerate(states, 1)]
    return ImageBatch({(page.code, page.seq): page for page in pages})


def test_what_was_not_read_is_digitised_all_the_same() -> None:
    found = measures(Catalogue(), batch(READ, BLANK, UNREAD, READ), DAY)
    assert (found[DIGITISED].number, found[RECOGNISED].number) == (4, 2)


@pytest.mark.parametrize(("pages", "number"), [((), 0), ((None,), 0), ((0,), 0), ((3, None, 2), 5)])
def test_pages_that_nobody_counted_are_not_arranged(pages: tuple[int | None, ...], number: int) -> None:
    items = [CatalogueItem(f"{CODE[:-1]}{n}", "件", pages=count) for n, count in enumerate(pages, 1)]
    made = measures(Catalogue(items=items), ImageBatch(), DAY)[ARRANGED]
    assert made.number == number and made.text == f"{number}页"


def test_objects_are_counted_by_their_lines() -> None:
    catalogue = Catalogue(objects=[PhysicalObject("1", "锦旗", count=3), PhysicalObject("2", "印章")])
    made = measures(catalogue, ImageBatch(), DAY)[OBJECTS]
    assert made.text == "2件"


def test_returns_count_until_the_day_that_is_asked() -> None:
    steps = [ItemStep(CODE, date(2026, 6, day), "退回", "质检员", "倒页", "编目") for day in (1, 30)]
    steps += [
        ItemStep(CODE, date(2026, 7, 1), "退回", "质检员", "倒页", "编目"),
        ItemStep(CODE, DAY, "扫描", "扫描员"),
    ]
    catalogue = Catalogue(steps=steps)
    for day, number in ((date(2026, 5, 31), 0), (date(2026, 6, 1), 1), (DAY, 2), (date(2026, 12, 31), 3)):
        assert measures(catalogue, ImageBatch(), day)[RETURNED].number == number
