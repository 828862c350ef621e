"""A printed figure: its value, its unit, and exactly what rounding hides.

Printed 12.35 万元 stands for some true amount between 123 450 and 123 550 元.  A computed number keeps one
small table: for each printed figure behind it, how far the result moves when that figure moves.  From
this table come the slack (how much rounding can explain), the sources (which cells to show) and exact
cancellation.  There is no tolerance constant anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import lcm

from mingzhang.facts.place import Place

SCALES = {
    "元": 1,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "亿元": 10**8,
    "万": 10_000,
    "亿": 10**8,
}
MONEY = "元"
DIGITS = 30  # a longer run of digits is a number of something else, or damage: no amount
_ZERO = Fraction(0)
MINUS = "-−－△▲"  # how accounts print a minus in front of a figure
_ASCII = str.maketrans(MINUS, "-" * len(MINUS), ",，")
_FIGURE = re.compile(rf"[{MINUS}]?(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?:\.\d+)?$")


@dataclass(eq=False, slots=True)
class Printed:
    """One figure as it stands in the document.

    ``value`` and ``half`` (half a unit of the last printed digit) are in ``unit``, which is ``元`` for all
    money, ``%`` for percentages and the counting word (个, 人, 辆, 分 …) otherwise.  ``text`` and
    ``shown`` (the printed unit) are what a reader of the document sees;
    ``confidence`` is below 1 where a scan did not show every digit with certainty.
    """

    text: str
    value: Fraction
    half: Fraction
    unit: str
    shown: str
    place: Place = field(default_factory=Place)
    blank: bool = False
    confidence: float = 1.0


@dataclass(slots=True)  # never changed; freezing would take most of the time of making one
class Number:
    """A figure or the result of a calculation with figures.

    ``moves`` says for each printed figure how far the value moves per unit of that figure; ``bend`` bounds
    the second-order part of products and ratios.

    >>> a, b = read("12.35", "万元"), read("2.30", "万元")
    >>> total = a + b
    >>> total.value, total.slack, len(total.sources)
    (Fraction(146500, 1), Fraction(100, 1), 2)
    >>> (a - a).slack
    Fraction(0, 1)
    """

    value: Fraction
    unit: str
    moves: dict[Printed, int | Fraction] = field(default_factory=dict)
    bend: Fraction = Fraction(0)

    @property
    def slack(self) -> Fraction:
        """The most that rounding of the printed figures can explain."""
        sums: dict[int, int] = {}
        parts = self.bend
        for figure, weight in self.moves.items():
            above, below = figure.half.as_integer_ratio()
            if type(weight) is int:
                sums[below] = sums.get(below, 0) + above * abs(weight)
            else:
                parts += figure.half * (weight if weight >= 0 else -weight)
        return parts + _over_one(sums) if parts else _over_one(sums)

    @property
    def sources(self) -> list[Printed]:
        """The printed figures behind this number, in the order they were used."""
        return list(self.moves)

    @property
    def low(self) -> Fraction:
        """Smallest true value that rounds to what is printed."""
        return self.value - self.slack

    @property
    def high(self) -> Fraction:
        """Largest true value that rounds to what is printed."""
        return self.value + self.slack

    def __add__(self, other: Number) -> Number:
        return self._combine(other, 1)

    def __sub__(self, other: Number) -> Number:
        return self._combine(other, -1)

    def __neg__(self) -> Number:
        return self.times(-1)

    def __abs__(self) -> Number:
        return -self if self.value < 0 else self

    def _combine(self, other: Number, sign: int) -> Number:
        return total(((1, self), (sign, other)), self.unit)

    def times(self, factor: int | Fraction, unit: str | None = None) -> Number:
        """This number times an exact factor.

        >>> read("50", "%").times(2).value
        Fraction(100, 1)
        """
        unit = self.unit if unit is None else unit
        if factor == 1:
            return Number(self.value, unit, self.moves, self.bend)
        return Number(
            self.value * factor,
            unit,
            {p: w * factor for p, w in self.moves.items()},
            self.bend * abs(Fraction(factor)),
        )

    def percent_of(self, whole: Number) -> Number:
        """100 × this ÷ ``whole`` in per cent, with the second-order part of the ratio in ``bend``.

        Raises ``ZeroDivisionError`` when rounding allows ``whole`` to be zero.

        >>> rate = read("0.16", "万元").percent_of(read("3", "万元"))
        >>> round(float(rate.value), 3), rate.low < 5.35 < rate.high
        (5.333, True)
        """
        if self.unit != whole.unit:
            raise ValueError(f"单位不同，不能求比率：{self.unit}与{whole.unit}")
        a, b, room = self.value, whole.value, whole.slack
        if abs(b) <= room:
            raise ZeroDivisionError("分母可能为零")
        first = self.times(1 / b) - whole.times(a / (b * b))
        # a+x over b+y differs from its tangent by (a·y² − b·x·y) / (b²·(b+y)).
        bend = (abs(a) * room * room + abs(b) * self.slack * room) / (b * b * (abs(b) - room))
        return Number(a / b, "%", first.moves, first.bend + bend).times(100)


def size(weight: int | Fraction) -> Fraction:
    """The size of a weight, without its sign.

    >>> size(-1)
    Fraction(1, 1)
    """
    return Fraction(weight if weight >= 0 else -weight)


def tidy(value: int | Fraction) -> int | Fraction:
    """A whole number as ``int``, which calculates faster.

    >>> tidy(Fraction(6, 3))
    2
    """
    return value.numerator if value.denominator == 1 else value


class UnfitFigureError(ValueError):
    """A text that is no figure, or has more digits than one can have; the message is a Chinese sentence."""


class UnlikeUnitsError(ValueError):
    """Numbers of different units that something would add up; the message is a Chinese sentence."""


def total(terms: Iterable[tuple[int, Number]], unit: str = MONEY) -> Number:
    """Signed numbers added up in one go; raises :class:`UnlikeUnitsError` when their units differ.

    >>> total([(1, read("5", "万元")), (-1, read("2", "万元"))]).value
    Fraction(30000, 1)
    """
    sums, bend = dict[int, int](), _ZERO
    moves: dict[Printed, int | Fraction] = {}
    for sign, number in terms:
        if number.unit != unit:
            raise UnlikeUnitsError(f"单位不同，不能相加减：{unit or '无单位'}与{number.unit or '无单位'}")
        above, below = number.value.as_integer_ratio()
        sums[below] = sums.get(below, 0) + sign * above
        if number.bend:
            bend += number.bend
        for printed, weight in number.moves.items():
            moved = moves.get(printed, 0) + sign * weight
            if moved:
                moves[printed] = moved
            else:
                moves.pop(printed, None)
    return Number(_over_one(sums), unit, moves, bend)


def _over_one(sums: dict[int, int]) -> Fraction:
    """Numerators added up by denominator, of which a document has few, as one fraction."""
    below = lcm(*sums)
    if below == 1:
        return Fraction(sums.get(1, 0))
    return Fraction(sum([above * (below // part) for part, above in sums.items()]), below)


def zero(unit: str = MONEY) -> Number:
    """An exact zero, for instance a blank cell.

    >>> zero().slack
    Fraction(0, 1)
    """
    return Number(Fraction(0), unit)


def exact(value: int | Fraction | str, unit: str = "") -> Number:
    """A number that is not printed and hides nothing.

    >>> exact("0.5", "%").value
    Fraction(1, 2)
    """
    return Number(Fraction(value), unit)


def printed(text: str, unit: str, place: Place | None = None) -> Printed:
    """Read a figure; raises :class:`UnfitFigureError` when the text is not one.

    ``unit`` is the printed unit; money in any scale becomes 元.

    >>> figure = printed("1,234.50", "万元")
    >>> figure.value, figure.half, figure.unit
    (Fraction(12345000, 1), Fraction(50, 1), '元')
    """
    plain = text.strip()
    if not _FIGURE.match(plain):
        raise UnfitFigureError(f"“{text}”不是数字")
    whole, _, part = plain.translate(_ASCII).partition(".")
    if len(whole) + len(part) > DIGITS:
        raise UnfitFigureError(f"“{plain[:DIGITS]}…”位数过多，不是金额")
    decimals = len(part)
    scale = SCALES.get(unit)
    step, half = _last_digit(scale or 1, decimals)
    above, below = step.as_integer_ratio()
    digits = int(whole + part)
    value = Fraction(digits * above) if below == 1 else Fraction(digits * above, below)
    if scale is None and unit not in ("", "%", "‰") and not decimals:  # 3 个 is exactly 3
        half = _ZERO
    return Printed(text.strip(), value, half, MONEY if scale else unit, unit, place or Place())


@lru_cache(maxsize=256)
def _last_digit(scale: int, decimals: int) -> tuple[Fraction, Fraction]:
    """What one of the last digit is worth, and half of it."""
    return Fraction(scale, 10**decimals), Fraction(scale, 2 * 10**decimals)


def number_of(figure: Printed) -> Number:
    """The number a printed figure stands for; a blank hides nothing.

    >>> number_of(printed("3", "个")).unit
    '个'
    """
    return Number(figure.value, figure.unit, {} if figure.blank else {figure: 1})


def read(text: str, unit: str, place: Place | None = None) -> Number:
    """The number behind a figure and its unit.

    >>> read("-0.5", "万元").value
    Fraction(-5000, 1)
    """
    return number_of(printed(text, unit, place))


def decimals_of(figure: Printed) -> int:
    """Digits after the point as printed.

    >>> decimals_of(printed("6.20", "万元"))
    2
    """
    return len(figure.text.partition(".")[2])


def shown(value: Fraction, unit: str, decimals: int = 2) -> str:
    """A value in a printed unit, rounded half up as the offices do.

    >>> shown(Fraction(123456), "万元"), shown(Fraction(-5, 3), "%")
    ('12.35万元', '-1.67%')
    """
    scaled = value / SCALES.get(unit, 1) * 10**decimals
    rounded = (abs(scaled) * 2 + 1).__floor__() // 2
    digits = str(rounded).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    sign = "-" if scaled < 0 and rounded else ""
    return f"{sign}{whole}{'.' + part if part else ''}{unit}"


def rounded(value: Fraction, decimals: int) -> Fraction:
    """``value`` rounded half up (away from zero) to some decimals.

    >>> rounded(Fraction("9.6367"), 2)
    Fraction(241, 25)
    """
    scaled = abs(value) * 10**decimals
    result = Fraction((scaled * 2 + 1).__floor__() // 2, 10**decimals)
    return -result if value < 0 else result


def truncated(value: Fraction, decimals: int) -> Fraction:
    """``value`` cut off (towards zero) after some decimals.

    >>> truncated(Fraction("99.868"), 2)
    Fraction(4993, 50)
    """
    result = Fraction((abs(value) * 10**decimals).__floor__(), 10**decimals)
    return -result if value < 0 else result
