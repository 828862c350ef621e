"""A survey's counts: what counts, what was reported, what was coded; no row tells who answered."""

from __future__ import annotations

from datetime import date

from mingzhang.survey import states
from mingzhang.web.people.models import Role
from mingzhang.web.survey.coding import add_code, code_opinion
from mingzhang.web.survey.counts import measures_of
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState
from mingzhang.web.survey.return_models import FilledReturn
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, sent, surveyed

LATER = date(2100, 1, 1)


def test_returns_reports_and_coded_opinions_are_counted(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    first, second = sent(survey), sent(survey, "uuid:2")
    FilledReturn.objects.filter(pk=first.pk).update(state=states.PASSED)
    FilledReturn.objects.filter(pk=second.pk).update(state=states.VOID)
    add_code(survey, office, "A1", "照明", "便利性", "某局")
    code_opinion(first, office, ["A1"], "更换路灯")
    run = SurveyRun.objects.create(survey=survey, by=office, state=WorkState.DONE)
    for order, name in enumerate(("总报告", "东桥街道分报告")):
        SurveyReport.objects.create(run=run, order=order, name=name)
    found = measures_of(district.region, 2026, LATER)
    (row,) = found["居民满意度调查有效答卷"].rows
    assert row[:2] == ("uuid:1", TOWNS[0]) and found["居民满意度调查报告"].text == "2份"
    assert found["居民满意度调查意见"].rows == (("uuid:1", TOWNS[0], "A1"),)
    assert "13900000000" not in str(found) and not measures_of(district.region, 2025, LATER)
