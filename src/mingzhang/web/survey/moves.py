"""The moves of surveys and returns: who may make which, from where to where.  Nothing else changes a state.

The states themselves and what leads where are those of :mod:`mingzhang.survey.stages` and
:mod:`mingzhang.survey.states`; here they are held, stored and logged.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from mingzhang.survey import stages, states
from mingzhang.survey.states import BulkResult, ReviewCourse, ReviewStep, bulk
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import now
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import WorkState
from mingzhang.web.survey.return_models import FilledReturn, ReturnStep

_MOST = 20_000  # returns in one action


class SurveyMoveError(Exception):
    """A move that the stage or the right does not allow; its text is for the person."""


def held(survey: SatisfactionSurvey, *allowed: str) -> SatisfactionSurvey:
    """The survey as it is now, held until the transaction ends; it must be at one of the stages."""
    SatisfactionSurvey.objects.select_for_update().get(pk=survey.pk)
    found = SatisfactionSurvey.objects.select_related("organisation").get(pk=survey.pk)
    if allowed and found.stage not in allowed:
        raise SurveyMoveError(f"调查现在是“{found.stage}”，只有“{'、'.join(allowed)}”时才能这样做。")
    return found


@transaction.atomic
def step_survey(survey: SatisfactionSurvey, who: Person, after: str, reason: str = "") -> None:
    """Take a survey to another stage, as far as what it needs is there."""
    found = held(survey)
    if after not in stages.STAGES:
        raise SurveyMoveError("没有这个环节。")
    action = Action.RELEASE_SURVEYS if after in stages.SIGNED else Action.RUN_SURVEYS
    if not may(who, action, found):
        raise SurveyMoveError(f"没有“{action.value}”的权限。")
    refusal = stages.forbidden_stage(found.stage, after, reason) or _lacking(found, after)
    if refusal:
        raise SurveyMoveError(f"{refusal}。")
    before, found.stage, found.moved = found.stage, after, now()
    if after == stages.RELEASED:
        found.released = found.moved
    found.save()
    words = f"（{reason.strip()}）" if reason.strip() else ""
    record(who, "调查环节", found, f"{found}由“{before}”到“{after}”{words}", before, after)


def _lacking(survey: SatisfactionSurvey, after: str) -> str:
    """What is not there yet that the stage needs."""
    if after in (stages.TRIAL, stages.FINAL, stages.FIELD) and not survey.forms.exists():
        return "还没有问卷，请先增加一版问卷"
    if after == stages.WEIGHING:
        waiting = survey.returns.filter(state__in=(states.RECEIVED, states.PENDING), trial=False).count()
        return f"还有{waiting}份答卷没有审核" if waiting else ""
    if after == stages.RELEASED and not survey.surveyruns.filter(state=WorkState.DONE).exists():
        return "还没有生成报告"
    if after == stages.FILED and _contacts(survey):
        return "还有没有销毁的联系方式，请先办理销毁"
    return ""


def _contacts(survey: SatisfactionSurvey) -> bool:
    return survey.returns.filter(contact__isnull=False).exists()


def offered_stages(survey: SatisfactionSurvey, who: Person) -> list[tuple[str, bool]]:
    """Where somebody may take the survey: the stage, and whether a reason is wanted."""
    return [
        (after, stages.goes_back(survey.stage, after))
        for after in stages.next_stages(survey.stage)
        if may(who, Action.RELEASE_SURVEYS if after in stages.SIGNED else Action.RUN_SURVEYS, survey)
    ]


@transaction.atomic
def step_return(filled: FilledReturn, who: Person, after: str, reason: str = "") -> None:
    """One step of one return."""
    _open(filled.survey)
    FilledReturn.objects.select_for_update().get(pk=filled.pk)
    found = FilledReturn.objects.select_related("survey__organisation").get(pk=filled.pk)
    if after not in states.STATES:
        raise SurveyMoveError("没有这个状态。")
    refusal = states.forbidden(found.state, after, reason)
    if refusal:
        raise SurveyMoveError(f"答卷{refusal}。")
    _store(who, [ReviewStep(found.key, found.state, after, "", "", reason.strip())], {found.key: found})
    words = f"（{reason.strip()}）" if reason.strip() else ""
    record(who, "审核答卷", found, f"{found}由“{found.state}”改为“{after}”{words}", found.state, after)


def _open(survey: SatisfactionSurvey) -> None:
    if survey.stage in (stages.WEIGHING, stages.RELEASED, stages.FILED):
        raise SurveyMoveError(f"调查现在是“{survey.stage}”，答卷不再变动；要改请先退回“审核”。")


@transaction.atomic
def step_many(
    survey: SatisfactionSurvey, chosen: Sequence[int], who: Person, after: str, reason: str = ""
) -> BulkResult:
    """The same step for many returns; what it skips, and why, is in the answer."""
    _open(held(survey))
    if after not in states.STATES:
        raise SurveyMoveError("没有这个状态。")
    if len(chosen) > _MOST:
        raise SurveyMoveError(f"一次最多办理{_MOST:,}份，现在选了{len(chosen):,}份；请先用条件缩小范围。")
    found = list(survey.returns.select_for_update().filter(pk__in=chosen).order_by("pk"))
    courses = [ReviewCourse(one.key, one.state) for one in found]
    doubtful = [one.key for one in found if one.open_doubts]
    made = bulk(courses, after, "", "", reason, doubtful)
    _store(who, made.taken, {one.key: one for one in found})
    record(who, "批量审核答卷", survey, f"{survey}：{made.sentence}", None, {"理由": reason.strip()})
    return made


def _store(who: Person, taken: Sequence[ReviewStep], by_key: dict[str, FilledReturn]) -> None:
    """Keep the steps, and put the returns where they lead."""
    if not taken:
        return
    ReturnStep.objects.bulk_create(
        [
            ReturnStep(filled=by_key[s.key], before=s.before, after=s.after, by=who, reason=s.reason[:300])
            for s in taken
        ],
        batch_size=500,
    )
    keys = [by_key[step.key].pk for step in taken]
    for start in range(0, len(keys), 500):
        FilledReturn.objects.filter(pk__in=keys[start : start + 500]).update(state=taken[0].after)
