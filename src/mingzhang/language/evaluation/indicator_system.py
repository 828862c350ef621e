"""Indicator systems of evaluation reports, as data: what is scored, out of how many marks, what to advise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingzhang.facts.period import ALWAYS, InForce

FULL = Fraction(100)
_BETWEEN = "/"  # between the levels of a name


class UnsoundSystemError(ValueError):
    """An indicator system whose full marks do not add up; the message says where and by how much."""


@dataclass(frozen=True)
class Criterion:
    """A leaf of a system: the names from the first level down to its own, full marks, what to look at.

    ``advice`` is what to do where marks are lost; both texts are without a full stop.

    >>> Criterion(("产出", "数量", "完成率"), Fraction(9)).name
    '完成率'
    """

    path: tuple[str, ...]
    full: Fraction
    asks: str = ""
    advice: str = ""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


@dataclass(frozen=True)
class IndicatorSystem:
    """A system under the name it is chosen by.

    ``heads`` are the names of the levels, ``groups`` the full marks of every level above the leaves;
    ``sure`` is false where names or weights were not confirmed by a source, which ``source`` then says.
    """

    key: str
    name: str
    source: str
    heads: tuple[str, ...]
    groups: Mapping[tuple[str, ...], Fraction]
    leaves: tuple[Criterion, ...]
    period: InForce = ALWAYS
    sure: bool = True

    def current(self, year: int | None) -> bool:
        """Whether it is in force in a fiscal year."""
        return self.period.covers(year)

    def under(self, *path: str) -> tuple[Criterion, ...]:
        """The leaves below a group.

        >>> system_of({"key": "甲", "heads": ["一级"], "leaves": [["产出", 100]]}).under()[0].name
        '产出'
        """
        return tuple(leaf for leaf in self.leaves if leaf.path[: len(path)] == path)

    def called(self, leaf: Criterion) -> str:
        """The name of a leaf in a sentence: with the level above where another leaf is called the same."""
        alike = sum(other.name == leaf.name for other in self.leaves) > 1
        return "".join(leaf.path[-2:]) if alike else leaf.name


def system_of(data: Mapping[str, Any]) -> IndicatorSystem:
    """A system from its table in a file; raises :class:`UnsoundSystemError`.

    >>> system_of({"key": "甲", "heads": ["一级"], "leaves": [["产出", 60], ["效益", 30]]})
    Traceback (most recent call last):
    mingzhang.language.evaluation.indicator_system.UnsoundSystemError: 指标体系“甲”各指标分值相加为 90，应为 100
    """
    leaves = tuple(_criterion(*row) for row in data["leaves"])
    groups = {tuple(name.split(_BETWEEN)): Fraction(full) for name, full in data.get("groups", {}).items()}
    system = IndicatorSystem(
        data["key"],
        data.get("name", data["key"]),
        data.get("source", ""),
        tuple(data["heads"]),
        groups,
        leaves,
        InForce.of(data),
        data.get("sure", True),
    )
    _check(system)
    return system


def _criterion(path: str, full: int | str, asks: str = "", advice: str = "") -> Criterion:
    return Criterion(tuple(path.split(_BETWEEN)), Fraction(full), asks, advice)


def _check(system: IndicatorSystem) -> None:
    """Every group is the sum of its leaves, and names tell leaves apart."""

    def wrong(message: str) -> UnsoundSystemError:
        return UnsoundSystemError(f"指标体系“{system.key}”{message}")

    paths = [leaf.path for leaf in system.leaves]
    if any(len(path) != len(system.heads) for path in paths):
        raise wrong(f"有指标不是 {len(system.heads)} 级")
    if len(set(paths)) < len(paths):
        raise wrong("有两个指标名称完全相同")
    if any(leaf.full <= 0 for leaf in system.leaves):
        raise wrong("有指标的分值不大于 0")
    for group in system.groups:
        added = sum((leaf.full for leaf in system.under(*group)), Fraction(0))
        if added != system.groups[group]:
            raise wrong(f"“{_BETWEEN.join(group)}”下级分值相加为 {added}，应为 {system.groups[group]}")
    whole = sum((leaf.full for leaf in system.leaves), Fraction(0))
    if whole != FULL:
        raise wrong(f"各指标分值相加为 {whole}，应为 {FULL}")


def systems(layers: Iterable[Mapping[str, Any]], year: int | None) -> dict[str, IndicatorSystem]:
    """The systems in force in a year by key; a later layer's replaces one of the same key.

    >>> list(systems([{"indicator_system": [{"key": "甲", "heads": ["一级"], "leaves": [["产出", 100]]}]}], 2024))
    ['甲']
    """
    found: dict[str, IndicatorSystem] = {}
    for layer in layers:
        for data in layer.get("indicator_system", ()):
            system = system_of(data)
            if system.current(year):
                found[system.key] = system
    return found
