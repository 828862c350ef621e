"""What a verification comes to: pass rates, rectified and repeated problems, and the points that are lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from fractions import Fraction

from mingzhang.verification.campaign import Campaign, VisitResult, judged
from mingzhang.verification.draw import Point
from mingzhang.verification.problem import FieldProblem, ProblemState
from mingzhang.verification.standard import FAIL, PASS


@dataclass(frozen=True)
class CheckTally:
    """Counts of results; they add up over any partition.

    >>> (CheckTally(3, 1) + CheckTally(0, 0, 2)).rate
    Fraction(3, 4)
    """

    passed: int = 0
    failed: int = 0
    absent: int = 0

    def __add__(self, other: CheckTally) -> CheckTally:
        return CheckTally(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @property
    def rate(self) -> Fraction | None:
        """The share that passed of what was judged."""
        judged_ = self.passed + self.failed
        return Fraction(self.passed, judged_) if judged_ else None


@dataclass(frozen=True)
class ProblemTally:
    """Counts of problems: all found and not withdrawn, mended, reopened at least once, closed unmended."""

    found: int = 0
    mended: int = 0
    repeated: int = 0
    unmended: int = 0

    @property
    def rectified(self) -> Fraction | None:
        """The share of problems that were found mended."""
        return Fraction(self.mended, self.found) if self.found else None

    @property
    def repeat_rate(self) -> Fraction | None:
        """The share of problems that were looked back at and not found mended."""
        return Fraction(self.repeated, self.found) if self.found else None


def checks_by(
    campaign: Campaign, under: Callable[[Point, VisitResult], str], phase: str = ""
) -> dict[str, CheckTally]:
    """The tallies of results of a phase, or of all, by what ``under`` gives for each.

    >>> checks_by(Campaign(), lambda point, result: point.unit)
    {}
    """
    points = {point.number: point for point in campaign.points}
    found: dict[str, CheckTally] = {}
    for result in campaign.results:
        point = points.get(result.point)
        if point is not None and phase in ("", point.phase):
            one = CheckTally(result.result == PASS, result.result == FAIL, result.result not in (PASS, FAIL))
            key = under(point, result)
            found[key] = found.get(key, CheckTally()) + one
    return found


def problem_tally(problems: Iterable[FieldProblem]) -> ProblemTally:
    """The counts of some problems.

    >>> problem_tally([]).rectified is None
    True
    """
    counted = [problem for problem in problems if problem.state is not ProblemState.WITHDRAWN]
    return ProblemTally(
        len(counted),
        sum(problem.state is ProblemState.MENDED for problem in counted),
        sum(bool(problem.reopened) for problem in counted),
        sum(problem.state is ProblemState.UNMENDED for problem in counted),
    )


@dataclass(frozen=True)
class FieldDeduction:
    """Points that a unit is to lose for a problem; whoever appraises takes it as a claim for the panel.

    ``source`` is the number of the problem, ``matter`` that of the matter behind it.
    """

    unit: str
    source: str
    matter: str
    points: Fraction
    reason: str


def deductions(campaign: Campaign) -> list[FieldDeduction]:
    """What is lost for problems that were not found mended, or closed without being mended.

    The points of the item are multiplied each time that a look back fails; what a unit loses in all stays
    within the cap, its last problems being cut.
    """
    problems, _ = judged(campaign)
    lost: dict[str, Fraction] = {}
    found = []
    for problem in problems.values():
        unmended = problem.state is ProblemState.UNMENDED
        if problem.state is ProblemState.WITHDRAWN or not (problem.reopened or unmended):
            continue
        points = problem.item.points * campaign.repeat**problem.reopened
        if campaign.cap is not None:
            points = min(points, campaign.cap - lost.get(problem.unit, Fraction(0)))
        if points > 0:
            lost[problem.unit] = lost.get(problem.unit, Fraction(0)) + points
            why = f"回头看{problem.reopened}次不合格" if problem.reopened else "不整改销号"
            reason = f"{problem.item.text}：{problem.text}（{why}）"
            found.append(FieldDeduction(problem.unit, problem.number, problem.matter, points, reason))
    return found
