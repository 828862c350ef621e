"""A year begins from the register; its plan goes out as a workbook and comes in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.appraisal.plan_workbook import plan_workbook
from mingzhang.appraisal.units import Appraisee
from mingzhang.web.appraisal import moves, planning, sealing
from mingzhang.web.appraisal.assembling import appraised, plan_of, set_aside, unknown_assessors
from mingzhang.web.appraisal.models import AppraisalCycle, LeafMark
from mingzhang.web.appraisal.planning import PlanError
from mingzhang.web.people.models import Role
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.appraisal.district_year import YEAR, begun, issued, plan_for, ready
from tests.web.appraisal.here import read_here
from tests.web.conftest import District

__all__ = ["read_here"]
pytestmark = pytest.mark.usefixtures("read_here")


def test_a_year_begins_with_the_departments_of_the_register_and_only_once(district: District) -> None:
    made = begun(district)
    assert sorted(unit.name for unit in made.units.all()) == ["甲区档案馆", "甲区水务局"]
    with pytest.raises(PlanError, match="已经建立"):
        planning.begin(district.region, YEAR, district.person(Role.PERFORMANCE))


def test_a_department_that_ended_before_the_year_is_left_out(district: District) -> None:
    district.other_department.until = date(2024, 7, 31)
    district.other_department.save()
    made = planning.begin(district.region, YEAR, district.person(Role.PERFORMANCE))
    assert [unit.name for unit in made.units.all()] == ["甲区水务局"]


def test_the_plan_goes_out_and_comes_in_again(district: District) -> None:
    cycle = begun(district)
    file = SimpleUploadedFile("方案.xlsx", planning.plan_book(cycle))
    before = plan_of(cycle)
    assert planning.take_plan(cycle, district.person(Role.PERFORMANCE), file) == []
    again = AppraisalCycle.objects.get(pk=cycle.pk)
    after = plan_of(again)
    assert [rule.line for rule in after.rules] == [rule.line for rule in before.rules]
    assert [one.full for one in after.systems[0].indicators] == [50, 20, 20, 10]
    assert again.edition == cycle.edition + 1
    assert [sheet.organisation for sheet in again.sheets.all()] == [district.other_department]


def test_a_plan_of_another_year_or_with_unknown_units_is_refused_whole(district: District) -> None:
    cycle, office = begun(district), district.person(Role.PERFORMANCE)
    plan = plan_for(cycle, district.other_department.name)
    other = replace(plan, cycle=replace(plan.cycle, year=2024))
    with pytest.raises(PlanError, match="2024 年度，这里是 2025 年度"):
        planning.take_made_plan(cycle, office, other)
    strange = replace(plan, units=(*plan.units, Appraisee("X9", "没有的局", "行政机关")), rules=())
    with pytest.raises(PlanError, match="没有的局"):
        planning.take_made_plan(cycle, office, strange)
    assert plan_of(AppraisalCycle.objects.get(pk=cycle.pk)).rules, "nothing of it was taken"


def test_cells_that_are_wrong_are_told_and_nothing_is_taken(district: District) -> None:
    cycle = begun(district)
    plan = plan_for(cycle, district.other_department.name)
    rules = tuple(replace(rule, code="") for rule in plan.rules)
    file = SimpleUploadedFile("方案.xlsx", workbook_file(plan_workbook(replace(plan, rules=rules))))
    told = planning.take_plan(cycle, district.person(Role.PERFORMANCE), file)
    assert any("细则编号" in sentence for sentence in told)
    assert plan_of(AppraisalCycle.objects.get(pk=cycle.pk)).rules[0].code == "J1"


def test_an_issued_system_stays_as_it_is(district: District) -> None:
    cycle, office = issued(district), district.person(Role.PERFORMANCE)
    same = plan_for(cycle, district.other_department.name)
    assert planning.take_made_plan(cycle, office, same) == []
    (told,) = planning.take_made_plan(cycle, office, plan_for(cycle, district.other_department.name, 40))
    assert "现为“印发”，没有改动" in told
    assert planning.same_system(cycle.versions.get(), same.systems[0])
    moves.make(moves.VERSION_MOVES, "revised", cycle.versions.get(), office, "调整分值")
    assert planning.take_made_plan(cycle, office, plan_for(cycle, district.other_department.name, 40)) == []
    assert not planning.same_system(cycle.versions.get(number=2), same.systems[0])


def test_an_assessor_outside_the_register_is_told(district: District) -> None:
    cycle = begun(district)
    version = cycle.versions.select_related("cycle__organisation").get()
    assert unknown_assessors(version) == []
    version.system["indicators"][0]["assessor"] = "没有的局"
    assert "没有人能给它的指标打分" in unknown_assessors(version)[0]


def test_a_system_with_an_assessor_outside_the_register_is_not_issued(district: District) -> None:
    cycle = begun(district, assessor="没有的局")
    for name, who, words in (("circulate", Role.PERFORMANCE, ""), ("passed", Role.PERFORMANCE, "党组会")):
        moves.make(moves.VERSION_MOVES, name, cycle.versions.get(), district.person(who), words)
    with pytest.raises(moves.AppraisalMoveError, match="不能印发：考评部门“没有的局”不在单位名录里"):
        moves.make(moves.VERSION_MOVES, "issued", cycle.versions.get(), district.person(Role.LEADER), "")
    assert cycle.versions.get().state == "通过"


def test_what_a_unit_had_when_it_was_merged_is_kept_and_stops_nobody(district: District) -> None:
    cycle = ready(district)
    gone, into = district.other_department.name, district.department.name
    plan = plan_of(cycle)
    code = next(unit.code for unit in plan.units if unit.name == into)
    merged = [
        replace(unit, until=date(2025, 8, 1), into=code) if unit.name == gone else unit for unit in plan.units
    ]
    planning.take_made_plan(cycle, district.person(Role.PERFORMANCE), replace(plan, units=tuple(merged)))
    cycle.refresh_from_db()
    assert set_aside(cycle) == [
        f"“{gone}”名下已有成绩 4 项、加减分申报 0 项，仍然保存，不计入考评；要计入的，请在“{into}”名下采集和申报"
    ]
    made = appraised(cycle)
    assert [score.unit.name for score in made.scores] == [into] and not made.problems
    assert LeafMark.objects.filter(unit__organisation=district.other_department).count() == 4
    seal = sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    assert [one.unit.name for one in seal.results.all()] == [into]
