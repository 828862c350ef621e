"""An indicator of the appraisal takes its outturns from a survey's index, by key and with its error.

The index is what the last run of the survey says; an outturn that was taken before is compared with it
wherever it is shown, and one that somebody typed instead is told as another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mingzhang.appraisal.plan import Plan
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.filling import FillingError
from mingzhang.web.appraisal.marking import give, leaves_of, of_sheet
from mingzhang.web.appraisal.models import AppraisalCycle, AssessorSheet
from mingzhang.web.audit.log import record
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import IndexOfIndicator
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import SurveyRun, WorkState

_SURVEY = "调查"  # how the line of a rule begins that scores by a survey


@dataclass(frozen=True)
class TakenIndex:
    """The index of a unit beside what was collected of it."""

    unit: str
    said: str
    actual: str

    @property
    def differs(self) -> bool:
        """Whether something else was collected."""
        return bool(self.actual) and self.actual != self.said


def last_run(survey: SatisfactionSurvey) -> SurveyRun | None:
    """The last run that came to an end."""
    return survey.surveyruns.filter(state=WorkState.DONE).select_related("survey").first()


def measures_in(run: SurveyRun | None) -> list[str]:
    """The indices of a run, in their order."""
    data: dict[str, Any] = run.data if run is not None else {}
    return list(dict.fromkeys(one["measure"] for one in data.get("indices", [])))


def index_of(run: SurveyRun | None, measure: str, unit: str) -> str:
    """The index of a unit with its error, ``""`` where none is published.

    A plan calls a town without the name of its office: of two towns that a unit's name begins with, the
    longer is meant.
    """
    data: dict[str, Any] = run.data if run is not None else {}
    found = [
        one
        for one in data.get("indices", [])
        if one["measure"] == measure and unit.startswith(one["domain"]) and one.get("text")
    ]
    return max(found, key=lambda one: len(one["domain"]))["text"] if found else ""


def survey_indicators(plan: Plan) -> list[tuple[str, str]]:
    """The indicators that are scored by a survey: code and name."""
    found = {}
    for system in plan.systems:
        for one in system.indicators:
            rule = plan.rule(one.rule)
            if rule is not None and rule.line.startswith(_SURVEY):
                found[one.code] = one.name
    return sorted(found.items())


@transaction.atomic
def bind_index(cycle: AppraisalCycle, who: Person, indicator: str, chosen: str) -> IndexOfIndicator:
    """Bind an indicator to an index; ``chosen`` is the key of the survey and the index: 3/综合指数."""
    if not may(who, Action.RUN_APPRAISAL, cycle):
        raise JoinError(f"没有“{Action.RUN_APPRAISAL.value}”的权限。")
    if indicator not in dict(survey_indicators(plan_of(cycle))):
        raise JoinError("请选一项按调查计分的指标。")
    key, _, measure = chosen.partition("/")
    surveys = {str(one.pk): one for one in SatisfactionSurvey.objects.filter(organisation=cycle.organisation)}
    if key not in surveys or measure not in measures_in(last_run(surveys[key])):
        raise JoinError("请选一项已经汇总的调查指数。")
    made, _ = IndexOfIndicator.objects.update_or_create(
        cycle=cycle, indicator=indicator, defaults={"survey": surveys[key], "measure": measure, "by": who}
    )
    record(who, "绑定调查指数", made, str(made))
    return made


def indices_of(cycle: AppraisalCycle) -> list[IndexOfIndicator]:
    """The indices that a year's appraisal takes."""
    return list(IndexOfIndicator.objects.filter(cycle=cycle).select_related("survey__organisation"))


def taken_in(sheet: AssessorSheet) -> dict[str, list[TakenIndex]]:
    """The indices of an assessor's indicators beside what was collected, by indicator."""
    plan = plan_of(sheet.cycle)
    bound = {each.indicator: (each, last_run(each.survey)) for each in indices_of(sheet.cycle)}
    marks = {(m.unit_id, m.indicator): m.actual for m in of_sheet(sheet, plan).filter(indicator__in=bound)}
    found: dict[str, list[TakenIndex]] = {code: [] for code in bound}
    for leaf in leaves_of(plan, units_of(sheet.cycle), sheet.organisation.name) if bound else ():
        code = leaf.indicator.code
        if code in bound:
            said = index_of(bound[code][1], bound[code][0].measure, leaf.unit.name)
            if said:
                found[code].append(TakenIndex(leaf.unit.name, said, marks.get((leaf.unit.pk, code), "")))
    return {code: some for code, some in found.items() if some}


@transaction.atomic
def take_indices(sheet: AssessorSheet, who: Person) -> tuple[int, list[str]]:
    """取数: collect the index of every unit that nothing was collected of; how many, and what was refused."""
    if not may(who, Action.SCORE_APPRAISAL, sheet):
        raise JoinError(f"没有“{Action.SCORE_APPRAISAL.value}”的权限。")
    waiting = {
        (one.unit, code): one.said for code, some in taken_in(sheet).items() for one in some if not one.actual
    }
    plan, runs = plan_of(sheet.cycle), {each.indicator: str(each.survey) for each in indices_of(sheet.cycle)}
    taken, told = 0, list[str]()
    for leaf in leaves_of(plan, units_of(sheet.cycle), sheet.organisation.name):
        said = waiting.get((leaf.unit.name, leaf.indicator.code))
        if said:
            reason = f"取自{runs[leaf.indicator.code]}的汇总"
            try:
                give(sheet, who, leaf, {"actual": said, "reason": reason}, 0, plan)
                taken += 1
            except FillingError as refusal:
                told.append(f"{leaf.unit.name}：{refusal}")
    return taken, told
