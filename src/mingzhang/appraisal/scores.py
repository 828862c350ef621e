"""What an appraisal gives: leaves with their state, the score of a unit, all of them with what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from mingzhang.appraisal.claims import PointClaim
from mingzhang.appraisal.plan import AppraisalIndicator, DatedRule, Plan
from mingzhang.appraisal.returns import Reported, Returns, Veto
from mingzhang.appraisal.task_book import TaskLine
from mingzhang.appraisal.units import Appraisee
from mingzhang.scoring.precision import summed
from mingzhang.scoring.trace import Trace
from mingzhang.scoring.tree import ScoringProblem


class LeafState(StrEnum):
    """What is known of a leaf: 缺佐证 is not 得了零分, and neither is 未采集."""

    SCORED = "已计分"
    ABSENT = "不涉及"
    UNSUPPORTED = "缺佐证"
    MISSING = "未采集"


@dataclass(frozen=True, slots=True)
class ScoredLeaf:
    """One leaf of a unit: indicator, task line if it has one, rule, what was handed in, state and trace."""

    indicator: AppraisalIndicator
    line: TaskLine | None
    rule: DatedRule | None
    reported: Reported | None
    state: LeafState
    trace: Trace

    @property
    def name(self) -> str:
        """The indicator, and the task where it is one."""
        return self.trace.leaf.name

    @property
    def lost(self) -> Fraction:
        """The marks that were not given; none where nothing was scored."""
        return self.trace.full - self.trace.score if self.trace.score is not None else Fraction(0)


@dataclass(frozen=True)
class UnitScore:
    """The score of a unit: its leaves, what bonus and penalty add up to and what counts, vetoes, the total.

    ``base`` is the score of the indicators, ``None`` while a leaf has none; then there is no ``total``.
    ``remarks`` say what else made the total what it is.
    """

    unit: Appraisee
    full: Fraction
    leaves: tuple[ScoredLeaf, ...]
    base: Fraction | None
    bonus: tuple[Fraction, Fraction]
    deduction: tuple[Fraction, Fraction]
    total: Fraction | None
    grade: str
    claims: tuple[PointClaim, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    remarks: tuple[str, ...] = ()

    def block(self, level1: str) -> tuple[Fraction, Fraction | None]:
        """Full marks and score of a first-level indicator."""
        some = [leaf.trace for leaf in self.leaves if leaf.indicator.level1 == level1]
        scores = [trace.score for trace in some if trace.score is not None]
        return summed(t.full for t in some), summed(scores) if len(scores) == len(some) else None

    @property
    def levels(self) -> list[str]:
        """The first-level indicators in order."""
        return list(dict.fromkeys(leaf.indicator.level1 for leaf in self.leaves))

    @property
    def lost(self) -> list[ScoredLeaf]:
        """The leaves that lost marks, the most first."""
        return sorted((leaf for leaf in self.leaves if leaf.lost), key=lambda leaf: (-leaf.lost, leaf.name))


@dataclass(frozen=True)
class Appraisal:
    """All units scored: with the plan, what was handed in, and what keeps the scores from being sealed."""

    plan: Plan
    returns: Returns
    scores: tuple[UnitScore, ...]
    problems: tuple[ScoringProblem, ...]

    def of(self, said: str) -> UnitScore | None:
        """The score of a unit by code or name."""
        return next((score for score in self.scores if said in (score.unit.code, score.unit.name)), None)

    def of_kind(self, kind: str) -> list[UnitScore]:
        """The scores of the units of a kind."""
        return [score for score in self.scores if score.unit.kind == kind]

    @property
    def complete(self) -> bool:
        """Whether nothing keeps the scores from being sealed."""
        return not self.problems and all(score.total is not None for score in self.scores)

    def leaves(self) -> Iterator[tuple[UnitScore, ScoredLeaf]]:
        """Every leaf with its unit."""
        return ((score, leaf) for score in self.scores for leaf in score.leaves)
