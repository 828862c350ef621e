"""A survey is opened with its plan, and given a questionnaire; both are read in a process of their own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from mingzhang.facts.refusal import RefusalError
from mingzhang.survey.shipped import form_workbook
from mingzhang.survey.stages import CHANGING
from mingzhang.web.apart.run import apart, safe_name
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.dates import read_date
from mingzhang.web.survey.media import carried_over
from mingzhang.web.survey.models import FormVersion, QuotaCell, SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, held
from mingzhang.web.survey.output_models import OpinionCode
from mingzhang.writers.spreadsheet.form import workbook_file

_SECONDS = 60


def read_plan_apart(filename: str, data: bytes) -> dict[str, Any]:
    """What a workbook of a plan says; raises :class:`~mingzhang.web.apart.run.ApartError`."""
    name = safe_name(filename)
    with TemporaryDirectory() as folder:
        (path := Path(folder) / "plan").write_bytes(data)
        with apart("survey_plan", {name: path}, seconds=_SECONDS) as work:
            return work.told


@transaction.atomic
def open_survey(region: Organisation, who: Person, filename: str, data: bytes) -> SatisfactionSurvey:
    """Open a survey by its plan.

    Raises :class:`~mingzhang.web.apart.run.ApartError` and
    :class:`~mingzhang.web.survey.moves.SurveyMoveError`.
    """
    told = read_plan_apart(filename, data)
    about, known = told["about"], SatisfactionSurvey.objects.filter(organisation=region)
    if known.filter(year=about["year"], kind=about["kind"]).exists():
        raise SurveyMoveError(f"{about['year']}年度的{about['kind']}调查已经建立，请在那里更换方案。")
    made = SatisfactionSurvey(organisation=region, year=about["year"], kind=about["kind"], opened_by=who)
    _put_plan(made, told, data)
    record(who, "建立调查", made, f"建立{made}：{len(told['cells'])}组")
    return made


@transaction.atomic
def change_plan(survey: SatisfactionSurvey, who: Person, filename: str, data: bytes) -> None:
    """Another plan for the same survey; targets are counted anew."""
    told = read_plan_apart(filename, data)
    found = held(survey, *CHANGING)
    if (told["about"]["year"], told["about"]["kind"]) != (found.year, found.kind):
        raise SurveyMoveError(
            f"这份方案是{told['about']['year']}年度{told['about']['kind']}调查的，这里是{found}。"
        )
    _put_plan(found, told, data)
    record(who, "更换方案", found, f"更换{found}的方案：{len(told['cells'])}组")


def _put_plan(survey: SatisfactionSurvey, told: dict[str, Any], data: bytes) -> None:
    """Keep a plan with its cells and its code book."""
    survey.about, survey.plan = told["about"], keep([data])
    survey.destroy_on = read_date(told["contacts"])
    survey.save()
    survey.cells.all().delete()
    QuotaCell.objects.bulk_create(
        QuotaCell(survey=survey, order=order, town=town, age=age, sex=sex, people=people, target=target)
        for order, (town, age, sex, people, target) in enumerate(told["cells"])
    )
    for code, name, dimension, unit in told["codes"]:
        said = {"name": name, "dimension": dimension, "unit": unit}
        OpinionCode.objects.update_or_create(survey=survey, code=code, defaults=said)


def shipped_workbook(survey: SatisfactionSurvey, version: str) -> bytes:
    """The questionnaire that comes with the program, for the towns of the plan."""
    towns = list(dict.fromkeys(survey.cells.values_list("town", flat=True)))
    return workbook_file(form_workbook(survey.kind, towns, version))


@transaction.atomic
def add_form(survey: SatisfactionSurvey, who: Person, filename: str, data: bytes) -> FormVersion:
    """A further version of the questionnaire; those before stay, for the returns that were filled by them."""
    with TemporaryDirectory() as folder:
        (path := Path(folder) / "form").write_bytes(data)
        with apart("survey_form", {safe_name(filename): path}, seconds=_SECONDS) as work:
            said = work.told["data"]
            parts = [(work.out / name).read_text("utf-8") for name in ("form.xml", "form.html", "model.xml")]
    found = held(survey, *CHANGING)
    _fits(found, said)
    made = FormVersion.objects.create(
        survey=found,
        form_id=said["form"],
        version=said["version"],
        title=said["title"],
        workbook=keep([data]),
        data=said,
        xform=parts[0],
        html=parts[1],
        model=parts[2],
        made_by=who,
    )
    record(who, "增加问卷版本", found, f"{found}增加问卷{made}")
    return made


def _fits(survey: SatisfactionSurvey, said: dict[str, Any]) -> None:
    """Raises where devices could not tell this form from another."""
    if survey.forms.filter(version=said["version"]).exists():
        raise SurveyMoveError(f"已经有{said['version']}版的问卷；问卷改了，请换一个版本号。")
    before = survey.forms.last()
    if before and before.form_id != said["form"]:
        raise SurveyMoveError(f"问卷编号应为“{before.form_id}”，文件里是“{said['form']}”；各版的编号要一致。")
    others = FormVersion.objects.filter(form_id=said["form"], survey__organisation=survey.organisation)
    if others.exclude(survey=survey).filter(version=said["version"]).exists():
        raise SurveyMoveError(
            f"另一项调查已用问卷编号“{said['form']}”和版本“{said['version']}”，请换一个版本号。"
        )


def shipped_version(survey: SatisfactionSurvey, who: Person, version: str) -> FormVersion:
    """The questionnaire that comes with the program as a version of the survey's own."""
    try:
        return add_form(survey, who, f"{survey.kind}问卷.xlsx", shipped_workbook(survey, version))
    except RefusalError as refusal:
        raise SurveyMoveError(str(refusal)) from refusal


def add_version(survey: SatisfactionSurvey, who: Person, workbook: Any, version: str) -> FormVersion:
    """A version from an uploaded workbook, or the questionnaire that comes with the program."""
    if workbook:
        return carried_over(add_form(survey, who, workbook.name, workbook.read()), who)
    return shipped_version(survey, who, version.strip())
