"""Measured accuracy: 1 − edit distance ÷ length after NFKC, over pages whose truth was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

NEEDED = Fraction(90, 100)  # what the account asks of recognition
_FINE = 10**12


def compared(text: str) -> str:
    """A text as it is compared: NFKC, without blanks.

    >>> compared("１２．３５ 万 元")
    '12.35万元'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or changed; bit by bit, whole words of bits at a time.

    >>> distance("部门决算", "部门块算"), distance("", "决算"), distance("决算表", "算表")
    (1, 2, 1)
    """
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for place, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << place
    mask, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    up, down, score = mask, 0, len(one)
    for char in other:
        here = places.get(char, 0)
        cross = here | down
        along = (((here & up) + up) ^ up) | here
        rise, fall = down | ~(along | up), up & along
        score += bool(rise & last) - bool(fall & last)
        rise, fall = (rise << 1 | 1) & mask, fall << 1 & mask
        up, down = (fall | ~(cross | rise)) & mask, rise & cross
    return score


@dataclass(frozen=True)
class PageAccuracy:
    """One page: characters of the truth, and how many edits lie between it and what was recognised."""

    page: str
    length: int
    edits: int

    @property
    def share(self) -> Fraction:
        """The accuracy of the page, never below 0; of an empty page 1 where nothing was recognised."""
        if not self.length:
            return Fraction(0 if self.edits else 1)
        return max(Fraction(0), 1 - Fraction(self.edits, self.length))


def measured(page: str, truth: str, read: str) -> PageAccuracy:
    """The accuracy of a page against the text that somebody typed from it.

    >>> measured("0001-001", "部门 决算", "部门块算").share
    Fraction(3, 4)
    """
    right = compared(truth)
    return PageAccuracy(page, len(right), distance(right, compared(read)))


@dataclass(frozen=True)
class Accuracy:
    """The accuracy over all sampled pages: worst pages first, and the 95 % interval where one can be told.

    >>> whole = Accuracy((PageAccuracy("甲", 100, 1), PageAccuracy("乙", 100, 3), PageAccuracy("丙", 200, 2)))
    >>> whole.share, whole.pages[0].page, whole.sentence
    (Fraction(197, 200), '乙', '文字识别准确率 98.50%（95%置信区间 97.38%—99.62%），抽检 3 页 400 字，差错 6 处')
    """

    sampled: tuple[PageAccuracy, ...]

    @property
    def pages(self) -> list[PageAccuracy]:
        """The pages, worst first."""
        return sorted(self.sampled, key=lambda page: (page.share, page.page))

    @property
    def length(self) -> int:
        """Characters of the truth."""
        return sum(page.length for page in self.sampled)

    @property
    def edits(self) -> int:
        """Edits on all pages."""
        return sum(page.edits for page in self.sampled)

    @property
    def share(self) -> Fraction | None:
        """The accuracy, ``None`` while nothing was typed."""
        return PageAccuracy("", self.length, self.edits).share if self.length else None

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """The interval of the ratio of two sums over pages; ``None`` below two pages."""
        count, share = len(self.sampled), self.share
        if count < 2 or share is None:
            return None
        rate = Fraction(self.edits, self.length)
        spread = sum((page.edits - rate * page.length) ** 2 for page in self.sampled)
        variance = Fraction(count, count - 1) * spread / self.length**2
        half = Fraction(196, 100) * Fraction(isqrt(int(variance * _FINE**2)), _FINE)
        return max(Fraction(0), share - half), min(Fraction(1), share + half)

    @property
    def enough(self) -> bool | None:
        """Whether it reaches what is asked; ``None`` while nothing was typed."""
        return None if self.share is None else self.share >= NEEDED

    @property
    def sentence(self) -> str:
        """All of it in words."""
        share, interval = self.share, self.interval
        if share is None:
            return "没有抽检页的转写，文字识别准确率无法计算"
        told = f"（95%置信区间 {percent(interval[0])}—{percent(interval[1])}）" if interval else ""
        return (
            f"文字识别准确率 {percent(share)}{told}，抽检 {len(self.sampled)} 页 {self.length} 字，"
            f"差错 {self.edits} 处"
        )


def accuracy_of(pairs: Iterable[tuple[str, str, str]]) -> Accuracy:
    """The accuracy over pages given as name, typed truth, recognised text.

    >>> accuracy_of([("甲", "决算", "决算")]).enough
    True
    """
    return Accuracy(tuple(measured(*pair) for pair in pairs))


def percent(share: Fraction) -> str:
    """A share as it is printed; never rounded up to a whole that it does not reach.

    >>> percent(Fraction(2, 3)), percent(Fraction(99999, 100000)), percent(Fraction(1))
    ('66.67%', '99.99%', '100.00%')
    """
    value = share * 10000
    rounded = (2 * value.numerator + value.denominator) // (2 * value.denominator)
    if share < 1:
        rounded = min(rounded, 9999)
    return f"{rounded // 100}.{rounded % 100:02}%"
