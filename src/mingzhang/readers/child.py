"""A process of its own for libraries that a damaged file can lead astray: bounded in time and memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from mingzhang.readers.limits import UnreadableError
from mingzhang.readers.watch import Watch

MEMORY = 1 << 30  # bytes that a child may take beyond what it begins with
_PAGE = 4096  # bytes; what /proc counts in
_DIED = "读它的进程意外中止（可能是内存不足），文件可能已损坏，请用 Office 或 WPS 另存为 .docx 或 .xlsx"
_FULL = "读它要用的内存超过 {most} MB，文件可能已损坏，请用 Office 或 WPS 另存为 .docx 或 .xlsx"
Made = TypeVar("Made")


def in_child(work: Callable[..., Made], watch: Watch, *given: Any) -> Made:
    """What a function of a module makes of what is given, both plain data, worked out in a child.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`: its own, and when the child dies, takes too
    much memory or does not end in time.
    """
    if multiprocessing.current_process().daemon:  # it may have no children, and is one itself
        return work(*given)
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, work, given))  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    try:
        if not mine.poll(max(0.0, watch.left)):
            raise watch.refusal(f"读取超过 {watch.limits.seconds:g} 秒，已停止")
        kind, made = mine.recv()
    except EOFError as fault:
        raise watch.refusal(_DIED) from fault
    finally:
        process.kill()
        process.join()
        mine.close()
    if kind is MemoryError:
        raise watch.refusal(_FULL.format(most=MEMORY >> 20))
    if isinstance(made, Exception):
        raise made
    result: Made = made
    return result


def _run(line: Connection, work: Callable[..., object], given: tuple[Any, ...]) -> None:
    """What the child does: bound itself, work, send."""
    try:
        _bound()
        told: tuple[object, object] = (None, work(*given))
    except MemoryError:
        told = (MemoryError, None)
    except Exception as fault:
        told = (UnreadableError, fault)
    with suppress(OSError):  # nobody waits any more
        line.send(told)


def _bound() -> None:
    """Let no more than :data:`MEMORY` be taken from here on, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    taken = 0
    with suppress(OSError, ValueError, IndexError):
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + MEMORY
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (min(wanted, soft) if soft > 0 else wanted, hard))
