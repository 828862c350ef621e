"""What a whole corpus shows: how many findings of which rule, where and when, who repeats, what stands out.

The parts of one place are gone through one after the other and forgotten again: what is kept grows with the
number of places, rules and years, not with that of documents.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

from mingzhang.corpus.record import CHECKED, UNREADABLE
from mingzhang.corpus.shelf import CorpusPart, Shelf
from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Severity, Verdict
from mingzhang.facts.number import MONEY

SHOWN = 30  # rows of a list that is not counted to its end
_GRADES = tuple(Severity)  # the gravest first
SHARES = ((100, "全部"), (90, "九成以上"), (50, "五成到九成"), (0, "不到五成"))  # percent watched
NO_NUMBERS = "文中没有数"
JUMP = 10  # times: expenditure of one unit in two years that follow each other
_DOCUMENT = (
    *("document", "state", "reason", "kind", "unit", "scope", "errors", "warnings", "infos"),
    *("holds", "rounding", "fails", "undecided"),
    *(f"numbers_{worth.value}" for worth in Worth),
    *("income", "expenditure"),
)
_FINDING = (
    "document",
    "rule",
    "title",
    "severity",
    "verdict",
    "waiver",
    "difference",
    "difference_unit",
    "message",
)


@dataclass
class DocumentTally:
    """Documents, those with an error, open findings by severity, and numbers by what they are worth."""

    documents: int = 0
    faulty: int = 0
    found: Counter[str] = field(default_factory=Counter)
    worths: Counter[str] = field(default_factory=Counter)

    def add(self, graded: dict[str, int], worths: dict[str, int]) -> None:
        """One more document with so many findings of each severity and numbers of each worth."""
        self.documents += 1
        self.faulty += bool(graded[Severity.ERROR])
        self.found.update(graded)
        self.worths.update(worths)


@dataclass
class RuleTally:
    """What one rule found: its title, its gravest severity, findings and documents."""

    title: str
    severity: str
    findings: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Repeater:
    """A unit with errors of the same rule in several years: by rule, the years."""

    place: str
    unit: str
    rules: dict[str, tuple[int, ...]]
    errors: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Expenditure of a unit in two years, of which one is many times the other."""

    place: str
    unit: str
    years: tuple[int, int]
    amounts: tuple[Fraction, Fraction]
    times: Fraction


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What documents of one year, kind and scope say together: how many say it, how much."""

    counts: tuple[int, int]
    amounts: tuple[Fraction, Fraction]


class Greatest:
    """The greatest of many, each under a name; of equal ones the first by name.

    >>> few = Greatest(2)
    >>> for name, size in (("甲", 1), ("乙", 3), ("丙", 2)):
    ...     few.add(size, name, None)
    >>> [name for size, name, _ in few]
    ['乙', '丙']
    """

    def __init__(self, most: int = SHOWN) -> None:
        self._most, self._kept = most, list[tuple[Any, str, Any]]()
        self.count = 0

    def add(self, size: Fraction | int, name: str, told: object) -> None:
        """One more."""
        self.count += 1
        self._kept.append((size, name, told))
        if len(self._kept) > 4 * self._most:
            self._kept = list(self)

    def __iter__(self) -> Iterator[tuple[Any, str, Any]]:
        return iter(heapq.nsmallest(self._most, self._kept, key=lambda each: (-each[0], each[1])))


@dataclass
class Overview:
    """All that the page of a corpus tells."""

    states: Counter[str] = field(default_factory=Counter)
    total: DocumentTally = field(default_factory=DocumentTally)
    verdicts: Counter[str] = field(default_factory=Counter)
    watched: Counter[str] = field(default_factory=Counter)  # how much of a document -> documents
    rules: dict[str, RuleTally] = field(default_factory=dict)
    kinds: dict[str, DocumentTally] = field(default_factory=dict)
    places: dict[str, DocumentTally] = field(default_factory=dict)
    years: dict[int | None, DocumentTally] = field(default_factory=dict)
    families: Counter[str] = field(default_factory=Counter)
    sums: dict[tuple[int | None, str, str], YearTotal] = field(default_factory=dict)
    per_document: Counter[int] = field(default_factory=Counter)  # errors -> documents
    most_errors: Greatest = field(default_factory=Greatest)
    differences: Greatest = field(default_factory=Greatest)
    jumps: Greatest = field(default_factory=Greatest)
    repeaters: Greatest = field(default_factory=Greatest)
    unread: Greatest = field(default_factory=Greatest)

    @property
    def many(self) -> int:
        """So many errors of one document are more than three quartile ranges above the third quartile.

        >>> Overview(per_document=Counter({0: 6, 1: 2, 40: 1})).many
        5
        """
        ordered = [errors for errors, count in sorted(self.per_document.items()) for _ in range(count)]
        if not ordered:
            return 1
        low, high = (ordered[(len(ordered) - 1) * quarter // 4] for quarter in (1, 3))
        return high + 3 * (high - low) + 1


@dataclass
class _Unit:
    """What is known of a unit while its place is gone through."""

    errors: int = 0
    rules: dict[str, set[int]] = field(default_factory=dict)
    spent: dict[int, Fraction] = field(default_factory=dict)


def overview(shelf: Shelf) -> Overview:
    """Go through a corpus once."""
    made = Overview()
    for place, parts in groupby(shelf.parts, key=lambda part: part.place):
        units: dict[str, _Unit] = {}
        for part in parts:
            owners = _documents(made, shelf, part, units)
            _findings(made, shelf, part, owners, units)
        for name, unit in units.items():
            _stand_out(made, place, name, unit)
    return made


def _documents(made: Overview, shelf: Shelf, part: CorpusPart, units: dict[str, _Unit]) -> dict[str, str]:
    """Count the documents of a part; the unit of each by name, where it is known."""
    owners = {}
    for row in shelf.rows(part, "documents", *_DOCUMENT):
        told = dict(zip(_DOCUMENT, row, strict=True))
        made.states[told["state"]] += 1
        if told["state"] != CHECKED:
            made.unread.add(told["state"] == UNREADABLE, told["document"], told["reason"])
        if told["state"] == UNREADABLE:
            continue
        graded = {severity.value: told[f"{severity.value}s"] for severity in Severity}
        worths = {worth.value: told[f"numbers_{worth.value}"] for worth in Worth}
        tallies = (
            made.kinds.setdefault(told["kind"], DocumentTally()),
            made.places.setdefault(part.place, DocumentTally()),
        )
        for tally in (made.total, *tallies, made.years.setdefault(part.year, DocumentTally())):
            tally.add(graded, worths)
        made.verdicts.update({verdict.value: told[verdict.value] for verdict in Verdict})
        made.watched[_watched(worths)] += 1
        made.per_document[told["errors"]] += 1
        made.most_errors.add(told["errors"], told["document"], (told["unit"], part.place, part.year))
        _add_up(made, part, told)
        if told["unit"]:
            owners[told["document"]] = told["unit"]
            unit = units.setdefault(told["unit"], _Unit())
            unit.errors += told["errors"]
            if told["kind"] == "final_account" and told["expenditure"] is not None and part.year is not None:
                unit.spent.setdefault(part.year, Fraction(told["expenditure"]))
    return owners


def _watched(worths: dict[str, int]) -> str:
    """How much of a document anything watches."""
    numbers, checked = sum(worths.values()), worths[Worth.CHECKED]
    if not numbers:
        return NO_NUMBERS
    return next(name for least, name in SHARES if 100 * checked >= least * numbers)


def _add_up(made: Overview, part: CorpusPart, told: dict[str, Any]) -> None:
    amounts = [None if told[name] is None else Fraction(told[name]) for name in ("income", "expenditure")]
    if amounts == [None, None]:
        return
    key = (part.year, told["kind"], told["scope"])
    before = made.sums.get(key, YearTotal((0, 0), (Fraction(0), Fraction(0))))
    income, spent = (
        (count + (more is not None), amount + (more or 0))
        for count, amount, more in zip(before.counts, before.amounts, amounts, strict=True)
    )
    made.sums[key] = YearTotal((income[0], spent[0]), (income[1], spent[1]))


def _findings(
    made: Overview, shelf: Shelf, part: CorpusPart, owners: dict[str, str], units: dict[str, _Unit]
) -> None:
    """Count the open findings of a part."""
    seen = set()
    for name, rule, title, severity, verdict, waiver, gap, unit, message in shelf.rows(
        part, "findings", *_FINDING
    ):
        if verdict != Verdict.FAILS or waiver is not None:
            continue
        tally = made.rules.setdefault(rule, RuleTally(title, severity))
        tally.findings += 1
        tally.severity = min(tally.severity, severity, key=_GRADES.index)
        if (name, rule) not in seen:
            seen.add((name, rule))
            tally.documents += 1
        made.families[rule[:1]] += 1
        if gap is not None and unit == MONEY and severity == Severity.ERROR:
            made.differences.add(Fraction(gap), f"{name} {rule} {message}", (name, rule, message))
        if severity == Severity.ERROR and name in owners and part.year is not None:
            units[owners[name]].rules.setdefault(rule, set()).add(part.year)


def _stand_out(made: Overview, place: str, name: str, unit: _Unit) -> None:
    """Tell of a unit that repeats its errors, or whose expenditure jumps."""
    again = {rule: tuple(sorted(years)) for rule, years in sorted(unit.rules.items()) if len(years) > 1}
    if again:
        weight = sum(len(years) for years in again.values())
        made.repeaters.add(weight, f"{place} {name}", Repeater(place, name, again, unit.errors))
    for one, other in pairwise(sorted(unit.spent)):
        amounts = unit.spent[one], unit.spent[other]
        if other - one == 1 and min(amounts) > 0 and (times := max(amounts) / min(amounts)) >= JUMP:
            made.jumps.add(times, f"{place} {name}", Jump(place, name, (one, other), amounts, times))


def in_order(years: Iterable[int | None]) -> list[int | None]:
    """Years in their order, the unknown one last.

    >>> in_order([None, 2023, 2021])
    [2021, 2023, None]
    """
    return sorted(years, key=lambda year: (year is None, year or 0))
