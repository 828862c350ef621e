"""What supervision counts of itself, each number with the rows behind it."""

from __future__ import annotations

from datetime import date

from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.supervision.matter import Act, Matter
from mingzhang.supervision.register import MatterRegister
from mingzhang.supervision.tally import Tally, tallies, tally_of

MATTERS, NOTICES, IN_TIME, DONE, URGINGS = "督查事项", "督查通知", "按期反馈", "办结事项", "催办"


def measures(register: MatterRegister, as_of: date) -> dict[str, LiveMeasure]:
    """Everything that is counted, by name; only what had happened by the day.

    >>> measures(MatterRegister(), date(2026, 12, 31))["督查事项"].text
    '0件'
    """
    matters = [course.matter for course in register.courses.values() if course.matter.received <= as_of]
    events = [event for event in register.events if event.day <= as_of]
    notices = {event.reference: event for event in events if event.act is Act.ASSIGN and event.reference}
    closed = [event for event in events if event.act is Act.CLOSE]
    urged = [event for event in events if event.act is Act.URGE]
    in_time: list[tuple[str, ...]] = [
        (course.matter.number, each.unit, day_words(each.due))
        for course, each in register.assignments()
        if tally_of(course, each, as_of).in_time and each.answers[-1].day <= as_of
    ]
    rows: dict[str, tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = {
        MATTERS: ("件", ("事项编号", "来源"), [(matter.number, matter.source.value) for matter in matters]),
        NOTICES: ("份", ("文号", "日期"), [(name, day_words(event.day)) for name, event in notices.items()]),
        IN_TIME: ("件次", ("事项编号", "单位", "期限"), in_time),
        DONE: ("件", ("事项编号", "日期"), [(event.matter, day_words(event.day)) for event in closed]),
        URGINGS: ("次", ("事项编号", "单位"), [(event.matter, event.unit) for event in urged]),
    }
    return {name: counted(name, unit, as_of, heads, some) for name, (unit, heads, some) in rows.items()}


def by_line(register: MatterRegister, as_of: date) -> dict[str, Tally]:
    """What became of the matters of each line of a task book, a part counting for the line of its whole.

    Matters of no line are left out.

    >>> by_line(MatterRegister(), date(2026, 12, 31))
    {}
    """
    found = tallies(register, as_of, lambda course, _: _line(register, course.matter))
    return {line: tally for line, tally in found.items() if line}


def _line(register: MatterRegister, matter: Matter) -> str:
    while not matter.line and matter.parent:
        matter = register.courses[matter.parent].matter
    return matter.line
