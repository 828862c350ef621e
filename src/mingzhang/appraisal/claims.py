"""Bonus and penalty: claims with proof, held by a deadline, reviewed by a panel that says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.courses import ADOPTED, PARTLY, REFUSED
from mingzhang.facts.days import day_words
from mingzhang.facts.evidence import Evidence
from mingzhang.scoring.precision import summed, written

BONUS, DEDUCTION = "加分", "减分"
FILED, COMPLETE, REVIEWED = "申报", "材料齐", "评审"
OUTCOMES = (ADOPTED, PARTLY, REFUSED)


@dataclass(frozen=True)
class PointClaim:
    """A claim for more or fewer points: of which unit, by which rule, how many, filed when, and its outcome.

    ``source`` says where it comes from by a plain identifier: a problem of field verification, a bulletin.
    ``late`` is why one filed after the deadline is taken all the same.
    """

    number: str
    unit: str
    kind: str
    rule: str
    text: str
    claimed: Fraction
    filed: date
    outcome: str = ""
    approved: Fraction | None = None
    panel: str = ""
    reason: str = ""
    source: str = ""
    late: str = ""
    proof: tuple[Evidence, ...] = ()
    row: int | None = None

    @property
    def granted(self) -> Fraction:
        """The points that the panel granted; none while it has not decided.

        >>> made = PointClaim("1", "某局", BONUS, "J1", "获表彰", Fraction(2), date(2021, 3, 1), ADOPTED)
        >>> made.granted, PointClaim("2", "某局", BONUS, "J1", "", Fraction(2), date(2021, 3, 1)).granted
        (Fraction(2, 1), Fraction(0, 1))
        """
        if self.outcome == ADOPTED:
            return self.claimed if self.approved is None else self.approved
        return self.approved or Fraction(0) if self.outcome == PARTLY else Fraction(0)

    @property
    def state(self) -> str:
        """Where it stands on its course."""
        return self.outcome or (COMPLETE if self.proof else FILED)

    @property
    def sentence(self) -> str:
        """The claim and its outcome in one sentence."""
        became = f"{self.outcome}，{self.kind} {written(self.granted)} 分" if self.outcome else "尚未评审"
        why = f"（{self.reason.rstrip('。')}）" if self.reason else ""
        return f"{self.text}：申报{self.kind} {written(self.claimed)} 分，{became}{why}。"


def claim_faults(claim: PointClaim, deadline: date | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a claim: the field and the sentence."""
    if claim.claimed <= 0:
        yield "claimed", "申报分数应大于 0"
    if deadline is not None and claim.filed > deadline and claim.outcome != REFUSED and not claim.late:
        told = f"{day_words(claim.filed)}申报，晚于截止日期{day_words(deadline)}；确要受理的写明逾期受理理由"
        yield "filed", f"{told}，否则评审结果应为“{REFUSED}”"
    if not claim.outcome:
        yield "outcome", "还没有评审"
    elif not claim.reason:
        yield "reason", f"评审结果为“{claim.outcome}”，没有写明理由"
    if claim.outcome in (ADOPTED, PARTLY) and not claim.panel:
        yield "panel", "没有写明评审组"
    if claim.outcome in (ADOPTED, PARTLY) and not claim.proof:
        yield "number", "“佐证”表里没有它的证明材料"
    if claim.approved is not None and claim.approved > claim.claimed:
        yield "approved", f"核定 {written(claim.approved)} 分，多于申报的 {written(claim.claimed)} 分"
    if claim.outcome == PARTLY and not 0 < claim.granted < claim.claimed:
        yield "approved", f"“{PARTLY}”的核定分数应大于 0 而小于申报的 {written(claim.claimed)} 分"


def capped(claims: Iterable[PointClaim], kind: str, cap: Fraction) -> tuple[Fraction, Fraction]:
    """What the claims of a kind add up to, and what counts of it.

    >>> made = PointClaim("1", "某局", BONUS, "J1", "获表彰", Fraction(7), date(2021, 3, 1), ADOPTED)
    >>> capped([made], BONUS, Fraction(5)), capped([made], DEDUCTION, Fraction(5))
    ((Fraction(7, 1), Fraction(5, 1)), (Fraction(0, 1), Fraction(0, 1)))
    """
    added = summed(claim.granted for claim in claims if claim.kind == kind)
    return added, min(added, cap)
