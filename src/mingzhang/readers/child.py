"""A process of its own for libraries that a damaged file can lead astray: bounded in time and memory."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.watch import Watch

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MEMORY = 1 << 30  # bytes that a child may take beyond what it begins with
_PAGE = 4096  # bytes; what /proc counts in
_ENDED_WITH_PARENT = 1  # of prctl, on Linux
_DIED = "读它的进程意外中止（可能是内存不足），文件可能已损坏，请用原来的软件打开后另存一份"
_FULL = "读它要用的内存超过 {most} MB，文件可能已损坏，请用原来的软件打开后另存一份"
Made = TypeVar("Made")
_inside: list[bool] = []  # in a child


def apart(read: Callable[[Path, Limits], Made], path: Path, limits: Limits) -> Made:
    """What a reader makes of a file, in a child where the limits ask for one; raises as :func:`in_child`.

    >>> apart(lambda path, limits: limits.apart, Path("a.txt"), Limits())
    False
    """
    if not limits.apart:
        return read(path, limits)
    inside = replace(limits, apart=False)
    return in_child(read, Watch(path, limits), path, inside, memory=limits.memory)


def in_child(work: Callable[..., Made], watch: Watch, *given: Any, memory: int = MEMORY) -> Made:
    """What a function of a module makes of what is given, both plain data, worked out in a child.

    ``memory`` is what the child may take, in bytes.  In a child it is worked out where it is.  Raises
    :class:`~mingzhang.readers.limits.UnreadableError`: its own, and when the child dies, takes too much
    memory or does not end in time.
    """
    import multiprocessing  # not for those who read where they are

    if _inside:
        _bound(memory)
        return work(*given)
    if multiprocessing.current_process().daemon:  # it may have no children, and is one itself
        return work(*given)
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, memory, work, given))  # type: ignore[attr-defined]
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
        raise watch.refusal(_FULL.format(most=memory >> 20))
    if isinstance(made, Exception):
        raise made
    result: Made = made
    return result


def _run(line: Connection, memory: int, work: Callable[..., object], given: tuple[Any, ...]) -> None:
    """What the child does: bound itself, work, send."""
    from multiprocessing.reduction import ForkingPickler

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for the child is interrupted, and ends it
    end_with_parent()
    _hush()
    _inside.append(True)
    try:
        _bound(memory)
        told = ForkingPickler.dumps((None, work(*given)))
    except MemoryError:
        told = ForkingPickler.dumps((MemoryError, None))
    except Exception as fault:
        told = _fault(fault)
    with suppress(OSError):  # nobody waits any more
        line.send_bytes(told)


def _hush() -> None:
    """What libraries write of a damaged file on standard error is no sentence of ours; errors are sent."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _fault(fault: Exception) -> memoryview:
    """An error on its way to the parent, with the lines that it went through; they do not travel with it."""
    from multiprocessing.reduction import ForkingPickler
    from traceback import extract_tb

    lines = [(line.filename, line.lineno) for line in extract_tb(fault.__traceback__)]
    with suppress(Exception):  # errors of libraries need not be plain data
        fault.__dict__["lines"] = lines
        return ForkingPickler.dumps((UnreadableError, fault))
    plain = RuntimeError(f"{type(fault).__name__}: {fault}")
    plain.__dict__["lines"] = lines
    return ForkingPickler.dumps((UnreadableError, plain))


def end_with_parent() -> None:
    """End when the parent is killed, where the system can: nobody would wait any more."""
    with suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(_ENDED_WITH_PARENT, signal.SIGKILL)


def _bound(memory: int) -> None:
    """Let no more than so many bytes be taken from here on, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    taken = 0
    with suppress(OSError, ValueError, IndexError):
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + memory
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (min(wanted, soft) if soft > 0 else wanted, hard))
