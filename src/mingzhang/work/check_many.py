"""Check many documents: which files a folder stands for, what each is called, one process for each core."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mingzhang.facts.finding import Severity
from mingzhang.facts.result import Result
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.readable import BY_SUFFIX, in_order, is_readable
from mingzhang.work.alarm import bounded, grace, last_resort
from mingzhang.work.allowance import allowed
from mingzhang.work.garbage import file_done
from mingzhang.work.memory import Memory

if TYPE_CHECKING:
    from mingzhang.readers import scan
    from mingzhang.work.check import CheckResult

Given = TypeVar("Given")
Made = TypeVar("Made")
Work = Callable[[Given, dict[str, Any]], Made]

_AHEAD = 16  # files handed out to each process: enough to keep it busy behind a slow one
DIED = "检查它的进程意外中止（可能是内存不足或超过时限）"
_STUCK = 3  # exit code of a process that had to be ended
_MOST = 61  # processes that a pool can have on every system


def documents(paths: Iterable[str | Path]) -> list[Path]:
    """The files to check: a folder stands for the documents inside it, in the order of their names."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found_here = (p for p in path.rglob("*") if is_readable(p.suffix) and p.is_file())
            inside = sorted(found_here, key=in_order)
            found.extend(p for p in inside if not p.name.startswith(("~$", ".")))
        else:
            found.append(path)
    return found


def side_by_side_pictures(paths: Sequence[Path], given: Iterable[str | Path]) -> int:
    """How many of the files in folders that were ``given`` are pictures with others beside them.

    They may be the pages of one document.

    >>> side_by_side_pictures([Path("甲/1.jpg"), Path("甲/2.jpg"), Path("甲/3.pdf")], ["甲/1.jpg", "甲/2.jpg"])
    0
    """
    named = {Path(path) for path in given}
    pictures = (p for p in paths if BY_SUFFIX.get(p.suffix.lower()) == "picture" and p not in named)
    return sum(count for count in Counter(path.parent for path in pictures).values() if count > 1)


def check_many(
    paths: Sequence[Path],
    options: dict[str, Any],
    jobs: int | None = None,
    names: dict[Path, str] | None = None,
    memory: Memory | None = None,
    apart: bool = False,
) -> Iterator[tuple[Path, Result | UnreadableError]]:
    """Check several files in worker processes; results come in the order of the files, as plain data.

    A single file is checked in this process unless it shall be ``apart``.  Of several, one that cannot be
    read, or that ends the process that checks it, does not stop the others.
    ``names`` are those the results call their files by.  What the ``memory`` knows is not checked again.
    """
    if len(paths) == 1 and not apart:
        found: Iterator[tuple[Path, Result | UnreadableError]] = (
            (path, _checked(path, options)) for path in paths
        )
    else:
        workers = workers_of(jobs)
        found = _remembered(paths, read_apart(options, workers), workers, memory)
    for path, result in found:
        name = (names or {}).get(path)
        if isinstance(result, Result) and name is not None:
            result = result.called(name)
        yield path, result


def workers_of(jobs: int | None) -> int:
    """How many processes a pool has where so many are asked for.

    >>> workers_of(2), workers_of(1000)
    (2, 61)
    """
    return min(jobs or os.cpu_count() or 1, _MOST)


def read_apart(options: dict[str, Any], workers: int) -> dict[str, Any]:
    """The options of files that are read in processes of their own already, so many at a time."""
    return options | {"limits": replace(options.get("limits") or Limits(), apart=False, processes=workers)}


def _remembered(
    paths: Sequence[Path], options: dict[str, Any], workers: int, memory: Memory | None
) -> Iterator[tuple[Path, Result | UnreadableError]]:
    """The results that are known, and between them those that are worked out and then known."""
    if memory is None:
        yield from in_processes(deque(paths), options, workers, _checked_apart)
        return
    memory.tidy()
    known = {path for path in paths if memory.knows(path)}
    left = deque(path for path in paths if path not in known)
    fresh = in_processes(left, options, workers, _checked_apart)
    for path in paths:
        if path in known:
            recalled = memory.recall(path)
            yield path, _alone(path, options, _checked_apart) if recalled is None else recalled
            continue
        _, result = next(fresh)
        if isinstance(result, Result):
            memory.keep(path, result)
        yield path, result


def totals(results: Sequence[Result], refused: int) -> str:
    """The closing line of several documents.

    >>> totals([], 2)
    '共 2 个文件：没有不成立的 0 个，有发现的 0 个（错误 0　警告 0　提示 0），没能检查的 2 个。'
    """
    levels = Counter[Severity]()
    for result in results:
        levels.update(result.severities)
    found = sum(bool(result.open) for result in results)
    quiet = [result.summary for result in results if not result.open]
    clean = sum(summary.understood and summary.complete for summary in quiet)
    cut = sum(summary.understood and not summary.complete for summary in quiet)
    lost = len(quiet) - clean - cut
    partly = sum(summary.understood and summary.complete and summary.unchecked > 0 for summary in quiet)
    graded = "　".join(f"{level.chinese} {levels[level]}" for level in Severity)
    return (
        f"共 {len(results) + refused} 个文件：没有不成立的 {clean} 个"
        f"{f'（其中 {partly} 个有没检查的部分）' if partly else ''}，"
        f"有发现的 {found} 个（{graded}），"
        + (f"没有读懂的 {lost} 个，" if lost else "")
        + (f"没有检查完的 {cut} 个，" if cut else "")
        + f"没能检查的 {refused} 个。"
    )


def judged(path: Path, options: dict[str, Any]) -> CheckResult | UnreadableError:
    """The check of one file with all that it knows, in the time that it may take."""
    from mingzhang.work.check import check_file  # with every rule; not needed for what is known

    limits = allowed(path, options.get("limits") or Limits())
    try:
        with bounded(grace(limits.seconds)):
            return check_file(path, **options | {"limits": limits})
    except UnreadableError as problem:
        return problem


def _checked(path: Path, options: dict[str, Any]) -> Result | UnreadableError:
    made = judged(path, options)
    return made if isinstance(made, UnreadableError) else made.result()


def _checked_apart(path: Path, options: dict[str, Any]) -> Result | UnreadableError:
    """The same in a process of its own, which ends where a library does not come back."""
    with ending(path, options):
        result = _checked(path, options)
    file_done()
    return result


@contextmanager
def ending(path: Path, options: dict[str, Any]) -> Iterator[None]:
    """End this process where work on a file does not come back; say how far it has come."""
    from mingzhang.facts.progress import listening
    from mingzhang.work.pace import Pace

    limits = allowed(path, options.get("limits") or Limits())
    with last_resort(2 * grace(limits.seconds), "", _STUCK), listening(Pace(of=path.name)):
        yield


def in_processes(
    left: deque[Given],
    options: dict[str, Any],
    workers: int,
    work: Work[Given, Made],
    start: str | None = None,
) -> Iterator[tuple[Given, Made | UnreadableError]]:
    """What work gives on each item, in their order, of a pool; each item is named by its ``str``.

    After a process died, of a new pool for what the old had not been given.  ``start`` is how processes are
    started, if not as usual on the system: one with threads of a library must not be forked.
    """
    while left:
        yield from _in_pool(left, options, workers, work, start)


def _in_pool(
    left: deque[Given], options: dict[str, Any], workers: int, work: Work[Given, Made], start: str | None
) -> Iterator[tuple[Given, Made | UnreadableError]]:
    """Results of one pool, which takes items from ``left`` until one of its processes dies.

    What it was working on or waiting for then is done one by one, each in a process of its own.
    """
    from concurrent.futures import ProcessPoolExecutor  # a single file starts faster without it
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context
    from multiprocessing.sharedctypes import RawValue

    pending: deque[tuple[Given, Future[Made]]] = deque()
    whole = True
    files = RawValue("i", len(left))  # what they leave over works on the pages of a scan
    with ProcessPoolExecutor(min(workers, len(left)), get_context(start), _begin, (files,)) as pool:
        try:
            while pending or (whole and left):
                while whole and left and len(pending) < _AHEAD * workers:
                    try:
                        pending.append((left[0], pool.submit(work, left[0], options)))
                        pending[-1][1].add_done_callback(lambda _: _one_less(files))
                        left.popleft()
                    except BrokenProcessPool:
                        whole = False
                if pending:
                    item, future = pending.popleft()
                    try:
                        yield item, future.result()
                    except BrokenProcessPool:
                        whole = False
                        yield item, _alone(item, options, work, start)
        except BaseException:  # interrupted: what has not begun does not begin any more
            pool.shutdown(cancel_futures=True)
            raise


def _begin(files: scan.Open) -> None:
    """What a process of the pool does first: it shares the cores with the other files, and ends with us."""
    import threading
    from multiprocessing import parent_process

    from mingzhang.readers import scan

    if (parent := parent_process()) is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()
    scan.shared_with(files)


def _end_after(sentinel: int) -> None:
    """End this process when the one that started it is gone, however it went: nobody else would."""
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(_STUCK)


def _one_less(files: scan.Open) -> None:
    files.value -= 1  # by the one thread that hears of results


def _alone(
    item: Given, options: dict[str, Any], work: Work[Given, Made], start: str | None = None
) -> Made | UnreadableError:
    """The result of one item in a process that may die."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context(start)) as pool:
        try:
            return pool.submit(work, item, options).result()
        except BrokenProcessPool:
            return UnreadableError(str(item), DIED)
