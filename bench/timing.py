"""Takes the time of the benches."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 5


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
