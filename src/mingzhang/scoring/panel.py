"""Marks that several experts give independently, made one: exactly, in a stated way, with their spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import isqrt

from mingzhang.scoring.precision import Precision, summed


class Method(StrEnum):
    """How the marks of a panel become one."""

    MEAN = "平均数"
    TRIMMED = "去极值平均数"
    MEDIAN = "中位数"


LEAST = {Method.MEAN: 1, Method.TRIMMED: 3, Method.MEDIAN: 1}  # marks that a method needs


def middle(marks: Sequence[Fraction], method: Method = Method.MEAN) -> Fraction:
    """The one mark of several; raises ``ValueError`` where there are too few for the method.

    The trimmed mean leaves out one highest and one lowest mark, the median of an even number is the mean of
    the two in the middle.

    >>> marks = [Fraction(9), Fraction(6), Fraction(9), Fraction(10)]
    >>> [middle(marks, method) for method in Method]
    [Fraction(17, 2), Fraction(9, 1), Fraction(9, 1)]
    """
    if len(marks) < LEAST[method]:
        raise ValueError(f"“{method}”至少要有 {LEAST[method]} 名专家评分，现有 {len(marks)} 名")
    kept = sorted(marks)
    if method == Method.TRIMMED:
        kept = kept[1:-1]
    elif method == Method.MEDIAN:
        half = (len(kept) - 1) // 2
        kept = kept[half : len(kept) - half]
    return summed(kept) / len(kept)


@dataclass(frozen=True)
class Joint:
    """One indicator scored by a panel: full marks, the marks of every expert, and what they make.

    >>> one = Panel().joint(Fraction(3), {"甲": Fraction(3), "乙": Fraction(2), "丙": Fraction(2)})
    >>> one.exact, one.score, one.spread, one.deviation
    (Fraction(7, 3), Fraction(23, 10), Fraction(1, 1), Fraction(47, 100))
    """

    full: Fraction
    marks: Mapping[str, Fraction]
    exact: Fraction
    score: Fraction

    @property
    def lost(self) -> Fraction:
        """The marks that were not given."""
        return self.full - self.score

    @property
    def spread(self) -> Fraction:
        """The highest mark less the lowest."""
        return max(self.marks.values()) - min(self.marks.values())

    @property
    def deviation(self) -> Fraction:
        """The standard deviation of the experts' marks, rounded to two decimals."""
        mean = middle(list(self.marks.values()))
        variance = summed((mark - mean) ** 2 for mark in self.marks.values()) / len(self.marks)
        return Fraction((isqrt(int(variance * 200**2)) + 1) // 2, 100)


@dataclass(frozen=True)
class Panel:
    """How a panel's marks are joined; from ``divided`` of the full marks on, a spread must be discussed.

    >>> Panel(Method.TRIMMED).joint(Fraction(2), dict.fromkeys("甲乙丙", Fraction(2))).score
    Fraction(2, 1)
    """

    method: Method = Method.MEAN
    precision: Precision = field(default_factory=lambda: Precision(1))
    divided: Fraction = Fraction(2, 5)

    def joint(self, full: Fraction, marks: Mapping[str, Fraction]) -> Joint:
        """What the marks of one indicator make; raises ``ValueError`` where they are too few."""
        exact = middle(list(marks.values()), self.method)
        return Joint(full, marks, exact, min(self.precision.of(exact), max(marks.values())))

    def must_discuss(self, joint: Joint) -> bool:
        """Whether the experts are too far apart."""
        return bool(joint.spread) and joint.spread >= self.divided * joint.full

    @property
    def sentence(self) -> str:
        """How marks are joined, as a report says it, without a full stop.

        >>> Panel(Method.TRIMMED).sentence
        '各项指标得分为各专家评分去掉一个最高分和一个最低分后的平均数，四舍五入保留 1 位小数'
        """
        ways = {
            Method.MEAN: "各专家评分的平均数",
            Method.TRIMMED: "各专家评分去掉一个最高分和一个最低分后的平均数",
            Method.MEDIAN: "各专家评分的中位数",
        }
        return f"各项指标得分为{ways[self.method]}，{self.precision}"
