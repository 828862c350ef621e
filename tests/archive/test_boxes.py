"""Nothing is left out of its box, and boxes that are there keep what is in them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
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


@given(st.lists(st.tuples(st.integers(1, 90), st.sampled_from(["", "3", "A"])), max_size=10))
@settings(max_examples=40)
def test_nothing_is_lost_or_changed_but_the_box(given_: list[tuple[int, str]]) -> None:
    items = [item(number, pages, box) for number, (pages, box) in enumerate(given_, 1)]
    made = boxed(items)
    assert [replace(each, box="") for each in made] == [replace(each, box="") for each in items]
    assert all(new.box == (old.box or new.box) != "" for new, old in zip(made, items, strict=True))
    assert boxed(made) == made


def test_a_new_box_never_takes_the_number_of_one_that_is_there() -> None:
    for there, wanted in (("1", "2"), ("0009", "10"), ("A12", "1"), ("②", "1")):
        assert boxed([item(1, 10, there), item(2, 10)])[1].box == wanted


def test_a_box_is_full_at_its_room_and_not_before() -> None:
    for second, boxes in ((ROOM - 120, 1), (ROOM - 119, 2)):
        made = boxed([item(1, 120), item(2, second)])
        assert len(boxes_of(made)) == boxes
    assert [each.box for each in boxed([item(1, 6), item(2, 5), item(3, 5)], room=10)] == ["1", "2", "2"]


def test_one_number_in_two_series_are_two_boxes() -> None:
    boxes = boxes_of([item(1, 5, "1"), item(1, 7, "1", year=2007), item(2, 1, "1")])
    assert [(box.number, box.pages, len(box.items)) for box in boxes] == [("1", 6, 2), ("1", 7, 1)]
    assert boxes_of([item(1, 5)]) == [] and boxed([]) == []


def test_items_are_packed_by_their_codes_and_returned_as_they_stood() -> None:
    items = [item(3, 90), item(1, 90), item(2, 90)]
    made = boxed(items)
    assert [each.code[-1] for each in made] == ["3", "1", "2"]
    assert [each.box for each in made] == ["2", "1", "1"]
