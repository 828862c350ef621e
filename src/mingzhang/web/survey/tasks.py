"""Who asks whom: towns given to interviewers, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from mingzhang.survey.stages import COLLECTING
from mingzhang.survey.states import SENT_BACK, VOID
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Visitor
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now
from mingzhang.web.survey.models import FormVersion, InterviewerTask, SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.return_models import FilledReturn


@dataclass(frozen=True)
class InterviewLine:
    """A task with what was done of it."""

    task: InterviewerTask
    done: int


@transaction.atomic
def give(survey: SatisfactionSurvey, who: Person, person: Person, town: str, target: int) -> InterviewerTask:
    """Give a town to an interviewer, or another number to who has it."""
    if not survey.cells.filter(town=town).exists():
        raise SurveyMoveError(f"方案里没有“{town}”。")
    made, _ = InterviewerTask.objects.update_or_create(
        survey=survey, person=person, town=town, ended=None, defaults={"target": target}
    )
    record(who, "派访", survey, f"{survey}：{made}")
    return made


@transaction.atomic
def take_back(task: InterviewerTask, who: Person) -> None:
    """End a task; the returns stay."""
    task.ended = now()
    task.save(update_fields=["ended"])
    record(who, "收回派访", task.survey, f"收回派访：{task}")


def interviewers(survey: SatisfactionSurvey) -> list[Person]:
    """Those who can be given a task."""
    posts = {"posts__role": Role.INTERVIEWER, "posts__until": None}
    region = survey.organisation
    return list(Person.objects.filter(is_active=True, posts__organisation=region, **posts).distinct())


def task_lines(tasks: list[InterviewerTask]) -> list[InterviewLine]:
    """Tasks with how many returns of the person in the town count, in one query."""
    found = FilledReturn.objects.filter(survey__in={each.survey_id for each in tasks}, trial=False)
    counted = found.exclude(Q(state__in=(SENT_BACK, VOID)) | Q(sender=None)).order_by()
    done = {
        (survey, sender, town): count
        for survey, sender, town, count in counted.values_list("survey", "sender", "town").annotate(
            Count("pk")
        )
    }
    return [InterviewLine(each, done.get((each.survey_id, each.person_id, each.town), 0)) for each in tasks]


def open_surveys(who: Visitor) -> list[SatisfactionSurvey]:
    """The surveys in which somebody may fill questionnaires in: with a task, or those one runs."""
    if not isinstance(who, Person):
        return []
    posts = who.posts_today()
    runs = [post.organisation for post in posts if post.role == Role.PERFORMANCE]
    mine = Q(tasks__person=who, tasks__ended=None)
    reach = Q(organisation__in=Organisation.objects.below(*runs)) if runs else Q(pk=None)
    found = SatisfactionSurvey.objects.filter(mine | reach, stage__in=COLLECTING).distinct()
    return list(found.select_related("organisation"))


def newest_forms(surveys: list[SatisfactionSurvey]) -> list[FormVersion]:
    """The questionnaire of each survey as it is now."""
    found = FormVersion.objects.filter(survey__in=surveys).select_related("survey__organisation")
    return list({form.survey_id: form for form in found.order_by("pk")}.values())


def own_page(who: Person) -> dict[str, Any]:
    """What an interviewer has to do: tasks with what is done, and the surveys that can be filled in."""
    tasks = who.survey_tasks.filter(ended=None, survey__stage__in=COLLECTING)
    found = list(tasks.select_related("survey__organisation", "person"))
    surveys = open_surveys(who)
    ready = {form.survey_id for form in newest_forms(surveys)}
    return {"lines": task_lines(found), "surveys": [each for each in surveys if each.pk in ready]}
