"""What becomes next year's tasks: every point lost, as values that a register of matters takes over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.appraisal.claims import DEDUCTION
from mingzhang.appraisal.scores import LeafState, ScoredLeaf, UnitScore

LOST, UNPROVEN, DEDUCTED = "失分", "缺佐证", "减分"


@dataclass(frozen=True)
class NextTask:
    """A task of the next year: of which unit, from what, the points it is about, what is to be done.

    ``source`` is a plain identifier: the matter of the task line, the indicator, or the claim's own source.
    """

    unit: str
    kind: str
    source: str
    name: str
    lost: Fraction
    text: str
    target: str = ""


def next_tasks(score: UnitScore) -> Iterator[NextTask]:
    """The tasks that follow from the score of a unit, the most points first; every lost point is in one."""
    for leaf in score.lost:
        yield _of_leaf(score.unit.name, leaf)
    for claim in score.claims:
        if claim.kind == DEDUCTION and claim.granted:
            text = f"整改“{claim.text}”，建立长效机制，防止再次发生"
            source = claim.source or claim.number
            yield NextTask(score.unit.name, DEDUCTED, source, claim.text, claim.granted, text)


def _of_leaf(unit: str, leaf: ScoredLeaf) -> NextTask:
    """The task of a leaf: to be done again where it was not reached, to be proven where it was not proven."""
    source = leaf.line.matter if leaf.line and leaf.line.matter else leaf.indicator.code
    target = leaf.line.target if leaf.line else leaf.indicator.target
    if leaf.state is LeafState.UNSUPPORTED:
        text = f"“{leaf.name}”补齐佐证材料，按材料清单随办随存"
        return NextTask(unit, UNPROVEN, source, leaf.name, leaf.lost, text, target)
    aim = f"，达到“{target}”" if target else ""
    text = f"列入下一年度任务书，补上“{leaf.name}”的差距{aim}"
    return NextTask(unit, LOST, source, leaf.name, leaf.lost, text, target)
