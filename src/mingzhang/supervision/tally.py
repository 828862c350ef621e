"""Statistics of supervision: counts that add up over any partition; rates follow from them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import TypeVar

from mingzhang.supervision.course import Assignment, MatterCourse
from mingzhang.supervision.matter import MatterStage
from mingzhang.supervision.register import MatterRegister
from mingzhang.working_days import between

Under = TypeVar("Under", bound=Hashable)


@dataclass(frozen=True)
class Tally:
    """What became of assignments.

    Every assignment is in exactly one of the first six: answered ``in_time``, answered ``late``, ``overdue``
    without an answer, still ``running``, ``waived``, or ``stopped`` with its matter.  ``returned`` counts
    those whose answer came back at least once, ``answered`` those that ever had one; ``days`` are working
    days from the assignment to the accepted answer, over ``done`` assignments.

    >>> one, other = Tally(in_time=3, late=1, done=4, days=40, answered=4), Tally(overdue=1)
    >>> (one + other).on_time, (one + other).mean_days, (one + other).assigned
    (Fraction(3, 5), Fraction(10, 1), 5)
    """

    in_time: int = 0
    late: int = 0
    overdue: int = 0
    running: int = 0
    waived: int = 0
    stopped: int = 0
    answered: int = 0
    returned: int = 0
    urged: int = 0
    extended: int = 0
    done: int = 0
    days: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def assigned(self) -> int:
        """How many assignments there are."""
        return self.in_time + self.late + self.overdue + self.running + self.waived + self.stopped

    @property
    def on_time(self) -> Fraction | None:
        """The share answered in time of those that were due, ``None`` where none was."""
        return _share(self.in_time, self.in_time + self.late + self.overdue)

    @property
    def return_rate(self) -> Fraction | None:
        """The share of answered assignments whose answer came back."""
        return _share(self.returned, self.answered)

    @property
    def mean_days(self) -> Fraction | None:
        """Working days from assignment to accepted answer, on average."""
        return _share(self.days, self.done)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def tally_of(course: MatterCourse, assignment: Assignment, today: date) -> Tally:
    """What became of one assignment by a day."""
    answer, accepted = assignment.answered, assignment.accepted is not None
    place = _place(course, assignment, today)
    days = between(assignment.given.day, answer.day) if accepted and answer is not None else 0
    return Tally(
        **{place: 1},
        answered=bool(assignment.answers),
        returned=bool(assignment.returns),
        urged=len(assignment.urgings),
        extended=len(assignment.extensions),
        done=accepted,
        days=days,
    )


def _place(course: MatterCourse, assignment: Assignment, today: date) -> str:
    """The one of the six places where an assignment is counted."""
    answer = assignment.answered
    if assignment.waived:
        return "waived"
    if answer is not None:
        return "in_time" if answer.day <= assignment.due else "late"
    if course.held in (MatterStage.SUSPENDED, MatterStage.HANDED):
        return "stopped"
    return "overdue" if today > assignment.due else "running"


def tallies(
    register: MatterRegister, today: date, under: Callable[[MatterCourse, Assignment], Under]
) -> dict[Under, Tally]:
    """The tallies of all assignments, by what ``under`` gives for each.

    >>> tallies(MatterRegister(), date(2026, 8, 3), lambda course, each: course.matter.source)
    {}
    """
    counted: dict[Under, list[Tally]] = {}
    for course, each in register.assignments():
        counted.setdefault(under(course, each), []).append(tally_of(course, each, today))
    return {key: added(several) for key, several in counted.items()}


def added(several: Iterable[Tally]) -> Tally:
    """Tallies added up.

    >>> added([Tally(in_time=1), Tally(late=2)]).assigned
    3
    """
    columns = zip(*(tuple(vars(each).values()) for each in several), strict=True)
    return Tally(*map(sum, columns))


def by_unit(register: MatterRegister, today: date) -> dict[str, Tally]:
    """The tallies by the units that answer for them today."""
    current = register.successions.current
    return tallies(register, today, lambda _, each: current(each.unit, today))


def by_source(register: MatterRegister, today: date) -> dict[str, Tally]:
    """The tallies by the source of matters."""
    return tallies(register, today, lambda course, _: course.matter.source.value)
