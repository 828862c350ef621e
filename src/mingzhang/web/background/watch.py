"""Who of the workers is alive, and what becomes of the tasks of one that is not."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mingzhang.web.background.models import WorkerBeat

SILENT = 30.0  # seconds without a sign of life after which a worker is held for dead; it gives one every five
ATTEMPTS = 3  # a task whose workers died so often is not tried again: it may be what kills them


def beat(worker: str) -> None:
    """Give a sign of life."""
    if not WorkerBeat.objects.filter(worker=worker).update(count=F("count") + 1):
        WorkerBeat.objects.get_or_create(worker=worker)


def leave(worker: str) -> None:
    """Take a worker that ends by itself off the list."""
    WorkerBeat.objects.filter(worker=worker).delete()


class DeathWatch:
    """Looks at the signs of life of those who have a task, by a clock of its own that only goes on."""

    def __init__(self, silent: float = SILENT, clock: Callable[[], float] = time.monotonic) -> None:
        self._silent, self._clock = silent, clock
        self._seen: dict[str, tuple[int, float]] = {}

    def gone(self) -> set[str]:
        """The workers that have a task and have given no sign for too long."""
        busy = {ids[-1] for ids in _running().values_list("worker_ids", flat=True) if ids}
        beats = dict(WorkerBeat.objects.filter(worker__in=busy).values_list("worker", "count"))
        now, seen = self._clock(), {}
        for worker in busy:
            count = beats.get(worker, -1)
            before = self._seen.get(worker)
            seen[worker] = before if before is not None and before[0] == count else (count, now)
        self._seen = seen
        return {worker for worker, (_, since) in seen.items() if now - since >= self._silent}


def _running() -> Any:
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)


def release(gone: Collection[str]) -> int:
    """Let the tasks of dead workers be done again, or be given up; how many there were.

    Of two who find the same only one does it: each task is held while it is looked at.
    """
    count = 0
    for worker in gone:
        for pk in [pk for pk, ids in _running().values_list("pk", "worker_ids") if ids and ids[-1] == worker]:
            count += _release(pk, worker)
    WorkerBeat.objects.filter(worker__in=gone).delete()
    return count


@transaction.atomic
def _release(pk: UUID, worker: str) -> bool:
    held = DBTaskResult.objects.select_for_update().filter(pk=pk, status=TaskResultStatus.RUNNING).first()
    if held is None or held.worker_ids[-1] != worker:
        return False
    done = len(held.worker_ids) >= ATTEMPTS
    held.status = TaskResultStatus.FAILED if done else TaskResultStatus.READY
    held.save(update_fields=["status"])
    return True
