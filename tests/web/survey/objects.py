"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey.models import FormMedia, FormVersion, InterviewerTask, SatisfactionSurvey
from mingzhang.web.survey.output_models import ReturnIntake, SurveyReport, SurveyRun, WorkState
from mingzhang.web.survey.return_models import FilledReturn, ReturnAttachment
from mingzhang.web.survey.tasks import give
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, sent, surveyed


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """Something of a survey of the region that the organisation lies in."""
    survey = surveyed(district, at)
    office = district.person(Role.PERFORMANCE)
    if model is SatisfactionSurvey:
        return survey.organisation, survey.pk
    if model is FormVersion:
        return survey.organisation, survey.forms.get().pk
    if model is FormMedia:
        form = survey.forms.get()
        return survey.organisation, form.media.create(name="甲.png", file=keep([b"png"]), md5="0" * 32).pk
    if model is InterviewerTask:
        task = give(survey, office, district.person(Role.INTERVIEWER), TOWNS[0], 5)
        return survey.organisation, task.pk
    if model in (FilledReturn, ReturnAttachment):
        return survey.organisation, _of_return(model, survey)
    if model is ReturnIntake:
        made = ReturnIntake.objects.create(survey=survey, file=keep([b"x"]), filename="导出.csv", by=office)
        return survey.organisation, made.pk
    run = SurveyRun.objects.create(survey=survey, by=office, state=WorkState.DONE)
    if model is SurveyRun:
        return survey.organisation, run.pk
    assert model is SurveyReport, f"tell the test how an object of {model.__name__} is made"
    kept = keep([b"docx"])
    report = SurveyReport.objects.create(run=run, order=1, name="01 分报告", town=at, docx=kept, pdf=kept)
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(released=survey.opened)
    return at, report.pk


def _of_return(model: type, survey: SatisfactionSurvey) -> int:
    filled = sent(survey, f"uuid:{survey.pk}")
    if model is FilledReturn:
        return filled.pk
    made = ReturnAttachment.objects.create(filled=filled, name="照片.jpg", file=keep([b"jpg"]))
    return made.pk
