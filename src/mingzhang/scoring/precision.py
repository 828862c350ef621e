"""How scores are rounded: stated, exact, and the same wherever a score is computed or checked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

HALF_UP, DOWN, UP, HALF_EVEN = "四舍五入", "舍去", "进位", "四舍六入五成双"
MODES = (HALF_UP, DOWN, UP, HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Precision:
    """Decimals and rounding mode of scores, which are never negative.

    >>> Precision().of(Fraction(55, 3)), Precision(0, DOWN).of(Fraction(998, 100))
    (Fraction(1833, 100), Fraction(9, 1))
    """

    decimals: int = 2
    mode: str = HALF_UP

    def of(self, score: Fraction) -> Fraction:
        """The score as it is given."""
        scale = 10**self.decimals
        whole, rest = divmod(score.numerator * scale, score.denominator)
        if not rest:
            return score
        twice = 2 * rest - score.denominator
        if self.mode == UP:
            whole += 1
        elif self.mode == HALF_UP:
            whole += twice >= 0
        elif self.mode == HALF_EVEN:
            whole += twice > 0 or (twice == 0 and whole % 2)
        return Fraction(whole, scale)

    def __str__(self) -> str:
        return f"{self.mode}{f'保留 {self.decimals} 位小数' if self.decimals else '取整数'}"


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
