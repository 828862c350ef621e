"""What is half done although no task is there that would do it: asked for again, or given up in a sentence.

A task can be lost where the database was restarted between a change and its task, or where a worker was
killed while it ended; the tasks of dead workers are let go again by :mod:`mingzhang.web.background.watch`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mingzhang.web.api.jobs import run_job
from mingzhang.web.api.models import ApiJob
from mingzhang.web.appraisal.models import SealedResult
from mingzhang.web.appraisal.reporting import write_reports
from mingzhang.web.archive.batch_models import HandOver, ScanBatch, ScanState
from mingzhang.web.archive.handing import pack
from mingzhang.web.archive.scanning import recognise
from mingzhang.web.background.watch import ATTEMPTS
from mingzhang.web.digest.fetching import fetch_listed
from mingzhang.web.digest.models import DeskFetch
from mingzhang.web.digest.moves import end_fetch
from mingzhang.web.portal.deriving import derive_edition
from mingzhang.web.portal.models import Edition, EditionState
from mingzhang.web.submission.adopting import UNDER_WAY, make_clean, make_copy
from mingzhang.web.submission.batch_models import Batch
from mingzhang.web.submission.batches import TAKEN_APART, take_apart
from mingzhang.web.submission.building import build_draft
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.crossing import cross_check
from mingzhang.web.submission.models import LOCKED, CheckState, CrossCheck, Version
from mingzhang.web.survey.importing import give_up, take_export
from mingzhang.web.survey.output_models import ReturnIntake, SurveyRun, WorkState
from mingzhang.web.survey.reporting import make_reports

_OPEN = (CheckState.WAITING, CheckState.RUNNING)
_UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)
_TRIED = f"试了 {ATTEMPTS} 次都没有做完（处理程序被中断）"


@dataclass(frozen=True)
class Resumable:
    """A kind of work: its task, whose keys are half done, and what is said where it was tried too often."""

    task: Any
    begun: Callable[[], Iterable[int]]
    give_up: Callable[[int], object]


def _versions() -> Any:
    return Version.objects.exclude(status__in=LOCKED)


RESUMABLE = (
    Resumable(
        check_version,
        lambda: _versions().filter(check_state__in=_OPEN).values_list("pk", flat=True),
        lambda pk: Version.objects.filter(pk=pk).update(
            check_state=CheckState.FAILED, check_said=f"{_TRIED}，请重新检查，或换一份文件。"
        ),
    ),
    Resumable(
        take_apart,
        lambda: Batch.objects.filter(said=TAKEN_APART).values_list("pk", flat=True),
        lambda pk: Batch.objects.filter(pk=pk).update(said=f"没有拆开：{_TRIED}，请分几次上传。"),
    ),
    Resumable(
        build_draft,
        lambda: Building.objects.filter(state=BuildState.UNDER_WAY).values_list("pk", flat=True),
        lambda pk: Building.objects.filter(pk=pk).update(
            state=BuildState.WRONG, problems=[f"{_TRIED}，请再上传一次填报表。"]
        ),
    ),
    Resumable(
        derive_edition,
        lambda: Edition.objects.filter(state=EditionState.WAITING).values_list("pk", flat=True),
        lambda pk: Edition.objects.filter(pk=pk).update(state=EditionState.FAILED, said=_TRIED),
    ),
    Resumable(
        run_job,
        lambda: ApiJob.objects.filter(state__in=_OPEN).values_list("pk", flat=True),
        lambda pk: ApiJob.objects.filter(pk=pk).update(
            state=CheckState.FAILED, said=f"{_TRIED}，请再交一次。"
        ),
    ),
    Resumable(
        cross_check,
        lambda: CrossCheck.objects.filter(state__in=_OPEN).values_list("version", flat=True),
        lambda pk: CrossCheck.objects.filter(version=pk).update(state=CheckState.FAILED, said=_TRIED),
    ),
    Resumable(
        recognise,
        lambda: ScanBatch.objects.filter(state=ScanState.RUNNING).values_list("pk", flat=True),
        lambda pk: ScanBatch.objects.filter(pk=pk).update(
            state=ScanState.STOPPED, said=f"{_TRIED}，已停下；可以继续，识别过的不再识别。"
        ),
    ),
    Resumable(
        pack,
        lambda: HandOver.objects.filter(state=HandOver.PACKING).values_list("pk", flat=True),
        lambda pk: HandOver.objects.filter(pk=pk).update(state=HandOver.FAILED, said=_TRIED),
    ),
    Resumable(
        write_reports,
        lambda: SealedResult.objects.filter(state=SealedResult.WRITING).values_list("pk", flat=True),
        lambda pk: SealedResult.objects.filter(pk=pk).update(state=SealedResult.FAILED, said=_TRIED),
    ),
    Resumable(
        take_export,
        lambda: ReturnIntake.objects.filter(state__in=_UNDER_WAY).values_list("pk", flat=True),
        lambda pk: give_up(pk, f"{_TRIED}，请再导入一次。"),
    ),
    Resumable(
        make_reports,
        lambda: SurveyRun.objects.filter(state__in=_UNDER_WAY).values_list("pk", flat=True),
        lambda pk: SurveyRun.objects.filter(pk=pk).update(
            state=WorkState.FAILED, said=f"{_TRIED}，请再生成一次。"
        ),
    ),
    Resumable(
        fetch_listed,
        lambda: DeskFetch.objects.filter(state=DeskFetch.WAITING).values_list("pk", flat=True),
        lambda pk: end_fetch(pk, [f"{_TRIED}，请再抓取一次。"], {}, DeskFetch.FAILED),
    ),
)
_BROKEN_OFF = "新的稿子没有生成：程序中断，请再按一次。"


def resume() -> int:
    """Ask again for what nobody does, give up what was tried too often; how many things were asked for."""
    active, tried = _tasks()
    count = 0
    for kind in RESUMABLE:
        path = kind.task.module_path
        for pk in [pk for pk in kind.begun() if (path, pk) not in active]:
            if tried[path, pk] >= ATTEMPTS:
                kind.give_up(pk)
            else:
                kind.task.enqueue(pk)
                count += 1
    _copies(active)
    return count


def _tasks() -> tuple[set[tuple[str, int]], Counter[tuple[str, int]]]:
    """The tasks that wait or are being done, and how often others were tried, by path and key."""
    active: set[tuple[str, int]] = set()
    tried: Counter[tuple[str, int]] = Counter()
    paths = [kind.task.module_path for kind in (*RESUMABLE, Resumable(make_copy, tuple, int))]
    found = DBTaskResult.objects.filter(task_path__in=[*paths, make_clean.module_path]).order_by()
    for path, given, status, ids in found.values_list("task_path", "args_kwargs", "status", "worker_ids"):
        key = (path, given["args"][0])
        if status in (TaskResultStatus.READY, TaskResultStatus.RUNNING):
            active.add(key)
        else:
            tried[key] += max(1, len(ids))
    return active, tried


def _copies(active: set[tuple[str, int]]) -> None:
    """Of corrected and clean copies nobody knows which of the two was asked for: it is told."""
    busy = {pk for path, pk in active if path in (make_copy.module_path, make_clean.module_path)}
    Version.objects.filter(making=UNDER_WAY).exclude(pk__in=busy).update(making=_BROKEN_OFF)
