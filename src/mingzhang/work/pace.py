"""How far a file has come, told while it takes long."""

from __future__ import annotations

import sys
import time

_BEGUN = 2.0  # seconds that a kind of work must go on before it is told: what is over at once is no news


class Pace:
    """Says on the error stream how far a file has come, where it takes long; silent before that.

    ``of`` is the name of the file, where there are several.  What begins late and is quick stays untold.

    >>> pace = Pace()
    >>> pace("读 PDF，页", 3, 20)
    """

    def __init__(self, every: float = 10.0, of: str = "") -> None:
        self._every, self._last, self._of = every, time.monotonic(), of
        self._known: set[str] = set()

    def __call__(self, what: str, done: int, total: int) -> None:
        """How far it has come; a line at most every so many seconds."""
        now = time.monotonic()
        if what not in self._known:
            self._known.add(what)
            self._last = max(self._last, now - max(0.0, self._every - _BEGUN))
        if now - self._last >= self._every:
            self._last = now
            told = (f"{self._of}：" if self._of else "") + f"{what} {done}" + (f"／{total}" if total else "")
            bar = "\r\x1b[K" if self._of and sys.stderr.isatty() else ""  # a bar may stand on the line
            print(bar + told, file=sys.stderr, flush=True)
