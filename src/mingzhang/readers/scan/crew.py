"""Pages recognised side by side by several processes, and handed back in their order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self

from mingzhang.readers.child import end_with_parent
from mingzhang.readers.scan.page import ScannedPage, scanned

Made = Callable[[], ScannedPage]


class ScanCrew:
    """So many processes that recognise pages; one works where it is.

    >>> with ScanCrew(1) as crew:
    ...     crew.ahead
    0
    """

    def __init__(self, processes: int) -> None:
        self.ahead = 2 * processes if processes > 1 else 0  # pages handed out before the first is asked back
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def hand(self, image: Any, dots: float | None, number: int) -> Made:
        """Give a page to whoever is free; what comes back is asked for when it is needed."""
        if not self.ahead:
            read = scanned(image, dots, number)
            return lambda: read
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, initializer=end_with_parent)
        return self._pool.submit(scanned, image, dots, number).result
