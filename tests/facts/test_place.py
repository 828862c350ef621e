"""Places survive being written as data, and say where in words an office would use."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.place import Place, cell_name

words = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20)
points = st.floats(0, 2000, allow_nan=False).map(lambda x: round(x, 3))
places = st.builds(
    Place,
    page=st.none() | st.integers(1, 999),
    bbox=st.none() | st.tuples(points, points, points, points),
    table=st.none() | words,
    row=st.none() | words,
    column=st.none() | words,
    section=st.none() | words,
    quote=words | st.just(""),
    span=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
    printed=words | st.just(""),
    line=st.none() | st.integers(1, 999),
    boxes=st.none() | st.lists(st.tuples(*[points] * 4), min_size=2, max_size=3).map(tuple),
    source=st.none() | st.lists(st.tuples(*[st.integers(0, 99)] * 3), min_size=1, max_size=3).map(tuple),
)


@given(places)
def test_a_place_survives_json(place: Place) -> None:
    assert Place.from_json(json.loads(json.dumps(place.to_json(), ensure_ascii=False))) == place


@given(places)
def test_what_is_unknown_is_left_out(place: Place) -> None:
    data = place.to_json()
    assert all(value not in (None, "") for value in data.values())
    assert set(data) <= set(Place.__dataclass_fields__)


def test_zero_is_not_unknown() -> None:
    place = Place(page=1, bbox=(0.0, 0.0, 0.0, 0.0), span=(0, 0))
    assert set(place.to_json()) == {"page", "bbox", "span"}
    assert Place.from_json(place.to_json()) == place


@pytest.mark.parametrize(
    ("place", "words_"),
    [
        (Place(), "位置不详"),
        (Place(page=3), "第 3 页"),
        (Place(line=12), "第 12 行"),
        (Place(page=3, line=12), "第 3 页"),
        (Place(table="收入决算表", column="其他收入"), "《收入决算表》“其他收入”栏"),
        (Place(table="收入决算表", row="合计", section="二、收入"), "《收入决算表》“合计”行"),
        (Place(page=5, section="五、“三公”经费"), "第 5 页“五、“三公”经费”"),
    ],
)
def test_where_in_words(place: Place, words_: str) -> None:
    assert str(place) == words_


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        (0, 0, "A1"),
        (9, 25, "Z10"),
        (0, 26, "AA1"),
        (0, 701, "ZZ1"),
        (0, 702, "AAA1"),
        (1048575, 16383, "XFD1048576"),
    ],
)
def test_names_of_cells(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


def test_naming_leaves_the_original_alone() -> None:
    place = Place(page=3, printed="6.20")
    named = place.naming(table="支出决算表", row="合计")
    assert (place.table, named.table, named.printed, named.page) == (None, "支出决算表", "6.20", 3)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError):
        Place.from_json({"page": 1, "colour": "red"})


@given(places, st.sampled_from(["table", "row", "column", "printed"]), st.text(max_size=4))
def test_naming_changes_one_field_and_no_other(place: Place, field: str, text: str) -> None:
    change: dict[str, Any] = {field: text}
    assert place.naming(**change) == replace(place, **change)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"column": "事业收入"}, "“事业收入”栏"),
        ({"row": "项目"}, "“项目”行"),
        ({"row": "项目", "page": 8}, "第 8 页“项目”行"),
        ({"row": "项目", "column": "事业收入"}, "“项目”行“事业收入”栏"),
        ({"table": "总表"}, "第 7 页《总表》“合计”行“其他收入”栏"),
        ({"file": "乙.pdf"}, "乙.pdf 第 7 页《收入决算表》“合计”行“其他收入”栏"),
        ({"table": None, "section": "一、收入"}, "第 7 页“合计”行“其他收入”栏“一、收入”"),
    ],
)
def test_a_place_beside_another_leaves_out_what_they_share(changes: dict[str, Any], name: str) -> None:
    main = Place(page=7, table="收入决算表", row="合计", column="其他收入")
    assert replace(main, **changes).beside(main) == name
    assert main.beside(None) == str(main)
