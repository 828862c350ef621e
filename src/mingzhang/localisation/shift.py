"""Rows or columns of a table whose figures stand beside the lines they belong to.

A row left out, or one too many, moves every figure behind it.  That shows where other parts of the document
say the same amounts: what should stand in one line stands in another, in line after line, always on the same
side and never nearer to its place than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Printed
from mingzhang.localisation.constraints import figure_order
from mingzhang.localisation.operations import CellPosition

_FEWEST = 3  # lines out of place that make a shift: two may have been exchanged


class Axis(StrEnum):
    """What was shifted; the value is what a reader calls it."""

    ROW = "行"
    COLUMN = "栏"


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A figure where another should stand; that of this line is ``right`` and stands ``by`` lines off."""

    figure: Printed
    right: Printed
    by: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Lines of one table from ``first`` to ``last`` whose figures are out of place, and what shows it.

    ``figures`` are all figures of these lines, in the order of the table.
    """

    line: Axis
    figures: tuple[Printed, ...]
    shown_by: tuple[Misplaced, ...]

    @property
    def offsets(self) -> list[int]:
        """By how many lines, each amount once, in the order of the table."""
        return [by for by, _ in groupby(abs(one.by) for one in self.shown_by)]


def shifts(findings: Sequence[Finding], cells: Mapping[Printed, CellPosition]) -> list[Shift]:
    """The shifted lines of all tables, as far as other parts of the document show them.

    >>> shifts([], {})
    []
    """
    elsewhere = _elsewhere(findings, cells)
    failing = {s for f in findings if f.verdict is Verdict.FAILS and f.gap is not None for s in f.gap.sources}
    tables: dict[str, list[Printed]] = defaultdict(list)
    for figure, cell in cells.items():
        tables[cell.table].append(figure)
    found = []
    for name in sorted(tables):
        if any(not _alike(figure, right) for figure in tables[name] for right in elsewhere.get(figure, ())):
            for line in Axis:
                grid = _Grid(line, {figure: cells[figure] for figure in tables[name]})
                found += list(grid.shift(elsewhere, failing))
    return found


def _elsewhere(
    findings: Sequence[Finding], cells: Mapping[Printed, CellPosition]
) -> dict[Printed, list[Printed]]:
    """What is printed outside its table for the same amount as a figure of a table."""
    found: dict[Printed, list[Printed]] = defaultdict(list)
    for finding in findings:
        gap = finding.gap
        if gap is None or finding.ratio is not None or finding.relation != "=" or len(gap.moves) != 2:
            continue
        one, other = gap.sources
        if gap.moves[one] != -gap.moves[other]:
            continue
        for figure, right in ((one, other), (other, one)):
            cell, beside = cells.get(figure), cells.get(right)
            if cell is not None and (beside is None or beside.table != cell.table):
                found[figure].append(right)
    return found


def _alike(one: Printed, other: Printed) -> bool:
    """Whether two figures can be prints of one amount; with equally many digits they must show the same."""
    if one.half == other.half:
        return one.value == other.value
    return abs(one.value - other.value) <= one.half + other.half


class _Grid:
    """One table, with its rows or its columns for lines."""

    def __init__(self, line: Axis, cells: Mapping[Printed, CellPosition]) -> None:
        self.line = line
        self._at = {figure: self._turned(cell) for figure, cell in cells.items()}
        self._across: dict[int, dict[int, Printed]] = defaultdict(dict)
        for figure, (place, across) in self._at.items():
            self._across[across][place] = figure

    def _turned(self, cell: CellPosition) -> tuple[int, int]:
        return (cell.row, cell.column) if self.line is Axis.ROW else (cell.column, cell.row)

    def shift(self, elsewhere: Mapping[Printed, list[Printed]], failing: set[Printed]) -> Iterator[Shift]:
        """The lines that are out of place to one side, and to the other."""
        for side in (1, -1):
            shown = self._chain(side, elsewhere)
            if len({self._at[one.figure][0] for one in shown}) >= _FEWEST:
                figures = self._figures(shown, elsewhere, failing)
                shown.sort(key=lambda one: self._at[one.figure])
                yield Shift(self.line, figures, tuple(shown))

    def _chain(self, side: int, elsewhere: Mapping[Printed, list[Printed]]) -> list[Misplaced]:
        """The figures that stand beside their place to one side, never nearer than those before them."""
        order = sorted(self._at, key=lambda figure: (side * self._at[figure][0], self._at[figure][1]))
        chain: list[Misplaced] = []
        for figure in order:
            rights = elsewhere.get(figure, [])
            if not rights or any(_alike(figure, right) or not right.value for right in rights):
                continue
            near = max((side * one.by for one in chain), default=1)
            place, across = self._at[figure]
            steps = [
                side * (place - other)
                for other, printed in self._across[across].items()
                if all(_alike(printed, right) for right in rights)
            ]
            if steps := [step for step in steps if step >= near]:
                chain.append(Misplaced(figure, min(rights, key=figure_order), side * min(steps)))
        return chain

    def _figures(
        self,
        shown: Sequence[Misplaced],
        elsewhere: Mapping[Printed, list[Printed]],
        failing: set[Printed],
    ) -> tuple[Printed, ...]:
        """All figures of the lines out of place: those in between, and those beyond that fit nothing."""
        told = [self._at[one.figure][0] for one in shown]
        told += [self._at[one.figure][0] - one.by for one in shown]
        low, high = min(told), max(told)
        lines: dict[int, list[Printed]] = defaultdict(list)
        for figure, (place, _) in self._at.items():
            lines[place].append(figure)

        def right(figure: Printed) -> bool:
            return figure.value != 0 and any(_alike(figure, other) for other in elsewhere.get(figure, ()))

        def lost(place: int) -> bool:
            return any(f in failing for f in lines[place]) and not any(right(f) for f in lines[place])

        while lost(low - 1):
            low -= 1
        while lost(high + 1):
            high += 1
        inside = [
            figure for figure, (place, _) in self._at.items() if low <= place <= high and not right(figure)
        ]
        return tuple(sorted(inside, key=self._at.__getitem__))
