"""Numbers that are counted, never typed: a live measure, and the actual value that is bound to one.

Whoever reports an actual value either names what was counted, or fills a value in by hand with a reason;
both at once are told, and neither goes before the other in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.facts.days import day_words


@dataclass(frozen=True)
class LiveMeasure:
    """What was counted: the number with its unit, as of a day, and the rows behind it under their heads.

    >>> made = counted("绩效任务书", "份", date(2020, 9, 30), ("单位",), [("甲局",), ("乙局",)])
    >>> made.text, made.sentence
    ('2份', '绩效任务书2份（截至2020年9月30日，由2条记录计得）')
    """

    name: str
    number: Fraction
    unit: str
    as_of: date
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The number as it is printed, with its unit."""
        return f"{_written(self.number)}{self.unit}"

    @property
    def sentence(self) -> str:
        """What was counted, when, and from how many rows."""
        return f"{self.name}{self.text}（截至{day_words(self.as_of)}，由{len(self.rows)}条记录计得）"


def counted(
    name: str, unit: str, as_of: date, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> LiveMeasure:
    """The measure that is the number of rows.

    >>> counted("考评细则", "项", date(2020, 9, 30), ("细则",), []).number
    Fraction(0, 1)
    """
    found = tuple(rows)
    return LiveMeasure(name, Fraction(len(found)), unit, as_of, heads, found)


class UnfoundedValueError(ValueError):
    """An actual value that is neither counted nor explained, or both in silence; one Chinese sentence."""


@dataclass(frozen=True)
class ActualValue:
    """An actual value and where it comes from: the measure it is bound to, or the reason of a hand value.

    Where a hand value stands beside a measure, ``counted_as`` is kept, and the words say both.
    """

    text: str
    measure: LiveMeasure | None = None
    reason: str = ""

    @property
    def counted_as(self) -> str:
        """What the system counted, empty where nothing is."""
        return self.measure.text if self.measure else ""

    @property
    def sentence(self) -> str:
        """Where the value comes from.

        >>> print(actual_value(hand="41份", reason="外单位报来").sentence)
        人工填写“41份”，理由：外单位报来
        """
        if not self.reason:
            return self.measure.sentence if self.measure else ""
        said = f"人工填写“{self.text}”，理由：{self.reason.rstrip('。')}"
        return f"{said}；系统计数为{self.counted_as}" if self.measure else said


def actual_value(measure: LiveMeasure | None = None, hand: str = "", reason: str = "") -> ActualValue:
    """The actual value of an indicator: bound to a measure, or filled in by hand with a reason.

    Raises :class:`UnfoundedValueError`: nothing at all, a hand value without a reason, or both in silence.

    >>> made = counted("任务书", "份", date(2020, 9, 30), (), [("甲局",), ("乙局",)])
    >>> actual_value(made).text
    '2份'
    >>> actual_value(made, "3份")
    Traceback (most recent call last):
    mingzhang.facts.measure.UnfoundedValueError: 人工填写“3份”，系统计数为2份；请删去其中之一，或写明人工填写的理由
    >>> print(actual_value(made, "3份", "补签1份，尚未登记").sentence)
    人工填写“3份”，理由：补签1份，尚未登记；系统计数为2份
    """
    hand, reason = hand.strip(), reason.strip()
    if not hand:
        if measure is None:
            raise UnfoundedValueError("没有实际完成值：请选定系统计数，或人工填写并写明理由")
        return ActualValue(measure.text, measure)
    if reason:
        return ActualValue(hand, measure, reason)
    if measure is None:
        raise UnfoundedValueError(f"人工填写“{hand}”没有写明理由")
    if hand == measure.text:
        return ActualValue(hand, measure)
    raise UnfoundedValueError(
        f"人工填写“{hand}”，系统计数为{measure.text}；请删去其中之一，或写明人工填写的理由"
    )


def _written(number: Fraction) -> str:
    """A number exactly where it has at most four decimals, otherwise rounded half up to two."""
    if number.denominator == 1:
        return str(number.numerator)
    scaled = number * 10**4
    if scaled.denominator != 1:
        scaled = Fraction((2 * abs(number) * 100 + 1) // 2) * 100 * (1 if number > 0 else -1)
    digits = str(abs(scaled.numerator)).rjust(5, "0")
    text = f"{digits[:-4]}.{digits[-4:]}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and text != "0" else text
