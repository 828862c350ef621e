"""A cell that was left blank: several checks ask for one and the same figure there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Printed

_ENOUGH = 2  # checks that ask for the same figure, unless one says what the cell adds up


@dataclass(frozen=True, slots=True)
class LeftBlank:
    """A cell, the figure that belongs there and the numbers of the failing findings that ask for it."""

    cell: Printed
    value: Fraction
    findings: tuple[int, ...]


def left_blank(findings: Sequence[Finding]) -> list[LeftBlank]:
    """The cells whose one missing figure makes several checks fail, the one that settles most first.

    Every failing check counts for one cell.  A cell that some check needs to be nothing is none of them; one
    check is enough where the cell is what its other figures make up.

    >>> from mingzhang.facts.fact import blank
    >>> from mingzhang.facts.number import number_of, printed
    >>> cell, paid, again = blank("元"), *(number_of(printed("20.00", "万元")) for _ in range(2))
    >>> asked = [Finding(rule, Verdict.FAILS, gap=paid, blanks=((-1, cell),)) for rule in ("甲", "乙")]
    >>> [(found.value, found.findings) for found in left_blank(asked)]
    [(Fraction(200000, 1), (0, 1))]
    >>> left_blank([*asked, Finding("丙", Verdict.HOLDS, gap=paid - again, blanks=((1, cell),))])
    []
    """
    asked: dict[int, list[tuple[int, Fraction, Fraction]]] = defaultdict(list)
    cells: dict[int, Printed] = {}
    for number, finding in enumerate(findings):
        gap = finding.gap
        if gap is None or not gap.moves or finding.relation != "=":
            continue
        for sign, cell in finding.blanks:
            cells[id(cell)] = cell
            asked[id(cell)].append((number, -gap.value * sign, gap.slack))
    found: list[LeftBlank] = []
    taken: set[int] = set()
    for key in sorted(asked, key=lambda key: (-len(asked[key]), asked[key][0][0])):
        said = [each for each in asked[key] if each[0] not in taken]
        one = _agreed(cells[key], said, findings)
        if one is not None:
            found.append(one)
            taken.update(one.findings)
    return found


def _agreed(
    cell: Printed, said: Sequence[tuple[int, Fraction, Fraction]], findings: Sequence[Finding]
) -> LeftBlank | None:
    """The figure that all checks of a cell can live with, where enough of them fail without it."""
    failing = [each for each in said if findings[each[0]].verdict is Verdict.FAILS]
    own = any(findings[number].empty and findings[number].blanks[0] == (1, cell) for number, _, _ in failing)
    if len(failing) < (1 if own else _ENOUGH):
        return None
    _, value, room = min(failing, key=lambda each: (each[2], each[0]))
    if value <= 0 or any(abs(other - value) > slack + room for _, other, slack in said):
        return None
    return LeftBlank(cell, value, tuple(number for number, _, _ in failing))
