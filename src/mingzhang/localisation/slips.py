"""What one slip of the hand can make of a figure: the figures that may have been meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.finding import SlipKind
from mingzhang.facts.number import SCALES, Printed, decimals_of, shown

# How often an error is of each kind; with OTHER they add up to 1.  These are assumptions after the literature
# on keying: what can be trusted is the confidence that they lead to, which the bench holds against planted
# slips.
SHARES = {
    SlipKind.SWAPPED_DIGITS: 0.2,
    SlipKind.WRONG_DIGIT: 0.2,
    SlipKind.LOST_DIGIT: 0.08,
    SlipKind.DOUBLED_DIGIT: 0.06,
    SlipKind.EXTRA_DIGIT: 0.04,
    SlipKind.DECIMAL_POINT: 0.06,
    SlipKind.WRONG_UNIT: 0.06,
    SlipKind.WRONG_SIGN: 0.04,
    SlipKind.FRACTION_FOR_PERCENT: 0.04,
    SlipKind.WRONG_BASE: 0.06,
    SlipKind.COPIED: 0.06,
}
OTHER = 0.1

Rational = int | Fraction
_ENDLESS = Fraction(10**30)
_PARTS = 10_000  # what the last printed digit is divided by, so that every slip makes a whole number
_MANY = (
    10  # figures that a room allows beyond which their number says nothing more: 元 with 分 allows thousands
)
_SURE = 0.85  # how likely a figure must be before it is offered as the right one
_CENTS = 2  # decimals of amounts, as a rule
_UNUSUAL = 1_000  # how much likelier a print that no program makes is when it is wrong
_KNOWN = 0.998  # how often other prints of an amount, or the calculation, show exactly what was meant


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip and the figure that was meant; ``value`` is in the unit of :class:`Printed`."""

    kind: SlipKind
    value: Fraction


def slips(figure: Printed, least: Fraction | None = None, most: Fraction | None = None) -> Iterator[Slip]:
    """Every figure from which one slip makes the printed one, in a fixed order.

    Wrong units aside, only figures from ``least`` to ``most``.

    >>> from mingzhang.facts.number import printed
    >>> [s.value for s in slips(printed("12.3", "%")) if s.kind == "相邻两位写颠倒"]
    [Fraction(213, 10), Fraction(66, 5)]
    """
    unit = _step(figure) / _PARTS
    return (Slip(kind, value * unit) for kind, value in _within(figure, unit, least, most))


def _within(
    figure: Printed, unit: Fraction, least: Fraction | None, most: Fraction | None
) -> Iterator[tuple[SlipKind, int]]:
    """As :func:`slips`, counted in ``unit``: whole numbers calculate faster."""
    own = figure.value / unit
    low = None if least is None else -(-least // unit)
    high = None if most is None else most // unit
    for kind, value in _meant(figure):
        inside = (low is None or value >= low) and (high is None or value <= high)
        if (inside or kind is SlipKind.WRONG_UNIT) and value != own:
            yield kind, value


def _meant(figure: Printed) -> Iterator[tuple[SlipKind, int]]:
    """Kinds of slip and what was meant, counted in ten-thousandths of the last printed digit."""
    digits = re.sub(r"\D", "", figure.text)
    one = -_PARTS if figure.value < 0 else _PARTS
    own = int(digits) * one
    for at in range(len(digits) - 1):
        yield SlipKind.SWAPPED_DIGITS, int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) * one
    if figure.shown in SCALES:
        yield SlipKind.WRONG_UNIT, own * 10_000
        yield SlipKind.WRONG_UNIT, own // 10_000
    yield SlipKind.WRONG_SIGN, -own
    for power in (10, 100):
        as_fraction = figure.unit == "%" and power == 100
        kind = SlipKind.FRACTION_FOR_PERCENT if as_fraction else SlipKind.DECIMAL_POINT
        kept = figure.shown in SCALES and decimals_of(figure) > _CENTS  # 87.071 万元 has all digits of 870.71
        cut = 0 if kept else power // 2
        yield from ((kind, own * power + lost * one) for lost in range(-cut, cut + 1))
        yield SlipKind.DECIMAL_POINT, own // power
    for at, digit in enumerate(digits):
        doubled = digit in (digits[at - 1 : at], digits[at + 1 : at + 2])
        kind = SlipKind.DOUBLED_DIGIT if doubled else SlipKind.EXTRA_DIGIT
        yield kind, int(digits[:at] + digits[at + 1 :] or "0") * one
    whole = int(digits)
    for at, digit in enumerate(digits):
        place = 10 ** (len(digits) - 1 - at)
        rest = whole - int(digit) * place
        yield from ((SlipKind.WRONG_DIGIT, (rest + d * place) * one) for d in range(10) if d != int(digit))
    fewest = 10 ** len(digits) if len(digits) > decimals_of(figure) else 0  # with one digit more, as printed
    for at in range(len(digits) + 1):
        place = 10 ** (len(digits) - at)
        ahead, behind = divmod(whole, place)
        meant = ((10 * ahead + d) * place + behind for d in range(10))
        yield from ((SlipKind.LOST_DIGIT, value * one) for value in meant if value >= fewest)


@dataclass(frozen=True, slots=True)
class Range:
    """What the amount behind a figure must be, in the figure's unit; ``None`` for no bound."""

    low: Fraction | None
    high: Fraction | None

    def allows(self, value: Fraction, half: Fraction) -> bool:
        """Whether an amount in the range is printed as ``value``.

        >>> Range(Fraction(10), Fraction(12)).allows(Fraction(13), Fraction(1, 2))
        False
        """
        return (self.low is None or value + half >= self.low) and (
            self.high is None or value - half <= self.high
        )

    def printable(self, figure: Printed, scale: Fraction = Fraction(1)) -> int | None:
        """How many figures of this precision would do, ``None`` when there is no end of them.

        ``scale`` makes the precision that of another unit.
        """
        if self.low is None or self.high is None:
            return None
        step, half = _step(figure) * scale, figure.half * scale
        return max(0, _last(self.high + half, step) + _last(half - self.low, step) + 1)

    def only(self, figure: Printed) -> Fraction | None:
        """The one figure of this precision that would do, ``None`` when several or none would."""
        if self.printable(figure) != 1 or self.high is None:
            return None
        step = _step(figure)
        return _last(self.high + figure.half, step) * step

    def said(self, figure: Printed) -> str:
        """The range in words, in the unit and precision of a figure.

        >>> from mingzhang.facts.number import printed
        >>> Range(Fraction(12_000), None).said(printed("3.40", "万元"))
        '应不小于 1.20万元'
        """
        decimals, low = decimals_of(figure), self.low
        if low is not None and low < 0 <= min(figure.value, self.high or Fraction(0)):
            low = Fraction(0)  # nobody prints −0.01 where only nothing will do
        ends = [None if end is None else shown(end, figure.shown, decimals) for end in (low, self.high)]
        if ends[0] is None or ends[1] is None:
            way = "不小于" if ends[1] is None else "不大于"
            known = ends[0] or ends[1]
            return f"应{way} {known}" if known else ""
        step, high = _step(figure), self.high or Fraction(0)
        if low is not None and _last(high, step) * step >= low and _last(high, step) * step - step < low:
            return f"应为 {shown(_last(high, step) * step, figure.shown, decimals)}"  # the one figure inside
        return f"应为 {ends[0]}" if ends[0] == ends[1] else f"应为 {ends[0]}至{ends[1]}"


def _step(figure: Printed) -> Fraction:
    """One unit of the last printed digit."""
    return Fraction(SCALES.get(figure.shown, 1), 10 ** decimals_of(figure))


def _last(value: Fraction, step: Fraction) -> int:
    return (value / step).__floor__()


@dataclass(frozen=True, slots=True)
class Guess:
    """The figure that was meant, where that is clear, by which slip, and how likely the print then is.

    ``explained`` says that some slip or other made the print, even if it is not clear which.
    """

    right: Fraction | None
    slip: SlipKind | None
    likelihood: float
    explained: bool = False


def guess(figure: Printed, room: Range, known: Fraction | None = None) -> Guess:
    """What a wrong figure should be: the one that the slips make likeliest, if it is far ahead.

    The slip is named where one kind of slip is far ahead, even if it leaves several figures open.

    The likelihood is that of the printed figure, were it wrong: every allowed figure is equally likely to
    have been meant, and each slip could have hit any of its digits.  ``known`` is what other prints of the
    same amount, or the calculation, ask for: nearly always, but not surely, the figure that was meant.

    >>> from mingzhang.facts.number import printed
    >>> found = guess(printed("21.30", "万元"), Range(Fraction(122_900), Fraction(123_100)))
    >>> found.right, found.slip
    (Fraction(123000, 1), <SlipKind.SWAPPED_DIGITS: '相邻两位写颠倒'>)
    """
    known = room.only(figure) if room.printable(figure) == 1 else known
    plain = _plain(figure, room)
    unit = _step(figure) / _PARTS  # everything below is counted in it
    meant = None if known is None else known / unit
    beliefs: dict[Rational, float] = defaultdict(float, {} if meant is None else {meant: _KNOWN * plain})
    kinds: dict[SlipKind, float] = defaultdict(float)
    names: dict[Rational, tuple[float, SlipKind]] = {}
    for kind, value, share in _weighed(figure, room, meant, unit):
        beliefs[value] += share
        kinds[kind] += share
        names[value] = max(names.get(value, (0.0, kind)), (share, kind))
    likelihood = sum(beliefs.values()) + plain * (1 if known is None else 1 - _KNOWN)
    sure = likelihood * _SURE
    explained = sum(kinds.values()) >= sure
    best = max(beliefs, key=lambda value: (beliefs[value], -value), default=None)
    if re.match(r"[-−－]?0\d", figure.text):
        likelihood *= _UNUSUAL
    if best is None or beliefs[best] < sure:
        only = next((kind for kind, belief in kinds.items() if belief >= sure), None)
        return Guess(None, only, likelihood, explained)
    return Guess(best * unit, names[best][1] if best in names else None, likelihood, explained)


def _plain(figure: Printed, room: Range) -> float:
    """How likely the print is when any other number was typed, by whatever slip."""
    largest = max((abs(end) for end in (room.low, room.high) if end is not None), default=Fraction(0))
    rivals = max(int("1" + "0" * _length(figure)), int(largest / _step(figure)))
    signed = room.high is not None and room.high + figure.half < 0 <= figure.value  # the sign wrong, too
    return OTHER / min(rivals, int(_ENDLESS)) * (SHARES[SlipKind.WRONG_SIGN] if signed else 1)


def _weighed(
    figure: Printed, room: Range, meant: Rational | None, unit: Fraction
) -> Iterator[tuple[SlipKind, int, float]]:
    """The slips that the room allows, what they meant, and how likely each is to have made the print."""
    digits = _length(figure)
    least = -_ENDLESS if room.low is None else room.low - figure.half
    most = _ENDLESS if room.high is None else room.high + figure.half
    several = room.printable(figure) or 10**digits
    shares = {kind: share / _ways(kind, digits) for kind, share in SHARES.items()}
    for kind, value in _within(figure, unit, least, most):
        count = several
        if kind is SlipKind.WRONG_UNIT:
            scale = value * unit / figure.value
            if not room.allows(value * unit, figure.half * scale):
                continue
            if scale > 1 and not _telling(figure, room, scale):
                continue
            count = max(1, room.printable(figure, scale) or 10**digits)
        count = min(count, _MANY)
        prior = 1 / count if meant is None else _KNOWN if value == meant else (1 - _KNOWN) / count
        yield kind, value, shares[kind] * prior


def _length(figure: Printed) -> int:
    return len(re.sub(r"\D", "", figure.text))


def _telling(figure: Printed, room: Range, scale: Fraction) -> bool:
    """Whether the digits would be evidence in a larger unit: a lone digit fits too much there.

    0.3 万元 for 2961.68 万元 is no 0.3 亿元, although that rounds alike; 7.23 元 for 7.23 万元 is.
    """
    exact = room.low is not None and room.high is not None and room.high - room.low < figure.half * scale
    return not exact or len(re.sub(r"\D", "", figure.text).strip("0")) > 1


def _ways(kind: SlipKind, digits: int) -> int:
    """In how many places a slip of this kind could have happened."""
    return {
        SlipKind.SWAPPED_DIGITS: max(1, digits - 1),
        SlipKind.WRONG_DIGIT: 9 * digits,
        SlipKind.LOST_DIGIT: digits + 1,
        SlipKind.DOUBLED_DIGIT: max(1, digits - 1),
        SlipKind.EXTRA_DIGIT: 10 * digits,
        SlipKind.DECIMAL_POINT: 4,
    }.get(kind, 1)
