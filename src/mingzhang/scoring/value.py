"""What an indicator aims at and what was reached, as typed values that can be held against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from mingzhang.facts.number import MONEY, SCALES
from mingzhang.language.text.quantities import AT_MOST, BELOW, EQUAL, Moment, Quantity, moments, quantities
from mingzhang.language.text.quantities import subject as subject_of
from mingzhang.language.text.spelling import plain
from mingzhang.scoring.precision import less, written

WHOLE = Fraction(100)  # per cent
_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # days of the months


class Better(StrEnum):
    """Whether a bare target is to be exceeded or kept below."""

    MORE = "越大越好"
    LESS = "越小越好"


class UnfitValueError(ValueError):
    """A value or a rule that does not allow a score: ``column`` is the cell to be corrected."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Value:
    """A text with the quantities and dates it says, in order; ``beyond`` tells of a share of more than 100 %.

    >>> value("总报告1篇，分报告21篇，12月底前").kind, value("12月底前").kind, value("明显提升").kind
    ('quantity', 'date', 'text')
    """

    text: str
    quantities: tuple[Quantity, ...] = field(compare=False)  # they follow from the text
    dates: tuple[Moment, ...] = field(compare=False)
    beyond: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return self.text

    @property
    def kind(self) -> str:
        """``quantity``, ``date`` or ``text``: by what it can be measured."""
        return "quantity" if self.quantities else "date" if self.dates else "text"


def value(said: str | Value) -> Value:
    """The value a text says; what is a value already stays as it is.

    >>> [float(q.low) for q in value("不少于6000份，1份报告").quantities]
    [6000.0, 1.0]
    """
    return said if isinstance(said, Value) else _value(said)


def money(amount: Fraction) -> Value:
    """An amount in 元, exactly, as it is printed in 万元.

    >>> money(Fraction(34670)).text, money(Fraction(34670)).quantities[0].low
    ('3.467万元', Fraction(34670, 1))
    """
    text = f"{written(amount / SCALES['万元'])}万元"
    return Value(text, (Quantity(EQUAL, amount, amount, MONEY, "", 0, len(text), bare=True),), ())


@lru_cache(maxsize=1 << 16)  # indicators repeat
def _value(text: str) -> Value:
    flat = plain(text)
    found = tuple(quantities(flat))
    beyond = any(one.unit == "%" and less(WHOLE, one.high) for one in found)
    return Value(flat, found, tuple(moments(flat)), beyond)


def direction(aim: Quantity, better: str) -> str:
    """Whether more or less is better: as the target's relation says, otherwise as the indicator does.

    >>> print(direction(value("≤49万元").quantities[0], ""), direction(value("49次").quantities[0], ""))
    越小越好 越大越好
    """
    if aim.relation in (AT_MOST, BELOW):
        return Better.LESS
    return better or Better.MORE if aim.bare else Better.MORE


def paired(aim: Value, got: Value) -> tuple[tuple[Quantity, Quantity], ...]:
    """Each quantity aimed at with the one that was reached; raises :class:`UnfitValueError` where that is
    not clear.

    >>> pairs = paired(value("总报告1篇，分报告21篇"), value("分报告20篇，总报告1篇"))
    >>> [(float(a.low), float(g.low)) for a, g in pairs]
    [(1.0, 1.0), (21.0, 20.0)]
    >>> paired(value("≥12次"), value("12"))
    Traceback (most recent call last):
    mingzhang.scoring.value.UnfitValueError: 完成值“12”没有计量单位，指标值的单位是“次”
    """
    if len(aim.quantities) == 1 == len(got.quantities) and aim.quantities[0].unit == got.quantities[0].unit:
        return ((aim.quantities[0], got.quantities[0]),)  # nearly always
    return _paired(aim.text, got.text)


@lru_cache(maxsize=1 << 16)
def _paired(wanted_text: str, got_text: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """The pairs of several quantities, remembered: indicators repeat, and quantities follow from the text."""
    aim, got = _value(wanted_text), _value(got_text)
    in_order = [a.unit for a in aim.quantities] == [g.unit for g in got.quantities]
    return tuple(
        (wanted, _reached(wanted, aim, got, got.quantities[index] if in_order else None))
        for index, wanted in enumerate(aim.quantities)
    )


def _reached(wanted: Quantity, aim: Value, got: Value, same_position: Quantity | None) -> Quantity:
    """The quantity that answers the wanted one: alone of its unit, under its word, or in its position."""
    same = [found for found in got.quantities if found.unit == wanted.unit]
    if len(same) == 1 and len(aim.quantities) == 1:
        return same[0]
    word = subject_of(aim.text, wanted)
    about = [found for found in same if subject_of(got.text, found) == word]
    if len(about) == 1:
        return about[0]
    if same_position is not None and not about:
        return same_position
    if not got.text:
        raise UnfitValueError("完成值", "没有填写完成值")
    if not same and any(not found.unit for found in got.quantities):
        raise UnfitValueError("完成值", f"完成值“{got.text}”没有计量单位，指标值的单位是“{wanted.unit}”")
    if not same:
        raise UnfitValueError("完成值", f"完成值“{got.text}”与指标值“{aim.text}”的计量单位不同，不能比较")
    raise UnfitValueError(
        "完成值", f"完成值“{got.text}”里看不出哪个数对应指标值“{aim.text[wanted.start : wanted.end]}”"
    )


def last_day(moment: Moment, year: int | None) -> date:
    """The last day a printed date may mean; ``year`` stands in where none is printed.

    >>> last_day(value("2021年6月底前").dates[0], None), last_day(value("12月20日").dates[0], 2020)
    (datetime.date(2021, 6, 30), datetime.date(2020, 12, 20))
    """
    chosen = moment.year or year
    if chosen is None:
        raise UnfitValueError("指标值", "日期没有年份，项目也没有年度")
    month = moment.month or 12
    leap = month == 2 and chosen % 4 == 0 and (chosen % 100 != 0 or chosen % 400 == 0)
    last = _LAST[month - 1] + leap
    if moment.day > last:
        raise UnfitValueError("指标值", f"没有 {chosen} 年 {month} 月 {moment.day} 日")
    return date(chosen, month, moment.day or last)
