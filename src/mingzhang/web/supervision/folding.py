"""From the history in the database to the pure room, and what follows from it back into the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from mingzhang.catalogue.time_limits import TimeLimits, time_limits
from mingzhang.facts.succession import Succession, Successions
from mingzhang.supervision.course import Assignment, MatterCourse
from mingzhang.supervision.ledger import MatterLedger
from mingzhang.supervision.lights import state_of
from mingzhang.supervision.matter import Act, Event, Matter, MatterStage, Period, Source, Urgency
from mingzhang.supervision.register import MatterRegister
from mingzhang.supervision.tally import tally_of
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import (
    MatterDuty,
    MatterEvent,
    SupervisedMatter,
    SupervisionOffice,
    UnitMerger,
)

_MOST = 2000  # rows written at once


def limits_of(region: Organisation, year: int) -> TimeLimits:
    """The table of time limits of a region in a year."""
    return time_limits(region.place, year) if region.place else time_limits(year=year)


class Mergers:
    """The units of a region that were merged: by name for the pure room, as organisations for the rows."""

    def __init__(self, region: Organisation) -> None:
        self._rows = list(UnitMerger.objects.filter(organisation=region).select_related("old", "new"))

    @cached_property
    def known(self) -> Successions:
        """By their names."""
        return Successions(Succession(each.old.name, each.new.name, each.day) for each in self._rows)

    def current(self, unit: Organisation, day: date) -> Organisation:
        """The unit that answers on a day for what was given to another."""
        named = {each.name: each for row in self._rows for each in (row.old, row.new)}
        return named.get(self.known.current(unit.name, day), unit)


class Folded:
    """Some matters of one region in the pure room, with the rows that they come from."""

    def __init__(self, rows: Iterable[SupervisedMatter], mergers: Mergers, upto: MatterEvent | None = None):
        """``upto`` is the last step that is looked at: how it was when that had just been done."""
        self.rows = {row.number: row for row in rows}
        self.mergers = mergers
        region = next(iter(self.rows.values())).organisation
        year = min(row.received.year for row in self.rows.values())
        self.register = MatterRegister(limits_of(region, year), mergers.known)
        self.units: dict[str, Organisation] = {}
        keys = {row.pk for row in self.rows.values()}
        for row in sorted(self.rows.values(), key=lambda each: each.pk):
            known = row.parent_id in keys
            self.register.enter(matter_of(row, row.parent.number if row.parent and known else ""))
        history = MatterEvent.objects.filter(matter__in=keys).select_related("matter", "unit")
        for step in history.filter(pk__lte=upto.pk) if upto is not None else history:
            if step.unit is not None:
                self.units[step.unit.name] = step.unit
            self.register.record(event_of(step))

    def course(self, row: SupervisedMatter) -> MatterCourse:
        """The course of one of the matters."""
        return self.register.courses[row.number]


def folded(row: SupervisedMatter, upto: MatterEvent | None = None) -> Folded:
    """A matter with those that were split from it: closing it asks whether they are at their end."""
    parts = SupervisedMatter.objects.filter(parent=row).select_related("parent", "organisation")
    return Folded([row, *parts], Mergers(row.organisation), upto)


def matter_of(row: SupervisedMatter, parent: str = "") -> Matter:
    """A matter as the pure room knows it."""
    return Matter(
        row.number,
        row.text,
        Source(row.source),
        row.received,
        row.basis,
        row.asked_by,
        row.secrecy,
        Urgency(row.urgency),
        parent,
        row.line,
        Period(row.period),
    )


def event_of(step: MatterEvent) -> Event:
    """A step as the pure room knows it."""
    unit = step.unit.name if step.unit is not None else step.to
    act, number = Act(step.act), step.matter.number
    return Event(number, step.day, act, unit, step.role, step.by, step.text, step.due, step.reference)


def ledger_of(office: SupervisionOffice, register: MatterRegister, year: int) -> MatterLedger:
    """A ledger around a register, for the papers."""
    ledger = MatterLedger(office.name, year, letters=office.letters, register=register)
    if office.organisation.place:
        ledger.place = office.organisation.place
    return ledger


def keep(row: SupervisedMatter, made: Folded) -> None:
    """Keep what follows from the history of a matter: its stage and days, and the duties of its units."""
    course = made.course(row)
    duties = {duty.given_to_id: duty for duty in row.duties.all()}
    kept = [_duty(row, course, each, duties, made) for each in course.assignments]
    for duty in kept:
        duty.save()
    follow(row, course, made.register, kept)
    row.save()


def keep_many(made: Folded) -> None:
    """The same for many matters that have no duties yet."""
    every = []
    for row in made.rows.values():
        course = made.course(row)
        kept = [_duty(row, course, each, {}, made) for each in course.assignments]
        follow(row, course, made.register, kept)
        every += kept
    fields = ["stage", "lead", "expected", "pending", "report_due", "review", "edition"]
    SupervisedMatter.objects.bulk_update(made.rows.values(), fields, batch_size=_MOST // 10)
    MatterDuty.objects.bulk_create(every, batch_size=_MOST)


def follow(
    row: SupervisedMatter, course: MatterCourse, register: MatterRegister, duties: list[MatterDuty]
) -> None:
    """Put into the row what follows for the matter as a whole."""
    row.stage, row.edition = course.stage.value, len(course.events)
    row.lead = next((duty.organisation for duty in duties if duty.leads), None)
    row.expected = min((duty.expected for duty in duties if duty.awaited), default=None)
    row.pending = sum(duty.pending for duty in duties if course.open)
    due = register.report_until(course)
    row.report_due, row.review = due.day if due else None, course.review is not None


def _duty(
    row: SupervisedMatter,
    course: MatterCourse,
    each: Assignment,
    known: dict[int, MatterDuty],
    made: Folded,
) -> MatterDuty:
    """The row of what one unit was given, as it follows now."""
    given_to = made.units[each.unit]
    duty = known.get(given_to.pk) or MatterDuty(matter=row, given_to=given_to)
    duty.organisation = made.mergers.current(given_to, today())
    duty.leads, duty.given, duty.due, duty.expected = each.leads, each.given.day, each.due, each.expected
    duty.rule, duty.note, duty.state = each.rule[:40], each.note[:120], state_of(course, each)
    duty.awaited = course.open and not each.settled and not each.pending
    duty.signed, duty.pending = each.signed is not None, each.pending is not None
    duty.accepted, duty.waived = each.accepted is not None, each.waived is not None
    duty.stopped = course.held in (MatterStage.SUSPENDED, MatterStage.HANDED)
    duty.answered = each.answered.day if each.answered else None
    duty.ever, duty.returned = bool(each.answers), len(each.returns)
    duty.urged, duty.extended = len(each.urgings), len(each.extensions)
    duty.days = tally_of(course, each, each.given.day).days
    return duty
