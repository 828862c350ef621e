"""Exact linear feasibility: is there a value within bounds for every variable?

The general simplex of Dutertre and de Moura: every row is a variable of its own with bounds, the search
starts from what is printed, and a conflict is read off one row of the tableau.  All arithmetic is exact,
so a conflict needs no tolerance, and bounds may be changed and changed back between two searches.  Rows
hold whole numbers over a common denominator: that is faster than a fraction in every place.  Only the
variables that no row stands for keep a value, always one of their bounds; the value of any other is worked
out from its row when it is asked for, so that calculating stays among whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd

from mingzhang.facts.deadline import NEVER, Deadline

Rational = int | Fraction
Span = tuple[Rational | None, Rational | None]
_SLOW = 1_000  # what calculating with fractions weighs, in rows to be rewritten
_PATIENCE = 2_000  # moves by the fast choice before the choice that cannot run in circles


class Simplex:
    """Variables ``0..count-1`` and one more for each row, which equals the row's sum.

    >>> simplex = Simplex(2, [{0: 1, 1: 1}])
    >>> for variable, span in ((0, (0, 1)), (1, (0, 1)), (2, (3, None))):
    ...     simplex.bound(variable, span)
    >>> simplex.conflict() == {2: -1, 0: 1, 1: 1}
    True
    >>> simplex.bound(1, (None, None))
    >>> simplex.conflict(), simplex.value(2) >= 3
    (None, True)
    """

    def __init__(self, count: int, rows: Sequence[Mapping[int, int]], deadline: Deadline = NEVER) -> None:
        self._deadline = deadline
        self._values: list[Rational] = [0] * (count + len(rows))  # of those that no row stands for
        self._low: list[Rational | None] = [None] * len(self._values)
        self._high: list[Rational | None] = [None] * len(self._values)
        self._rows: dict[int, dict[int, int]] = {count + n: dict(row) for n, row in enumerate(rows)}
        self._over: dict[int, int] = dict.fromkeys(self._rows, 1)  # the denominator of each row
        self._columns: list[set[int]] = [set() for _ in self._values]
        for basic, row in self._rows.items():
            for column in row:
                self._columns[column].add(basic)
        self._doubtful: list[int] = []  # a heap: the first one is looked at first
        self._waiting: set[int] = set()  # what is in it

    def value(self, variable: int) -> Rational:
        """What a variable is at present.

        >>> Simplex(1, [{0: 2}]).value(0)
        0
        """
        if variable not in self._rows:
            return self._values[variable]
        return Fraction(self._above(variable)) / self._over[variable]

    def _above(self, basic: int) -> Rational:
        """The value of a variable that a row stands for, times the denominator of the row."""
        values = self._values
        return sum([factor * values[column] for column, factor in self._rows[basic].items()])

    def bound(self, variable: int, span: Span) -> None:
        """Set the bounds of a variable, ``None`` for none, as the next :meth:`conflict` will see them."""
        low, high = self._low[variable], self._high[variable] = span
        if variable in self._rows:
            self._doubt(variable)
            return
        value = self._values[variable]
        if low is not None and value < low:
            self._move(variable, low)
        elif high is not None and value > high:
            self._move(variable, high)

    def conflict(self) -> dict[int, int] | None:
        """``None`` when all bounds can be kept; else variables with factors that prove they cannot.

        The factors combine to an identity (Σ factor·variable = 0) whose bounds exclude zero.
        """
        steps = 0
        while (basic := self._violated()) is not None:
            steps += 1
            self._deadline.tick()
            low = self._low[basic]
            upward = low is not None and self._above(basic) < low * self._over[basic]
            entering = self._entering(basic, 1 if upward else -1, steps > _PATIENCE)
            if entering is None:
                row = self._rows[basic].items()
                return {basic: self._over[basic]} | {column: -factor for column, factor in row}
            target = low if upward else self._high[basic]
            assert target is not None
            for other in self._columns[entering]:
                self._doubt(other)
            self._pivot(basic, entering)
            self._values[basic] = target
        return None

    def _violated(self) -> int | None:
        """The first basic variable outside its bounds."""
        while self._doubtful:
            variable = self._doubtful[0]
            if variable in self._rows and self._outside(variable):
                return variable
            self._waiting.remove(heappop(self._doubtful))
        return None

    def _doubt(self, variable: int) -> None:
        """Note that a variable may be outside its bounds."""
        if variable not in self._waiting:
            self._waiting.add(variable)
            heappush(self._doubtful, variable)

    def _outside(self, variable: int) -> bool:
        above, over = self._above(variable), self._over[variable]
        low, high = self._low[variable], self._high[variable]
        return (low is not None and above < low * over) or (high is not None and above > high * over)

    def _entering(self, basic: int, way: int, careful: bool) -> int | None:
        """A variable that can move the basic one: with few other rows, or simply the first one."""
        best, rank, over, values = None, (0, 0), self._over[basic], self._values
        for column, factor in self._rows[basic].items():
            rising = (factor > 0) == (way > 0)
            end = self._high[column] if rising else self._low[column]
            if end is not None and (values[column] >= end if rising else values[column] <= end):
                continue
            fractions = 0 if factor in (over, -over) else _SLOW
            here = (0 if careful else fractions + len(self._columns[column]), column)
            if best is None or here < rank:
                best, rank = column, here
        return best

    def _move(self, column: int, value: Rational) -> None:
        self._values[column] = value
        for basic in self._columns[column]:
            self._doubt(basic)

    def _pivot(self, basic: int, entering: int) -> None:
        """Exchange a basic and a non-basic variable."""
        row, over = self._rows.pop(basic), self._over.pop(basic)
        factor = row.pop(entering)
        for column in row:
            self._columns[column].discard(basic)
        self._columns[entering].discard(basic)
        sign = 1 if factor > 0 else -1
        new = {column: -sign * weight for column, weight in row.items()}
        new[basic] = sign * over
        for other in self._columns[entering]:
            self._substitute(other, entering, new, sign * factor)
        self._columns[entering] = set()
        self._rows[entering], self._over[entering] = new, sign * factor
        for column in new:
            self._columns[column].add(entering)
        self._doubt(entering)

    def _substitute(self, other: int, entering: int, new: dict[int, int], over: int) -> None:
        """Replace ``entering`` in another row by ``new / over``, in integers without a common factor."""
        row, columns = self._rows[other], self._columns
        factor = row.pop(entering)
        common = gcd(factor, over)
        factor, scale = factor // common, over // common
        if scale != 1:
            self._over[other] *= scale
            row = self._rows[other] = {column: weight * scale for column, weight in row.items()}
        for column, weight in new.items():
            if column not in row:
                row[column] = factor * weight
                columns[column].add(other)
            elif total := row[column] + factor * weight:
                row[column] = total
            else:
                del row[column]
                columns[column].discard(other)
        if self._over[other] != 1:
            common = gcd(self._over[other], *row.values())
            if common != 1:
                self._over[other] //= common
                self._rows[other] = {column: weight // common for column, weight in row.items()}
