"""What no check watches: how far each printed figure could be wrong unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Number, Printed, decimals_of, shown, size
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


def blind_spots(findings: Sequence[Finding], facts: Facts, others: Iterable[Printed] = ()) -> list[BlindSpot]:
    """Every figure of a document, those that nothing watches first, then by how far they could be off.

    ``findings`` are all findings on the document, those that hold included; ``others`` are figures without
    a name (percentages, figures nobody could read).

    >>> from mingzhang.facts.number import number_of, printed
    >>> a, b, c = (printed("3.00", "万元") for _ in range(3))
    >>> check = Finding("甲", Verdict.HOLDS, gap=number_of(a) - number_of(b))
    >>> [(spot.down, spot.up) for spot in blind_spots([check], Facts(), [c])]
    [(None, None), (Fraction(100, 1), Fraction(100, 1)), (Fraction(100, 1), Fraction(100, 1))]
    """
    ends: dict[Printed, tuple[list[Fraction], list[Fraction]]] = {}
    for finding in findings:
        if finding.verdict is not Verdict.UNDECIDED and finding.gap is not None:
            _watch(finding, finding.gap, ends)
    told = dict.fromkeys((*ends, *(fact.figure for fact in facts), *others))
    spots = []
    for figure in told:
        if not figure.blank:
            downs, ups = ends.get(figure, ([], []))
            spots.append(BlindSpot(figure, min(downs, default=None), min(ups, default=None)))
    return sorted(spots, key=_order)


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
