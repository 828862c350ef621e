"""Places in the datum of the maps: moved on the mainland, not elsewhere, and the datum always said."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from mingzhang.facts.photograph import Photograph
from mingzhang.verification.coordinates import datum_of, position_words, to_gcj

PLACES = {  # published pairs of WGS-84 and GCJ-02
    ("22.543847", "113.912316"): ("22.540796", "113.917176"),
    ("31.177428", "121.527211"): ("31.175304", "121.531542"),
    ("39.911954", "116.377817"): ("39.913345", "116.384047"),
}
STILL = {
    "香港": ("22.281900", "114.158000"),
    "香港新界": ("22.500000", "114.127000"),
    "澳门": ("22.195000", "113.545000"),
    "台北": ("25.033000", "121.565000"),
    "澎湖": ("23.570000", "119.570000"),
    "东京": ("35.681000", "139.767000"),
}
MOVED = {
    "深圳福田": ("22.543000", "114.057000"),
    "珠海拱北": ("22.222000", "113.548000"),
    "平潭": ("25.500000", "119.790000"),
}


@pytest.mark.parametrize("place", PLACES)
def test_published_places_come_out_within_a_metre(place: tuple[str, str]) -> None:
    shown = to_gcj(Decimal(place[0]), Decimal(place[1]))
    assert all(
        abs(one - Decimal(other)) < Decimal("0.00001")
        for one, other in zip(shown, PLACES[place], strict=True)
    )


@pytest.mark.parametrize("name", STILL)
def test_where_maps_are_drawn_in_wgs_nothing_moves(name: str) -> None:
    place = Decimal(STILL[name][0]), Decimal(STILL[name][1])
    assert to_gcj(*place) == place
    assert "GCJ" not in position_words(Photograph("1.jpg", "", None, *place, "WGS-84"))


@pytest.mark.parametrize("name", MOVED)
def test_across_the_border_places_move(name: str) -> None:
    place = Decimal(MOVED[name][0]), Decimal(MOVED[name][1])
    assert to_gcj(*place) != place


def test_places_move_by_some_hundred_metres_at_most() -> None:
    random = Random(1)
    for _ in range(200):
        place = (
            Decimal(random.randrange(24_000000, 45_000000)) / 10**6,
            Decimal(random.randrange(80_000000, 118_000000)) / 10**6,
        )
        shown = to_gcj(*place)
        assert all(abs(one - other) < Decimal("0.012") for one, other in zip(shown, place, strict=True))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("WGS-84", "39.911954，116.377817（WGS-84）；地图坐标 39.913345，116.384047（GCJ-02）"),
        ("", "39.911954，116.377817（照片未注明坐标系，按WGS-84）；地图坐标 39.913345，116.384047（GCJ-02）"),
        ("gcj02", "39.911954，116.377817（GCJ-02）"),
        ("TOKYO", "39.911954，116.377817（TOKYO）"),
        ("CGCS 2000", "39.911954，116.377817（CGCS2000）；地图坐标 39.913345，116.384047（GCJ-02）"),
    ],
)
def test_the_datum_is_always_said(said: str, words: str) -> None:
    photo = Photograph("1.jpg", "", None, Decimal("39.911954"), Decimal("116.377817"), said)
    assert position_words(photo) == words


def test_a_photograph_without_place_has_no_words() -> None:
    assert position_words(Photograph("1.jpg", "")) == "" and datum_of("wgs 84") == "WGS-84"
