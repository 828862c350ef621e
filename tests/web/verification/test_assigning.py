"""Who visits which point comes from the workbook: all rows or none, and no point that was not drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mingzhang.verification.campaign import Campaign
from mingzhang.verification.draw import FIRST
from mingzhang.verification.workbook import campaign_workbook
from mingzhang.web.people.models import Person, Role
from mingzhang.web.verification.assigning import take_points
from mingzhang.web.verification.campaigns import campaign_of
from mingzhang.web.verification.models import FieldVerification, VisitPoint
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, prepared, upload, visit
from tests.web.verification.here import read_here

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")
Change = Callable[[Campaign], None]


def drawn(district: District) -> FieldVerification:
    made = prepared(district)
    draw(district, made, FIRST, district.department)
    return made


def take(made: FieldVerification, who: Person, change: Change) -> tuple[int, list[str]]:
    campaign = campaign_of(made)
    change(campaign)
    return take_points(made, who, {"file": upload("核验.xlsx", workbook_file(campaign_workbook(campaign)))})


def first(**more: object) -> Change:
    """A change of the first point."""

    def change(campaign: Campaign) -> None:
        campaign.points[0] = replace(campaign.points[0], **more)  # type: ignore[arg-type]

    return change


def test_place_day_and_way_come_in_and_what_is_the_same_is_not_counted(district: District) -> None:
    made, office = drawn(district), district.person(Role.SUPERVISION)
    assert take(made, office, lambda _: None) == (0, [])
    assert take(made, office, first(where="河东路", day=date(2026, 4, 1), open="暗访")) == (1, [])
    point = VisitPoint.objects.order_by("number")[0]
    assert (point.where, point.day, point.way) == ("河东路", date(2026, 4, 1), "暗访")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"number": "A-099"}, "没有抽取过这个点位"),
        ({"unit": "别的局"}, "表里写的是“别的局”"),
        ({"inspector": "路人"}, "核验员名单里没有“路人”"),
    ],
)
def test_one_wrong_row_and_none_is_taken(changed: dict[str, object], why: str, district: District) -> None:
    made, office = drawn(district), district.person(Role.SUPERVISION)

    def change(campaign: Campaign) -> None:
        campaign.points[1] = replace(campaign.points[1], where="河西路")
        first(**changed)(campaign)

    taken, (wrong,) = take(made, office, change)
    assert taken == 0 and why in wrong and wrong.startswith("第 ")
    assert not VisitPoint.objects.exclude(where="").exists()


def test_a_point_that_was_visited_is_not_given_to_somebody_else(district: District) -> None:
    made, office = drawn(district), district.person(Role.SUPERVISION)
    visit(
        made.points.select_related("verification__organisation").order_by("number")[0],
        found("1", "合格"),
        found("2", "合格"),
    )
    taken, wrong = take(made, office, first(where="河东路"))
    assert taken == 0 and "已经核验，分派不再改" in wrong[0]
    with pytest.raises(FieldMoveError, match="没有“组织察访核验”的权限"):
        take(made, district.person(Role.LEADER), lambda _: None)


def test_the_page_is_for_the_office(district: District) -> None:
    made = drawn(district)
    address = f"/verification/{made.pk}/points/import/"
    book = upload("核验.xlsx", workbook_file(campaign_workbook(campaign_of(made))))
    page = district.client(Role.SUPERVISION).post(address, {"file": book})
    assert "收下 0 项" in page.content.decode()
    assert district.client(Role.LEADER).get(address).status_code == 403
