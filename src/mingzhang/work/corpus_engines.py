"""What carries the documents of a corpus: processes of this machine, daft, or the machines of a Ray cluster.

All of them are given the same plain function; the order in which they hand back is theirs.
"""

from __future__ import annotations

import logging
import os
import pickle
import platform
import socket
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from mingzhang.corpus.shelf import CorpusError
from mingzhang.readers.limits import UnreadableError
from mingzhang.version import VERSION
from mingzhang.work.check_many import DIED, in_processes, read_apart, workers_of
from mingzhang.work.corpus_document import Errand, examined

_TOGETHER = 8  # files that daft hands out at a time
_AHEAD = 4  # tasks on their way for each processor of a cluster
_PATIENCE = 10.0  # seconds until a machine answers
_AGAIN = 2  # times that a cluster tries a file again whose process or machine has died
Carried = tuple[Errand, bytes | UnreadableError]
Engine = Callable[[Sequence[Errand], dict[str, Any]], Iterator[Carried]]


def pool(jobs: int | None = None) -> Engine:
    """The processes of this machine."""
    workers = workers_of(jobs)

    def carry(errands: Sequence[Errand], options: dict[str, Any]) -> Iterator[Carried]:
        yield from in_processes(deque(errands), read_apart(options, workers), workers, examined)

    return carry


def daft_native(jobs: int | None = None) -> Engine:
    """Daft on this machine: it hands the files out in small batches to processes of its own.

    A file that ends its process ends the whole query of daft; what was on its way then is done by our own
    pool, which tells such a file from its neighbours, and daft is given the rest.
    """
    workers = workers_of(jobs)

    def carry(errands: Sequence[Errand], options: dict[str, Any]) -> Iterator[Carried]:
        told = read_apart(options, workers)
        left = deque(errands)
        while left:
            try:
                for made in _by_daft(list(left), told, workers):
                    yield left.popleft(), made
            except _BrokenError:
                held = deque(left.popleft() for _ in range(min(len(left), 2 * _TOGETHER * workers)))
                yield from in_processes(held, told, workers, examined, "spawn")  # daft has threads

    return carry


class _BrokenError(Exception):
    """A process of daft has ended."""


def _by_daft(errands: Sequence[Errand], options: dict[str, Any], workers: int) -> Iterator[bytes]:
    """The rows of files in their order."""
    os.environ["DO_NOT_TRACK"] = "true"  # daft would tell its makers that it is imported
    os.environ["DAFT_RUNNER"] = "native"  # set by a call, it cannot be set a second time
    import daft

    logging.getLogger("daft_local_execution").setLevel(logging.CRITICAL)  # what ends a query is told by us

    @daft.cls(use_process=True, max_concurrency=workers)  # PDFium bears no second thread
    class Examination:
        def __init__(self, options: dict[str, Any]) -> None:
            self.options = options

        @daft.method(return_dtype=daft.DataType.binary())  # type: ignore[untyped-decorator]
        def made(self, errand: bytes) -> bytes:
            return examined(pickle.loads(errand), self.options)  # noqa: S301 - our own, of this run

    told = {"errand": [pickle.dumps(errand) for errand in errands]}  # a path need not be a text
    frame = daft.from_pydict(told).into_batches(_TOGETHER)  # else one process does everything
    rows = frame.select(Examination(options).made(daft.col("errand")).alias("rows")).iter_rows()
    while True:
        try:
            row = next(rows, None)
        except Exception as fault:  # daft has no error of its own for this
            raise _BrokenError from fault
        if row is None:
            return
        yield row["rows"]


def ray_cluster(address: str) -> Engine:
    """The machines of a Ray cluster, each file a task: a process that dies costs its file alone.

    Every machine must have this edition of the program and see the folder under the same name.  Raises
    :class:`~mingzhang.corpus.shelf.CorpusError` where the cluster is not there or that is not so.
    """

    def carry(errands: Sequence[Errand], options: dict[str, Any]) -> Iterator[Carried]:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
        import ray
        from ray.exceptions import RayError

        try:
            _answers(address)
            ray.init(address=address, log_to_driver=False, logging_level="error")
        except (RayError, OSError, ValueError, RuntimeError) as fault:
            raise CorpusError(f"连不上 Ray 集群 {address}，请核对地址，确认 ray start 已经运行。") from fault
        try:
            with redirect_stdout(StringIO()):  # where Ray tells, in English, of what it mends itself
                yield from _tasks(errands, options)
        finally:
            ray.shutdown()

    return carry


def _tasks(errands: Sequence[Errand], options: dict[str, Any]) -> Iterator[Carried]:
    """The files as tasks of the cluster that this process belongs to, in the order in which they end."""
    import ray
    from ray.exceptions import RayError, RayTaskError

    task = ray.remote(num_cpus=1, max_retries=_AGAIN)(on_a_machine)
    slots = max(1, int(ray.cluster_resources().get("CPU", 1)))
    asked = ray.put(read_apart(options, 1))
    left, out = deque(errands), dict[Any, Errand]()
    while left or out:
        while left and len(out) < _AHEAD * slots:
            out[task.remote(left[0], asked, VERSION)] = left[0]
            left.popleft()
        for done in ray.wait(list(out))[0]:
            errand = out.pop(done)
            try:
                yield errand, ray.get(done)
            except RayTaskError as fault:
                if isinstance(fault.cause, CorpusError):
                    raise fault.cause from fault
                raise
            except RayError:
                yield errand, UnreadableError(str(errand), DIED)


def _answers(address: str) -> None:
    """Raise ``OSError`` where nobody listens at an address: Ray itself would try for minutes."""
    host, colon, port = address.rpartition("/")[2].rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host, int(port)), _PATIENCE).close()


def on_a_machine(errand: Errand, options: dict[str, Any], version: str) -> bytes:
    """The rows of a file, on a machine of a cluster.

    Raises :class:`~mingzhang.corpus.shelf.CorpusError` where this machine cannot do it.
    """
    host = platform.node()
    if version != VERSION:
        raise CorpusError(f"集群里的 {host} 装的是明账 {VERSION}，这里是 {version}；各台机器要装同一版。")
    if errand.content and not Path(errand.path).exists():
        folder = errand.path.removesuffix(errand.name)
        raise CorpusError(f"集群里的 {host} 看不到 {folder}，请把这个文件夹挂在各台机器的同一位置。")
    return examined(errand, options)
