"""What came of a survey, as it is shown."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState
from mingzhang.web.survey.results_page import handed_book, results_page, told_reports
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, surveyed


def index(
    domain: str, measure: str = "综合指数", value: float = 70.0, group: int = 0, *equals: str
) -> dict[str, object]:
    """One index as a survey hands it on."""
    said = {
        "domain": domain,
        "measure": measure,
        "value": value,
        "error": 1.04,
        "low": value - 2,
        "high": value + 2,
    }
    return said | {"count": 40, "group": group, "equals": list(equals)}


def test_towns_stand_in_groups_and_the_district_apart(district: District) -> None:
    indices = [
        index("甲区"),
        index("甲区", "便利性", 66.6),
        index(TOWNS[1], value=60.0, group=2),
        index(TOWNS[0], value=71.0, group=1),
        index(TOWNS[0], "便利性", 50.0),
    ]
    data = {"indices": indices, "counts": [{"name": "有效答卷", "number": 80, "unit": "份"}], "matters": []}
    run = SurveyRun.objects.create(
        survey=surveyed(district), by=district.person(Role.PERFORMANCE), state=WorkState.DONE, data=data
    )
    told = results_page(run)
    assert [row["domain"] for row in told["towns"]] == list(TOWNS)
    assert [row["said"]["value"] for row in told["district"]] == ["70.0", "66.6"]
    shown = district.client(Role.LEADER).get(f"/survey/results/{run.pk}/").content.decode()
    book = district.client(Role.LEADER).get(f"/survey/results/{run.pk}/?as=xlsx").content
    assert book[:2] == b"PK" and book == handed_book(run)
    assert "71.0" in shown and "组内不分先后" in shown and "80 份" in shown


def test_a_run_that_failed_shows_why(district: District) -> None:
    by = district.person(Role.PERFORMANCE)
    run = SurveyRun.objects.create(survey=surveyed(district), by=by, state=WorkState.FAILED, said="没有收敛")
    shown = district.client(Role.PERFORMANCE).get(f"/survey/results/{run.pk}/").content.decode()
    assert "没有收敛" in shown


def test_reports_of_a_town_are_for_that_town_and_released_surveys(district: District) -> None:
    survey = surveyed(district)
    run = SurveyRun.objects.create(survey=survey, by=district.person(Role.PERFORMANCE), state=WorkState.DONE)
    own = SurveyReport.objects.create(run=run, order=1, name="分报告", town=district.department)
    SurveyReport.objects.create(run=run, order=2, name="分报告", town=district.other_department)
    head = district.person(Role.APPROVER)
    assert told_reports(head) == []
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(released=survey.opened)
    assert told_reports(head) == [own]
    SurveyRun.objects.update(state=WorkState.FAILED)
    assert told_reports(head) == [], "a run that failed has told nothing"
