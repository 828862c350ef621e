"""Places inside a kind of unit, on exact totals: equal totals share a place, and the next one is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.appraisal.courses import ADDED_UP, DELIBERATED, PUBLISHED, SEALED
from mingzhang.appraisal.scores import Appraisal, UnitScore
from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.scoring.precision import summed


@dataclass(frozen=True)
class Placing:
    """One unit in the ranking of its kind; ``place`` is ``None`` where it is not ranked."""

    place: int | None
    score: UnitScore


@dataclass(frozen=True)
class Ranking:
    """The units of a kind by place; ``mean`` is that of the totals of the ranked ones."""

    kind: str
    places: tuple[Placing, ...]
    mean: Fraction | None

    @property
    def ranked(self) -> int:
        """How many have a place."""
        return sum(one.place is not None for one in self.places)

    def of(self, unit: str) -> Placing | None:
        """The place of a unit by its code."""
        return next((one for one in self.places if one.score.unit.code == unit), None)

    def block_mean(self, level1: str) -> Fraction | None:
        """The mean share of the full marks, in per cent, of a first-level indicator."""
        rates = [rate for one in self.places if (rate := block_rate(one.score, level1)) is not None]
        return summed(rates) / len(rates) if rates else None


def block_rate(score: UnitScore, level1: str) -> Fraction | None:
    """The share of the full marks of a first-level indicator, in per cent; ``None`` where it has none."""
    full, got = score.block(level1)
    return 100 * got / full if full and got is not None else None


def places(totals: Iterable[Fraction]) -> list[int]:
    """The places of totals in the order given.

    >>> places([Fraction(9), Fraction(8), Fraction(8), Fraction(7)])
    [1, 2, 2, 4]
    """
    given = list(totals)
    first: dict[Fraction, int] = {}
    for number, total in enumerate(sorted(given, reverse=True), 1):
        first.setdefault(total, number)
    return [first[total] for total in given]


def ranking(appraisal: Appraisal, kind: str) -> Ranking:
    """The ranking of a kind; units without a total, and those that are not ranked, stand last."""
    some, year = appraisal.of_kind(kind), appraisal.plan.cycle.year
    ranked = [score for score in some if score.total is not None and score.unit.ranked(year)]
    totals = [score.total for score in ranked if score.total is not None]
    placed = [Placing(place, score) for place, score in zip(places(totals), ranked, strict=True)]
    placed.sort(key=lambda one: (one.place, one.score.unit.code))
    rest = [Placing(None, score) for score in some if score not in ranked]
    mean = summed(totals) / len(totals) if totals else None
    return Ranking(kind, (*placed, *rest), mean)


def rankings(appraisal: Appraisal) -> list[Ranking]:
    """The rankings of all kinds that have units."""
    found = (ranking(appraisal, kind) for kind in UNIT_KINDS)
    return [one for one in found if one.places]


def state_of(appraisal: Appraisal, sealed: bool) -> str:
    """Where the ranking stands on its course: added up, sealed, deliberated, published."""
    decision = appraisal.returns.decision
    if not sealed:
        return ADDED_UP
    if decision is None:
        return SEALED
    return PUBLISHED if decision.published else DELIBERATED
