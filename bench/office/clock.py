"""The time of every page: the whole way through middleware, view and templates, as one user sees it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.office.pages import EVERYBODY, Visit, signed_in, visits
from mingzhang.web.people.models import Person, Role

GOAL = 150  # ms, the 95th percentile of a page


@dataclass(frozen=True)
class Timed:
    """What one page took: milliseconds, queries, bytes."""

    visit: Visit
    wall: list[float]
    processor: list[float]
    queries: int
    size: int

    @property
    def late(self) -> bool:
        """Whether a page misses the goal; a file that is taken away has none."""
        return not self.visit.download and percentile(self.wall, 95) >= GOAL


def percentile(values: Iterable[float], part: int) -> float:
    """The value that so many of a hundred do not exceed.

    >>> percentile([4, 1, 3, 2], 50), percentile(range(100), 95)
    (2, 94)
    """
    ordered = sorted(values)
    return ordered[ceil(len(ordered) * part / 100) - 1]


def timed_pages(people: dict[Role, Person], times: int) -> list[Timed]:
    """Every page of every role that there is: once warm, then so many times."""
    clients = {role.label: signed_in(person) for role, person in people.items()}
    clients[EVERYBODY] = signed_in(None)
    there = (visit for visit in visits(people) if clients[visit.role].get(visit.address).status_code != 404)
    return [timed(visit, clients[visit.role], times) for visit in there]


def timed(visit: Visit, client: Client, times: int) -> Timed:
    """One page; raises ``AssertionError`` where it does not answer well."""
    with CaptureQueriesContext(connection) as asked:
        size = len(_got(client, visit))
    queries = len(asked)  # the next request forgets them
    took = [clocked(lambda: _got(client, visit)) for _ in range(times)]
    wall, processor = (list(each) for each in zip(*took, strict=True))
    return Timed(visit, wall, processor, queries, size)


def _got(client: Client, visit: Visit) -> bytes:
    answer: Any = client.get(visit.address)
    assert answer.status_code in (200, 302), f"{visit}: {answer.status_code}"
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def clocked(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the wall and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)
