"""Every check made on a document as linear constraints over the amounts behind the printed figures.

The unknown of a figure is how far the unrounded amount lies from what is printed, so magnitudes do not
matter.  A printed ratio is a constant: ``q - h <= 100·a/b <= q + h`` becomes two linear constraints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cached_property
from math import lcm

from mingzhang.facts.finding import Finding, Ratio, Severity, Verdict
from mingzhang.facts.number import Number, Printed, size, tidy
from mingzhang.facts.place import Place

Rational = int | Fraction
Span = tuple[Rational | None, Rational | None]
_Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, Rational, bool, Rational]]
_HUNDREDTH = Fraction(1, 100)  # accounts are kept in 分


class Printing(Enum):
    """How an office got its printed figures from the accounts."""

    ROUNDED = "四舍五入"
    TRUNCATED = "截去尾数"


@dataclass(slots=True)  # never changed; freezing would take most of the time of making one
class Constraint:
    """``low <= Σ weight·deviation <= high``, over figures given by their numbers in the system.

    ``guards`` are figures used as constants, ``signs`` those that decide which way a ratio points: who
    distrusts one drops the constraint.  ``first`` is the figure that follows from the others.
    ``findings`` are the checks (by number) that ask for it.
    """

    weights: dict[int, int]
    low: Rational | None
    high: Rational | None
    guards: tuple[int, ...] = ()
    first: int | None = None
    findings: tuple[int, ...] = ()
    inferred: bool = False
    signs: tuple[int, ...] = ()

    @property
    def conditions(self) -> tuple[int, ...]:
        """The figures without which the constraint says nothing."""
        return (*self.guards, *self.signs)

    @property
    def figures(self) -> tuple[int, ...]:
        """Every figure it speaks of."""
        return (*self.weights, *self.guards)


@dataclass(frozen=True)
class System:
    """All constraints of one document; ``spans`` bounds the deviation of each trusted figure.

    ``twins`` are pairs printed alike for one and the same amount: they may not differ at all, whatever
    rounding could explain; each comes with the numbers of the findings that say so.
    """

    figures: tuple[Printed, ...]
    spans: tuple[tuple[Rational, Rational], ...]
    constraints: tuple[Constraint, ...]
    twins: tuple[tuple[int, int, tuple[int, ...]], ...] = ()

    @cached_property
    def in_whole_numbers(self) -> tuple[System, int]:
        """The same system in a unit so small that every bound is whole, and how many make the old one.

        >>> row = Constraint({0: 2}, Fraction(1, 3), None)
        >>> fine, parts = System((), ((Fraction(-1, 2), Fraction(1, 2)),), (row,)).in_whole_numbers
        >>> fine.spans, fine.constraints[0].low, parts
        (((-3, 3),), 2, 6)
        """
        rows, spans = self.constraints, self.spans
        ends = [end for row in rows for end in (row.low, row.high) if end is not None]
        parts = lcm(*{end.denominator for end in (*ends, *(end for span in spans for end in span))})
        if parts == 1:
            return self, 1
        fine = tuple((int(low * parts), int(high * parts)) for low, high in spans)
        bounds = ([None if end is None else int(end * parts) for end in (row.low, row.high)] for row in rows)
        scaled = (replace(row, low=low, high=high) for row, (low, high) in zip(rows, bounds, strict=True))
        return replace(self, spans=fine, constraints=tuple(scaled)), parts


def build(findings: Sequence[Finding], printing: Printing = Printing.ROUNDED) -> System:
    """The system of everything that was compared, in an order that does not depend on that of the findings.

    >>> from mingzhang.facts.number import number_of, printed
    >>> a, b = printed("10.00", "万元"), printed("9.98", "万元")
    >>> system = build([Finding("甲", Verdict.FAILS, gap=number_of(a) - number_of(b))])
    >>> [(row.weights, row.low, row.high) for row in system.constraints], system.spans[0]
    ([({0: 1, 1: -1}, -200, -200)], (-50, 50))
    """
    used = [(number, f) for number, f in enumerate(findings) if _tells(f)]
    seen = {figure: None for _, f in used for figure in _figures(f)}
    figures = tuple(sorted(seen, key=figure_order))
    index = {figure: number for number, figure in enumerate(figures)}
    rows: dict[_Key, Constraint] = {}
    twins: dict[tuple[int, int], tuple[int, ...]] = {}
    for number, finding in used:
        for row in _rows(finding, number, index, printing):
            _join(rows, row)
        pair = _twin(finding, index)
        if pair is not None:
            twins[pair] = (*twins.get(pair, ()), number)
    spans = tuple(span(figure, printing) for figure in figures)
    ordered = tuple(rows[key] for key in sorted(rows))
    return System(figures, spans, ordered, tuple((*pair, told) for pair, told in sorted(twins.items())))


def _tells(finding: Finding) -> bool:
    """Whether a check says anything of printed figures; a cell left blank says nothing of the others."""
    if finding.verdict is Verdict.FAILS and finding.empty:
        return False
    if finding.verdict is Verdict.ROUNDING and finding.relation != "=":
        return False  # a limit passed by no more than rounding: it may be broken, and proves nothing
    return finding.verdict is not Verdict.UNDECIDED and finding.gap is not None and bool(finding.gap.moves)


def _figures(finding: Finding) -> list[Printed]:
    assert finding.gap is not None
    if finding.ratio is None:
        return finding.gap.sources
    ratio = finding.ratio
    return [ratio.percent, *ratio.part.sources, *ratio.whole.sources]


def figure_order(figure: Printed) -> tuple[object, ...]:
    """Sorts figures by where they stand, whatever order they are met in."""
    return (*place_order(figure.place), figure.shown, figure.text)


def place_order(place: Place) -> tuple[object, ...]:
    """Sorts places by page, box and words.

    >>> place_order(Place(page=2)) > place_order(Place(page=1, row="乙"))
    True
    """
    words = (place.table or "", place.section or "", place.row or "", place.column or "", place.quote)
    return (place.page or 0, place.line or 0, place.bbox or (), *words, place.span or ())


def span(figure: Printed, printing: Printing) -> tuple[Rational, Rational]:
    """How far the amount behind a trusted figure may lie from what is printed, in the figure's unit.

    >>> from mingzhang.facts.number import printed
    >>> span(printed("1.20", "万元"), Printing.TRUNCATED)
    (0, Fraction(9999, 100))
    >>> span(printed("85.67", "%"), Printing.TRUNCATED)
    (0, Fraction(1, 100))
    """
    if printing is Printing.ROUNDED or not figure.half:
        return tidy(-figure.half), tidy(figure.half)
    last = _HUNDREDTH if figure.unit == "元" else 0  # only money has a smallest part
    most = tidy(max(2 * figure.half - last, Fraction(0)))
    return (-most, 0) if figure.value < 0 else (0, most)


def reach(span: tuple[Rational, Rational]) -> Rational:
    """The most a trusted figure may be off, whichever way.

    >>> reach((-50, 50))
    50
    """
    low, high = span
    return high if high > -low else -low


def divided(one: Rational, other: int) -> Rational:
    """An exact quotient, whole where it can be.

    >>> divided(6, -1), divided(6, 4), divided(6, 3)
    (-6, Fraction(3, 2), 2)
    """
    if other == 1:
        return one
    return -one if other == -1 else tidy(Fraction(one) / other)


def _rows(finding: Finding, number: int, index: dict[Printed, int], printing: Printing) -> list[Constraint]:
    gap = finding.gap
    assert gap is not None
    if finding.ratio is not None:
        return _ratio_rows(finding, finding.ratio, number, index, printing)
    low = None if finding.relation == "≤" else -gap.value - gap.bend
    high = None if finding.relation == "≥" else -gap.value + gap.bend
    first = index[gap.sources[0]] if finding.relation == "=" else None
    return [_row(gap, low, high, index, number, finding.inferred, first)]


def _ratio_rows(
    finding: Finding, ratio: Ratio, number: int, index: dict[Printed, int], printing: Printing
) -> list[Constraint]:
    """Two rows; the sign of the part is the printed one, where rounding leaves no doubt about it."""
    part, whole, percent = ratio.part, ratio.whole, ratio.percent
    if part.bend or whole.bend or abs(whole.value) <= whole.slack:
        return []
    signs: tuple[int, ...] = ()
    if whole.value < 0:  # a base that came out negative may be so because of the very error
        part, whole, signs = -part, -whole, tuple(index[figure] for figure in whole.sources)
    if percent.value >= 0 > part.value:
        part = -part
    if abs(part.value) <= part.slack and abs(percent.value) > percent.half:
        return []
    low, high = percent.value - percent.half, percent.value + percent.half
    if printing is Printing.TRUNCATED or cut_off(finding):
        step = 2 * percent.half
        low, high = (
            (percent.value, percent.value + step)
            if percent.value >= 0
            else (percent.value - step, percent.value)
        )
    first, inferred = index[percent], finding.inferred
    most, least = _beyond(part, whole, high), _beyond(part, whole, low)
    return [
        _row(most, None, -most.value, index, number, inferred, first, guards=(first,), signs=signs),
        _row(least, -least.value, None, index, number, inferred, first, guards=(first,), signs=signs),
    ]


def _beyond(part: Number, whole: Number, bound: Rational) -> Number:
    """100·part − bound·whole, times whatever makes the bound whole: whole numbers calculate faster."""
    scale, factor = 100 * bound.denominator, bound.numerator
    moves = {figure: weight * scale for figure, weight in part.moves.items()}
    for figure, weight in whole.moves.items():
        moves[figure] = moves.get(figure, 0) - weight * factor
    kept = {figure: weight for figure, weight in moves.items() if weight}
    return Number(part.value * scale - whole.value * factor, whole.unit, kept)


def cut_off(finding: Finding) -> bool:
    """Whether only the tail of a percentage was cut off, which is no contradiction.

    >>> cut_off(Finding("甲", Verdict.FAILS, Severity.INFO)), cut_off(Finding("甲", Verdict.FAILS))
    (True, False)
    """
    return finding.verdict is Verdict.FAILS and finding.severity is Severity.INFO


def _row(
    gap: Number,
    low: Rational | None,
    high: Rational | None,
    index: dict[Printed, int],
    number: int,
    inferred: bool,
    first: int | None,
    *,
    guards: tuple[int, ...] = (),
    signs: tuple[int, ...] = (),
) -> Constraint:
    """One constraint with whole weights."""
    scale = lcm(*(weight.denominator for weight in gap.moves.values()))
    weights = {index[figure]: int(weight * scale) for figure, weight in gap.moves.items()}
    ends = [None if end is None else tidy(end if scale == 1 else end * scale) for end in (low, high)]
    return Constraint(weights, ends[0], ends[1], guards, first, (number,), inferred, signs)


def _join(rows: dict[_Key, Constraint], row: Constraint) -> None:
    """Record a constraint; the same one asked for twice is kept once."""
    ends = (row.low is None, row.low or 0, row.high is None, row.high or 0)
    name = (tuple(sorted(row.weights.items())), row.guards, ends)
    old = rows.get(name)
    if old is not None:
        first = (
            old.first if old.first == row.first else min(f for f in (old.first, row.first) if f is not None)
        )
        row = Constraint(
            old.weights, old.low, old.high, old.guards, first,
            tuple(sorted({*old.findings, *row.findings})), old.inferred and row.inferred, old.signs,
        )  # fmt: skip
    rows[name] = row


def _twin(finding: Finding, index: dict[Printed, int]) -> tuple[int, int] | None:
    """The two figures of a failing comparison that rounding alone could explain."""
    gap = finding.gap
    if (
        finding.verdict is not Verdict.FAILS
        or gap is None
        or finding.ratio is not None
        or len(gap.moves) != 2
    ):
        return None
    one, other = gap.sources
    alike = one.half == other.half and size(gap.moves[one]) == size(gap.moves[other])
    if not alike or abs(gap.value) > gap.slack or finding.relation != "=":
        return None
    first, second = sorted((index[one], index[other]))
    return first, second


def slack(row: Constraint, system: System) -> Rational:
    """How much rounding can move a constraint, whichever way.

    >>> slack(Constraint({0: 1, 1: -2}, 0, 0), System((), ((-5, 5), (0, 9)), ()))
    23
    """
    room: Rational = 0
    for figure, weight in row.weights.items():
        room += abs(weight) * reach(system.spans[figure])
    return room


def residual(row: Constraint) -> Rational:
    """How much the printed figures themselves miss the constraint; 0 when they satisfy it.

    >>> residual(Constraint({0: 1}, 5, 5))
    5
    """
    if row.low is not None and row.low > 0:
        return row.low
    return row.high if row.high is not None and row.high < 0 else 0
