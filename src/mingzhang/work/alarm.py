"""The last bound on time: what does not look at the clock itself is stopped by the clock."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from mingzhang.facts.deadline import OutOfTimeError

_AGAIN = (
    1.0  # seconds after which the alarm rings once more, where something took the first for its own error
)


def grace(seconds: float) -> float:
    """When the alarm rings for work that should have ended by itself after so many seconds.

    >>> grace(10), grace(120)
    (13.0, 145.0)
    """
    return seconds * 1.2 + 1


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTimeError` inside the block when it takes longer.

    Only the main thread can be reached, and only where the system has alarms; elsewhere the block keeps to
    the clocks that it looks at itself.  An alarm set around this one rings when it would have.

    >>> with bounded(60):
    ...     sum(range(10))
    45
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able:
        yield
        return
    began = time.monotonic()
    before = signal.signal(signal.SIGALRM, _ring)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, min(seconds, threading.TIMEOUT_MAX), _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if outer:
            left = outer - (time.monotonic() - began)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), _AGAIN)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


@contextmanager
def last_resort(seconds: float, sentence: str, code: int) -> Iterator[None]:
    """End the process with a sentence and an exit code where the alarm cannot reach the block.

    That is code of a library that is not Python and does not come back.  Files being written are left to
    the next run.
    """
    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), _end, (sentence, code))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(sentence: str, code: int) -> None:
    if sentence:
        print(sentence, file=sys.stderr, flush=True)
    os._exit(code)
