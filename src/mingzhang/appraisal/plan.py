"""The plan of a year: units, assessors, rules by date, an indicator system for each kind of unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from mingzhang.appraisal.timetable import Cycle
from mingzhang.appraisal.units import Appraisee
from mingzhang.scoring.engine import Scheme
from mingzhang.scoring.rules import BY_HAND
from mingzhang.scoring.tree import Absent

DRAFT, CONSULTED, PASSED, ISSUED, REVISED = "草拟", "征求意见", "通过", "印发", "修订"


@dataclass(frozen=True)
class DatedRule:
    """A rule of scoring with its dates; ``line`` is what :mod:`mingzhang.scoring.rules` reads.

    A rule that a person judges by is just ``人工``: the marks stand with the outturns.

    >>> DatedRule("X01", "信息公开", "比例", date(2020, 1, 1)).holds(date(2019, 12, 31))
    False
    """

    code: str
    name: str
    line: str
    since: date
    until: date | None = None
    owner: str = ""
    basis: str = ""
    row: int | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def by_hand(self) -> bool:
        """Whether a person judges."""
        return self.line == BY_HAND


@dataclass(frozen=True)
class AppraisalIndicator:
    """One indicator of a system: full marks, target, direction, rule, assessor, and what it asks for.

    ``tasked`` ones are scored line by line of a unit's task book, ``evidence`` asks for evidence.
    """

    code: str
    name: str
    level1: str
    full: Fraction
    rule: str
    assessor: str = ""
    target: str = ""
    better: str = ""
    absent: Absent = Absent.RESCALED
    evidence: bool = False
    tasked: bool = False
    row: int | None = None


@dataclass(frozen=True)
class AppraisalSystem:
    """The indicators of one kind of unit: a version with its state, and the total they must add up to.

    ``blocks`` are the full marks that first-level indicators state.
    """

    kind: str
    name: str
    version: int
    state: str
    full: Fraction
    indicators: tuple[AppraisalIndicator, ...]
    blocks: dict[str, Fraction] = field(default_factory=dict)
    passed: date | None = None
    issued: date | None = None
    reason: str = ""
    row: int | None = None

    def of(self, code: str) -> AppraisalIndicator | None:
        """The indicator of a code."""
        return self._coded.get(code)

    @cached_property
    def _coded(self) -> dict[str, AppraisalIndicator]:
        return {one.code: one for one in reversed(self.indicators)}


@dataclass(frozen=True)
class Plan:
    """Everything that is decided before the scores come.

    >>> plan = Plan(Cycle(2020, "某区"), rules=(DatedRule("X01", "公开", "比例", date(2020, 1, 1)),))
    >>> plan.rule("X01").name, plan.rule("X02") is None
    ('公开', True)
    """

    cycle: Cycle
    office: str = ""
    units: tuple[Appraisee, ...] = ()
    assessors: tuple[str, ...] = ()
    rules: tuple[DatedRule, ...] = ()
    systems: tuple[AppraisalSystem, ...] = ()
    scheme: Scheme = field(default_factory=Scheme)
    bonus: Fraction = Fraction(0)
    deduction: Fraction = Fraction(0)

    def unit(self, said: str) -> Appraisee | None:
        """The unit of a code or name."""
        return self._named.get(said)

    @cached_property
    def _named(self) -> dict[str, Appraisee]:
        return {key: unit for unit in self.units for key in (unit.name, unit.code)}

    def rule(self, code: str, day: date | None = None) -> DatedRule | None:
        """The rule of a code in force on a day, by default on the last day of the year."""
        if day is None:
            return self._in_force.get(code)
        return next((rule for rule in self.rules if rule.code == code and rule.holds(day)), None)

    @cached_property
    def _in_force(self) -> dict[str, DatedRule]:
        return {rule.code: rule for rule in reversed(self.rules) if rule.holds(self.cycle.day)}

    def system(self, kind: str) -> AppraisalSystem | None:
        """The indicator system of a kind of unit: the highest version."""
        some = [system for system in self.systems if system.kind == kind]
        return max(some, key=lambda system: system.version, default=None)

    def scored(self) -> Iterator[Appraisee]:
        """The units that are scored, in the order of the list."""
        return (unit for unit in self.units if unit.scored(self.cycle.year))

    def notes(self) -> list[str]:
        """What must be told of units that are not scored or not ranked."""
        said = []
        for unit in self.units:
            into = self.unit(unit.into) if unit.into else None
            note = unit.note(self.cycle.year, into.name if into else "")
            said += [note] if note else []
        return said
