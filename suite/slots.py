"""Sentences with slots: what is printed, and where in it stands what a fault can be planted in.

A wording is text with slots in braces.  A slot is one character that says what is printed, then the names of
the figures: ``{额 收入}`` an amount with its unit, ``{占 项目/支出}`` a share, ``{向 收入-上年收入 增加 减少}``
the word for a direction.  Everything filled in is remembered with its place and its role.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

_SLOT = re.compile(r"\{([额数占差幅向成计词])(?: ([^{}]+))?\}")
_PAIR = re.compile(r"([^/\- ]+)[/-]([^/\- ]+)(?: (.+))?")

AMOUNT, DIFFERENCE, SHARE, RATE, COUNT = "amount", "difference", "share", "rate", "count"
DIRECTION, UNIT, PERCENT = "direction", "unit", "percent"


@dataclass(frozen=True)
class Spot:
    """Characters of a text that say one thing: its role, and what it is about (``key``)."""

    start: int
    end: int
    role: str
    key: str = ""


@dataclass(frozen=True)
class Written:
    """A text and the spots in it."""

    text: str
    spots: tuple[Spot, ...] = ()

    def __add__(self, other: Written) -> Written:
        shift = len(self.text)
        moved = (Spot(s.start + shift, s.end + shift, s.role, s.key) for s in other.spots)
        return Written(self.text + other.text, (*self.spots, *moved))


@dataclass
class Style:
    """How an office prints: ``unit`` 万元 or 元, figures with commas or without, ``scale`` to 元."""

    unit: str = "万元"
    commas: bool = False

    def figure(self, amount: int) -> str:
        """An amount in hundredths of 万元 as printed.

        >>> Style().figure(1234567), Style("元", True).figure(1234567)
        ('12345.67', '123,456,700.00')
        """
        value = Fraction(amount, 100) if self.unit == "万元" else Fraction(amount * 100)
        cents = int(value * 100)
        text = f"{cents // 100:,}.{cents % 100:02}"
        return text if self.commas else text.replace(",", "")


def percent(part: int, whole: int) -> str:
    """A ratio in per cent, rounded half up to two decimals, without the sign.

    >>> percent(1, 3), percent(5, 4)
    ('33.33', '125.00')
    """
    cut = (Fraction(part, whole) * 10_000 + Fraction(1, 2)).__floor__()
    return f"{cut // 100}.{cut % 100:02}"


@dataclass
class Figures:
    """What slots are filled with: amounts and counts by name, and words by name with their roles."""

    amounts: Mapping[str, int]
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    style: Style = field(default_factory=Style)

    def write(self, wording: str) -> Written:
        """A wording filled in.

        >>> made = Figures({"甲": 500, "乙": 400}).write("支出{额 甲}，{向 甲-乙 增长 下降}{幅 甲-乙}")
        >>> made.text, [(made.text[s.start : s.end], s.role) for s in made.spots][2:4]
        ('支出5.00万元，增长25.00%', [('增长', 'direction'), ('25.00', 'rate')])
        """
        made, end = Written(""), 0
        for match in _SLOT.finditer(wording):
            made += Written(wording[end : match.start()])
            made += self._slot(match[1], match[2] or "")
            end = match.end()
        return made + Written(wording[end:])

    def _slot(self, kind: str, asked: str) -> Written:
        if kind in "额数":
            figure = _spot(self.style.figure(self.amounts[asked]), AMOUNT, asked)
            return figure + _spot(self.style.unit, UNIT) if kind == "额" else figure
        if kind == "计":
            return _spot(str(self.amounts[asked]), COUNT, asked)
        if kind == "词":
            text, role = self.words[asked]
            return _spot(text, role, asked)
        pair = _PAIR.fullmatch(asked)
        if pair is None:
            raise ValueError(f"wording with an unknown slot: {kind} {asked}")
        one, other = self.amounts[pair[1]], self.amounts[pair[2]]
        return self._compared(kind, (one, other), asked, pair[3] or "")

    def _compared(self, kind: str, pair: tuple[int, int], asked: str, words: str) -> Written:
        one, other = pair
        if kind == "向":
            up, down = words.split(" ")
            return _spot(up if one >= other else down, DIRECTION, asked)
        if kind == "差":
            figure = self.style.figure(abs(one - other))
            return _spot(figure, DIFFERENCE, asked) + _spot(self.style.unit, UNIT)
        if kind == "幅":
            return _spot(percent(abs(one - other), other), RATE, asked) + _spot("%", PERCENT)
        role = SHARE if kind == "占" else RATE
        return _spot(percent(one, other), role, asked) + _spot("%", PERCENT)


def _spot(text: str, role: str, key: str = "") -> Written:
    return Written(text, (Spot(0, len(text), role, key),) if text else ())
