"""Estimates and reports of a survey, in the background: 1 for the district, 1 for each town, the extracts."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django_tasks import task

from mingzhang.survey.stages import CHECKING, FIELD, WEIGHING
from mingzhang.web.apart.run import ApartError, WorkDone, apart
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, held
from mingzhang.web.survey.output_models import SurveyReport, SurveyRun, WorkState
from mingzhang.web.survey.reading import return_line, returns_of
from mingzhang.web.survey.return_models import FilledReturn

_SECONDS = 600
_UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)


@transaction.atomic
def ask_for_run(survey: SatisfactionSurvey, who: Person) -> SurveyRun:
    """Ask for estimates and reports; while they are made nobody asks again."""
    found = held(survey, FIELD, CHECKING, WEIGHING)
    if found.surveyruns.filter(state__in=_UNDER_WAY).exists():
        raise SurveyMoveError("报告正在生成，请稍候。")
    made = SurveyRun.objects.create(survey=found, by=who)
    record(who, "汇总调查", found, f"汇总{found}并生成报告")
    transaction.on_commit(lambda: make_reports.enqueue(made.pk))
    return made


@task()
def make_reports(pk: int) -> None:
    """Weigh, estimate and write the reports; done twice (a worker was killed) it gives the same."""
    run = SurveyRun.objects.select_related("survey__organisation", "survey__plan", "by").get(pk=pk)
    if run.state == WorkState.DONE:
        return
    _say(run, WorkState.RUNNING, "正在加权、估计和写报告")
    try:
        with TemporaryDirectory() as folder:
            _work(run, Path(folder) / "returns")
    except (ApartError, SurveyMoveError) as why:
        _say(run, WorkState.FAILED, str(why))
    except OSError as fault:
        _say(run, WorkState.FAILED, f"报告存不下来（{fault.strerror}）：请腾出磁盘空间后重试。")


def _say(run: SurveyRun, state: WorkState, words: str) -> None:
    run.state, run.said = state, words[:600]
    run.save(update_fields=["state", "said"])


def _work(run: SurveyRun, path: Path) -> None:
    """Hand the returns to a process of its own, and keep what it makes."""
    forms = [form.data for form in run.survey.forms.all()]
    if not forms:
        raise SurveyMoveError("还没有问卷。")
    with path.open("w", encoding="utf-8") as stream:
        for _, one in returns_of(run.survey):
            stream.write(json.dumps(return_line(one), ensure_ascii=False) + "\n")
    files = {"1.jsonl": path, "2.xlsx": run.survey.plan.path}
    codes = {each.code: [each.name, each.dimension, each.unit] for each in run.survey.opinioncodes.all()}
    with apart(
        "survey_reports",
        files,
        lambda words: _say(run, WorkState.RUNNING, words),
        seconds=_SECONDS,
        forms=forms,
        codes=codes,
        coded=_coded(run.survey),
    ) as work:
        _keep(run, work)


def _coded(survey: SatisfactionSurvey) -> dict[str, list[Any]]:
    """The codes of open answers, and what of them becomes a matter."""
    found = FilledReturn.objects.filter(survey=survey).exclude(codes=[], matter="")
    return {one.key: [one.codes, one.matter] for one in found.only("key", "codes", "matter")}


def _plain(name: str) -> str:
    """A town as plans call it, without the name of its office."""
    return name.removesuffix("办事处").removesuffix("人民政府")


@transaction.atomic
def _keep(run: SurveyRun, work: WorkDone) -> None:
    """Keep the reports, those of towns with the town they are about."""
    run.reports.all().delete()
    towns = {each.name: each for each in Organisation.objects.below(run.survey.organisation)}
    towns |= {_plain(name): each for name, each in towns.items()}
    made: dict[str, dict[str, StoredFile]] = {}
    for name in work.told["files"]:
        path = work.out / name
        if path.suffix in (".docx", ".pdf", ".html"):
            made.setdefault(path.stem, {})[path.suffix[1:]] = keep([path.read_bytes()])
    for order, (stem, files) in enumerate(sorted(made.items())):
        said = stem.partition(" ")[2].removesuffix("分报告") if stem.endswith("分报告") else ""
        SurveyReport.objects.create(run=run, order=order, name=stem, town=towns.get(said), **files)
    run.data, run.told = work.told["data"], work.told["told"]
    run.state, run.said = WorkState.DONE, f"写出{len(made)}份报告"
    run.save()
