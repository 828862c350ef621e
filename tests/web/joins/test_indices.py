"""An indicator takes a survey's index by key, with its error; what somebody typed instead is told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from mingzhang.appraisal.plan import AppraisalIndicator
from mingzhang.web.appraisal import planning
from mingzhang.web.appraisal.assembling import appraised
from mingzhang.web.appraisal.models import AppraisalCycle, AssessorSheet, LeafMark
from mingzhang.web.joins import indices
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.people.models import Role
from mingzhang.web.survey.output_models import SurveyRun, WorkState
from tests.web.appraisal.district_year import begun, plan_for, sheet_of
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed

WHOLE = "综合指数"


def said(unit: str, value: str = "91.0", count: int = 320) -> str:
    return f"{unit}{WHOLE}{value}（标准误差1.0，95%区间89.0～93.0，有效回答{count}份）"


def index(domain: str, **more: Any) -> dict[str, Any]:
    figures = {"value": 91.0, "error": 1.0, "low": 89.0, "high": 93.0, "count": 320, "group": 1, "equals": []}
    return {"domain": domain, "measure": WHOLE, "text": said(domain)} | figures | more


def surveyed_year(district: District) -> tuple[AppraisalCycle, SurveyRun]:
    """A year whose last indicator is scored by a survey, and a run of the survey of its units."""
    cycle, office = begun(district, year=2026), district.person(Role.PERFORMANCE)
    plan = plan_for(cycle, district.other_department.name)
    (system,) = plan.systems
    asked = AppraisalIndicator(
        "X1", "满意度", "创新", Fraction(10), "J4", district.other_department.name, "≥90分"
    )
    rules = [replace(rule, line="调查：样本=300") if rule.code == "J4" else rule for rule in plan.rules]
    system = replace(system, indicators=(*system.indicators[:-1], asked))
    planning.take_made_plan(cycle, office, replace(plan, rules=tuple(rules), systems=(system,)))
    run = SurveyRun.objects.create(survey=surveyed(district), by=office, state=WorkState.DONE)
    run.data = {"indices": [index("甲区"), index("甲区水务"), index("甲区水务局", measure="宜居性")]}
    run.save()
    return AppraisalCycle.objects.select_related("organisation").get(pk=cycle.pk), run


def bound(district: District) -> tuple[AppraisalCycle, SurveyRun, AssessorSheet]:
    cycle, run = surveyed_year(district)
    indices.bind_index(cycle, district.person(Role.PERFORMANCE), "X1", f"{run.survey_id}/{WHOLE}")
    return cycle, run, sheet_of(district, cycle)


def test_the_index_of_each_unit_is_collected_with_its_error(district: District) -> None:
    cycle, _, sheet = bound(district)
    assessor = district.person(Role.ASSESSOR, district.other_department)
    assert indices.take_indices(sheet, assessor) == (2, []), "a unit that is no town has the district's"
    mark = LeafMark.objects.get(unit__organisation=district.department)
    assert mark.actual == said("甲区水务"), "of two that fit the longer is meant"
    assert "满意度调查的汇总" in mark.reason and indices.take_indices(sheet, assessor) == (0, [])
    score = appraised(cycle).of(district.department.name)
    leaf = next(one for one in score.leaves if one.indicator.code == "X1") if score else None
    assert leaf is not None and leaf.trace.score == Fraction(10) and "91" in leaf.trace.sentence


def test_an_outturn_that_was_typed_instead_is_told(district: District) -> None:
    _, run, sheet = bound(district)
    indices.take_indices(sheet, district.person(Role.ASSESSOR, district.other_department))
    LeafMark.objects.filter(unit__organisation=district.department).update(actual="满意300份，样本320份")
    differ = [one.unit for one in indices.taken_in(sheet)["X1"] if one.differs]
    assert differ == [district.department.name]
    run.data = {}
    run.save()
    assert indices.taken_in(sheet) == {}, "nothing is published any more"


def test_only_what_fits_is_bound_by_those_who_may(district: District) -> None:
    cycle, run = surveyed_year(district)
    office, key = district.person(Role.PERFORMANCE), f"{run.survey_id}/{WHOLE}"
    for indicator, chosen, why in (
        ("K1", key, "按调查计分"),
        ("X1", f"{run.survey_id}/没有", "已经汇总"),
        ("X1", "0/", "已经汇总"),
    ):
        with pytest.raises(JoinError, match=why):
            indices.bind_index(cycle, office, indicator, chosen)
    for who in (Role.LEADER, Role.PREPARER):
        with pytest.raises(JoinError, match="没有“"):
            indices.bind_index(cycle, district.person(who), "X1", key)
    with pytest.raises(JoinError, match="没有“"):
        indices.take_indices(sheet_of(district, cycle), office)


def test_a_sample_that_is_too_small_is_refused_by_the_rule(district: District) -> None:
    cycle, run, sheet = bound(district)
    run.data = {"indices": [index("甲区水务局", text=said("甲区水务局", count=40))]}
    run.save()
    taken, _ = indices.take_indices(sheet, district.person(Role.ASSESSOR, district.other_department))
    score = appraised(cycle).of(district.department.name)
    leaf = next(one for one in score.leaves if one.indicator.code == "X1") if score else None
    assert taken == 1 and leaf is not None and leaf.trace.score is None
