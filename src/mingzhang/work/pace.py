"""How far a single file has come, told while it takes long."""

from __future__ import annotations

import sys
import time


class Pace:
    """Says on the error stream how far a single file has come, where it takes long; silent before that.

    >>> pace = Pace()
    >>> pace("读 PDF，页", 3, 20)
    """

    def __init__(self, every: float = 10.0) -> None:
        self._every, self._last = every, time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        """How far it has come; a line at most every so many seconds."""
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            print(f"{what} {done}" + (f"／{total}" if total else ""), file=sys.stderr, flush=True)
