"""A filled form is taken in: kept once, its contacts apart, its attachments beside it; nothing is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from mingzhang.survey.questionnaire import AGE, INTERVIEWER, OPINION, SEX, TOWN, Questionnaire
from mingzhang.survey.returns import Return
from mingzhang.survey.stages import COLLECTING, TRIAL
from mingzhang.survey.states import PENDING, RECEIVED
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.survey.contact_keeping import seal_contact
from mingzhang.web.survey.models import FormVersion, SatisfactionSurvey
from mingzhang.web.survey.openrosa import Instance, UnfitSubmissionError, return_of
from mingzhang.web.survey.return_models import FilledReturn, ReturnAttachment, ReturnDoubt

OUTSIDE, AGAIN, OTHER_VERSION = "答案不在选项里", "同号不同内容", "没有这一版问卷"
_KEY = 120


@dataclass(frozen=True)
class Taken:
    """A return that is kept now; ``new`` is false where it was kept already."""

    filled: FilledReturn
    new: bool

    @property
    def message(self) -> str:
        """What the device, or the person, is told."""
        return "收到，谢谢。" if self.new else "这份答卷已经收到过，没有重复计算。"


def form_for(surveys: Iterable[SatisfactionSurvey], instance: Instance) -> FormVersion:
    """The version of a questionnaire that an instance was filled by; else the newest of the same form.

    Raises :class:`~mingzhang.web.survey.openrosa.UnfitSubmissionError`.
    """
    known = FormVersion.objects.filter(form_id=instance.form, survey__in=[each.pk for each in surveys])
    known = known.select_related("survey__organisation").order_by("-pk")
    found = known.filter(version=instance.version).first() or known.first()
    if found is None:
        raise UnfitSubmissionError(
            f"没有编号为“{instance.form}”的问卷，或这项调查已经结束；答卷请留在设备里，联系绩效办。"
        )
    return found


def take(
    form: FormVersion, instance: Instance, who: Person | None, mode: str, files: Mapping[str, Any]
) -> Taken:
    """Keep a filled form; sent twice it is kept once, and attachments that come later join it."""
    if form.survey.stage not in COLLECTING:
        raise UnfitSubmissionError(f"{form.survey}现在是“{form.survey.stage}”，不收答卷；答卷请留在设备里。")
    made = return_of(instance, form.questionnaire)
    try:
        taken = keep_return(form, made, who, mode, edited=instance.edited)
    except IntegrityError:  # the device sent it twice at the same moment
        taken = keep_return(form, made, who, mode, edited=instance.edited)
    for name, file in files.items():
        said = {"file": keep(file.chunks())}
        ReturnAttachment.objects.get_or_create(filled=taken.filled, name=name[:200], defaults=said)
    return taken


@transaction.atomic
def keep_return(
    form: FormVersion, made: Return, who: Person | None, mode: str, log: bool = True, edited: str = ""
) -> Taken:
    """Keep a return that was read; the same twice is one, another under the same number is kept beside it.

    So is one that says it is another, ``edited``, changed after it was sent.
    """
    content = content_of(made)
    key = key_of(made)
    first = _first(form.survey, key) or (_first(form.survey, edited[:_KEY]) if edited else None)
    alike = [] if first is None else [first, *FilledReturn.objects.filter(again=first)]
    for one in alike:
        if one.content == content:
            return Taken(one, new=False)
    filled = _filled(form, made, who, mode)
    filled.content, filled.again = content, first
    taken = any(one.key == key for one in alike)
    filled.key = f"{key[: _KEY - 6]}（{len(alike) + 1}）" if taken else key
    doubts = _doubts(form, made, first)
    filled.open_doubts, filled.state = len(doubts), PENDING if first else RECEIVED
    filled.save()
    ReturnDoubt.objects.bulk_create(
        ReturnDoubt(filled=filled, kind=kind, message=message[:300]) for kind, message in doubts
    )
    seal_contact(filled, made.contacts)
    if log:
        record(who, "收到答卷", filled, f"收到{filled}（{filled.get_mode_display()}）")
    return Taken(filled, new=True)


def _first(survey: SatisfactionSurvey, key: str) -> FilledReturn | None:
    """The return that came first of those of a number."""
    found = FilledReturn.objects.filter(survey=survey, key=key).select_related("again").first()
    return found and (found.again or found)


def key_of(made: Return) -> str:
    """The number under which a return is kept."""
    return made.key[:_KEY]


def content_of(made: Return) -> str:
    """By which the same return is known when it comes again; contacts are in it as a hash only."""
    said = [made.answers, made.outside, made.more, made.repeats, made.contacts, list(made.cells)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _filled(form: FormVersion, made: Return, who: Person | None, mode: str) -> FilledReturn:
    """The row of a return, with what its survey is counted by."""
    questions = form.questionnaire
    return FilledReturn(
        survey=form.survey,
        form=form,
        stated_version=made.version[:60],
        mode=mode,
        sender=who,
        stated_sender=made.sender[:120],
        device=(made.device or made.answers.get("deviceid", ""))[:120],
        answers=made.answers,
        outside=made.outside,
        more=made.more,
        repeats=made.repeats,
        trial=form.survey.stage == TRIAL,
        **counted_by(questions, made.answers),
    )


def counted_by(form: Questionnaire, answers: Mapping[str, str]) -> dict[str, Any]:
    """Town, age, sex as the plan calls them, the interviewer, and whether there is an opinion."""
    said = {}
    for name, use, most in (
        ("town", TOWN, 60),
        ("age", AGE, 30),
        ("sex", SEX, 12),
        ("interviewer", INTERVIEWER, 120),
    ):
        question = form.used_for(use)
        answer = answers.get(question.name, "") if question else ""
        said[name] = question.called(answer)[:most] if question else ""
    asked = form.used_for(OPINION)
    return said | {"opinion": bool(asked and answers.get(asked.name))}


def _doubts(form: FormVersion, made: Return, first: FilledReturn | None) -> list[tuple[str, str]]:
    """What one sees of a return at once."""
    found = []
    for name, said in made.outside.items():
        label = form.questionnaire.question(name).label or name
        found.append((OUTSIDE, f"“{label}”答“{said[:20]}”，不在选项里；原样留存，按未答计算"))
    if first is not None:
        same = "编号相同、内容不同" if key_of(made) == first.key else "是同一份，发出后又改过"
        found.append((AGAIN, f"与{first}{same}，两份都留存，请核定算哪一份"))
    if made.version and made.version != form.version:
        found.append((OTHER_VERSION, f"所填问卷是“{made.version}”版，没有这一版，按“{form.version}”版读入"))
    return list({kind: (kind, message) for kind, message in found}.values())
