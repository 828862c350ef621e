"""Several files read by several processes where there are pictures among them: these take long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from mingzhang.readers import read_report, scan
from mingzhang.readers.child import apart, end_with_parent
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.readable import BY_SUFFIX

if TYPE_CHECKING:
    from mingzhang.facts.report import Report

Pages: TypeAlias = tuple[Path, ...]  # one file, or pictures that are the pages of one document
_SLOW = ("picture", "pdf")  # formats whose pages may have to be recognised


def side_by_side(files: Sequence[Pages], limits: Limits) -> Iterator[Report | UnreadableError]:
    """The reports of files in their order, or why one cannot be read; several pictures may be one file.

    >>> [str(one) for one in side_by_side([(Path("没有.txt"),)], Limits())]
    ['没有.txt：文件不存在，未检查。']
    """
    slow = sum(BY_SUFFIX.get(paths[0].suffix.lower()) in _SLOW for paths in files)
    if slow < 2 or limits.processes < 2:
        yield from (_read(paths, limits) for paths in files)
        return
    yield from _in_pool(files, limits)


def read_pictures(paths: Pages, limits: Limits) -> Report:
    """The report of pictures that are the pages of one document, read apart where the limits ask for it."""
    if not scan.available():
        raise UnreadableError(paths[0], f"是图片，照片或扫描件{scan.HINT}")
    return apart(partial(_pages, paths), paths[0].parent, limits)


def _pages(paths: Pages, _folder: Path, limits: Limits) -> Report:
    from mingzhang.readers.picture import read_pages

    return read_pages(paths, limits)


def _read(paths: Pages, limits: Limits) -> Report | UnreadableError:
    try:
        return read_report(paths[0], limits) if len(paths) == 1 else read_pictures(paths, limits)
    except UnreadableError as problem:
        return problem


def _in_pool(given: Sequence[Pages], limits: Limits) -> Iterator[Report | UnreadableError]:
    """Every file by whoever is free; where a process died, the others one by one, each apart."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing.sharedctypes import RawValue

    files = RawValue("i", len(given))
    workers = min(limits.processes, len(given))
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(files,)) as pool:
        waiting = [pool.submit(_read, paths, replace(limits, apart=False)) for paths in given]
        try:
            for paths, future in zip(given, waiting, strict=True):
                made: Report | UnreadableError | None = None
                with suppress(BrokenProcessPool):
                    made = future.result()
                files.value -= 1
                yield made or _read(paths, limits)
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(files: scan.Open) -> None:
    """What a process does first: it ends with this one, and shares the cores with the other files."""
    end_with_parent()
    scan.shared_with(files)
