"""What the pages show: cut to one's reach, counted by stage, offered as the room allows."""

from __future__ import annotations

from mingzhang.web.archive.pages import behind, board, chosen, due_of, fonds_of, items_of, offered
from mingzhang.web.people.models import Role
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import District


def test_everybody_sees_the_fonds_of_the_own_office(district: District) -> None:
    own, foreign, below = (
        fonds_at(at) for at in (district.region, district.other_region, district.department)
    )
    seen = set(fonds_of(district.person(Role.ARCHIVIST)))
    assert seen == {own, below} and foreign not in seen
    assert set(fonds_of(district.person(Role.ARCHIVIST, district.department))) == {below}


def test_stages_are_counted_with_their_pages(district: District) -> None:
    fonds = fonds_at(district.region)
    item(fonds, pages=7)
    item(fonds, pages=None)
    item(fonds, numbered=False)
    told = board(fonds)
    assert ("编目", 2, 7) in told["stages"] and ("待鉴定", 1, 3) in told["stages"]
    assert (told["items"], told["pages"], told["unnumbered"]) == (3, 10, 1)


def test_an_item_is_offered_the_step_that_somebody_makes_by_hand(district: District) -> None:
    fonds = fonds_at(district.region)
    steps = {"待鉴定": ["鉴定"], "鉴定": ["整理"], "编目": [], "质检": [], "验收": ["入库"], "入库": []}
    for stage, offers in steps.items():
        row = item(fonds, numbered=False, stage=stage)
        assert offered(row) == offers and row.stage not in behind(row)


def test_items_of_another_fonds_are_not_chosen(district: District) -> None:
    row = item(fonds_at(district.other_region))
    assert chosen(fonds_at(district.region), [str(row.pk), "", "²"]) == []


def test_what_is_due_is_told_with_the_year(district: District) -> None:
    fonds = fonds_at(district.region)
    late, _, forever = (
        item(fonds, period="10年", year=2005),
        item(fonds, period="30年"),
        item(fonds, year=2004),
    )
    assert due_of(fonds) == [(late, 2015)] and forever in items_of(fonds, {"period": "永久"})
