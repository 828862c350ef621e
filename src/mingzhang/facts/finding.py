"""The result of one check, and where it points."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Any

from mingzhang.facts.number import SCALES, Number, Printed, decimals_of, shown
from mingzhang.facts.place import Place


class Verdict(StrEnum):
    """The four answers a check can give.

    >>> Verdict.FAILS.chinese, Verdict.FAILS.value
    ('不成立', 'fails')
    """

    HOLDS = "holds"
    ROUNDING = "rounding"
    FAILS = "fails"
    UNDECIDED = "undecided"

    @property
    def chinese(self) -> str:
        """The word a report uses."""
        return {"holds": "成立", "rounding": "尾差", "fails": "不成立", "undecided": "无法判断"}[self.value]


class Severity(StrEnum):
    """How grave a failing check is; ordered from grave to light.

    >>> Severity.WARNING.chinese
    '警告'
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def chinese(self) -> str:
        """The word a report uses."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


class SlipKind(StrEnum):
    """What a hand does wrong to a single figure; the value is what a reader is told."""

    SWAPPED_DIGITS = "相邻两位写颠倒"
    WRONG_DIGIT = "一位数字写错"
    LOST_DIGIT = "漏写一位"
    DOUBLED_DIGIT = "重复了一位"
    EXTRA_DIGIT = "多写一位"
    DECIMAL_POINT = "小数点错位"
    WRONG_UNIT = "单位写错"
    WRONG_SIGN = "正负号写反"
    FRACTION_FOR_PERCENT = "百分数写成小数"
    WRONG_BASE = "基数用错"
    COPIED = "抄了别处的数"


@dataclass(slots=True)
class Suspect:
    """One printed figure that may be the wrong one; ``place`` is an index into the finding's places.

    ``printed``, ``replacement`` and ``slip`` are for readers.  Who works with them takes ``figure``, the
    value ``right`` that should stand there, in the figure's unit, and the ``kind`` of slip; plain data that
    came from another process has none of these.
    """

    place: int
    printed: str
    replacement: str
    slip: str = ""
    confidence: float = 0.5
    figure: Printed | None = field(default=None, repr=False, compare=False)
    right: Fraction | None = field(default=None, repr=False, compare=False)
    kind: SlipKind | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        place: int,
        figure: Printed,
        right: Fraction | None,
        slip: str = "",
        confidence: float = 0.5,
        kind: SlipKind | None = None,
    ) -> Suspect:
        """A suspect in the words of a reader, from the figure and what should stand there.

        >>> from mingzhang.facts.number import printed
        >>> Suspect.of(0, printed("6.20", "万元"), Fraction(63_000)).replacement
        '6.30万元'
        """
        text = "" if right is None else f"{written(right, figure, kind)}{unit_of(right, figure, kind)}"
        return cls(place, figure.text, text, slip, confidence, figure, right, kind)

    def to_json(self) -> dict[str, Any]:
        """The suspect by the contract ``mingzhang/check/1``."""
        names = ("place", "printed", "replacement", "slip", "confidence")
        return {name: getattr(self, name) for name in names}


def unit_of(right: Fraction, figure: Printed, kind: SlipKind | None = None) -> str:
    """The unit a corrected figure is printed in: its own, unless the unit is what was wrong.

    >>> from mingzhang.facts.number import printed
    >>> unit_of(Fraction(72_300), printed("7.23", "元"), SlipKind.WRONG_UNIT)
    '万元'
    """
    if kind is SlipKind.WRONG_UNIT and figure.value:
        scale = SCALES[figure.shown] * right / figure.value
        return next((unit for unit, other in SCALES.items() if other == scale), figure.shown)
    return figure.shown


def written(right: Fraction, figure: Printed, kind: SlipKind | None = None) -> str:
    """The digits of a corrected figure, with as many decimals as it had, or up to two that are known.

    >>> from mingzhang.facts.number import printed
    >>> written(Fraction(12_345_600), printed("1,243.56", "万元"))
    '1234.56'
    >>> written(Fraction(12_345_600), printed("0.1", "万元"))
    '1234.56'
    """
    if unit_of(right, figure, kind) != figure.shown:
        return figure.text
    decimals = decimals_of(figure)
    if (right / SCALES.get(figure.shown, 1) * 100).denominator == 1:
        exact = shown(right, figure.shown).removesuffix(figure.shown)
        decimals = max(decimals, len(exact.rstrip("0").partition(".")[2]))
    return shown(right, figure.shown, decimals).removesuffix(figure.shown)


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a printed percentage was compared with: ``part`` over ``whole``, both in the same unit."""

    percent: Printed
    part: Number
    whole: Number


@dataclass(slots=True)  # large tables have hundreds of thousands that hold
class Finding:
    """What a check found.

    ``message`` says where and what, ``explanation`` shows the arithmetic, ``remedy`` what to do.
    ``basis`` are keys of the catalogue's legal bases.  ``printed`` and ``expected`` are as a reader of the
    document would write them.

    What a check compared is kept for the search for the wrong figure: ``gap`` (left side minus right side;
    the figure that follows from the others comes first), the ``relation`` it must have to zero, for
    percentages the exact ``ratio``, ``inferred`` where the sentence was guessed rather than described, and
    ``empty`` where one side is a cell that was left blank: then that is what is wrong.  ``blanks`` are the
    cells of tables that were left blank and count as nothing in the gap, each with its sign there.
    ``compared`` are the figures that a judgement without a gap would not let pass with another first digit.

    >>> print(Finding("N-34", Verdict.FAILS, message="出国费 3.20 万元，说明却写团组 0 个"))
    N-34 不成立：出国费 3.20 万元，说明却写团组 0 个
    """

    rule: str
    verdict: Verdict
    severity: Severity = Severity.ERROR
    title: str = ""
    message: str = ""
    explanation: str = ""
    remedy: str = ""
    basis: list[str] = field(default_factory=list)
    printed: str = ""
    expected: str = ""
    unit: str = ""
    places: list[Place] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    consequences: list[str] = field(default_factory=list)
    gap: Number | None = field(default=None, repr=False, compare=False)
    relation: str = field(default="=", repr=False, compare=False)
    ratio: Ratio | None = field(default=None, repr=False, compare=False)
    inferred: bool = field(default=False, repr=False, compare=False)
    empty: bool = field(default=False, repr=False, compare=False)
    blanks: tuple[tuple[int, Printed], ...] = field(default=(), repr=False, compare=False)
    compared: tuple[Printed, ...] = field(default=(), repr=False, compare=False)

    def __copy__(self) -> Finding:
        return Finding(*_VALUES(self))

    def __str__(self) -> str:
        return f"{self.rule} {self.verdict.chinese}：{self.message}"

    @property
    def fingerprint(self) -> str:
        """A name for this finding that stays the same from run to run and when pages move.

        It is made of the rule, what is printed and the table, row, column or words around it.
        """
        first = self.places[0] if self.places else Place()
        spot = [first.table, first.row, first.column] if first.table else [first.section, first.quote]
        text = "|".join([self.rule, self.printed, *(part or "" for part in spot)])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The finding by the contract ``mingzhang/check/2``."""
        return {
            "rule": self.rule,
            "verdict": self.verdict.value,
            "severity": self.severity.value,
            "title": self.title,
            "message": self.message,
            "explanation": self.explanation,
            "remedy": self.remedy,
            "basis": self.basis,
            "printed": self.printed,
            "expected": self.expected,
            "unit": self.unit,
            "places": [place.to_json() for place in self.places],
            "suspects": [suspect.to_json() for suspect in self.suspects],
            "consequences": self.consequences,
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Finding:
        """Inverse of :meth:`to_json`; what the search for the wrong figure needs is not in the contract.

        >>> found = Finding("N-34", Verdict.FAILS, printed="0 个", places=[Place(page=3)])
        >>> Finding.from_json(found.to_json()) == found
        True
        """
        return cls(
            data["rule"],
            _VERDICTS[data["verdict"]],
            _SEVERITIES[data["severity"]],
            data["title"],
            data["message"],
            data["explanation"],
            data["remedy"],
            list(data["basis"]),
            data["printed"],
            data["expected"],
            data["unit"],
            [Place.from_json(place) for place in data["places"]],
            [Suspect(**suspect) for suspect in data["suspects"]],
            list(data["consequences"]),
        )


_VALUES = attrgetter(*(each.name for each in fields(Finding)))
# Tens of thousands of findings are read back where a folder is checked again.
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_SEVERITIES = {severity.value: severity for severity in Severity}
