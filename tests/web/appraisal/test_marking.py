"""What assessors give: each bad day is one sentence, and nothing is lost."""

from __future__ import annotations

import pytest

from mingzhang.appraisal.returns import Reported
from mingzhang.web.appraisal import filling, marking
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.models import AppraisalCycle, LeafMark
from mingzhang.web.people.models import Person, Post, Role
from tests.web.appraisal.district_year import GIVEN, issued, proved, sheet_of, signed, unit_of
from tests.web.conftest import District


@pytest.fixture
def cycle(district: District) -> AppraisalCycle:
    made = issued(district)
    signed(district, made)
    return made


def leaf(cycle: AppraisalCycle, code: str, place: int = 0) -> marking.LeafOfUnit:
    units = [units_of(cycle)[place]]
    return next(one for one in marking.leaves_of(plan_of(cycle), units) if one.indicator.code == code)


def assessor(district: District) -> Person:
    return district.person(Role.ASSESSOR, district.other_department)


def test_no_score_without_evidence_or_a_reason(district: District, cycle: AppraisalCycle) -> None:
    sheet, who = sheet_of(district, cycle), assessor(district)
    with pytest.raises(FillingError, match="没有佐证不等于没有完成"):
        marking.give(sheet, who, leaf(cycle, "K1"), {"actual": "4条"}, 0)
    with pytest.raises(FillingError, match="写明理由"):
        marking.give(sheet, who, leaf(cycle, "K1"), {"unsupported": "1"}, 0)
    with pytest.raises(FillingError, match="写明理由"):
        marking.give(sheet, who, leaf(cycle, "X1"), {"marks": "9"}, 0)
    with pytest.raises(FillingError, match="高于分值 10"):
        marking.give(sheet, who, leaf(cycle, "X1"), {"marks": "11", "reason": "好"}, 0)
    with pytest.raises(FillingError, match="不是分数"):
        marking.give(sheet, who, leaf(cycle, "X1"), {"marks": "九", "reason": "好"}, 0)
    assert not LeafMark.objects.exists()
    proved(district, cycle)
    assert marking.said_of(marking.give(sheet, who, leaf(cycle, "K1"), {"actual": "4条"}, 0)) == "4条"


def test_two_people_do_not_score_the_same_leaf(district: District, cycle: AppraisalCycle) -> None:
    sheet, one = sheet_of(district, cycle), leaf(cycle, "F1")
    marking.give(sheet, assessor(district), one, GIVEN["F1"], 0)
    other = Person.objects.create_user("other", "x", "另一位考评员")
    Post.objects.create(person=other, role=Role.ASSESSOR, organisation=district.other_department)
    with pytest.raises(FillingError, match="评为“96%”，一项只留一个成绩"):
        marking.give(sheet, other, one, {"actual": "99%"}, 1)
    assert LeafMark.objects.get().actual == "96%"
    assert marking.give(sheet, assessor(district), one, {"actual": "97%", "reason": "核对"}, 1).edition == 2
    with pytest.raises(FillingError, match="没有保存"):
        marking.give(sheet, assessor(district), one, {"actual": "98%"}, 1)


def test_marks_go_on_to_the_office_only_whole(district: District, cycle: AppraisalCycle) -> None:
    sheet, who, plan = sheet_of(district, cycle), assessor(district), plan_of(cycle)
    proved(district, cycle)
    leaves = list(marking.leaves_of(plan, units_of(cycle), district.other_department.name))
    for one in leaves[:-1]:
        marking.give(sheet, who, one, GIVEN[one.indicator.code], 0, plan)
    with pytest.raises(FillingError, match="还有 1 项没有采集"):
        marking.hand_on(sheet, who)
    last = leaves[-1]
    rows = [Reported(last.unit.name, "X1", number="", marks=None, actual="x"), Reported("没有的局", "X1")]
    assert marking.take_marks(sheet, who, rows)[0] == 0, "a row that is wrong is told, the others are taken"
    marking.give(sheet, who, last, GIVEN[last.indicator.code], 0, plan)
    assert marking.hand_on(sheet, who) == len(leaves)
    with pytest.raises(FillingError, match="请绩效办退回"):
        marking.give(sheet, who, leaves[0], GIVEN["K1"], 1, plan)
    with pytest.raises(FillingError, match="没有组织绩效考评的权限"):
        marking.settle(sheet, who)
    office = district.person(Role.PERFORMANCE)
    assert marking.give_back(sheet, office, "请核对") == len(leaves)
    marking.give(sheet, who, leaves[0], GIVEN["K1"], 1, plan)


def test_nobody_scores_on_the_sheet_of_another_department(district: District, cycle: AppraisalCycle) -> None:
    for role in (Role.PERFORMANCE, Role.PREPARER, Role.LEADER):
        with pytest.raises(FillingError, match="没有给这张评分表打分的权限"):
            marking.give(sheet_of(district, cycle), district.person(role), leaf(cycle, "F1"), GIVEN["F1"], 0)


def test_a_workbook_of_marks_goes_out_and_comes_in(district: District, cycle: AppraisalCycle) -> None:
    sheet, plan = sheet_of(district, cycle), plan_of(cycle)
    rows = marking.sheet_returns(sheet).reported
    assert len(rows) == 8
    filled = [
        Reported(row.unit, row.indicator, "96%", reason="晚了") for row in rows if row.indicator == "F1"
    ]
    assert marking.take_marks(sheet, assessor(district), filled) == (2, [])
    assert marking.of_sheet(sheet, plan).count() == 2


def test_a_unit_that_was_merged_in_mid_year_is_told_where_to_go(
    district: District, cycle: AppraisalCycle
) -> None:
    unit = unit_of(cycle, district.department)
    for one in cycle.plan["units"]:
        if one["name"] == unit.name:
            one |= {"until": "2025-07-31", "into": district.other_department.name}
    cycle.save()
    unit = unit_of(cycle, district.department)
    with pytest.raises(FillingError, match="已于2025年7月31日并入“甲区档案馆”，请填在“甲区档案馆”名下"):
        filling.save_reports(unit, district.person(Role.PREPARER), {("F1", ""): ("96%", "")})
    assert leaf(cycle, "F1", 1).unit.name == "甲区档案馆"
    assert not list(marking.leaves_of(plan_of(cycle), [u for u in units_of(cycle) if u.name == unit.name]))
