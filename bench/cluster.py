"""A Ray cluster on this machine: as many machines as wanted on loopback, and nothing left of them."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

_PATIENCE = 60.0  # seconds until a machine is there, or gone
_STORE = 100_000_000  # bytes for objects on their way: rows are small
_Run = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Cluster:
    """A cluster that is there: its address, and the ids of the processes that started its machines."""

    address: str
    roots: tuple[int, ...]


def processor_of(roots: Iterable[int]) -> float:
    """Processor seconds until now of some processes and all below them that live, as Linux counts them.

    >>> processor_of([os.getpid()]) > 0
    True
    """
    below, spent = defaultdict[int, list[int]](list), dict[int, float]()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # gone by now
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            below[int(told[1])].append(int(path.parent.name))
            spent[int(path.parent.name)] = sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    left, total = list(roots), 0.0
    while left:
        total += spent.get(pid := left.pop(), 0.0)
        left += below[pid]
    return total


@contextmanager
def cluster(machines: int = 2) -> Iterator[Cluster]:
    """So many machines with one processor each; whatever they have started ends with them.

    Raises ``RuntimeError`` with what Ray said, where they do not start.
    """
    port = free_port()
    address = f"127.0.0.1:{port}"
    with TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder = Path(name)  # a short name: sockets stand in it
        head = ["--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={folder}"]
        if find_spec("grpc") is not None:  # else it listens nowhere for clients, and refuses to be told where
            head.append(f"--ray-client-server-port={free_port()}")
        runs = [stack.enter_context(_machine(folder, *head))]
        if _answers(port, runs[0]):
            others = (_machine(folder, f"--address={address}") for _ in range(machines - 1))
            runs += [stack.enter_context(each) for each in others]
            if _count(address, machines) == machines:
                yield Cluster(address, tuple(run.pid for run in runs))
                return
        raise RuntimeError((folder / "said").read_text(encoding="utf-8"))


@contextmanager
def _machine(folder: Path, *words: str) -> Iterator[_Run]:
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", "--disable-usage-stats"]
    command += ["--num-cpus=1", f"--object-store-memory={_STORE}", "--node-ip-address=127.0.0.1", *words]
    with (folder / "said").open("ab") as said:
        run = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
    with run:
        try:
            yield run
        finally:
            run.terminate()
            try:
                run.wait(_PATIENCE)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(run.pid, signal.SIGKILL)


def _answers(port: int, run: _Run) -> bool:
    """Whether what was started listens there before long."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and run.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False


def _count(address: str, wanted: int) -> int:
    """How many machines a cluster has, once these are as many as wanted or the time is over."""
    import ray

    ray.init(address=address, log_to_driver=False, logging_level=logging.CRITICAL)
    try:
        until = time.monotonic() + _PATIENCE
        found = 0
        while found < wanted and time.monotonic() < until:
            time.sleep(0.1)
            found = len([node for node in ray.nodes() if node["Alive"]])
        return found
    finally:
        ray.shutdown()


def free_port() -> int:
    """A port where nobody listens.

    >>> free_port() > 1024
    True
    """
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
