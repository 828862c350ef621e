"""What no check watches: how far each printed figure could be wrong unnoticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.coverage import Coverage, Covered, Worth
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Number, Printed, decimals_of, printed, shown, size
from mingzhang.facts.place import Place
from mingzhang.localisation.constraints import figure_order


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """A printed figure and how far it could be moved down and up without any check failing.

    Both are in the figure's unit and not negative; ``None`` means without limit.
    """

    figure: Printed
    down: Fraction | None
    up: Fraction | None

    @property
    def said(self) -> str:
        """The freedom in words.

        >>> from mingzhang.facts.number import printed
        >>> BlindSpot(printed("3.00", "万元"), Fraction(200), None).said
        '少写 0.02万元以内、多写任意多都查不出'
        """
        if self.down is None and self.up is None:
            return "写成多少都查不出"
        decimals = decimals_of(self.figure)
        ends = [
            "任意多" if e is None else f" {shown(e, self.figure.shown, decimals)}以内"
            for e in (self.down, self.up)
        ]
        return f"少写{ends[0]}、多写{ends[1]}都查不出"


def blind_spots(findings: Sequence[Finding], coverage: Coverage) -> list[BlindSpot]:
    """The numbers of a document by how far they could be off, those that nothing watches first.

    ``findings`` are all findings on the document, those that hold included.  Numbers that are checked by a
    judgement rather than a calculation are left out: nobody can say how far they may move.

    >>> from mingzhang.facts.coverage import Numeral
    >>> from mingzhang.facts.number import number_of
    >>> a, b, c = (printed("3.00", "万元", Place(row=row)) for row in "甲乙丙")
    >>> check = Finding("甲", Verdict.HOLDS, gap=number_of(a) - number_of(b))
    >>> numeral = Numeral(0, None, 0, 4, "3.00", "万元")
    >>> known = Coverage([Covered(numeral, figure.place, Worth.UNDERSTOOD) for figure in (a, b, c)])
    >>> [(spot.down, spot.up) for spot in blind_spots([check], known)]
    [(None, None), (Fraction(100, 1), Fraction(100, 1)), (Fraction(100, 1), Fraction(100, 1))]
    """
    ends: dict[Printed, tuple[list[Fraction], list[Fraction]]] = {}
    for finding in findings:
        if finding.verdict is not Verdict.UNDECIDED and finding.gap is not None:
            _watch(finding, finding.gap, ends)
    watched: dict[Place, list[Printed]] = {}
    for figure in ends:
        watched.setdefault(figure.place, []).append(figure)
    spots = []
    for number in coverage:
        figures = watched.get(number.place, [])
        if figures:
            downs = [end for figure in figures for end in ends[figure][0]]
            ups = [end for figure in figures for end in ends[figure][1]]
            spots.append(BlindSpot(figures[0], min(downs, default=None), min(ups, default=None)))
        elif number.worth is not Worth.CHECKED:
            spots.append(BlindSpot(_figure(number), None, None))
    return sorted(spots, key=_order)


def _figure(number: Covered) -> Printed:
    """A number that nobody read as a figure."""
    numeral = number.numeral
    if numeral.whole:
        return printed(numeral.text, numeral.unit, number.place)
    return Printed(numeral.text, Fraction(0), Fraction(0), "", numeral.unit, number.place)


def _watch(finding: Finding, gap: Number, ends: dict[Printed, tuple[list[Fraction], list[Fraction]]]) -> None:
    """Record how far one check lets each of its figures move."""
    slack = gap.slack if finding.verdict is not Verdict.FAILS else abs(gap.value)  # it is seen as it is
    for figure, weight in gap.moves.items():
        downs, ups = ends.setdefault(figure, ([], []))
        rising, falling = (ups, downs) if weight > 0 else (downs, ups)
        if finding.relation != "≥":
            rising.append((slack - gap.value) / size(weight))
        if finding.relation != "≤":
            falling.append((slack + gap.value) / size(weight))


def _order(spot: BlindSpot) -> tuple[object, ...]:
    free = spot.down is None or spot.up is None
    none = spot.down is None and spot.up is None
    far = max(spot.down or Fraction(0), spot.up or Fraction(0))
    return (not none, not free, -far if spot.figure.unit == "元" else 0, figure_order(spot.figure))
