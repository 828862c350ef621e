"""Nothing is left out of its box, and boxes that are there keep what is in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.archive.boxes import ROOM, boxed, boxes_of
from mingzhang.archive.catalogue import CatalogueItem


def item(number: int, pages: int | None, box: str = "", year: int = 2006) -> CatalogueItem:
    return CatalogueItem(f"0123-WS·{year}-D30-BGS-{number:04}", "件", pages=pages, box=box)


@given(st.lists(st.integers(1, 260), max_size=12))
def test_every_item_has_one_box_and_no_box_is_too_full(pages: list[int]) -> None:
    items = [item(number, count) for number, count in enumerate(pages, 1)]
    made = boxed(items)
    boxes = boxes_of(made)
    assert [each.code for box in boxes for each in box.items] == [each.code for each in items]
    assert all(box.pages <= ROOM or len(box.items) == 1 for box in boxes)


def test_what_has_a_box_stays_in_it_and_numbers_go_on() -> None:
    made = boxed([item(1, 10, "7"), item(2, 10), item(3, None)])
    assert [each.box for each in made] == ["7", "8", "8"]


def test_a_new_series_begins_a_new_box() -> None:
    made = boxed([item(1, 10), item(1, 10, year=2007)])
    assert [each.box for each in made] == ["1", "2"]


def test_the_spine_says_from_where_to_where() -> None:
    (box,) = boxes_of(boxed([item(number, 10) for number in range(1, 6)]))
    said = dict(box.spine)
    assert said["起止件号"] == "0001—0005" and said["保管期限"] == "30年" and said["全宗号"] == "0123"
    assert box.first.code.endswith("0001") and box.pages == 50
