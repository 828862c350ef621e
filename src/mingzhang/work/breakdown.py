"""What a user is told of an error that nobody foresaw: one sentence, and the line for those who mend it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.facts.deadline import OutOfTimeError
from mingzhang.facts.refusal import disk_reason

_PACKAGE = "mingzhang"


def breakdown(fault: BaseException) -> str:
    """Why something could not be finished, without a full stop.

    What is ours to mend names the kind of error and the line; what the user can mend says what to do.

    >>> breakdown(MemoryError()), breakdown(OSError(28, "No space left on device"))
    ('内存不足，请关闭其他程序，或把文件分开处理', '读写文件时出错（磁盘已满）')
    >>> try:
    ...     {}["金额"]
    ... except KeyError as fault:
    ...     breakdown(fault)
    '程序出错（KeyError），请把文件和这句话发给我们'
    """
    if isinstance(fault, OutOfTimeError):
        return "超过时限，已停止；可用 --max-seconds 放宽时间"
    if isinstance(fault, MemoryError):
        return "内存不足，请关闭其他程序，或把文件分开处理"
    if isinstance(fault, OSError):
        why = disk_reason(fault)
        named = f"“{fault.filename}”" if isinstance(fault.filename, str) else ""
        return f"读写文件{named}时出错（{why}）"
    return f"程序出错（{type(fault).__name__}{_spot(fault)}），请把文件和这句话发给我们"


def _spot(fault: BaseException) -> str:
    """The innermost line of ours that the error went through."""
    ours = [(name, line) for name, line in _lines(fault) if _PACKAGE in Path(name).parts]
    return f"，{Path(ours[-1][0]).name} 第 {ours[-1][1]} 行" if ours else ""


def _lines(fault: BaseException) -> Iterator[tuple[str, int]]:
    """The lines that an error went through, in the process that it comes from last."""
    trace = fault.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    yield from getattr(fault, "lines", ())
