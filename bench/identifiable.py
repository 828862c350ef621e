"""Whether equations alone can tell which numbers are wrong: the ceiling of methods that have only them."""

from __future__ import annotations

from collections.abc import Collection

from mingzhang.facts.number import Printed
from mingzhang.localisation.conflicts import Conflicts
from mingzhang.localisation.constraints import System


def identifiable(system: System, wrong: Collection[Printed], known: Collection[Printed] = ()) -> bool:
    """Whether nothing else of the same size settles the contradictions as well as the wrong figures do.

    ``known`` are figures that were wrong before.  Each wrong figure is left out in turn: if the document
    is possible without accusing it, or by accusing one other figure in its place, nobody can tell from
    equations.  An upper bound: sets that differ in two figures or more are not tried.  In a document that
    was wrong before it is a little low, since all its suspects of then are doubted at once.

    >>> from mingzhang.facts.finding import Finding, Verdict
    >>> from mingzhang.facts.number import number_of, printed
    >>> from mingzhang.localisation.constraints import build
    >>> a, b, c = (printed(text, "万元") for text in ("2.00", "1.00", "1.00"))
    >>> checks = [Finding("甲", Verdict.FAILS, gap=number_of(a) - number_of(x)) for x in (b, c)]
    >>> identifiable(build(checks), [a]), identifiable(build(checks[:1]), [a])
    (True, False)
    """
    numbers = {figure: number for number, figure in enumerate(system.figures)}
    if not set(wrong) <= set(numbers):
        return False
    conflicts = Conflicts(system)
    blamed = {numbers[figure] for figure in wrong}
    before = {numbers[figure] for figure in known if figure in numbers}
    if conflicts.joint(blamed | before) is not None:
        return False
    return all(_needed(conflicts, figure, (blamed | before) - {figure}) for figure in sorted(blamed))


def _needed(conflicts: Conflicts, figure: int, others: set[int]) -> bool:
    conflict = conflicts.joint(others)
    if conflict is None:
        return False
    rivals = set(conflict.suspects) - {figure}
    while rivals:
        conflict = conflicts.joint(others | {min(rivals)})
        if conflict is None:
            return False
        rivals &= conflict.suspects
    return True
