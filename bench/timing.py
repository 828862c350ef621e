"""Takes the time of the benches."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

ROUNDS = 5
_compiled = TemporaryDirectory()


def installed() -> dict[str, str]:
    """The environment of a fresh process as installed code has it: modules are compiled once, then kept.

    The first process compiles; of several the fastest counts.

    >>> "PYTHONDONTWRITEBYTECODE" in installed()
    False
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": _compiled.name}


def fastest(action: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs: what the machine can do when nothing else disturbs it.

    >>> fastest(lambda: None) < 0.1
    True
    """
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return min(took)


def spent_by_children() -> float:
    """Seconds of processor time that finished child processes took together."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
