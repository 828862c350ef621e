"""Build the disclosures of many units in one run: in worker processes, a folder for each unit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.facts.refusal import RefusalError, disk_reason
from mingzhang.readers.limits import Limits
from mingzhang.work.alarm import bounded, grace
from mingzhang.work.breakdown import breakdown
from mingzhang.work.build import drafted, publish, remarks, told
from mingzhang.writers.publish import FORMATS, name_for
from mingzhang.writers.written import UnwritableError


@dataclass(frozen=True)
class BuildSettings:
    """What is the same for every workbook: where to write, in which formats, what a reader accepts.

    ``claims`` is a folder in which each unit's name is taken once, so that two workbooks of the same unit
    never write over each other.
    """

    out: Path
    formats: Sequence[str] = tuple(FORMATS)
    force: bool = False
    limits: Limits | None = None
    claims: Path | None = None
    strict: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one workbook: the files written, or what is open in it, or why it was refused."""

    path: Path
    files: tuple[Path, ...] = ()
    open: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""


def build_one(path: Path, order: BuildSettings) -> Outcome:
    """Build one workbook into the folder of its unit; whatever goes wrong is told in the outcome."""
    try:
        with bounded(grace((order.limits or Limits()).seconds)):
            return _built(path, order)
    except RefusalError as fault:
        return Outcome(path, refused=str(fault))
    except Exception as fault:  # a fault of ours in one must not stop the others
        return Outcome(path, refused=f"{path}：{breakdown(fault)}，没有写出。")


def _built(path: Path, order: BuildSettings) -> Outcome:
    made = drafted(path, limits=order.limits)
    if sentences := told(made, order.strict):
        return Outcome(path, open=tuple(sentences))
    folder = order.out / name_for(made.filing.unit, path.stem)
    if order.claims is not None and not _claimed(order.claims / folder.name):
        return Outcome(path, refused=f"{path}：另有一份填报表也是“{folder.name}”的，这一份没有写出。")
    files = publish(made.publication, folder, order.formats, order.force)
    return Outcome(path, tuple(files), notes=tuple(remarks(made)))


def _claimed(name: Path) -> bool:
    """Whether a name was free; it is taken now."""
    try:
        name.mkdir()
    except FileExistsError:
        return False
    return True


def build_many(paths: Sequence[Path], order: BuildSettings, jobs: int | None = None) -> Iterator[Outcome]:
    """Build several workbooks in worker processes; outcomes come as they are finished.

    Raises :class:`~mingzhang.writers.written.UnwritableError` when the folder for all of them cannot be made.
    """
    workers = min(jobs or os.cpu_count() or 1, len(paths))
    with _folder(order.out), tempfile.TemporaryDirectory(prefix="mingzhang-") as claims:
        order = replace(order, claims=Path(claims))
        if workers <= 1:
            yield from (build_one(path, order) for path in paths)
        else:
            yield from _in_processes(paths, order, workers)


def _in_processes(paths: Sequence[Path], order: BuildSettings, workers: int) -> Iterator[Outcome]:
    """Outcomes of a pool; where a process died, what it had not finished is tried again one by one."""
    from concurrent.futures import ProcessPoolExecutor, as_completed  # a single file starts faster without it
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    fresh = get_context("spawn")  # a copy of a process whose typesetting threads ran waits for them for ever
    left = []
    order = replace(order, limits=replace(order.limits or Limits(), apart=False))  # each is apart already
    with ProcessPoolExecutor(workers, fresh) as pool:
        futures = {pool.submit(build_one, path, order): path for path in paths}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                left.append(futures[future])
            except BaseException:  # interrupted: what has not begun does not begin any more
                pool.shutdown(cancel_futures=True)
                raise
    again = replace(order, claims=None)  # it may have taken its name already
    for path in left:
        with ProcessPoolExecutor(1, fresh) as pool:
            try:
                yield pool.submit(build_one, path, again).result()
            except BrokenProcessPool:
                yield Outcome(path, refused=f"{path}：处理它的进程意外中止（可能是内存不足），没有写出。")


@contextmanager
def _folder(out: Path) -> Iterator[None]:
    """The folder for all, made where it is only itself missing; it goes again when nothing is in it."""
    fresh = not os.path.lexists(out)
    try:
        if fresh:
            out.mkdir()
        elif not out.is_dir():
            raise UnwritableError(out, "这不是文件夹")
    except OSError as fault:
        raise UnwritableError(out, f"文件夹建不了（{disk_reason(fault)}）") from fault
    try:
        yield
    finally:
        if fresh:
            with suppress(OSError):  # not empty
                out.rmdir()
