"""The clock and the counter that hold a reader to its limits."""

from __future__ import annotations

import time
from pathlib import Path

from mingzhang.readers.limits import Limits, UnreadableError

_MARKS = 8  # elements and attributes for each cell allowed: a cell of a work sheet takes seven


class Watch:
    """Counts time and cells while one file is read.

    >>> watch = Watch("决算.xlsx", Limits(cells=10))
    >>> watch.cells(10)
    >>> watch.cells(1)
    Traceback (most recent call last):
    mingzhang.readers.limits.UnreadableError: 决算.xlsx：单元格超过 10 个，未检查。
    """

    def __init__(self, path: str | Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self._end = time.monotonic() + limits.seconds
        self._cells = self._marks = 0

    @property
    def left(self) -> float:
        """Seconds left for this document.

        >>> 0 < Watch("a.doc", Limits(seconds=9)).left <= 9
        True
        """
        return self._end - time.monotonic()

    def refusal(self, reason: str) -> UnreadableError:
        """The exception to raise when this file cannot be read for ``reason`` (Chinese, no full stop).

        >>> print(Watch("a.docx", Limits()).refusal("文件有密码"))
        a.docx：文件有密码，未检查。
        """
        return UnreadableError(self.path, reason)

    def tick(self) -> None:
        """Raise :class:`UnreadableError` when the time for one document is over.

        >>> Watch("a.docx", Limits()).tick()
        """
        if time.monotonic() > self._end:
            raise self.refusal(f"读取超过 {self.limits.seconds:g} 秒，已停止")

    def cells(self, count: int) -> None:
        """Add ``count`` grid positions; raise :class:`UnreadableError` beyond the limit.

        >>> Watch("a.docx", Limits()).cells(1000)
        """
        self._cells += count
        if self._cells > self.limits.cells:
            raise self.refusal(f"单元格超过 {self.limits.cells} 个")
        self.tick()

    def marks(self, markup: bytes) -> None:
        """Add the elements and attributes of some XML or HTML; in memory they take twenty times their size.

        >>> Watch("a.docx", Limits(cells=1)).marks(b'<w:p w:id="1"/>')
        """
        self._marks += markup.count(b"<") + markup.count(b"=")
        if self._marks > _MARKS * self.limits.cells:
            raise self.refusal(f"文件里的标记超过 {_MARKS * self.limits.cells} 个")
        self.tick()
