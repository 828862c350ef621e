"""Workers: one that is killed in the middle loses nothing, one whose database is away waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from mingzhang.web.background.models import WorkerBeat
from mingzhang.web.background.watch import DeathWatch, release
from mingzhang.web.background.working import Crew, work
from mingzhang.web.people.models import Role
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.models import CheckState, Version
from mingzhang.web.submission.moves import add_version
from tests.web.background.conftest import TASKS
from tests.web.background.tasks import slow_once
from tests.web.conftest import District


def test_what_was_begun_by_a_dead_worker_is_done_by_another(
    district: District, queue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)  # the test is within a transaction
    made = add_version(
        district.submission, district.person(Role.PREPARER), "x.txt", ["某局2024年度部门决算".encode()]
    )
    check_version.enqueue(made.pk)
    DBTaskResult.objects.get().claim("killed")
    Version.objects.update(check_state=CheckState.RUNNING)
    work("living", batch=True)
    assert Version.objects.get().check_state == CheckState.RUNNING, "it is held for alive"
    release(DeathWatch(silent=0).gone())
    work("living", batch=True)
    assert Version.objects.get().check_state == CheckState.DONE
    assert DBTaskResult.objects.get().worker_ids == ["killed", "living"]
    assert not WorkerBeat.objects.exists()


def test_a_database_that_is_away_is_waited_for(
    district: District, queue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = list[str]()

    def run(self: db_worker.Worker) -> None:
        tried.append(self.worker_id)
        if len(tried) == 1:
            raise OperationalError("the database system is starting up")

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(connection, "close", lambda: None)
    work("w", batch=True)
    assert tried == ["w", "w"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_the_middle_is_taken_up_by_the_other(
    tmp_path: Path, settings: Settings
) -> None:
    """Real processes on one database, as several workers are run."""
    if connection.vendor != "postgresql":
        pytest.skip("the database of tests in memory is no other process's; run on PostgreSQL by the gate")
    settings.TASKS = TASKS
    marker = tmp_path / "begun"
    slow_once.enqueue(str(marker))
    connections.close_all()
    first = forked("first")
    _until(marker.exists)
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    watch = DeathWatch(silent=0.05)
    assert watch.gone() == set()
    _until(lambda: watch.gone() == {"first"})
    release(["first"])
    connections.close_all()
    second = forked("second")
    _until(marker.with_suffix(".done").exists)
    os.waitpid(second, 0)
    done = DBTaskResult.objects.get()
    assert done.status == TaskResultStatus.SUCCESSFUL and done.worker_ids == ["first", "second"]


def forked(name: str) -> int:
    """A worker in a process of its own, which ends when nothing is left to do."""
    child = os.fork()
    if child == 0:
        try:
            work(name, batch=True)
        finally:
            os._exit(0)
    return child


def _until(true: Any) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_nobody_is_hired_once_the_crew_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who ends is seen as dead by whoever looks after the crew: another would be hired that nobody ends."""

    class Ending:
        def poll(self) -> int:
            return -15

    hired = list[object]()
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: hired.append(1))
    crew = Crew(1)
    crew._hands["甲"] = Ending()  # type: ignore[assignment]
    looks = iter([False, True])
    monkeypatch.setattr(crew._ended, "wait", lambda *_: next(looks))
    crew._ended.set()
    crew._look_after()
    assert hired == [] and list(crew._hands) == ["甲"]
