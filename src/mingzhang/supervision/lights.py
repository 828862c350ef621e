"""Lights: how near the day is by which a unit must answer; derived every time, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingzhang.supervision.course import Assignment, MatterCourse
from mingzhang.supervision.matter import MatterStage
from mingzhang.supervision.register import MatterRegister
from mingzhang.working_days import between


class Light(StrEnum):
    """What stands beside an assignment; without a light nothing is expected of the unit now."""

    RED = "红灯"
    YELLOW = "黄灯"
    GREEN = "绿灯"
    NONE = ""


@dataclass(frozen=True)
class Duty:
    """What a unit owes on a day: its assignment with the light, and how many working days are left.

    ``unit`` is the one that answers for it today.
    """

    course: MatterCourse
    assignment: Assignment
    unit: str
    light: Light
    left: int

    @property
    def what(self) -> str:
        """What is owed."""
        return "报告进展" if self.assignment.reporting else "反馈"

    @property
    def words(self) -> str:
        """What the light means.

        A unit that has answered waits; one that is late is told by how many working days.
        """
        if self.light is Light.NONE:
            return state_of(self.course, self.assignment)
        if self.light is Light.RED:
            return f"逾期{-self.left}个工作日" if self.left < 0 else "逾期"
        return f"还有{self.left}个工作日" if self.left else "今天到期"


def light_of(course: MatterCourse, assignment: Assignment, today: date, warn: int) -> tuple[Light, int]:
    """The light of an assignment on a day, and the working days that are left, negative behind its due day.

    ``warn`` is how many working days before the due day the light turns yellow.  Without a light no days are
    counted.
    """
    if not course.open or assignment.settled or assignment.pending:
        return Light.NONE, 0
    due = assignment.expected
    left = between(today, due)
    if today > due:
        return Light.RED, left
    return (Light.YELLOW if left <= warn else Light.GREEN), left


def state_of(course: MatterCourse, assignment: Assignment) -> str:
    """Where one unit stands with a matter, in a word."""
    if course.held is MatterStage.SUSPENDED or course.held is MatterStage.HANDED:
        return course.held.value
    if assignment.waived:
        return "免予反馈"
    if assignment.accepted:
        return MatterStage.ACCEPTED.value
    if assignment.pending:
        return "待审核"
    if assignment.returns:
        return MatterStage.RETURNED.value
    if assignment.progress:
        return MatterStage.WORKED.value
    return MatterStage.SIGNED.value if assignment.signed else "未签收"


def duties(register: MatterRegister, today: date) -> list[Duty]:
    """What units owe on a day, the most pressing first.

    >>> duties(MatterRegister(), date(2026, 8, 3))
    []
    """
    found = []
    for course, each in register.assignments():
        light, left = light_of(course, each, today, register.limits.warn)
        if light is not Light.NONE:
            unit = register.successions.current(each.unit, today)
            found.append(Duty(course, each, unit, light, left))
    return sorted(found, key=lambda duty: (duty.assignment.expected, duty.course.matter.number, duty.unit))
