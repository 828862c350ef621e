"""Statistics of supervision: counts that add up over any partition; rates follow from them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import TypeVar

from mingzhang.supervision.course import Assignment, MatterCourse
from mingzhang.supervision.matter import Event, MatterStage
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
    return Tally(*_counts(course, assignment, today))


_PLACES = _IN_TIME, _LATE, _OVERDUE, _RUNNING, _WAIVED, _STOPPED = range(6)  # as in Tally


def _counts(course: MatterCourse, assignment: Assignment, today: date) -> list[int]:
    """The counts of one assignment, in the order of :class:`Tally`."""
    answer, accepted = assignment.answered, assignment.accepted is not None
    counts = [0] * len(_PLACES)
    counts[_place(course, assignment, answer, today)] = 1
    days = between(assignment.given.day, answer.day) if accepted and answer is not None else 0
    answered, returned = bool(assignment.answers), bool(assignment.returns)
    counts += (answered, returned, len(assignment.urgings), len(assignment.extensions), accepted, days)
    return counts


def _place(course: MatterCourse, assignment: Assignment, answer: Event | None, today: date) -> int:
    """The one of the six places where an assignment is counted."""
    if assignment.waived:
        return _WAIVED
    if answer is not None:
        return _IN_TIME if answer.day <= assignment.due else _LATE
    if course.held in (MatterStage.SUSPENDED, MatterStage.HANDED):
        return _STOPPED
    return _OVERDUE if today > assignment.due else _RUNNING


def tallies(
    register: MatterRegister, today: date, under: Callable[[MatterCourse, Assignment], Under]
) -> dict[Under, Tally]:
    """The tallies of all assignments, by what ``under`` gives for each.

    >>> tallies(MatterRegister(), date(2026, 8, 3), lambda course, each: course.matter.source)
    {}
    """
    counted: dict[Under, list[int]] = {}
    for course, each in register.assignments():
        sums = counted.setdefault(under(course, each), [0] * len(fields(Tally)))
        for place, count in enumerate(_counts(course, each, today)):
            if count:
                sums[place] += count
    return {key: Tally(*sums) for key, sums in counted.items()}


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
