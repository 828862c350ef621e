"""The last bound on time: what does not look at the clock itself is stopped by the clock."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from mingzhang.facts.deadline import OutOfTimeError

_LEAST = 0.001  # seconds; 0 would set no alarm
_AGAIN = (
    1.0  # seconds after which the alarm rings once more, where something took the first for its own error
)


def grace(seconds: float) -> float:
    """When the alarm rings for work that should have ended by itself after so many seconds.

    >>> grace(10), grace(120)
    (13.0, 145.0)
    """
    return seconds * 1.2 + 1


class bounded:  # noqa: N801 - used as a word
    """Raise :class:`OutOfTimeError` inside the block when it takes longer.

    Only the main thread can be reached, and only where the system has alarms; elsewhere the block keeps to
    the clocks that it looks at itself.  An alarm set around this one rings when it would have.

    >>> with bounded(60):
    ...     sum(range(10))
    45
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = min(max(seconds, _LEAST), threading.TIMEOUT_MAX)
        self._able = False

    def __enter__(self) -> None:
        main = threading.current_thread() is threading.main_thread()
        self._able = hasattr(signal, "setitimer") and main
        if self._able:
            self._began = time.monotonic()
            self._outer = signal.getitimer(signal.ITIMER_REAL)[0]
            self._before = signal.signal(signal.SIGALRM, _ring)
            signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)

    def __exit__(self, *_: object) -> None:
        while self._able:
            with suppress(OutOfTimeError):  # it rings just now: the block has ended all the same
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, self._before)
                if self._outer:
                    left = self._outer - (time.monotonic() - self._began)
                    signal.setitimer(signal.ITIMER_REAL, max(left, _LEAST), _AGAIN)
                self._able = False


def quiet() -> None:
    """No alarm rings any more, whatever was set: what is left to do is to say how it ended."""
    while hasattr(signal, "setitimer"):
        with suppress(OutOfTimeError):
            if signal.getsignal(signal.SIGALRM) is _ring:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, signal.SIG_IGN)
            return


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
