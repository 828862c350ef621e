"""The independent checker of a conflict: arithmetic only, nothing shared with the search that found it.

A proof is a sum of comparisons, each with a factor.  Whatever the unrounded amounts are, the sum must lie
between the bounds of the comparisons, and between the bounds that rounding leaves to the figures in it.
Where these two ranges do not meet, the figures cannot all be right.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from mingzhang.localisation.constraints import Rational, System


@dataclass(frozen=True, slots=True)
class Proof:
    """Factors for constraints, by their numbers in the system; ``twins`` is the number of a pair instead."""

    factors: dict[int, int]
    twins: int | None = None


def refutes(system: System, proof: Proof, distrusted: Set[int] = frozenset()) -> bool:
    """Whether the proof shows, without trusting the ``distrusted`` figures, that the others contradict.

    >>> from mingzhang.localisation.constraints import Constraint, System
    >>> rows = (Constraint({0: 1, 1: -1}, 200, 200),)
    >>> system = System((), ((-50, 50), (-50, 50)), rows)
    >>> refutes(system, Proof({0: 1})), refutes(system, Proof({0: 1}), {1})
    (True, False)
    """
    if proof.twins is not None:
        return _differ(system, proof.twins, distrusted)
    low: Rational = 0
    high: Rational = 0
    total: dict[int, int] = {}
    unbounded_low = unbounded_high = False
    for number, factor in proof.factors.items():
        row = system.constraints[number]
        if distrusted & {*row.guards, *row.signs}:
            return False
        for figure, weight in row.weights.items():
            total[figure] = total.get(figure, 0) + factor * weight
        least, most = (row.low, row.high) if factor > 0 else (row.high, row.low)
        unbounded_low |= least is None
        unbounded_high |= most is None
        low += factor * (least or 0)
        high += factor * (most or 0)
    smallest: Rational = 0
    largest: Rational = 0
    for figure, net in total.items():
        if not net:
            continue
        if figure in distrusted:
            return False
        first, last = system.spans[figure]
        smallest += net * (first if net > 0 else last)
        largest += net * (last if net > 0 else first)
    return (not unbounded_low and largest < low) or (not unbounded_high and smallest > high)


def _differ(system: System, pair: int, distrusted: Set[int]) -> bool:
    """Two prints of one amount with equally many digits that do not show the same digits."""
    first, second, _ = system.twins[pair]
    one, other = system.figures[first], system.figures[second]
    return not distrusted & {first, second} and one.half == other.half and one.value != other.value
