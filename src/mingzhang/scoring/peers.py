"""Those a leaf is compared with: the outturns of all of a kind, for the best, a place, or the mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.language.text.quantities import Quantity
from mingzhang.scoring.value import Better, UnfitValueError


@dataclass(frozen=True, slots=True)
class Peers:
    """The outturns of all that are compared in one indicator, from the least to the most.

    ``got`` and ``of`` are the marks and the full marks of those it concerns, for the mean of one that it does
    not concern; ``of`` is 0 where that is not known.
    """

    outturns: tuple[Quantity, ...]
    got: Fraction = Fraction(0)
    of: Fraction = Fraction(0)

    def best(self, better: str) -> Quantity | None:
        """The best outturn, ``None`` where there is none.

        >>> from mingzhang.scoring.value import value
        >>> peers_of(value(said).quantities[0] for said in ("3件", "9件")).best("").low
        Fraction(9, 1)
        """
        if not self.outturns:
            return None
        return self.outturns[0 if better == Better.LESS else -1]

    def place(self, got: Quantity, better: str) -> int:
        """The place of an outturn among them; equal ones share a place, and the next one is left out.

        Raises :class:`UnfitValueError` where the units differ.

        >>> from mingzhang.scoring.value import value
        >>> some = [value(said).quantities[0] for said in ("9件", "7件", "7件", "3件")]
        >>> [peers_of(some).place(one, "") for one in some]
        [1, 2, 2, 4]
        """
        if any(one.unit != got.unit for one in self.outturns):
            raise UnfitValueError("完成值", f"完成值的单位“{got.unit}”与同类对象的不同，排不出名次")
        lows = [one.low for one in self.outturns]
        if better == Better.LESS:
            return bisect_left(lows, got.low) + 1
        return len(lows) - bisect_right(lows, got.low) + 1


def peers_of(outturns: Iterable[Quantity], got: Fraction = Fraction(0), of: Fraction = Fraction(0)) -> Peers:
    """Peers from outturns in any order.

    >>> peers_of([]).best("") is None
    True
    """
    return Peers(tuple(sorted(outturns, key=lambda one: one.low)), got, of)
