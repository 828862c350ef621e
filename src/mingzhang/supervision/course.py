"""The course of one matter: its state as it follows from its history, act by act.

Nothing is stored twice: the stage, the day by which a unit must answer and whether it is late all follow from
the events.  A day by which to answer changes by an extension only, because nothing else is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mingzhang.facts.days import day_words
from mingzhang.facts.refusal import RefusalError
from mingzhang.supervision.matter import LEAD, STEPS, Act, Event, Matter, MatterStage, Period
from mingzhang.supervision.periods import next_report


class UnlawfulActError(RefusalError, ValueError):
    """An act that may not be done now, or says too little; the sentence names matter, act and way out.

    >>> str(UnlawfulActError("事项“DC-1”", "编号已经登记过"))
    '事项“DC-1”：编号已经登记过。'
    """

    def __init__(self, subject: str, why: str) -> None:
        self.why = why
        super().__init__(f"{subject}：{why}。")


@dataclass
class Assignment:
    """What one unit was given to do: when, by when, and what it did.

    ``given`` is the event by which it was assigned, ``first_due`` the day counted or stated then, ``rule``
    where that day comes from, ``note`` what is uncertain about it.  ``period`` is how often it reports,
    ``first_report`` the first day of a report.
    """

    given: Event
    first_due: date
    rule: str
    note: str = ""
    period: Period = Period.NONE
    first_report: date | None = None
    signed: Event | None = None
    waived: Event | None = None
    progress: list[Event] = field(default_factory=list)
    extensions: list[Event] = field(default_factory=list)
    urgings: list[Event] = field(default_factory=list)
    answers: list[Event] = field(default_factory=list)
    returns: list[Event] = field(default_factory=list)
    acceptances: list[Event] = field(default_factory=list)
    reopened: list[Event] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The unit as it was called when the matter was assigned."""
        return self.given.unit

    @property
    def leads(self) -> bool:
        """Whether it is the lead unit."""
        return self.given.role == LEAD

    @property
    def due(self) -> date:
        """The day by which it must answer: the first one, or that of the last extension."""
        extended = self.extensions[-1].due if self.extensions else None
        return extended or self.first_due

    @property
    def expected(self) -> date:
        """The day by which something is to be heard of it: the next report, or the answer."""
        if self.first_report is None:
            return self.due
        reports = sorted(event.day for event in (*self.progress, *self.answers))
        return min(self.due, next_report(self.period, self.first_report, reports))

    @property
    def reporting(self) -> bool:
        """Whether what is expected next is a report and not the answer."""
        return self.expected < self.due

    @property
    def accepted(self) -> Event | None:
        """The acceptance of its answer, ``None`` while there is none that stands."""
        return self.acceptances[-1] if len(self.acceptances) > len(self.reopened) else None

    @property
    def pending(self) -> Event | None:
        """An answer that nobody has judged yet."""
        judged = len(self.returns) + len(self.acceptances)
        return self.answers[-1] if len(self.answers) > judged else None

    @property
    def settled(self) -> bool:
        """Whether nothing is expected of it any more."""
        return self.accepted is not None or self.waived is not None

    @property
    def answered(self) -> Event | None:
        """The answer that counts: the accepted one or the one that waits to be judged."""
        return self.answers[-1] if self.accepted is not None else self.pending

    def events(self) -> Iterator[Event]:
        """Every event that is about it."""
        single = (self.given, self.signed, self.waived)
        yield from (event for event in single if event is not None)
        for several in (
            self.progress, self.extensions, self.urgings, self.answers, self.returns, self.acceptances,
        ):  # fmt: skip
            yield from several


@dataclass
class MatterCourse:
    """A matter with all that happened to it.

    >>> from mingzhang.supervision.matter import Source
    >>> MatterCourse(Matter("DC-1", "治理积水点", Source.MEETING, date(2026, 8, 3))).stage.value
    '登记'
    """

    matter: Matter
    events: list[Event] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    held: MatterStage = (
        MatterStage.REGISTERED
    )  # the stage by the acts of the office, before and after the units' work
    kept: MatterStage = MatterStage.OPENED  # what is gone on with after a suspension
    review: Event | None = None

    @property
    def stage(self) -> MatterStage:
        """Where it stands; while the units work, what they did says it."""
        if self.held is not MatterStage.OPENED or not self.assignments:
            return self.held
        lead = self.lead
        if all(each.settled for each in self.assignments) and lead is not None:
            return MatterStage.ACCEPTED
        if lead is not None and lead.pending:
            return MatterStage.ANSWERED
        if lead is not None and lead.returns and not lead.settled:
            return MatterStage.RETURNED
        if any(each.progress or each.answers for each in self.assignments):
            return MatterStage.WORKED
        return MatterStage.SIGNED if all(each.signed for each in self.assignments) else MatterStage.ASSIGNED

    @property
    def lead(self) -> Assignment | None:
        """What the lead unit was given, ``None`` before there is one."""
        return next((each for each in self.assignments if each.leads), None)

    @property
    def open(self) -> bool:
        """Whether units are at work on it."""
        return self.held is MatterStage.OPENED and bool(self.assignments)

    @property
    def ended(self) -> bool:
        """Whether it is closed, declined or handed over."""
        return self.held not in (
            MatterStage.REGISTERED,
            MatterStage.PROPOSED,
            MatterStage.OPENED,
            MatterStage.SUSPENDED,
        )

    @property
    def closing(self) -> Event | None:
        """The conclusion that stands, ``None`` while it is not closed."""
        if self.held not in (MatterStage.CLOSED, MatterStage.REPORTED, MatterStage.FILED):
            return None
        return self.last(Act.CLOSE)

    def last(self, act: Act) -> Event | None:
        """The last event of an act."""
        return next((event for event in reversed(self.events) if event.act is act), None)

    def of(self, unit: str) -> Assignment | None:
        """What a unit was given, by the name it was given under."""
        return next((each for each in self.assignments if each.unit == unit), None)

    def allowed(self) -> list[Act]:
        """The acts that its stage allows."""
        stage = self.stage
        return [act for act, step in STEPS.items() if stage in step.after]

    def take(self, event: Event, assignment: Assignment | None = None) -> None:
        """Add an event; raises :class:`UnlawfulActError` and changes nothing where it is not allowed.

        ``assignment`` is what the unit of the event was given, for 交办 the new one.
        """
        self._check(event)
        if event.act in _OF_UNITS:
            if assignment is None:
                raise refused(event, f"没有交办给“{event.unit}”，请先交办")
            _OF_UNITS[event.act](self, event, assignment)
        else:
            _OF_OFFICE[event.act](self, event)
        self.events.append(event)

    def _check(self, event: Event) -> None:
        """Refuse what comes too early in the history, before its time, or says too little."""
        step, stage = STEPS[event.act], self.stage
        if stage not in step.after:
            able = "、".join(act.value for act in self.allowed())
            raise refused(event, f"现在是“{stage}”，不能做这一步" + (f"；可以：{able}" if able else ""))
        if missing := event.missing():
            raise refused(event, f"没有填写{'、'.join(missing)}")
        before = self.events[-1].day if self.events else self.matter.received
        if event.day < before:
            raise refused(event, f"日期 {day_words(event.day)} 早于上一步的 {day_words(before)}")


def refused(event: Event, why: str) -> UnlawfulActError:
    """The refusal of an event."""
    return UnlawfulActError(f"事项“{event.matter}”的“{event.act}”", why)


def _assign(course: MatterCourse, event: Event, new: Assignment) -> None:
    if course.of(event.unit) is not None:
        raise refused(event, f"已经交办给“{event.unit}”")
    if new.leads and course.lead is not None:
        raise refused(event, f"牵头单位已经是“{course.lead.unit}”，一件事项只有一个牵头单位")
    if not new.leads and course.lead is None:
        raise refused(event, "还没有牵头单位，请先交办给牵头单位")
    if new.first_due < event.day:
        raise refused(event, f"期限 {day_words(new.first_due)} 早于交办日期")
    course.assignments.append(new)


def _sign(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    if assignment.signed is not None:
        raise refused(event, f"“{event.unit}”已经签收")
    assignment.signed = event


def _progress(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    _working(event, assignment)
    assignment.progress.append(event)


def _extend(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    if assignment.settled or assignment.pending:
        raise refused(event, f"“{event.unit}”已经反馈，不再延期")
    assert event.due is not None
    if event.due <= assignment.due:
        raise refused(event, f"新的期限没有晚于原来的 {day_words(assignment.due)}")
    assignment.extensions.append(event)


def _urge(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    if assignment.settled or assignment.pending:
        raise refused(event, f"“{event.unit}”已经反馈，不必催办")
    assignment.urgings.append(event)


def _answer(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    _working(event, assignment)
    if assignment.pending:
        raise refused(event, f"“{event.unit}”的上一次反馈还没有审核")
    assignment.answers.append(event)


def _return(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    _judged(event, assignment)
    assignment.returns.append(event)


def _accept(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    _judged(event, assignment)
    assignment.acceptances.append(event)


def _waive(_: MatterCourse, event: Event, assignment: Assignment) -> None:
    if assignment.leads:
        raise refused(event, "牵头单位不能免予反馈；确不需要办理的，请中止或移交")
    if assignment.settled:
        raise refused(event, f"“{event.unit}”已经办完，不必免予反馈")
    assignment.waived = event


def _working(event: Event, assignment: Assignment) -> None:
    if assignment.signed is None:
        raise refused(event, f"“{event.unit}”还没有签收")
    if assignment.settled:
        raise refused(event, f"“{event.unit}”的反馈已经通过或免予反馈")


def _judged(event: Event, assignment: Assignment) -> None:
    if assignment.pending is None:
        raise refused(event, f"“{event.unit}”没有待审核的反馈")


def _close(course: MatterCourse, event: Event) -> None:
    """Close a matter whose units are all done: a silent co-unit blocks it unless it was waived."""
    silent = [each for each in course.assignments if not each.settled]
    if lead := next((each for each in silent if each.leads), None):
        raise refused(event, f"牵头单位“{lead.unit}”的反馈还没有审核通过")
    if silent:
        names = "、".join(each.unit for each in silent)
        raise refused(event, f"协办单位“{names}”没有反馈，请催办，或者写明理由和签批人免予反馈")
    course.held = MatterStage.CLOSED


def _file(course: MatterCourse, event: Event) -> None:
    if course.review is not None:
        raise refused(event, f"“{course.review.unit}”申请的复核还没有结果")
    course.held = MatterStage.FILED


def _suspend(course: MatterCourse, _: Event) -> None:
    course.kept, course.held = course.held, MatterStage.SUSPENDED


def _resume(course: MatterCourse, _: Event) -> None:
    course.held = course.kept


def _object(course: MatterCourse, event: Event) -> None:
    if course.review is not None:
        raise refused(event, f"“{course.review.unit}”已经申请复核，等待结果")
    course.review = event


def _uphold(course: MatterCourse, event: Event) -> None:
    _reviewed(course, event)
    course.review = None


def _correct(course: MatterCourse, event: Event) -> None:
    """Reopen a matter: the unit that asked, or else the lead unit, answers again."""
    asked = _reviewed(course, event)
    mine = course.of(asked.unit)
    mine = mine if mine is not None and mine.accepted is not None else course.lead
    if mine is not None and mine.accepted is not None:
        mine.reopened.append(event)
    course.review, course.held = None, MatterStage.OPENED


def _reviewed(course: MatterCourse, event: Event) -> Event:
    if course.review is None:
        raise refused(event, "没有人申请复核")
    return course.review


def _holding(stage: MatterStage) -> Callable[[MatterCourse, Event], None]:
    def hold(course: MatterCourse, _: Event) -> None:
        course.held = stage

    return hold


_OF_UNITS: dict[Act, Callable[[MatterCourse, Event, Assignment], None]] = {
    Act.ASSIGN: _assign,
    Act.SIGN: _sign,
    Act.PROGRESS: _progress,
    Act.EXTEND: _extend,
    Act.URGE: _urge,
    Act.ANSWER: _answer,
    Act.RETURN: _return,
    Act.ACCEPT: _accept,
    Act.WAIVE: _waive,
}
_OF_OFFICE: dict[Act, Callable[[MatterCourse, Event], None]] = {
    Act.PROPOSE: _holding(MatterStage.PROPOSED),
    Act.OPEN: _holding(MatterStage.OPENED),
    Act.DECLINE: _holding(MatterStage.DECLINED),
    Act.CLOSE: _close,
    Act.REPORT: _holding(MatterStage.REPORTED),
    Act.FILE: _file,
    Act.SUSPEND: _suspend,
    Act.RESUME: _resume,
    Act.HAND: _holding(MatterStage.HANDED),
    Act.OBJECT: _object,
    Act.UPHOLD: _uphold,
    Act.CORRECT: _correct,
}
