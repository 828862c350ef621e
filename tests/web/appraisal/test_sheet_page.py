"""What an assessor sees: counts by state, what is asked for, the next that is open."""

from __future__ import annotations

from mingzhang.web.appraisal import marking, sheet_page
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import GIVEN, issued, sheet_of, signed, unit_of
from tests.web.conftest import District


def test_a_sheet_counts_and_filters_its_leaves(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    sheet, who = sheet_of(district, cycle), district.person(Role.ASSESSOR, district.other_department)
    told = sheet_page.sheet_page(sheet, who, {})
    assert (
        dict(told["counts"])["未采集"] == 8 and told["scores"] and not told["able"] and not told["may_hand"]
    )
    plan = plan_of(cycle)
    leaf = marking.leaf_of(sheet, plan, unit_of(cycle, district.department), "F1", "")
    assert leaf is not None
    marking.give(sheet, who, leaf, GIVEN["F1"], 0)
    assert len(sheet_page.sheet_page(sheet, who, {"state": "已采集"})["pages"]) == 1
    assert len(sheet_page.sheet_page(sheet, who, {"code": "F1"})["pages"]) == 2
    assert len(sheet_page.sheet_page(sheet, who, {"q": "档案"})["pages"]) == 4
    office = sheet_page.sheet_page(sheet, district.person(Role.PERFORMANCE), {})
    assert office["able"] and not office["scores"] and office["waiting"] == 0


def test_the_form_of_a_leaf_shows_what_was_given_or_typed(district: District) -> None:
    cycle = issued(district)
    signed(district, cycle)
    sheet, who = sheet_of(district, cycle), district.person(Role.ASSESSOR, district.other_department)
    leaf = sheet_page.next_open(sheet, plan_of(cycle))
    assert leaf is not None and leaf.indicator.code == "K1"
    told = sheet_page.leaf_form(sheet, leaf)
    assert told["open"] and told["edition"] == 0 and told["given"] == {} and not told["by_hand"]
    marking.give(sheet, who, leaf, {"unsupported": "1", "reason": "没有材料"}, 0)
    told = sheet_page.leaf_form(sheet, leaf)
    assert told["given"]["unsupported"] and told["edition"] == 1
    assert sheet_page.leaf_form(sheet, leaf, {"actual": "3条"})["given"] == {"actual": "3条"}
