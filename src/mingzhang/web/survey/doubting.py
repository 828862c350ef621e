"""Quality: every return held against all others, in the background; what was found out stays."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.db import transaction
from django.db.models import Count, Q
from django_tasks import task

from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.quality import QualityWatch
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.reading import returns_of
from mingzhang.web.survey.return_models import CallBack, FilledReturn, ReturnDoubt
from mingzhang.web.survey.taking import AGAIN, OTHER_VERSION, OUTSIDE

_OWN = (OUTSIDE, AGAIN, OTHER_VERSION)  # seen when a return came, not by comparing
_CALLED, _ONE_IN = 5, 20  # returns of an interviewer apart from the others that are to be called back
RESULTS = ("核实无误", "有出入", "没有联系上", "拒绝回访")


@task()
def look_for_doubts(pk: int) -> None:
    """Look for doubts; those that are no longer any go, unless somebody looked into them."""
    survey = SatisfactionSurvey.objects.get(pk=pk)
    forms = tuple(form.questionnaire for form in survey.forms.all())
    if not forms:
        return
    watch, keys = QualityWatch(FormVersions(forms)), {}
    for number, one in returns_of(survey):
        keys[one.key] = number
        watch.see(one)
    found = {
        (keys[key], flag.kind): flag.message
        for flag in watch.flags()
        for key in (_sample(watch, flag.interviewer) if flag.interviewer else [flag.key])
    }
    _keep(survey, found)


def _sample(watch: QualityWatch, named: str) -> list[str]:
    """Of an interviewer's returns those to be called back: one in twenty, at least five, always the same."""
    asked = watch.asked_by(named)
    drawn = sorted(asked, key=lambda key: hashlib.sha256(key.encode()).digest())
    return drawn[: max(_CALLED, len(asked) // _ONE_IN)]


@transaction.atomic
def _keep(survey: SatisfactionSurvey, found: dict[tuple[int, str], str]) -> None:
    """New doubts are added; old ones go unless somebody looked into them."""
    known = {
        (doubt.filled_id, doubt.kind): doubt for doubt in ReturnDoubt.objects.filter(filled__survey=survey)
    }
    gone = [
        doubt.pk
        for key, doubt in known.items()
        if key not in found and doubt.kind not in _OWN and not doubt.verdict
    ]
    ReturnDoubt.objects.filter(pk__in=gone).delete()
    ReturnDoubt.objects.bulk_create(
        [
            ReturnDoubt(filled_id=number, kind=kind, message=message[:300])
            for (number, kind), message in found.items()
            if (number, kind) not in known
        ],
        batch_size=500,
    )
    _count(survey)


def _count(survey: SatisfactionSurvey) -> None:
    """How many open doubts each return has."""
    counted = FilledReturn.objects.filter(survey=survey).annotate(
        waiting=Count("returndoubts", filter=Q(returndoubts__verdict=""))
    )
    changed = defaultdict(list)
    for pk, before, waiting in counted.values_list("pk", "open_doubts", "waiting"):
        if before != waiting:
            changed[waiting].append(pk)
    for waiting, numbers in changed.items():
        for start in range(0, len(numbers), 500):
            chosen = FilledReturn.objects.filter(pk__in=numbers[start : start + 500])
            chosen.update(open_doubts=waiting)


@transaction.atomic
def judge(filled: FilledReturn, who: Person, kind: str, verdict: str) -> None:
    """Write down what was found out about a doubt."""
    if not verdict.strip():
        raise SurveyMoveError("请写明核实的结果。")
    doubt = filled.returndoubts.filter(kind=kind).first()
    if doubt is None:
        raise SurveyMoveError("没有这个疑点，可能已经消失；请刷新页面。")
    doubt.verdict, doubt.by = verdict.strip()[:300], who
    doubt.save()
    FilledReturn.objects.filter(pk=filled.pk).update(
        open_doubts=filled.returndoubts.filter(verdict="").count()
    )
    record(who, "核实疑点", filled, f"核实{filled}的疑点“{kind}”：{doubt.verdict}")


@transaction.atomic
def call_back(filled: FilledReturn, who: Person, result: str, words: str) -> None:
    """Write down a call-back."""
    if result not in RESULTS:
        raise SurveyMoveError("请选择回访的结果。")
    CallBack.objects.create(filled=filled, by=who, result=result, words=words.strip()[:300])
    record(who, "回访", filled, f"回访{filled}：{result}" + (f"（{words.strip()}）" if words.strip() else ""))
