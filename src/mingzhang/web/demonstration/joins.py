"""The demonstration's years as one: from a matter over point and claim to the next year's task."""

from __future__ import annotations

from fractions import Fraction

from django_tasks import task

from mingzhang.appraisal.courses import ADOPTED
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    AssessorSheet,
    SealedResult,
    UnitBook,
)
from mingzhang.web.appraisal.reporting import write_reports
from mingzhang.web.demonstration.appraisal import prepare_appraisal
from mingzhang.web.demonstration.posts import holder_of
from mingzhang.web.demonstration.verification import prepare_verification
from mingzhang.web.joins import indices, lines, losses
from mingzhang.web.joins.models import IndexOfIndicator, MatterOfLine, MatterOfLoss, RunningOffice, Wing
from mingzhang.web.people.models import Role
from mingzhang.web.performance import filling, measured
from mingzhang.web.performance.carried import BASE, ROW, Typed
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey.models import SatisfactionSurvey

LAST_OF_YEARS = -45  # of the priorities: after the projects, before the documents
_OWN = "091"  # the code of the office's project
_INDEX, _SURVEYING = "M2", "临江区统计局"  # the indicator of towns that a survey scores, and who collects it
_COUNTED = (
    ("数量指标", "签订绩效任务书", "≥50份", "任务书"),
    ("数量指标", "制定考评细则", "≥40项", "考评细则"),
    ("数量指标", "设计评分表", "≥3套", "评分表"),
    ("数量指标", "出具反馈报告", "≥76份", "反馈报告"),
)


def name_offices(region: Organisation, unit: Organisation) -> None:
    """Let one unit run every wing."""
    for wing in Wing:
        RunningOffice.objects.get_or_create(region=region, wing=wing, defaults={"office": unit})


@task()
def prepare_years(pk: int, year: int) -> None:
    """The year that is over in all wings, and what of it goes into the one under way; never done twice."""
    region = Organisation.objects.get(pk=pk)
    prepare_verification.func(pk, year)
    prepare_appraisal.func(pk, year, 6)
    for seal in SealedResult.objects.filter(cycle__organisation=region, cycle__year=year):
        write_reports.func(seal.pk)
    units = _who_lost(AppraisalCycle.objects.get(organisation=region, year=year))
    for number, unit in enumerate(units):
        losses.open_losses(unit, holder_of(Role.PERFORMANCE, region), Fraction(number == 0))
    prepare_appraisal.func(pk, year + 1, 4)
    for unit in units:
        carry_over(unit)
    index_to_towns(region, year + 1)
    own_form(region, year)


def index_to_towns(region: Organisation, year: int) -> None:
    """Let the appraisal of a year take the towns' index from the survey; nothing before both are there.

    Whoever of the two is laid last does it, and it is never done twice.
    """
    cycle = AppraisalCycle.objects.select_related("organisation").filter(organisation=region, year=year)
    survey = SatisfactionSurvey.objects.filter(organisation=region, year=year).first()
    sheet = AssessorSheet.objects.filter(cycle__in=cycle, organisation__name=_SURVEYING)
    last = indices.last_run(survey) if survey else None
    if last is None or not sheet.exists() or IndexOfIndicator.objects.filter(cycle__in=cycle).exists():
        return
    office, assessor = (holder_of(role, region) for role in (Role.PERFORMANCE, Role.ASSESSOR))
    whole = f"{last.survey_id}/{indices.measures_in(last)[0]}"
    indices.bind_index(cycle[0], office, _INDEX, whole)
    indices.take_indices(sheet.select_related("cycle__organisation", "organisation")[0], assessor)


def _who_lost(cycle: AppraisalCycle) -> list[AppraisedUnit]:
    """The first unit, and those that lost points for what verification found."""
    every = cycle.units.select_related("organisation", "cycle__organisation").order_by("code", "pk")
    lost = set(every.filter(claims__from_problem__isnull=False, claims__approved__isnull=False))
    lost |= set(every.filter(claims__from_problem__isnull=False, claims__state=ADOPTED))
    return [unit for number, unit in enumerate(every) if number == 0 or unit in lost]


def carry_over(unit: AppraisedUnit) -> None:
    """The first matter that a unit's lost points became, as a line of its book of the year under way."""
    organisation, year = unit.organisation, unit.cycle.year + 1
    found = UnitBook.objects.filter(unit__organisation=organisation, unit__cycle__year=year)
    book = found.select_related("unit__cycle__organisation", "unit__organisation").last()
    lost = MatterOfLoss.objects.filter(unit=unit).order_by("pk").first()
    if book is None or not book.open or lost is None:
        return
    if not MatterOfLine.objects.filter(unit=book.unit, matter=lost.matter).exists():
        lines.carry(book, holder_of(Role.PREPARER, organisation), str(lost.matter_id), "K1", "≥1项")


def own_form(region: Organisation, year: int) -> None:
    """The self-evaluation of the appraisal's own project: its actual values are counted, not typed."""
    running = (
        RunningOffice.objects.filter(region=region, wing=Wing.APPRAISAL).select_related("office").first()
    )
    if running is None or RegisteredProject.objects.filter(code=_OWN, year=year).exists():
        return
    unit = running.office
    rows = [
        dict.fromkeys(ROW, "")
        | {"level1": "产出指标", "level2": kind, "name": name, "target": target, "full": "15"}
        for kind, name, target, _ in _COUNTED
    ]
    form: Typed = dict.fromkeys(BASE, "") | {
        "code": _OWN,
        "name": "绩效管理",
        "rate_full": "10",
        "rows": rows,
    }
    form |= {"unit": unit.name, "department": unit.name}
    preparer = holder_of(Role.PREPARER, unit)
    project = filling.add(unit, year, preparer, form)
    measured.bind(project, preparer, {f"measure-{n}": name for n, (*_, name) in enumerate(_COUNTED, 1)})
