"""Sums that tell of a doubtful figure: what closes two is certain, what two ask for is proposed.

Closure helps and never accuses: a figure that any check speaks against stays doubtful, and what is proposed
is shown to a person, not told as an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from mingzhang.facts.finding import Finding, Verdict, written
from mingzhang.facts.number import Printed
from mingzhang.facts.page_scan import WHOLE
from mingzhang.facts.place import Box, Place
from mingzhang.facts.report import Report
from mingzhang.work.answers import holds

Spot: TypeAlias = tuple[int | None, str | None, Box | None]


@dataclass(slots=True)
class _Asked:
    """What the sums ask of one doubtful figure: each value, with the other figures of every such sum."""

    figure: Printed
    values: dict[Fraction, list[frozenset[Spot]]] = field(default_factory=dict)

    @property
    def wanted(self) -> Fraction | None:
        """The value that all sums ask for, where two of them have no other figure in common."""
        if len(self.values) != 1:
            return None
        ((value, sums),) = self.values.items()
        return value if any(one.isdisjoint(other) for one, other in combinations(sums, 2)) else None


@dataclass(slots=True)
class Closure:
    """The spots that are ``certain`` because sums close, and what should stand at others (``proposed``)."""

    certain: set[Spot] = field(default_factory=set)
    proposed: dict[Spot, str] = field(default_factory=dict)


def spot_of(place: Place) -> Spot:
    """What tells one printed figure from another.

    >>> spot_of(Place(page=2, bbox=(0.0, 0.0, 9.0, 9.0)))
    (2, None, (0.0, 0.0, 9.0, 9.0))
    """
    return place.page, place.file, place.bbox


def places_of(finding: Finding) -> list[Place]:
    """The places that a finding names, and those of the figures that it compares."""
    compared = [*(finding.gap.moves if finding.gap else ()), *finding.compared]
    return [*finding.places, *(figure.place for figure in compared)]


def closure(found: Iterable[Finding], report: Report) -> Closure:
    """What the checks tell of the doubtful figures of a scan; the findings are not weighed yet."""
    sums: list[Finding] = []
    against: list[Place] = []
    for finding in found:
        fails = finding.verdict is Verdict.FAILS
        if _is_sum(finding) and (fails or (finding.verdict is Verdict.HOLDS and not _gap(finding))):
            sums.append(finding)
        elif fails:
            against += places_of(finding)
    told = Closure()
    doubtful = _Doubtful(report)
    accused = {*map(spot_of, against)}
    while (more := _next(sums, doubtful, told, accused)) is not None:
        told.certain.add(more)
    for spot, asked in _asked(sums, doubtful, told).items():
        wanted = asked.wanted
        if wanted is not None and wanted != asked.figure.value:
            told.proposed[spot] = written(wanted, asked.figure)
    return told


def _is_sum(finding: Finding) -> bool:
    """Whether figures and nothing else must add up exactly, each counted once."""
    if finding.gap is None or finding.relation != "=" or finding.ratio is not None or finding.gap.bend:
        return False
    return all(abs(weight) == 1 for weight in finding.gap.moves.values())


def _gap(finding: Finding) -> Fraction:
    return finding.gap.value if finding.gap else Fraction(0)


class _Doubtful:
    """Which figures are doubtful in themselves: a page that was refused for their number has certain ones."""

    def __init__(self, report: Report) -> None:
        whole = [scan for scan in report.scans if scan.refused]
        self._refused = {(scan.page, scan.file) for scan in whole}
        self._own = Report("", "", doubts=[d for d in report.doubts if not d.reason.startswith(WHOLE)])

    def __call__(self, place: Place) -> bool:
        return (place.page, place.file) in self._refused or self._own.confidence(place) < 1


def _asked(sums: list[Finding], doubtful: _Doubtful, told: Closure) -> dict[Spot, _Asked]:
    """The sums with one doubtful figure each, by that figure."""
    found: dict[Spot, _Asked] = {}
    for finding in sums:
        moves = finding.gap.moves if finding.gap else {}
        open_ = [f for f in moves if spot_of(f.place) not in told.certain and doubtful(f.place)]
        if len(open_) != 1 or open_[0].place.bbox is None or len(moves) < 2:
            continue
        figure = open_[0]
        wanted = figure.value - _gap(finding) / moves[figure]
        others = frozenset(spot_of(other.place) for other in moves if other is not figure)
        asked = found.setdefault(spot_of(figure.place), _Asked(figure))
        asked.values.setdefault(wanted, []).append(others)
    return found


def _next(sums: list[Finding], doubtful: _Doubtful, told: Closure, against: set[Spot]) -> Spot | None:
    """One more figure that two sums close and that nothing speaks against."""
    for spot, asked in _asked(sums, doubtful, told).items():
        if spot not in against and asked.wanted == asked.figure.value:
            return spot
    return None


def release(report: Report, certain: set[Spot]) -> None:
    """Take the doubts about some figures out of a report.

    >>> from mingzhang.facts.report import Doubt
    >>> report = Report("a.png", "picture", doubts=[Doubt(1, (5.0, 2.0, 20.0, 18.0), 0.5)])
    >>> release(report, {(1, None, (0.0, 0.0, 50.0, 20.0))})
    >>> report.doubts
    []
    """
    boxes: dict[tuple[int | None, str | None], list[Box]] = {}
    for page, file, box in certain:
        if box is not None:
            boxes.setdefault((page, file), []).append(box)
    report.doubted(
        doubt
        for doubt in report.doubts
        if doubt.reason.startswith(WHOLE)
        or not any(holds(box, doubt.bbox) for box in boxes.get((doubt.page, doubt.file), ()))
    )
