"""Who is alive is told by signs of life alone, whatever the clocks say."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mingzhang.web.background.models import WorkerBeat
from mingzhang.web.background.watch import ATTEMPTS, DeathWatch, beat, leave, release
from tests.web.background.tasks import slow_once

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that stands where it is put."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def claimed(worker: str) -> Any:
    """A task that a worker has begun."""
    slow_once.enqueue("x")
    made = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    made.claim(worker)
    return made


def test_who_gives_no_sign_for_too_long_is_gone(queue: None) -> None:
    claimed("lives")
    claimed("dies")
    clock = Clock()
    watch = DeathWatch(30, clock)
    for name in ("lives", "dies"):
        beat(name)
    assert watch.gone() == set(), "nobody was watched before"
    clock.now = 29
    beat("lives")
    assert watch.gone() == set()
    clock.now = 31
    assert watch.gone() == {"dies"}
    beat("dies")
    assert watch.gone() == set(), "it only slept"


def test_the_task_of_a_dead_worker_is_done_again_but_not_for_ever(queue: None) -> None:
    task = claimed("gone")
    for attempt in range(1, ATTEMPTS + 1):
        assert release(["gone", "unknown"]) == 1 and release(["gone"]) == 0
        task.refresh_from_db()
        again = task.status == TaskResultStatus.READY
        assert again is (attempt < ATTEMPTS)
        if again:
            task.claim("gone")


def test_a_task_that_another_has_begun_since_is_left_to_it(queue: None) -> None:
    task = claimed("gone")
    task.claim("lives")
    assert release(["gone"]) == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_who_ends_by_itself_leaves_the_list(queue: None) -> None:
    beat("a")
    beat("a")
    assert WorkerBeat.objects.get().count == 1
    leave("a")
    assert not WorkerBeat.objects.exists()
