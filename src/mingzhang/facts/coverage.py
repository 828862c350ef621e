"""What each number printed in a document is worth to the reader of a result: one of four states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from mingzhang.facts.number import MINUS, SCALES, Number, Printed
from mingzhang.facts.place import Place

_DIGIT, _NOT_DIGIT = re.compile(r"\d"), re.compile(r"[^\d.]")


class Worth(StrEnum):
    """The four states; together they make all numbers of a document.

    >>> [worth.chinese for worth in Worth]
    ['有检查管着', '读懂但没有检查管着', '没读懂', '看不准']
    """

    CHECKED = "checked"
    UNDERSTOOD = "understood"
    UNREAD = "unread"
    DOUBTFUL = "doubtful"

    @property
    def chinese(self) -> str:
        """The words a report uses."""
        return _CHINESE[self.value]


_CHINESE = {
    "checked": "有检查管着",
    "understood": "读懂但没有检查管着",
    "unread": "没读懂",
    "doubtful": "看不准",
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """One printed number: its block in the report, its cell there (``None`` in running text), its characters.

    ``text`` is the number in one spelling, ``unit`` the unit printed behind it, ``""`` where none is.
    ``whole`` is false for what cannot be a number although it stands where one should: ``1859..43``.
    """

    block: int
    cell: int | None
    start: int
    end: int
    text: str
    unit: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Covered:
    """A printed number with its place and what it is worth."""

    numeral: Numeral
    place: Place
    worth: Worth

    @property
    def printed(self) -> str:
        """The number with its unit."""
        return f"{self.numeral.text}{self.numeral.unit}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many numbers are in each state.

    >>> Counts(checked=2, unread=1).total, Counts(unread=1).of(Worth.UNREAD)
    (3, 1)
    """

    checked: int = 0
    understood: int = 0
    unread: int = 0
    doubtful: int = 0

    @property
    def total(self) -> int:
        """All numbers of the document."""
        return sum(self.of(worth) for worth in Worth)

    def of(self, worth: Worth) -> int:
        """How many are in one state."""
        count: int = getattr(self, worth.value)
        return count

    def __str__(self) -> str:
        states = "　".join(f"{worth.chinese} {self.of(worth)}" for worth in Worth)
        return f"文中的数 {self.total} 个：{states}"


@dataclass(frozen=True)
class Coverage:
    """All numbers of a document in reading order.

    >>> number = Covered(Numeral(0, None, 0, 4, "6.20", "万元"), Place(line=1), Worth.CHECKED)
    >>> print(Coverage([number]).counts)
    文中的数 1 个：有检查管着 1　读懂但没有检查管着 0　没读懂 0　看不准 0
    """

    numbers: Sequence[Covered] = ()

    @property
    def counts(self) -> Counts:
        """How many numbers are in each state."""
        found = Counter(number.worth for number in self.numbers)
        return Counts(**{worth.value: found[worth] for worth in Worth})

    def of(self, *worths: Worth) -> list[Covered]:
        """The numbers in one of these states."""
        return [number for number in self.numbers if number.worth in worths]

    @property
    def meant(self) -> int:
        """How many numbers have a meaning, watched or not."""
        return len(self.of(Worth.CHECKED, Worth.UNDERSTOOD))

    def __iter__(self) -> Iterator[Covered]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


def altered(text: str) -> str:
    """A number with another first digit: the change by which it is measured whether anything watches it.

    >>> altered("6.20"), altered("-923.5"), altered("0.00"), altered("12")
    ('7.20', '-823.5', '1.00', '22')
    """
    return _DIGIT.sub(lambda match: "8" if match[0] == "9" else str(int(match[0]) + 1), text, count=1)


def shaken(gap: Number, relation: str = "=", known: Container[Printed] = ()) -> Iterator[Printed]:
    """The figures that could not have another first digit where ``gap`` stands in a relation to zero.

    Those already ``known`` are left out.

    >>> from mingzhang.facts.number import number_of, printed
    >>> fine, coarse = printed("10.00", "元"), printed("0.00", "万元")
    >>> [figure.text for figure in shaken(number_of(fine) - number_of(coarse))]
    ['0.00']
    """
    left = [(figure, weight) for figure, weight in gap.moves.items() if figure not in known]
    slack = gap.slack if left else 0
    for figure, weight in left:
        moved = gap.value + weight * (step(figure.text) * SCALES.get(figure.shown, 1))
        beyond = abs(moved) if relation == "=" else moved if relation == "≤" else -moved
        if beyond > slack:
            yield figure


def shaken_zeros(gap: Number | None, parts: Iterable[Number | None]) -> Iterator[Printed]:
    """The zeros among the parts of a sum that could not have another first digit.

    >>> from mingzhang.facts.number import read
    >>> whole, nothing = read("9.00", "万元"), read("0.00", "万元")
    >>> [figure.text for figure in shaken_zeros(whole - whole, [whole, nothing])]
    ['0.00']
    """
    for part in parts:
        if gap is not None and part is not None and not part.value:
            yield from (figure for figure in shaken(gap - part) if figure in part.moves)


@lru_cache(maxsize=1 << 12)
def step(text: str) -> int:
    """How far :func:`altered` moves a number, with its sign, in the unit it is printed in.

    >>> step("6.20"), step("-923.5"), step("1,234.50")
    (1, 100, 1000)
    """
    digits = _NOT_DIGIT.sub("", text).partition(".")[0]
    size: int = 10 ** (len(digits) - 1)
    return -size if (digits[0] == "9") != (text[0] in MINUS) else size
