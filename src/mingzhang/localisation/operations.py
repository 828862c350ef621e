"""Mechanisms that make several figures wrong at one stroke.

A slip copied into the figures that were calculated from it; two rows or two columns exchanged; a column
in the wrong unit.  Each is tried out: it counts only if everything it touches adds up afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.deadline import NEVER, Deadline
from mingzhang.facts.number import MONEY, tidy
from mingzhang.localisation.constraints import System, divided, residual, slack
from mingzhang.localisation.slips import Range, guess

Rational = int | Fraction
COPIED, ROWS, COLUMNS, UNIT = "由此算出的数跟着错", "相邻两行错位", "相邻两栏错位", "整栏单位写错"
_WIDEST, _TRIALS = 20, 250


@dataclass(frozen=True, slots=True)
class CellPosition:
    """Where a figure stands in a table: rows and columns counted from 0."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Operation:
    """Several figures wrong at one stroke; ``values`` says what they should be (``None`` to be recalculated).

    ``source`` is the figure where it began, the first of ``values``; ``error`` bounds by how much rounding
    blurs its value; ``named`` says whether some known slip explains it.
    """

    kind: str
    source: int
    values: tuple[tuple[int, Fraction | None], ...]
    error: Fraction = Fraction(0)
    named: bool = True

    @property
    def figures(self) -> tuple[int, ...]:
        """The figures that are wrong."""
        return tuple(figure for figure, _ in self.values)


class Trials:
    """What each constraint says when some figures are moved by exact steps."""

    def __init__(self, system: System, deadline: Deadline = NEVER) -> None:
        self.system, self.deadline = system, deadline
        self.rows: dict[int, list[int]] = defaultdict(list)
        self._twice: dict[int, tuple[Rational | None, Rational | None]] = {}
        for number, row in enumerate(system.constraints):
            for figure in row.figures:
                self.rows[figure].append(number)

    def off(self, number: int, steps: Mapping[int, Rational], error: Rational = 0) -> bool:
        """Whether a constraint is further out of bounds than rounding, and ``error`` per step, explain."""
        weights = self.system.constraints[number].weights
        least, most = self._bounds(number)
        moved: Rational = 0
        width = 0
        for figure in steps.keys() & weights.keys():
            moved += weights[figure] * steps[figure]
            width += abs(weights[figure])
        blur, under = 2 * error.numerator * width, error.denominator
        moved *= 2 * under  # doubled and over one denominator: whole numbers, as a rule
        return (least is not None and moved < least * under - blur) or (
            most is not None and moved > most * under + blur
        )

    def _bounds(self, number: int) -> tuple[Rational | None, Rational | None]:
        """Twice the bounds of a constraint, with what rounding explains added to them."""
        known = self._twice.get(number)
        if known is None:
            row = self.system.constraints[number]
            room = slack(row, self.system)
            known = self._twice[number] = (
                None if row.low is None else tidy(2 * (row.low - room)),
                None if row.high is None else tidy(2 * (row.high + room)),
            )
        return known

    def broken(
        self, steps: Mapping[int, Rational], recalculated: frozenset[int] = frozenset(), error: Rational = 0
    ) -> int | None:
        """The first constraint that speaks of moved figures and is not satisfied."""
        self.deadline.tick()
        for number in sorted({n for figure in steps for n in self.rows[figure]}):
            row = self.system.constraints[number]
            if not recalculated.intersection(row.guards) and self.off(number, steps, error):
                return number
        return None


def copied(trials: Trials) -> list[Operation]:
    """Single slips with everything that was calculated from them, for the checks that fail."""
    system = trials.system
    fine, parts = system.in_whole_numbers
    chased = Trials(fine, trials.deadline)
    found: dict[frozenset[int], Operation] = {}
    tried: set[tuple[int, Rational]] = set()
    for number, row in enumerate(fine.constraints):
        if row.guards or row.low != row.high or not chased.off(number, {}):
            continue
        for figure, weight in sorted(row.weights.items()):
            step = divided(residual(row), weight)
            if (figure, step) in tried:
                continue
            tried.add((figure, step))
            error = Fraction(slack(row, fine)) / abs(weight)
            for source, moved, again in _Chase(chased, tidy(error)).begin(figure, step):
                steps = {end: divided(way, parts) for end, way in moved.items()}
                if len(steps) + len(again) > 1 and _follow_from(source, trials, steps):
                    operation = _traced(system, source, steps, again, error / parts)
                    old = found.get(frozenset(operation.figures))
                    if old is None or (operation.named and not old.named):
                        found[frozenset(operation.figures)] = operation
    return [found[key] for key in sorted(found, key=sorted)]


def _follow_from(source: int, trials: Trials, steps: Mapping[int, Rational]) -> bool:
    """Whether all moved figures can be calculated from the source, and none becomes negative that is not.

    A figure is calculated from the others of a comparison in which it comes first, or is a copy of the only
    other one.  What would have to be wrong the other way to make up for the slip was not calculated from it.
    """
    reached, fresh = {source}, [source]
    while fresh:
        figure = fresh.pop()
        for number in trials.rows[figure]:
            row = trials.system.constraints[number]
            if row.guards or row.low != row.high:
                continue
            ends = row.weights if len(row.weights) == 2 else [] if row.first is None else [row.first]
            new = {end for end in ends if end in steps} - reached
            reached |= new
            fresh += sorted(new)
    return steps.keys() <= reached and not _below_zero(trials.system, steps)


def _below_zero(system: System, steps: Mapping[int, Rational]) -> bool:
    """Whether amounts would become negative that are not."""
    values = ((system.figures[figure].value, step) for figure, step in steps.items())
    return any(value >= 0 > value + step for value, step in values)


def _traced(
    system: System, source: int, steps: Mapping[int, Rational], again: frozenset[int], error: Fraction
) -> Operation:
    values: dict[int, Fraction | None] = dict.fromkeys(sorted(again))
    values |= {figure: system.figures[figure].value + step for figure, step in sorted(steps.items())}
    rest = sorted((number, value) for number, value in values.items() if number != source)
    value = values[source]
    named = value is None or guess(system.figures[source], Range(value - error, value + error)).explained
    return Operation(COPIED, source, ((source, value), *rest), error, named)


Trail = tuple[int, dict[int, Rational], frozenset[int]]


@dataclass
class _Chase:
    """Follows a correction through the checks: what it breaks must have been calculated from it."""

    trials: Trials
    error: Rational
    left: int = _TRIALS

    def begin(self, source: int, step: Rational) -> Iterator[Trail]:
        """Source, moved figures and percentages to be recalculated, for each way that ends well."""
        yield from self._follow(source, {source: step}, frozenset(), tuple(self.trials.rows[source]))

    def _follow(
        self, source: int, steps: dict[int, Rational], again: frozenset[int], open_: tuple[int, ...]
    ) -> Iterator[Trail]:
        """``open_`` are the constraints that speak of what was moved since they were last looked at."""
        self.trials.deadline.tick()
        self.left -= 1
        if self.left < 0 or len(steps) > _WIDEST:
            return
        for place, number in enumerate(open_):
            row = self.trials.system.constraints[number]
            if again.intersection(row.guards) or not self.trials.off(number, steps, self.error):
                continue
            if self.trials.off(number, {}):
                return  # it failed before: nothing was calculated by it
            if row.guards:
                yield from self._follow(source, steps, again.union(row.guards), open_[place + 1 :])
            elif row.first is not None and row.low == row.high:
                yield from self._mend(number, source, steps, again, open_[place + 1 :])
            return
        yield source, steps, again

    def _mend(
        self,
        number: int,
        source: int,
        steps: dict[int, Rational],
        again: frozenset[int],
        open_: tuple[int, ...],
    ) -> Iterator[Trail]:
        """Move one more figure: the result when a part was moved, a part when the result was."""
        row = self.trials.system.constraints[number]
        assert row.low is not None
        moved: Rational = sum(w * steps.get(f, 0) for f, w in row.weights.items())
        forward = row.first not in steps
        for figure, weight in sorted(row.weights.items()):
            if figure in steps or (forward and figure != row.first):
                continue
            step = divided(row.low - moved, weight)
            rows = (*open_, *(n for n in self.trials.rows[figure] if n not in open_))
            yield from self._follow(source if forward else figure, steps | {figure: step}, again, rows)


def exchanged(trials: Trials, cells: Mapping[int, CellPosition], suspects: frozenset[int]) -> list[Operation]:
    """Neighbouring rows or columns whose figures stand in each other's place."""
    system = trials.system
    at = {(cell.table, cell.row, cell.column): figure for figure, cell in cells.items()}
    lines: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for figure, cell in cells.items():
        lines[ROWS, cell.table, cell.row].append(figure)
        lines[COLUMNS, cell.table, cell.column].append(figure)
    tried: set[tuple[int, ...]] = set()
    found: dict[frozenset[int], Operation] = {}
    for figure in sorted(suspects & set(cells)):
        cell = cells[figure]
        for kind, down, right in ((ROWS, 1, 0), (ROWS, -1, 0), (COLUMNS, 0, 1), (COLUMNS, 0, -1)):
            line = lines[kind, cell.table, cell.row if kind == ROWS else cell.column]
            for part in ([figure], line):
                if (down, right, *part) in tried:
                    continue
                tried.add((down, right, *part))
                steps: dict[int, Rational] = {}
                for one in part:
                    c = cells[one]
                    other = at.get((c.table, c.row + down, c.column + right))
                    if other is not None:
                        gap = system.figures[other].value - system.figures[one].value
                        steps |= {one: gap, other: -gap} if gap else {}
                if steps and trials.broken(steps) is None:
                    found.setdefault(frozenset(steps), _rewritten(kind, system, steps))
    return [found[key] for key in sorted(found, key=sorted)]


def misplaced_units(
    trials: Trials, cells: Mapping[int, CellPosition], suspects: frozenset[int]
) -> list[Operation]:
    """Columns, or whole tables, printed in 元 under the word 万元 or the other way round."""
    system = trials.system
    found: list[Operation] = []
    columns: dict[tuple[str, int], list[int]] = defaultdict(list)
    for figure, cell in sorted(cells.items()):
        if system.figures[figure].unit == MONEY:
            columns[cell.table, cell.column].append(figure)
            columns[cell.table, -1].append(figure)
    for _, figures in sorted(columns.items()):
        if len(figures) < 2 or not suspects.intersection(figures):
            continue
        for factor in (Fraction(10_000), Fraction(1, 10_000)):
            steps = {f: (factor - 1) * v for f in figures if (v := system.figures[f].value)}
            if any(set(steps) <= set(wider.figures) for wider in found):
                continue  # a column of a table that is wrong as a whole: it comes first
            if len(steps) > 1 and trials.broken(steps) is None and not _vanish(trials, steps):
                found.append(_rewritten(UNIT, system, steps))
    return found


def _vanish(trials: Trials, steps: Mapping[int, Rational]) -> bool:
    """Whether what failed is settled only because the figures fall below their own rounding.

    Figures divided by 10,000 add up to anything; a wrong unit is shown by amounts that are still there.  What
    is only a bound any small figure keeps: it says nothing where an equation speaks.
    """
    rows = trials.system.constraints
    gone = {figure: tidy(-trials.system.figures[figure].value) for figure in steps}
    settled = {n for figure in steps for n in trials.rows[figure] if trials.off(n, {})}
    equations = {
        number for number in settled if rows[number].low is not None and rows[number].high is not None
    }
    return any(not trials.off(number, gone) for number in equations or settled)


def _rewritten(kind: str, system: System, steps: Mapping[int, Rational]) -> Operation:
    values = tuple((f, system.figures[f].value + step) for f, step in sorted(steps.items()))
    return Operation(kind, values[0][0], values)
