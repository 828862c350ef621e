"""A verification is prepared by the office, by hand or from its workbook."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from mingzhang.verification.campaign import Campaign
from mingzhang.verification.draw import FIRST
from mingzhang.verification.standard import CheckItem, CheckStandard
from mingzhang.verification.workbook import campaign_workbook
from mingzhang.web.people.models import Role
from mingzhang.web.verification import preparing
from mingzhang.web.verification.campaigns import empty_campaign
from mingzhang.web.verification.moves import FieldMoveError
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.conftest import District
from tests.web.verification.campaigns import ITEMS, draw, found, inspector, prepared, upload, visit
from tests.web.verification.here import read_here

__all__ = ["read_here"]


def book(made: Campaign) -> bytes:
    return workbook_file(campaign_workbook(made))


def test_one_verification_a_year(district: District) -> None:
    made = prepared(district)
    assert [phase.seed for phase in made.phases.all()] == ["2026第一阶段", "2026第二阶段"]
    with pytest.raises(FieldMoveError, match="已经建立"):
        prepared(district)
    with pytest.raises(FieldMoveError, match="没有“组织察访核验”"):
        preparing.begin(district.region, district.person(Role.LEADER), {"year": 2020, "office": "某室"})


@pytest.mark.usefixtures("read_here")
def test_standard_and_phases_come_from_a_workbook(district: District) -> None:
    made, office = prepared(district), district.person(Role.SUPERVISION)
    items = tuple(CheckItem(str(n), f"内容{n}", "合格", "照片", "一般", Fraction(n, 4)) for n in (1, 2, 3))
    campaign = replace(empty_campaign(made), standards={"2版": CheckStandard("2版", items)}, inspectors=[])
    campaign.phases[FIRST] = replace(campaign.phases[FIRST], version="2版", size=7)
    assert preparing.take_in_book(made, office, upload("核验.xlsx", book(campaign))) == []
    assert list(made.items.filter(version="2版").values_list("code", flat=True)) == ["1", "2", "3"]
    assert made.items.get(version="2版", code="3").points == Fraction(3, 4)
    phase = made.phases.get(name=FIRST)
    assert (phase.version, phase.size) == ("2版", 7)
    with pytest.raises(FieldMoveError, match="没有“组织察访核验”"):
        preparing.take_in_book(made, district.person(Role.LEADER), upload("核验.xlsx", book(campaign)))


@pytest.mark.usefixtures("read_here")
def test_a_workbook_takes_the_place_of_nothing_that_is_frozen(district: District) -> None:
    made, office = prepared(district), district.person(Role.SUPERVISION)
    (point, _) = draw(district, made, FIRST, district.department)
    visit(point, found("1", "合格"))
    with pytest.raises(FieldMoveError, match="已经冻结"):
        preparing.take_in_book(made, office, upload("核验.xlsx", book(empty_campaign(made))))
    assert made.items.count() == len(ITEMS)


def test_whoever_has_points_stays_on_the_list(district: District) -> None:
    made, office = prepared(district), district.person(Role.SUPERVISION)
    other = preparing.add_inspector(made, office, inspector(district, district.department, "借调的人"))
    with pytest.raises(FieldMoveError, match="已经在核验员名单"):
        preparing.add_inspector(made, office, other.person)
    assert other.person not in preparing.able_people(made)
    preparing.drop_inspector(other, office)
    assert other.person in preparing.able_people(made)
    draw(district, made, FIRST, district.department)
    with pytest.raises(FieldMoveError, match="已经分派了点位"):
        preparing.drop_inspector(made.inspectors.get(), office)
    assert [row.point_count for row in preparing.roster(made)] == [2]


def test_a_code_is_taken_once_in_a_version(district: District) -> None:
    made, office = prepared(district), district.person(Role.SUPERVISION)
    told = {**ITEMS[0], "version": preparing.VERSION}
    with pytest.raises(FieldMoveError, match="已有编号“1”"):
        preparing.add_item(made, office, told)
    preparing.add_item(made, office, told | {"code": "3"})
    shown = preparing.standard_page(made, office)
    assert shown["able"] and [len(items) for _, _, items in shown["versions"]] == [3]
