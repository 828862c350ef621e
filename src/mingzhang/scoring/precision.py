"""How scores are rounded: stated, exact, and the same wherever a score is computed or checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm


class Mode(StrEnum):
    """How decimals that are not kept are dealt with."""

    HALF_UP = "四舍五入"
    DOWN = "舍去"
    UP = "进位"
    HALF_EVEN = "四舍六入五成双"


_HALF_UP = Mode.HALF_UP


@dataclass(frozen=True, slots=True)
class Precision:
    """Decimals and rounding mode of scores, which are never negative.

    >>> Precision().of(Fraction(55, 3)), Precision(0, Mode.DOWN).of(Fraction(998, 100))
    (Fraction(1833, 100), Fraction(9, 1))
    """

    decimals: int = 2
    mode: Mode = Mode.HALF_UP

    def of(self, score: Fraction) -> Fraction:
        """The score as it is given."""
        above, below = score.as_integer_ratio()
        scale = 10**self.decimals
        whole, rest = divmod(above * scale, below)
        return _kept(whole + self._more(rest, below, whole), scale) if rest else score

    def against(self, score: Fraction, full: Fraction) -> tuple[Fraction, bool, bool]:
        """The score as given, whether it is over the full marks, whether the given one is short of them.

        >>> Precision(0, Mode.DOWN).against(Fraction(19, 2), Fraction(10))
        (Fraction(9, 1), False, True)
        """
        above, below = score.as_integer_ratio()
        most, of = full.as_integer_ratio()
        scale = 10**self.decimals
        whole, rest = divmod(above * scale, below)
        if not rest:
            short = above * of < most * below
            return score, not short and above * of > most * below, short
        whole += self._more(rest, below, whole)
        return _kept(whole, scale), above * of > most * below, whole * of < most * scale

    def _more(self, rest: int, below: int, whole: int) -> int:
        """What the decimals that are not kept add to the last one that is: 0 or 1."""
        mode = self.mode
        if mode == _HALF_UP:  # nearly always
            return 2 * rest >= below
        if mode == Mode.UP:
            return 1
        return mode == Mode.HALF_EVEN and (2 * rest > below or (2 * rest == below and whole % 2 == 1))

    def __str__(self) -> str:
        return f"{self.mode}{f'保留 {self.decimals} 位小数' if self.decimals else '取整数'}"


@lru_cache(maxsize=1 << 14)
def _kept(whole: int, scale: int) -> Fraction:
    """A score with few decimals, remembered: a district gives a hundred thousand of a few thousand kinds."""
    return Fraction(whole, scale)


def summed(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum, added up denominator by denominator: thousands of scores share a few of them.

    >>> summed([Fraction(1, 2), Fraction(3), Fraction(1, 2)]), summed([])
    (Fraction(4, 1), Fraction(0, 1))
    """
    parts: dict[int, int] = {}
    for number in numbers:
        above, below = number.as_integer_ratio()
        parts[below] = parts.get(below, 0) + above
    whole = lcm(*parts)
    return Fraction(sum([above * (whole // below) for below, above in parts.items()]), whole)


def less(one: Fraction, other: Fraction) -> bool:
    """Whether ``one < other``, in whole numbers: comparing fractions asks for types first and takes longer.

    >>> less(Fraction(1, 3), Fraction(1, 2)), less(Fraction(1, 2), Fraction(1, 2))
    (True, False)
    """
    above, below = one.as_integer_ratio()
    other_above, other_below = other.as_integer_ratio()
    return above * other_below < other_above * below


def written(number: Fraction) -> str:
    """A number exactly: as a decimal where it has one, as a fraction otherwise.

    >>> written(Fraction(7, 2)), written(Fraction(1, 3)), written(Fraction(40)), written(Fraction(-1, 4))
    ('3.5', '(1/3)', '40', '-0.25')
    """
    below = number.denominator
    if below == 1:
        return str(number.numerator)
    twos = fives = 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    if below != 1:
        return f"({number.numerator}/{number.denominator})"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def rounded_rate(part: Fraction | None, whole: Fraction | None) -> str:
    """A rate in per cent with at most two decimals, as forms print it; empty where it is not known.

    >>> rounded_rate(Fraction(3467), Fraction(3500)), rounded_rate(Fraction(1), Fraction(1))
    ('99.06%', '100%')
    """
    return f"{written(Precision().of(100 * part / whole))}%" if part is not None and whole else ""
