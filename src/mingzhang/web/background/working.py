"""A worker, which does tasks and gives signs of life; and a crew of them, in which who dies is replaced."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from mingzhang.web.background.resuming import resume
from mingzhang.web.background.watch import DeathWatch, beat, leave, release
from mingzhang.web.notices.sending import remind_all
from mingzhang.web.survey.contact_keeping import destroy_due
from mingzhang.web.survey.old_exports import seal_old_exports

_LOG = logging.getLogger(__name__)
_BEAT = 5.0  # seconds between signs of life, and between looks at the others
_PATIENCE = 10.0  # seconds that a worker has to end in order

#: What is done from time to time, and after how many seconds; each bears being done twice at once.
ROUNDS: tuple[tuple[Callable[[], object], float], ...] = (
    (resume, 30.0),
    (remind_all, 600.0),
    (destroy_due, 600.0),
    (seal_old_exports, 600.0),
)


def worker_name() -> str:
    """A name that no other worker has.

    >>> worker_name() != worker_name()
    True
    """
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"


def work(name: str, batch: bool = False) -> None:
    """Do tasks under a name until told to end, or with ``batch`` until there is none left.

    A database that is restarted is waited for.
    """
    worker = Worker(
        queue_names=["default"],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    beat(name)
    if not batch:
        worker.configure_signals()
        threading.Thread(target=_pulse, args=(worker, name), daemon=True).start()
    try:
        while worker.running:
            try:
                return worker.run()
            except (InterfaceError, OperationalError) as fault:
                _LOG.warning("数据库现在用不了，两秒后再试：%s", fault)
                connection.close()
                time.sleep(2)
    finally:
        worker.running = False
        leave(name)


def _pulse(worker: Worker, name: str) -> None:
    """Beside the tasks: signs of life, and looks at those who give none; ends with whoever started it."""
    parent, watch, done = os.getppid(), DeathWatch(), dict.fromkeys(ROUNDS, float("-inf"))
    while worker.running:
        try:
            close_old_connections()
            beat(name)
            release(watch.gone())
            for each in [each for each in ROUNDS if time.monotonic() - done[each] >= each[1]]:
                done[each] = time.monotonic()
                each[0]()
        except Exception:
            _LOG.warning("后台巡查没有做完，稍后再做", exc_info=True)
            connection.close()
        time.sleep(_BEAT)
        if os.getppid() != parent:
            os.kill(os.getpid(), 15)  # whoever started it is gone: end in order


class Crew:
    """Worker processes of one machine; one that dies is replaced at once, and its task is let go again."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._hands: dict[str, subprocess.Popen[bytes]] = {}
        self._ended = threading.Event()
        self._looker = threading.Thread(target=self._look_after, daemon=True)

    def start(self) -> None:
        """Start them, and look after them beside whatever else is done here."""
        for _ in range(self._count):
            self._hire()
        self._looker.start()

    def wait(self) -> None:
        """Until it is ended."""
        self._ended.wait()

    def end(self) -> None:
        """Let each end what it is at, for a while; what is not done then is taken up at the next start."""
        self._ended.set()
        if self._looker.is_alive():
            self._looker.join()  # it would take whoever ends for dead, and hire another
        for hand in self._hands.values():
            hand.terminate()
        until = time.monotonic() + _PATIENCE
        for hand in self._hands.values():
            try:
                hand.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                hand.kill()
                hand.wait()

    def _hire(self) -> None:
        name = worker_name()
        command = [sys.executable, "-m", "mingzhang.web", "work", "--name", name]
        # Not of the terminal's group: Ctrl-C is for whoever started it, who then ends the crew in order.
        self._hands[name] = subprocess.Popen(command, start_new_session=True)

    def _look_after(self) -> None:
        while not self._ended.wait(1.0):
            for name in [name for name, hand in self._hands.items() if hand.poll() is not None]:
                if self._ended.is_set():
                    return
                del self._hands[name]
                self._bury(name)
                self._hire()

    def _bury(self, name: str) -> None:
        try:
            close_old_connections()
            release([name])
        except (InterfaceError, OperationalError):
            connection.close()  # the others will find out
