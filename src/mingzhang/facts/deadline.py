"""The time that one document may take, from reading it to naming the wrong figure."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf


class OutOfTimeError(Exception):
    """The time for a document is over; what was not done is undecided."""


class Deadline:
    """One clock for everything that is done to a document; ``seconds`` is what it was given.

    >>> Deadline(10).passed, Deadline(0).passed, NEVER.passed
    (False, True, False)
    """

    def __init__(self, seconds: float = inf, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return self._clock() >= self._end

    def tick(self) -> None:
        """Raise :class:`OutOfTimeError` when the time is over.

        >>> NEVER.tick()
        """
        if self.passed:
            raise OutOfTimeError


NEVER = Deadline()
