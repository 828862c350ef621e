"""What is made of returns, as it is named, and whose it is."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from mingzhang.web.survey.output_models import DestroyedContacts, OpinionCode, SurveyReport, SurveyRun
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed


def test_the_report_of_a_town_belongs_to_the_town(district: District) -> None:
    run = SurveyRun.objects.create(survey=surveyed(district), by=district.person(Role.PERFORMANCE))
    own = SurveyReport.objects.create(run=run, order=1, name="分报告", town=district.department)
    whole = SurveyReport.objects.create(run=run, order=0, name="总报告")
    assert (
        own.organisation == district.department and whole.organisation == district.region == run.organisation
    )


def test_names(district: District) -> None:
    survey = surveyed(district)
    assert str(OpinionCode(survey=survey, code="A1", name="照明")) == "A1 照明"
    assert str(DestroyedContacts(survey=survey, proof={"sentence": "销毁3条"})) == "销毁3条"
