"""Points drawn by a stored query with a stored seed: whoever draws again gets the same points.

The order is that of a hash over seed, matter and unit.  It depends neither on the order of the register nor
on the version of a random generator, and a matter that is added later moves no other one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter

FIRST, SECOND = PHASES = ("第一阶段", "第二阶段")
_TOLD = re.compile(r"[；;]")
_LISTED = re.compile(r"[、，,]")


class WrongQueryError(ValueError):
    """A query that asks for what cannot be asked; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Inspectable:
    """What may be inspected: a matter as one unit has it, in plain words of whoever keeps the register."""

    matter: str
    unit: str
    text: str = ""
    source: str = ""
    quarter: int = 0
    role: str = ""
    stage: str = ""


@dataclass(frozen=True)
class PointQuery:
    """Which of them are drawn from; an empty condition takes all.

    >>> query = PointQuery.of("来源=领导批示、媒体反映；季度=3")
    >>> query.takes(Inspectable("DC-1", "某局", source="媒体反映", quarter=3)), str(query)
    (True, '来源=领导批示、媒体反映；季度=3')
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, text: str) -> PointQuery:
        """The query that a text states; raises :class:`WrongQueryError`."""
        conditions = []
        for part in filter(None, map(str.strip, _TOLD.split(text))):
            name, equals, said = (word.strip() for word in part.partition("="))
            if not equals or name not in _NAMES:
                raise WrongQueryError(
                    f"查询里的“{part}”不认识，可写：{'、'.join(f'{each}=…' for each in _NAMES)}"
                )
            values = tuple(filter(None, map(str.strip, _LISTED.split(said))))
            if not values:
                raise WrongQueryError(f"查询里的“{name}”没有写取哪些值")
            if name == "季度" and not set(values) <= set("1234"):
                raise WrongQueryError("查询里的季度应为 1 至 4")
            conditions.append((name, values))
        return cls(tuple(conditions))

    def __str__(self) -> str:
        return "；".join(f"{name}={'、'.join(values)}" for name, values in self.conditions)

    def takes(self, one: Inspectable) -> bool:
        """Whether something is among what is drawn from."""
        return all(get(one) in values for get, values in self.tests)

    @cached_property
    def tests(self) -> tuple[tuple[Callable[[Inspectable], object], frozenset[object]], ...]:
        """The conditions as they are tried: what is looked at, and the values that it may have."""
        return tuple(
            (attrgetter(_NAMES[name]), frozenset(map(int, values) if name == "季度" else values))
            for name, values in self.conditions
        )


_NAMES = {
    "来源": "source",
    "季度": "quarter",
    "单位": "unit",
    "角色": "role",
    "状态": "stage",
    "事项": "matter",
}


def drawn(
    population: Iterable[Inspectable], query: PointQuery, seed: str, size: int | None = None
) -> list[Inspectable]:
    """So many of what the query takes, all of them where no size is given; by matter and unit.

    >>> every = [Inspectable(f"DC-{n}", "某局") for n in range(9)]
    >>> [one.matter for one in drawn(every, PointQuery(), "2026-1", 3)]
    ['DC-2', 'DC-3', 'DC-5']
    """
    taken = {}
    for one in population:
        for get, values in query.tests:
            if get(one) not in values:
                break
        else:
            taken[one.matter, one.unit] = one
    keys = sorted(taken, key=lambda key: hashlib.sha256("\x1f".join((seed, *key)).encode()).digest())
    return [taken[key] for key in sorted(keys[:size])]


@dataclass(frozen=True)
class Point:
    """Where somebody goes to look: a matter at a unit, or a problem that is looked back at."""

    phase: str
    number: str
    unit: str
    matter: str = ""
    text: str = ""
    source: str = ""
    where: str = ""
    origin: str = ""
    inspector: str = ""
    day: date | None = None
    open: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Inspector:
    """Somebody who inspects, by a code, and the unit that they are of."""

    code: str
    unit: str


class NoInspectorError(ValueError):
    """A point that nobody may inspect; the message is one Chinese sentence."""


def assigned(units: Sequence[str], inspectors: Sequence[Inspector]) -> list[str]:
    """The inspector for each of some units: nobody inspects their own unit, and the work is spread evenly.

    Raises :class:`NoInspectorError` where no inspector is of another unit.

    >>> assigned(["甲局", "乙局", "甲局"], [Inspector("A", "甲局"), Inspector("B", "丙局")])
    ['B', 'A', 'B']
    """
    busy = dict.fromkeys((each.code for each in inspectors), 0)
    found = []
    for unit in units:
        able = [each.code for each in inspectors if each.unit != unit]
        if not able:
            raise NoInspectorError(f"没有可以核验“{unit}”的核验员：核验员不能是被核验单位的人")
        chosen = min(able, key=lambda code: busy[code])
        busy[chosen] += 1
        found.append(chosen)
    return found
