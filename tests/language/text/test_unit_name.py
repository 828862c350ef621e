"""Names of units."""

from __future__ import annotations

import csv
from importlib.resources import files
from itertools import combinations

import pytest

from mingzhang.catalogue.divisions import place_name
from mingzhang.language.text.unit_name import same_unit

ROWS = list(
    csv.DictReader(
        files("mingzhang.catalogue").joinpath("codes", "divisions.csv").read_text("utf-8").splitlines()
    )
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青石省白水市财政局", "白水市财政局", True),
        ("青石省白水市财政局", "白水财政局", True),
        ("青石省白水市财政局", "青石省白水财政局", True),
        ("上海市普陀区财政局", "普陀区财政局（本级）", True),
        ("上海市普陀区财政局本部", "上海普陀区财政局", True),
        ("中共上海市普陀区委社会工作部", "普陀区委社会工作部", True),
        ("某省白水市人民政府办公室", "白水市政府办公室", True),
        ("吉林市财政局", "吉林省财政局", False),
        ("上海市财政局", "上海市普陀区财政局", False),
        ("白水市水务管理局", "水务管理局", False),
        ("白水市水务管理局", "白水市东区水务管理局", False),
        ("白水市第一中学", "白水市第二中学", False),
        ("白水市文旅局", "黑水市文旅局", False),
        ("财政局", "财政局", True),
    ],
)
def test_one_unit_by_several_names(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same


def test_units_of_different_places_are_never_one() -> None:
    """Every pair of places of two provinces, each with an office of the same name."""
    places = {
        place_name(row["code"]) for row in ROWS if row["code"][:2] in ("22", "31") and not row["former"]
    }
    assert len(places) > 60
    for one, other in combinations(sorted(places), 2):
        assert not same_unit(f"{one}水务局", f"{other}水务局"), (one, other)
