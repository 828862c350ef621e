"""The returns of a survey, filtered; what is chosen for an action on many, and what is taken along."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from mingzhang.survey.questionnaire import CONTACT
from mingzhang.survey.states import STATES
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.return_models import FilledReturn, ReturnMode
from mingzhang.writers.opendata import harmless

_ROWS = 100
_NOT_SHOWN = ("answers", "outside", "more", "repeats")
HEADS = ("答卷编号", "审核状态", "问卷版本", "收到时间", "来路", "街道", "访问员", "未核疑点")


@dataclass(frozen=True)
class ReturnList:
    """One page of returns, how many are in each state, and what can be chosen."""

    pages: Page[FilledReturn]
    tiles: list[tuple[str, int]]
    towns: list[str]
    doubts: list[tuple[str, int]]
    count: int


def chosen(survey: SatisfactionSurvey, asked: Mapping[str, str]) -> QuerySet[FilledReturn]:
    """The returns that somebody asks for, whatever page they are on."""
    found = _narrowed(survey, asked)
    return found.filter(state=asked["state"]) if asked.get("state") in STATES else found


def _narrowed(survey: SatisfactionSurvey, asked: Mapping[str, str]) -> QuerySet[FilledReturn]:
    """The returns that are asked for, in whatever state."""
    found = FilledReturn.objects.filter(survey=survey)
    said = {name: text.replace("\0", "").strip() for name, text in asked.items()}
    if said.get("town"):
        found = found.filter(town=said["town"])
    if said.get("mode") in ReturnMode.values:
        found = found.filter(mode=said["mode"])
    if said.get("doubt") == "any":
        found = found.filter(open_doubts__gt=0)
    elif said.get("doubt") == "none":
        found = found.filter(open_doubts=0)
    elif said.get("doubt"):
        found = found.filter(returndoubts__kind=said["doubt"], returndoubts__verdict="")
    if words := said.get("q"):
        named = Q(sender__name__contains=words) | Q(sender__username=words) | Q(stated_sender__contains=words)
        found = found.filter(Q(key__contains=words) | Q(interviewer__contains=words) | named)
    return found


def returns_page(survey: SatisfactionSurvey, asked: Mapping[str, str]) -> ReturnList:
    """The page that is asked for."""
    found = chosen(survey, asked)
    counted = dict(_narrowed(survey, asked).order_by().values_list("state").annotate(count=Count("pk")))
    shown = found.select_related("sender").defer(*_NOT_SHOWN).order_by("-pk")
    towns = survey.cells.values_list("town", flat=True)
    every = FilledReturn.objects.filter(survey=survey, returndoubts__verdict="").order_by()
    doubts = (
        every.values_list("returndoubts__kind").annotate(count=Count("pk")).order_by("returndoubts__kind")
    )
    return ReturnList(
        Paginator(shown, _ROWS).get_page(asked.get("page")),
        [(state, counted.get(state, 0)) for state in STATES],
        list(dict.fromkeys(towns)),
        list(doubts),
        found.count(),
    )


def csv_rows(survey: SatisfactionSurvey, asked: Mapping[str, str]) -> Iterator[str]:
    """The returns that are asked for as plain text, without contacts, line by line."""
    form = survey.forms.last()
    questions = form.questionnaire.questions if form else []
    names = [each.name for each in questions if each.use != CONTACT and not each.repeat]
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([*HEADS, *names])
    found = (
        chosen(survey, asked)
        .select_related("form", "sender")
        .defer("form__xform", "form__html", "form__model")
    )
    for one in found.iterator(chunk_size=1000):
        yield writer.writerow([harmless(str(cell)) for cell in _cells(one, names)])


def _cells(one: FilledReturn, names: list[str]) -> list[Any]:
    sender = one.interviewer or (one.sender.name if one.sender else one.stated_sender)
    received = one.received.isoformat(timespec="seconds")
    told = [one.key, one.state, one.form.version, received, one.get_mode_display(), one.town, sender]
    return [*told, one.open_doubts, *(one.answers.get(name, "") for name in names)]


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text
