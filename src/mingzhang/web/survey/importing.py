"""Exports of other systems taken in: read in a process of their own, kept return by return, told once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_tasks import task

from mingzhang.survey.returns import Return
from mingzhang.survey.stages import CHECKING, FIELD
from mingzhang.survey.states import PENDING, RECEIVED, state_of
from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.survey.clear_copies import let_go
from mingzhang.web.survey.models import FormVersion, SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, held
from mingzhang.web.survey.output_models import ReturnIntake, WorkState
from mingzhang.web.survey.return_models import SHIFTED, FilledReturn, ReturnMode
from mingzhang.web.survey.taking import keep_return

_SHOWN = 200  # problems that a page lists
_SLIPPED = "列数与表头不符，答案与表头错开，或多数答案不在选项里；原样留存"
_TOGETHER = 500  # returns in one transaction


@transaction.atomic
def begin_intake(survey: SatisfactionSurvey, who: Person, file: UploadedFile[Any]) -> ReturnIntake:
    """Keep an export, and let it be read in the background."""
    found = held(survey, FIELD, CHECKING)
    name = safe_name(file.name or "")
    made = ReturnIntake.objects.create(survey=found, file=keep(file.chunks()), filename=name[:200], by=who)
    record(who, "导入答卷", found, f"向{found}导入“{name}”")
    transaction.on_commit(lambda: take_export.enqueue(made.pk))
    return made


@task()
def take_export(pk: int) -> None:
    """Read an export and keep its returns; done twice it gives the same, for each is known by its number."""
    intake = ReturnIntake.objects.select_related("survey__organisation", "file", "by").get(pk=pk)
    if intake.state == WorkState.DONE:
        return
    forms = list(intake.survey.forms.select_related("survey__organisation"))
    intake.state = WorkState.RUNNING
    intake.save(update_fields=["state"])
    try:
        data = [form.data for form in forms]
        with apart("survey_returns", {intake.filename: intake.file.path}, forms=data) as work:
            _keep_all(intake, forms, work.out / "returns.jsonl")
            intake.problems = work.told["problems"][:_SHOWN]
            _done(intake, len(work.told["problems"]))
    except (ApartError, OSError, SurveyMoveError) as why:
        intake.state, intake.said = WorkState.FAILED, str(why)[:300]
    let_go(intake)


@transaction.atomic
def give_up(pk: int, why: str) -> None:
    """An export that was tried too often: it is told, and not kept."""
    intake = ReturnIntake.objects.select_related("file").get(pk=pk)
    intake.state, intake.said = WorkState.FAILED, why
    let_go(intake)


def _done(intake: ReturnIntake, problems: int) -> None:
    odd = f"，{problems}处需要留意" if problems else ""
    intake.state = WorkState.DONE
    intake.said = f"新收{intake.taken}份，已有{intake.same}份{odd}"


def _keep_all(intake: ReturnIntake, forms: list[FormVersion], path: Path) -> None:
    versions = {form.version: form for form in forms}
    intake.taken = intake.same = 0
    lines = returns_in(path)
    while some := list(islice(lines, _TOGETHER)):
        with transaction.atomic():
            for one in some:
                _keep_one(intake, versions.get(one.version, forms[-1]), one)


def _keep_one(intake: ReturnIntake, form: FormVersion, one: Return) -> None:
    """Keep a return; what slipped is kept whole, to be set right by hand."""
    if one.shifted:
        one.more = {f"第{number}格": cell for number, cell in enumerate(one.cells, 1) if cell}
        one.key = f"{intake.filename[:80]}{one.key}"
    taken = keep_return(form, one, None, ReturnMode.IMPORTED, log=False)
    intake.taken += taken.new
    intake.same += not taken.new
    state = PENDING if one.shifted else state_of(one.review)
    if taken.new and taken.filled.state == RECEIVED and state != RECEIVED:
        FilledReturn.objects.filter(pk=taken.filled.pk).update(state=state)
    if taken.new and one.shifted:
        taken.filled.returndoubts.create(kind=SHIFTED, message=_SLIPPED)
        FilledReturn.objects.filter(pk=taken.filled.pk).update(open_doubts=1)


def returns_in(path: Path) -> Iterator[Return]:
    """The returns of the process; parts of repeated groups join the return before them where they fit."""
    parts: dict[str, dict[str, list[dict[str, str]]]] = {}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            said = json.loads(line)
            if said.pop("kind") == "part":
                parts.setdefault(said["parent"], {}).setdefault(said["repeat"], []).append(said["answers"])
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            said = json.loads(line)
            if said.pop("kind") == "return":
                one = Return(**said | {"cells": tuple(said["cells"])})
                one.repeats = one.repeats or parts.get(one.key, {})
                yield one
