"""The register of matters: a fold over their events, with what one matter has to do with another.

An event that is not allowed changes nothing and is told; all others are kept, in order.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mingzhang.catalogue.time_limits import DAYS, MONTHS, TimeLimit, TimeLimits, time_limits
from mingzhang.facts.days import day_words
from mingzhang.facts.succession import Successions
from mingzhang.supervision.course import Assignment, MatterCourse, UnlawfulActError, refused
from mingzhang.supervision.matter import ROLES, Act, Event, Matter, MatterStage
from mingzhang.supervision.periods import first_report
from mingzhang.working_days import Due, after

STATED = "来文要求"


class MatterRegister:
    """All matters of an office with their courses.

    >>> from mingzhang.supervision.matter import Source
    >>> register = MatterRegister()
    >>> register.enter(Matter("DC-1", "治理积水点", Source.MEDIA, date(2024, 9, 20)))
    >>> history = [
    ...     Event("DC-1", date(2024, 9, 20), Act.PROPOSE, text="请水务局办理"),
    ...     Event("DC-1", date(2024, 9, 27), Act.OPEN, by="主管副主任"),
    ...     Event("DC-1", date(2024, 9, 27), Act.ASSIGN, unit="水务局", role="牵头"),
    ... ]
    >>> register.record_all(history)
    []
    >>> course = register.courses["DC-1"]
    >>> course.stage.value, course.lead.due, course.lead.rule
    ('交办', datetime.date(2024, 10, 10), '媒体反映5个工作日')
    """

    def __init__(self, limits: TimeLimits | None = None, successions: Successions | None = None) -> None:
        self.limits = limits or time_limits()
        self.successions = successions or Successions()
        self.courses: dict[str, MatterCourse] = {}
        self.events: list[Event] = []  # of all matters, in the order in which they were recorded
        self.parts: dict[str, list[MatterCourse]] = {}  # by the number of the matter that was split

    def enter(self, matter: Matter) -> None:
        """Register a matter.

        Raises :class:`UnlawfulActError` where its number is taken, or its parent missing or at its end.
        """
        subject = f"事项“{matter.number}”"
        if matter.number in self.courses:
            raise UnlawfulActError(subject, "已经登记过，编号不能重复")
        course = MatterCourse(matter)
        if matter.parent:
            parent = self.courses.get(matter.parent)
            if parent is None or matter.parent == matter.number:
                raise UnlawfulActError(subject, f"上级事项“{matter.parent}”没有登记")
            if parent.ended:
                why = f"上级事项“{matter.parent}”已经{parent.stage}，不能再拆分"
                raise UnlawfulActError(subject, why)
            self.parts.setdefault(matter.parent, []).append(course)
        self.courses[matter.number] = course

    def record(self, event: Event) -> None:
        """Add an event; raises :class:`UnlawfulActError` and changes nothing where it is not allowed."""
        course = self.courses.get(event.matter)
        if course is None:
            raise refused(event, "没有登记这件事项")
        if event.unit and (gone := self.successions.of(event.unit, event.day)) is not None:
            raise refused(event, gone.sentence)
        if event.role and event.role not in ROLES:
            raise refused(event, f"角色“{event.role}”应为牵头或协办")
        assignment = None
        if event.act is Act.ASSIGN:
            assignment = self._assignment(course, event)
        elif event.unit:
            assignment = self.assignment(course, event.unit, event.day)
        if event.act is Act.CLOSE:
            self._closable(course, event)
        if event.act is Act.OBJECT:
            self._objectable(course, event, assignment)
        course.take(event, assignment)
        self.events.append(event)

    def until(self, day: date) -> MatterRegister:
        """The register as it was at the end of a day; itself where nothing came later."""
        courses = self.courses.values()
        if all(each.matter.received <= day for each in courses) and all(e.day <= day for e in self.events):
            return self
        made = MatterRegister(self.limits, self.successions)
        for matter in (course.matter for course in courses if course.matter.received <= day):
            if not matter.parent or matter.parent in made.courses:
                made.enter(matter)
        made.record_all(event for event in self.events if event.day <= day and event.matter in made.courses)
        return made

    def record_all(self, events: Iterable[Event]) -> list[tuple[Event, str]]:
        """Add events in their order; those that are not allowed come back with the reason."""
        refusals = []
        for event in events:
            try:
                self.record(event)
            except UnlawfulActError as fault:
                refusals.append((event, str(fault)))
        return refusals

    def assignment(self, course: MatterCourse, unit: str, day: date) -> Assignment | None:
        """What a unit has to do on a day: under its own name, or as the successor of another unit."""
        found = [each for each in course.assignments if self.successions.current(each.unit, day) == unit]
        found.sort(key=lambda each: (each.settled, each.unit != unit))
        return found[0] if found else None

    def assignments(self) -> Iterator[tuple[MatterCourse, Assignment]]:
        """Everything that was assigned, matter by matter."""
        for course in self.courses.values():
            for each in course.assignments:
                yield course, each

    def _assignment(self, course: MatterCourse, event: Event) -> Assignment:
        """A new assignment with the day by which to answer: as stated, or counted by the table."""
        matter = course.matter
        if event.due is not None:
            first = first_report(matter.period, event.day, self.limits.warn) if matter.period else None
            return Assignment(event, event.due, STATED, period=matter.period, first_report=first)
        if matter.period:
            raise refused(event, f"{matter.period}报告进展的长期事项，请填写最后的期限")
        limit = self.limits.of(matter.source, matter.urgency)
        if limit is None:
            raise refused(event, f"“{matter.source}”没有规定办理时限，请按来文填写期限")
        due = counted_to(limit, event.day)
        return Assignment(event, due.day, f"{matter.source}{limit}", due.note)

    def _closable(self, course: MatterCourse, event: Event) -> None:
        """Refuse to close a matter of which nothing was done, or a part is still open."""
        parts = self.parts.get(event.matter, [])
        still = [part.matter.number for part in parts if not part.ended]
        if still:
            raise refused(event, f"拆分出的事项“{'、'.join(still)}”还没有办结")
        if not parts and not course.assignments and course.stage is MatterStage.OPENED:
            raise refused(event, "还没有交办，也没有拆分")

    def _objectable(self, course: MatterCourse, event: Event, assignment: Assignment | None) -> None:
        """Refuse to review a conclusion for a unit that has no part in it, or after the time for it."""
        last = self.review_until(course)
        if assignment is None and event.unit:
            raise refused(event, f"“{event.unit}”不是承办单位，不能申请复核")
        if last is not None and event.day > last:
            raise refused(event, f"已过申请复核的期限 {day_words(last)}")

    def review_until(self, course: MatterCourse) -> date | None:
        """The last day on which a unit may ask for a review of the conclusion."""
        closing = course.closing
        return counted_to(self.limits.review, closing.day).day if closing else None

    def report_until(self, course: MatterCourse) -> Due | None:
        """The day by which a closed matter is to be reported to whoever asked for it."""
        closing = course.closing
        if closing is None or course.stage is not MatterStage.CLOSED:
            return None
        return counted_to(self.limits.report, closing.day)


def counted_to(limit: TimeLimit, start: date) -> Due:
    """The day to which a limit leads; the day it is counted from does not count.

    >>> counted_to(TimeLimit(3, "个月"), date(2024, 11, 30)).day
    datetime.date(2025, 2, 28)
    >>> counted_to(TimeLimit(30, "日"), date(2024, 3, 1)).day
    datetime.date(2024, 3, 31)
    """
    if limit.counted == DAYS:
        return Due(start + timedelta(days=limit.count))
    if limit.counted == MONTHS:
        month = start.month - 1 + limit.count
        year, month = start.year + month // 12, month % 12 + 1
        return Due(date(year, month, min(start.day, monthrange(year, month)[1])))
    return after(start, limit.count)
