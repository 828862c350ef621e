"""Pages recognised side by side by several processes, and handed back in their order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from types import TracebackType
from typing import Any, Protocol, Self

from mingzhang.readers.child import end_with_parent
from mingzhang.readers.scan.page import ScannedPage, scanned

Made = Callable[[], ScannedPage]


class Open(Protocol):
    """How many files of a run are not done yet: a number that its processes share."""

    value: int


_open: list[Open] = []


def shared_with(files: Open) -> None:
    """Share the processes that this one may use for pages with the other files of a run.

    >>> from types import SimpleNamespace
    >>> shared_with(SimpleNamespace(value=3))
    >>> with ScanCrew(8) as crew:
    ...     crew.ahead
    4
    >>> _open.clear()
    """
    _open[:] = [files]


class ScanCrew:
    """So many processes that recognise pages, as far as other files leave them; one works where it is.

    >>> with ScanCrew(1) as crew:
    ...     crew.ahead
    0
    """

    def __init__(self, processes: int) -> None:
        self._most = processes
        self._size = 1
        self._pools: list[ProcessPoolExecutor] = []

    @property
    def ahead(self) -> int:
        """Pages handed out before the first is asked back."""
        return 2 * self._size if self._grown() > 1 else 0

    def _grown(self) -> int:
        """How many processes work; more as soon as other files are done."""
        files = max(1, _open[-1].value) if _open else 1
        self._size = max(self._size, self._most // files)
        return self._size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in self._pools:
            pool.shutdown(cancel_futures=True)

    def hand(self, image: Any, dots: float | None, number: int) -> Made:
        """Give a page to whoever is free; what comes back is asked for when it is needed."""
        before = self._size
        if self._grown() == 1:
            return partial(scanned, image, dots, number)
        if not self._pools or self._size > before:
            for pool in self._pools:
                pool.shutdown(wait=False)  # what it was given it does
            self._pools.append(ProcessPoolExecutor(self._size, initializer=end_with_parent))
        return self._pools[-1].submit(scanned, image, dots, number).result
