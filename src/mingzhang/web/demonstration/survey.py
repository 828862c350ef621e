"""The demonstration's survey of residents: plan, questionnaire, interviewers, invented returns, results."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django_tasks import task

from mingzhang.sheets import Value
from mingzhang.survey import stages, states
from mingzhang.survey.questionnaire import Questionnaire
from mingzhang.survey.returns import Return
from mingzhang.survey.shipped import AGES, RESIDENTS, SEXES
from mingzhang.web.demonstration.joins import index_to_towns
from mingzhang.web.demonstration.posts import holder_of
from mingzhang.web.joins.opinions import open_opinions
from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.survey import coding, doubting, moves, opening, reporting, tasks
from mingzhang.web.survey.models import FormVersion, SatisfactionSurvey
from mingzhang.web.survey.return_models import FilledReturn, ReturnMode
from mingzhang.web.survey.taking import keep_return

LAST_OF_SURVEY = -45  # of the priorities: after the documents of the season
_EACH = 34  # returns in a town: just enough that its figures may be published
_CODES = (  # code, what it is about, its dimension, the unit, what is said, what is proposed
    (
        "A1",
        "停车难",
        "便利性",
        "区城市管理委员会",
        "晚上回来找不到车位，希望增加停车位",
        "增加夜间错时停车位",
    ),
    ("B1", "就医排队久", "病有所医", "区卫生健康委员会", "社区医院排队时间太长", "延长社区医院门诊时间"),
    (
        "D1",
        "物业服务差",
        "住有所居",
        "区住房和城乡建设委员会",
        "物业很少维修，电梯常坏",
        "督促物业限期修好电梯",
    ),
)


def town_name(organisation: Organisation) -> str:
    """A town as a plan calls it.

    >>> town_name(Organisation(name="城东街道办事处")), town_name(Organisation(name="青田镇人民政府"))
    ('城东街道', '青田镇')
    """
    return organisation.name.removesuffix("办事处").removesuffix("人民政府")


@task()
def prepare_survey(pk: int) -> None:
    """Lay down the survey of a region; where there is one nothing is done."""
    region = Organisation.objects.get(pk=pk)
    if SatisfactionSurvey.objects.filter(organisation=region).exists():
        return
    found = Organisation.objects.filter(above=region, nature="town").order_by("path")
    _lay(region, [town_name(each) for each in found])


def _lay(region: Organisation, towns: list[str]) -> None:
    """The survey as far as its review, by those who take each step."""
    office, interviewer = (holder_of(role, region) for role in (Role.PERFORMANCE, Role.INTERVIEWER))
    with TemporaryDirectory() as folder:
        survey = opening.open_survey(
            region, office, "方案.xlsx", _plan(Path(folder) / "plan.xlsx", towns, region)
        )
    form = opening.shipped_version(survey, office, f"{today().year}110101")
    for stage in (stages.FINAL, stages.FIELD):
        moves.step_survey(survey, office, stage)
    for town in towns[:3]:
        tasks.give(survey, office, interviewer, town, _EACH)
    _fill(FormVersion.objects.select_related("survey__organisation").get(pk=form.pk), towns, interviewer)
    _review(SatisfactionSurvey.objects.select_related("organisation").get(pk=survey.pk), office)


def _plan(path: Path, towns: list[str], region: Organisation) -> bytes:
    """The workbook of the plan: four or five in every cell of town, age and sex."""
    from mingzhang.survey.plan_workbook import write_plan  # needs the libraries of surveys

    last = today() - timedelta(days=3)
    about: dict[str, Value] = {
        "office": f"{region.name}人民政府办公室", "area": region.name, "year": str(today().year), "kind": RESIDENTS,
        "contractor": "某调查机构", "first": _day(last - timedelta(days=25)), "last": _day(last),
        "mode": "入户访问", "sampling": "配额抽样", "weighting": "迭代调整", "contacts": f"{today().year + 1}年6月30日",
    }  # fmt: skip
    sizes = random.Random(5)
    strata: list[dict[str, Value]] = [
        {
            "town": town,
            "age": age,
            "sex": sex,
            "people": Fraction(sizes.randint(600, 1400)),
            "target": Fraction(4 + (age == AGES[1])),
        }
        for town in towns
        for age in AGES
        for sex in SEXES
    ]
    codes: list[dict[str, Value]] = [
        {"code": c, "name": n, "dimension": d, "unit": u} for c, n, d, u, *_ in _CODES
    ]
    write_plan(path, {"调查": [about], "抽样": strata, "编码表": codes})
    return path.read_bytes()


def _day(day: object) -> str:
    return f"{day:%Y年%-m月%-d日}"


@transaction.atomic
def _fill(form: FormVersion, towns: list[str], interviewer: Person) -> None:
    """Returns of every town; those of the first towns came from the interviewer."""
    for number, made in enumerate(invented_returns(form.questionnaire, towns)):
        mode = (ReturnMode.DEVICE, ReturnMode.BROWSER, ReturnMode.PAPER)[number % 9 % 3]
        keep_return(form, made, interviewer if number < 3 * _EACH else None, mode, log=False)


def invented_returns(form: Questionnaire, towns: list[str]) -> Iterator[Return]:
    """Returns of every town, some of them odd."""
    rnd = random.Random(11)
    for number in range(_EACH * len(towns)):
        yield _return(form, towns[number // _EACH], number, rnd)


def _return(form: Questionnaire, town: str, number: int, rnd: random.Random) -> Return:
    """One return; those of some towns are worse, and some were filled in too quickly."""
    level = 7.4 + rnd.gauss(0, 0.8) + 0.5 * (len(town) % 2) - 0.9 * (number // _EACH % 7 == 5)
    began = datetime.combine(today() - timedelta(days=4 + number % 24), time(9 + number % 8, number % 60))
    ended = began + timedelta(minutes=2 if number % 97 == 13 else 8 + number % 11)
    said = {
        "start": began.isoformat(), "end": ended.isoformat(), "town": town,
        "interviewer": f"{number % 40 + 1:03}", "age": AGES[number % 4], "sex": SEXES[number // 4 % 2],
    }  # fmt: skip
    for question in form.scored:
        low = 1.4 * (question.dimension == "住有所居")
        said[question.name] = str(min(10, max(1, round(rnd.gauss(level - low, 1.2)))))
    if number % 6 == 0:
        said["opinion"] = _CODES[number // 6 % 3][4]
    contacts = {"phone": "13900000000"} if number % 5 == 0 else {}
    return Return(
        f"uuid:demonstration-{number:04}", number + 1, form.version, answers=said, contacts=contacts
    )


def _review(survey: SatisfactionSurvey, office: Person) -> None:
    """Most returns passed, opinions coded, a first set of reports; the review goes on."""
    moves.step_survey(survey, office, stages.CHECKING)
    doubting.look_for_doubts.func(survey.pk)
    plain = FilledReturn.objects.filter(survey=survey, open_doubts=0)
    moves.step_many(survey, list(plain.values_list("pk", flat=True)), office, states.PASSED)
    said = FilledReturn.objects.filter(survey=survey, opinion=True).order_by("pk")[:60]
    for number, one in enumerate(said):
        code = next(each for each in _CODES if each[4] == one.answers["opinion"])
        coding.code_opinion(one, office, [code[0]], code[5] if number % 10 == 0 else "")
    open_opinions(survey, office)
    run = reporting.ask_for_run(survey, office)
    reporting.make_reports.func(run.pk)
    index_to_towns(survey.organisation, survey.year)
