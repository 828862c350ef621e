"""The pages of the office that runs a survey."""

from __future__ import annotations

from datetime import datetime

from mingzhang.survey import stages
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.shared.today import now
from mingzhang.web.survey.models import InterviewerTask, SatisfactionSurvey
from mingzhang.web.survey.output_models import ReturnIntake, SurveyReport, SurveyRun, WorkState
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, asked, sent, surveyed, upload


def test_the_office_sees_how_far_a_survey_is(district: District) -> None:
    survey = surveyed(district)
    sent(survey)
    asked(survey, district)
    client = district.client(Role.PERFORMANCE)
    assert str(survey) in client.get("/survey/").content.decode()
    told = client.get(survey.address).content.decode()
    assert "还差 1 份" in told and "派访" in told


def test_a_step_that_may_not_be_made_is_told(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    told = client.post(f"{survey.address}step/", {"stage": "发布"}, follow=True).content.decode()
    assert "权限" in told
    client.post(f"{survey.address}step/", {"stage": stages.CHECKING})
    assert SatisfactionSurvey.objects.get().stage == stages.CHECKING


def test_a_task_is_given_and_taken_back(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    person = district.person(Role.INTERVIEWER)
    client.post(f"{survey.address}tasks/", {"person": person.pk, "town": TOWNS[0], "target": "20"})
    task = InterviewerTask.objects.get()
    assert task.target == 20
    client.post(f"/survey/tasks/{task.pk}/end/")
    assert InterviewerTask.objects.get().ended


def test_files_are_taken_along(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    form = survey.forms.get()
    assert client.get(f"/survey/forms/{form.pk}/").content == b"xlsx"
    assert client.get(f"/survey/forms/{form.pk}/?as=xml").content == b"<h/>"
    assert client.get(f"{survey.address}quotas/?as=xlsx").content[:2] == b"PK"


def test_what_was_odd_in_an_export_is_listed(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    told = client.post(f"{survey.address}import/", {"export": upload(b"x", "导出.csv")}, follow=True)
    assert "后台" in told.content.decode()
    ReturnIntake.objects.update(problems=["第3行：多出2格"], said="新收2份")
    shown = client.get(f"/survey/imports/{ReturnIntake.objects.get().pk}/").content.decode()
    assert "多出2格" in shown and "新收2份" in shown


def test_acts_that_run_in_the_background_and_that_do_not_exist(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.PERFORMANCE)
    for what, words in (
        ("doubts", "后台"),
        ("reports", "后台"),
        ("destroy", "没有要销毁"),
        ("?", "没有这种办理"),
    ):
        told = client.post(f"{survey.address}act/", {"what": what}, follow=True).content.decode()
        assert words in told


def reported(district: District, released: datetime | None) -> SurveyReport:
    """The report about the department, of a survey that is released or not."""
    survey = surveyed(district)
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(released=released)
    run = SurveyRun.objects.create(survey=survey, by=district.person(Role.PERFORMANCE), state=WorkState.DONE)
    return SurveyReport.objects.create(
        run=run, order=1, name="01 分报告", town=district.department, docx=keep([b"docx"])
    )


def test_a_unit_reads_its_own_report_once_it_is_released(district: District) -> None:
    report, client = reported(district, None), district.client(Role.APPROVER)
    assert client.get(f"/survey/told/{report.pk}/").status_code == 404
    assert "还没有发布" in client.get("/survey/told/").content.decode()
    SatisfactionSurvey.objects.update(released=now())
    assert client.get(f"/survey/told/{report.pk}/").content == b"docx"
    assert "01 分报告" in client.get("/survey/told/").content.decode()
    assert (
        district.client(Role.APPROVER, district.other_department)
        .get(f"/survey/told/{report.pk}/")
        .status_code
        == 403
    )
    assert district.client(Role.PERFORMANCE).get(f"/survey/reports/{report.pk}/?as=pdf").status_code == 404
