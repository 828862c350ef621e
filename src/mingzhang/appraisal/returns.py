"""What comes back in the course of a year: task books, outturns with evidence, claims, vetoes, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.claims import PointClaim
from mingzhang.appraisal.task_book import TaskBook
from mingzhang.facts.evidence import Evidence

Key = tuple[str, str, str]  # unit, indicator, number of a task line


@dataclass(frozen=True)
class Reported:
    """One leaf as it was handed in: the outturn, who scored it, and why.

    ``number`` is that of the task line; ``marks`` are those of a judgement by hand; ``concerned`` is
    ``False`` where the indicator does not concern the unit; ``unsupported`` says that the leaf is scored 0
    for want of evidence, with its reason.
    """

    unit: str
    indicator: str
    actual: str = ""
    number: str = ""
    marks: Fraction | None = None
    scorer: str = ""
    reason: str = ""
    concerned: bool = True
    unsupported: bool = False
    evidence: tuple[Evidence, ...] = ()
    row: int | None = None

    @property
    def key(self) -> Key:
        """Unit, indicator and line."""
        return self.unit, self.indicator, self.number


@dataclass(frozen=True)
class Veto:
    """What keeps a unit below a total or a grade, with the reason.

    >>> Veto("某局", "一票否决事项", "安全生产责任事故", Fraction(60)).sentence
    '一票否决事项（安全生产责任事故）：总分不高于60分。'
    """

    unit: str
    name: str
    reason: str
    at_most: Fraction | None = None
    grade: str = ""
    row: int | None = None

    @property
    def sentence(self) -> str:
        """What it does, and why."""
        does = [f"总分不高于{self.at_most}分"] if self.at_most is not None else []
        does += [f"等次不高于“{self.grade}”"] if self.grade else []
        return f"{self.name}（{self.reason}）：{'，'.join(does)}。"


@dataclass(frozen=True)
class Training:
    """A training that was held: when, on what, for how many people."""

    day: date
    topic: str
    people: int


@dataclass(frozen=True)
class Appeal:
    """An appeal of a unit against a score: when, against which indicator, where it stands, and why."""

    number: str
    unit: str
    indicator: str
    day: date
    text: str
    state: str
    reason: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Decision:
    """What the party group decided on the ranking; ``published`` is when it was made known."""

    day: date
    meeting: str
    text: str
    published: date | None = None


@dataclass(frozen=True)
class OwnRow:
    """One row of the appraisal's own self-evaluation: indicator, target, what is counted, or a hand value."""

    name: str
    target: str
    measure: str = ""
    hand: str = ""
    reason: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Returns:
    """Everything that was handed in for a year.

    >>> Returns().books
    ()
    """

    books: tuple[TaskBook, ...] = ()
    reported: tuple[Reported, ...] = ()
    claims: tuple[PointClaim, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    trainings: tuple[Training, ...] = ()
    own: tuple[OwnRow, ...] = ()
    decision: Decision | None = None
