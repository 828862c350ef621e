"""What the pages of a year show, and to whom."""

from __future__ import annotations

from mingzhang.web.appraisal import filling, moves
from mingzhang.web.appraisal.assembling import plan_of
from mingzhang.web.appraisal.cycle_page import (
    claims_page,
    cycle_page,
    cycles_of,
    own_units,
    points_of,
    rule_choices,
    rules_page,
    special_page,
    units_page,
    version_page,
    visible_versions,
)
from mingzhang.web.appraisal.models import UnitBook
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import LINE, begun, issued, ready, signed, unit_of
from tests.web.conftest import District


def test_units_see_the_year_of_their_district_and_only_themselves_in_it(district: District) -> None:
    cycle = ready(district)
    begun(district, region=district.other_region)
    who = district.person(Role.PREPARER)
    assert list(cycles_of(who)) == [cycle]
    assert [unit.name for unit in own_units(who, cycle)] == ["甲区水务局"]
    told = cycle_page(cycle, who)
    assert (
        not told["office"]
        and "measures" not in told
        and [unit.name for unit in told["own"]] == ["甲区水务局"]
    )


def test_the_office_sees_counts_and_what_is_wrong(district: District) -> None:
    cycle = ready(district)
    told = cycle_page(cycle, district.person(Role.PERFORMANCE))
    counts = {name: one.text for name, one in told["measures"]}
    assert counts["任务书"] == "2份" and counts["指标体系"] == "1套"
    assert (counts["应出反馈报告"], counts["反馈报告"]) == ("2份", "0份"), "none is written before the seal"
    assert told["problems"] == [] and told["able"]
    assert len(told["sheets"]) == 1 and told["steps"][0].what == "签订"
    told = cycle_page(begun(district, 2024, marks=40), district.person(Role.PERFORMANCE))
    assert "缺 10 分" in told["problems"][0]


def test_a_draft_is_for_the_office_alone(district: District) -> None:
    cycle = begun(district)
    assert visible_versions(cycle, district.person(Role.PREPARER)) == []
    assert len(visible_versions(cycle, district.person(Role.PERFORMANCE))) == 1


def test_a_unit_sees_its_own_opinions_only(district: District) -> None:
    version = begun(district).versions.get()
    moves.make(moves.VERSION_MOVES, "circulate", version, district.person(Role.PERFORMANCE), "")
    version.refresh_from_db()
    for at in (district.department, district.other_department):
        filling.give_opinion(version, district.person(Role.PREPARER, at), f"{at}的意见")
    mine = version_page(version, district.person(Role.PREPARER))
    assert [one.words for one in mine["opinions"]] == ["甲区水务局的意见"] and mine["may_speak"]
    office = version_page(version, district.person(Role.PERFORMANCE))
    assert len(office["opinions"]) == 2 and [name for name, *_ in office["offers"]] == ["redraft", "passed"]
    assert (office["total"], office["full"]) == ("100", "100")


def test_rules_say_where_they_are_used(district: District) -> None:
    cycle = issued(district)
    found = {rule.code: used for rule, used, _ in rules_page(cycle, district.person(Role.PREPARER))["rules"]}
    assert found["J1"] == ["行政机关：重点工作"] and found["JF"] == []
    assert [code for code, _ in rule_choices(plan_of(cycle))] == ["JF"]
    assert points_of(None) == "—"


def test_units_are_filtered_by_the_state_of_their_book(district: District) -> None:
    cycle, office = issued(district), district.person(Role.PERFORMANCE)
    signed(district, cycle)
    assert len(units_page(cycle, office, {"state": "签订"})["rows"]) == 2
    assert len(units_page(cycle, office, {"state": "编制"})["rows"]) == 0
    (row,) = units_page(cycle, office, {"q": "水务"})["rows"]
    assert row.book is not None and (row.reported, row.marked) == (0, 0)


def test_special_tasks_are_gathered_over_the_units(district: District) -> None:
    cycle = issued(district)
    for book in signed(district, cycle):
        UnitBook.objects.filter(pk=book.pk).update(lines=[{**LINE, "special": "治堵"}])
    ((name, lines),) = special_page(cycle)["specials"]
    assert (name, len(lines)) == ("治堵", 2)


def test_claims_are_those_within_reach(district: District) -> None:
    cycle = issued(district)
    told = {"kind": "加分", "rule": "JF", "words": "表彰", "claimed": "1"}
    for at in (district.department, district.other_department):
        filling.file_claim(unit_of(cycle, at), district.person(Role.PREPARER, at), told)
    assert len(claims_page(cycle, district.person(Role.PREPARER), {})["pages"]) == 1
    assert len(claims_page(cycle, district.person(Role.LEADER), {"state": "申报"})["pages"]) == 2
    assert len(claims_page(cycle, district.person(Role.LEADER), {"q": "没有"})["pages"]) == 0
