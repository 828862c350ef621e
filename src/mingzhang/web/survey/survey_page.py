"""What the pages of a survey show: how far the quotas are filled, who asks, what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from mingzhang.survey import stages
from mingzhang.survey.questionnaire import CONTACT
from mingzhang.survey.states import PASSED, SENT_BACK, STATES, VOID, forbidden
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, may, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import offered_stages
from mingzhang.web.survey.return_models import FilledReturn, SealedContact
from mingzhang.web.survey.tasks import task_lines

_SHOWN = 10
_OUT = Q(state__in=(SENT_BACK, VOID)) | Q(trial=True) | ~Q(again=None)


@dataclass(frozen=True)
class QuotaLine:
    """A cell of the plan, or a town, with what is there of it."""

    named: str
    target: int
    done: int

    @property
    def said(self) -> str:
        """How far it is.

        >>> QuotaLine("甲", 20, 23).said, QuotaLine("甲", 20, 20).said, QuotaLine("甲", 20, 1).said
        ('超出 3 份', '已满', '还差 19 份')
        """
        if self.done == self.target:
            return "已满"
        left = self.target - self.done
        return f"还差 {left} 份" if left > 0 else f"超出 {-left} 份"

    @property
    def short(self) -> bool:
        """Whether somebody has still to be asked."""
        return self.done < self.target


def quota_lines(survey: SatisfactionSurvey) -> list[QuotaLine]:
    """Every cell of the plan, counted in the database, and what lies in none of them."""
    found = FilledReturn.objects.filter(survey=survey).exclude(_OUT).order_by()
    counts = {
        (town, age, sex): n
        for town, age, sex, n in found.values_list("town", "age", "sex").annotate(n=Count("pk"))
    }
    cells = list(survey.cells.all())
    lines = [
        QuotaLine(str(cell), cell.target, _counted(counts, cell.town, cell.age, cell.sex)) for cell in cells
    ]
    return lines + [
        QuotaLine(f"（方案外）{' '.join(filter(None, cell)) or '未答'}", 0, n)
        for cell, n in counts.items()
        if n
    ]


def _counted(counts: dict[tuple[str, str, str], int], town: str, age: str, sex: str) -> int:
    """What is counted for a cell; a cell that names no age or sex holds all of them."""
    fitting = [
        cell
        for cell in ([(town, age, sex)] if age and sex else list(counts))
        if cell in counts and cell[0] == town and age in ("", cell[1]) and sex in ("", cell[2])
    ]
    return sum(counts.pop(cell) for cell in fitting)


def town_lines(survey: SatisfactionSurvey) -> list[QuotaLine]:
    """How far each town is."""
    targets = Counter[str]()
    for town, target in survey.cells.values_list("town", "target"):
        targets[town] += target
    found = FilledReturn.objects.filter(survey=survey).exclude(_OUT).order_by()
    done = dict(found.values_list("town").annotate(n=Count("pk")))
    return [QuotaLine(town, target, done.get(town, 0)) for town, target in targets.items()]


def survey_page(survey: SatisfactionSurvey, who: Person) -> dict[str, Any]:
    """What the page of a survey shows."""
    counted = FilledReturn.objects.filter(survey=survey).aggregate(
        all=Count("pk"),
        passed=Count("pk", filter=Q(state=PASSED)),
        doubtful=Count("pk", filter=Q(open_doubts__gt=0)),
        trial=Count("pk", filter=Q(trial=True)),
    )
    towns = town_lines(survey)
    tasks = list(survey.tasks.filter(ended=None).select_related("person"))
    forms = survey.forms.select_related("made_by").defer("data", "xform", "html", "model")
    forms = forms.annotate(count=Count("returns"))
    return {
        "survey": survey,
        "stages": [
            (each, stages.STAGES.index(each) < stages.STAGES.index(survey.stage)) for each in stages.STAGES
        ],
        "next": offered_stages(survey, who),
        "runs": may(who, Action.RUN_SURVEYS, survey),
        "counted": counted,
        "target": sum(line.target for line in towns),
        "done": sum(line.done for line in towns),
        "towns": towns,
        "forms": forms,
        "tasks": task_lines(tasks),
        "intakes": survey.returnintakes.select_related("by").defer("problems")[:_SHOWN],
        "results": survey.surveyruns.select_related("by").defer("data", "told")[:_SHOWN],
        "contacts": SealedContact.objects.filter(filled__survey=survey).count(),
        "proofs": survey.destroyedcontactss.all(),
    }


def surveys_of(who: Visitor) -> list[SatisfactionSurvey]:
    """The surveys within one's reach, with how many returns each has."""
    reach = Organisation.objects.below(*where(who, Action.SEE_SURVEYS))
    found = SatisfactionSurvey.objects.filter(organisation__in=reach).select_related("organisation")
    return list(found.annotate(count=Count("returns", filter=~Q(returns__trial=True))))


def return_page(filled: FilledReturn, who: Person) -> dict[str, Any]:
    """What the page of a return shows: its answers in the words of its own version of the form."""
    form, sealed = filled.form.questionnaire, SealedContact.objects.filter(filled=filled).exists()
    rows = []
    for question in form.questions:
        said = filled.answers.get(question.name, "")
        known = question.by_name
        words = (
            "、".join(known[name].label if name in known else name for name in said.split(" "))
            if known
            else said
        )
        if question.use == CONTACT and not question.repeat:
            words = "已加密" if sealed else ""
        if question.label and (words or question.kind not in ("note", "hidden")):
            rows.append((question.label, words, filled.outside.get(question.name, ""), question.dimension))
    return {
        "filled": filled,
        "survey": filled.survey,
        "rows": rows,
        "more": sorted(filled.more.items()),
        "repeats": [
            (name, [sorted(part.items()) for part in parts]) for name, parts in filled.repeats.items()
        ],
        "steps": filled.returnsteps.select_related("by"),
        "doubts": filled.returndoubts.select_related("by"),
        "calls": filled.callbacks.select_related("by"),
        "openings": filled.contactopenings.select_related("by"),
        "attachments": filled.returnattachments.all(),
        "sealed": sealed,
        "runs": may(who, Action.RUN_SURVEYS, filled),
        "next": _steps(filled),
    }


def _steps(filled: FilledReturn) -> list[tuple[str, bool]]:
    """The states that a return can go to, and whether a reason is wanted."""
    return [
        (after, bool(forbidden(filled.state, after, "")))
        for after in STATES
        if not forbidden(filled.state, after, "理由")
    ]


def opinions(survey: SatisfactionSurvey, which: str) -> Any:
    """The returns with an open answer: those to be coded, those that become matters, or all."""
    found = FilledReturn.objects.filter(survey=survey, opinion=True, trial=False).exclude(_OUT)
    if which == "open":
        found = found.filter(codes=[])
    elif which == "matter":
        found = found.exclude(matter="")
    return found.select_related("form").defer("form__xform", "form__html", "form__model").order_by("pk")


def newest_run(survey: SatisfactionSurvey) -> Any:
    """The newest run that came to an end."""
    return survey.surveyruns.filter(state="done").order_by(F("pk").desc()).first()
