"""Numbers are given at the end and close up where an item leaves."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mingzhang.archive.codes import WrongCodeError, code_of, series_faults
from mingzhang.web.archive.models import Fonds, HeldItem, SeriesPlace
from mingzhang.web.archive.numbering import placed, withdrawn
from mingzhang.web.register.models import Organisation, OrganisationKind
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import District


def codes(fonds: Fonds) -> list[str]:
    rows = HeldItem.objects.filter(fonds=fonds).exclude(place=None).select_related("place__series")
    return [row.code for row in rows.order_by("place")]


def test_numbers_go_on_in_each_series_by_itself(district: District) -> None:
    fonds = fonds_at(district.region)
    made = [item(fonds), item(fonds), item(fonds, period="30年"), item(fonds, year=2018), item(fonds)]
    assert [row.code[-12:] for row in made] == [
        "9-Y-BGS-0001", "9-Y-BGS-0002", "D30-BGS-0001", "8-Y-BGS-0001", "9-Y-BGS-0003",
    ]  # fmt: skip


def test_who_leaves_makes_the_others_move_up(district: District) -> None:
    fonds = fonds_at(district.region)
    first, second, third, fourth = (item(fonds, f"第{number}件") for number in range(1, 5))
    assert withdrawn(second) == "0123-WS·2019-Y-BGS-0002"
    connection.check_constraints()
    titles = [place.item.title for place in SeriesPlace.objects.select_related("item")]
    assert titles == ["第1件", "第3件", "第4件"] and len(codes(fonds)) == 3
    assert withdrawn(fourth)[-4:] == "0003" and withdrawn(first)[-4:] == "0001"
    assert SeriesPlace.objects.get().item == third
    withdrawn(third)
    assert not codes(fonds)


def test_a_code_that_cannot_be_is_not_given(district: District) -> None:
    fonds = fonds_at(district.region)
    for said in ({"period": "长期"}, {"period": ""}):
        with pytest.raises(WrongCodeError, match=r"保管期限代码|不是档号"):
            placed(item(fonds, numbered=False, **said))


class TestNumbersHaveNoGapWhateverHappens(TestCase):
    """Items come and go at random: the numbers of the series are always one to how many there are."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.integers(0, 5), max_size=10))
    def test_numbers_have_no_gap(self, moves: list[int]) -> None:
        kind = OrganisationKind.REGION
        at, _ = Organisation.objects.get_or_create(kind=kind, name="丙区")
        fonds = fonds_at(at)
        for number in moves:
            rows = list(HeldItem.objects.filter(fonds=fonds).exclude(place=None))
            if number and number <= len(rows):
                withdrawn(rows[number - 1])
            else:
                item(fonds)
        connection.check_constraints()
        assert list(series_faults(map(code_of, codes(fonds)))) == []
