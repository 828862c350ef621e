"""Everybody's own calendar: the days by which something is due, at an address that only they know."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.facts.agenda import AgendaItem
from mingzhang.web.audit.log import record
from mingzhang.web.notices.matter_reminders import days_back, days_of
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.models import CalendarKey, MatterDuty, SupervisedMatter
from mingzhang.writers.icalendar import calendar_file

_MOST = 2000  # days in one calendar


@transaction.atomic
def new_key(person: Person) -> str:
    """A new secret for somebody; the address that was there before shows nothing any more."""
    key = secrets.token_urlsafe(24)
    CalendarKey.objects.update_or_create(person=person, defaults={"hash": _hash(key)})
    record(person, "日历地址", person, "建立了新的日历地址，原来的不再有效")
    return key


def whose(key: str) -> Person | None:
    """Whose the secret is, ``None`` where nobody's or somebody who may no longer sign in."""
    found = CalendarKey.objects.filter(hash=_hash(key)).select_related("person").first()
    person = found.person if found is not None else None
    return person if isinstance(person, Person) and person.is_active else None


def calendar_of(person: Person) -> bytes:
    """The calendar of somebody: of the whole region for the office, of one's own units otherwise."""
    regions = where(person, Action.SEE_MATTERS)
    duties = MatterDuty.objects.filter(awaited=True).select_related("matter", "organisation")
    if regions:
        duties = duties.filter(matter__organisation__in=Organisation.objects.below(*regions))
    else:
        duties = duties.filter(organisation__in=where(person, Action.SEE_DUTIES))
    region = next(iter(regions or where(person, Action.SEE_DUTIES)), None)
    before = days_of(region.region).remind_before if region is not None else []
    items = [_owed(duty, before) for duty in duties.order_by("expected", "pk")[:_MOST]]
    if regions:
        closed = SupervisedMatter.objects.filter(
            organisation__in=Organisation.objects.below(*regions), report_due__isnull=False
        )
        items += _reports(closed)
    return calendar_file(items, f"督查（{person.name}）", today())


def _owed(duty: MatterDuty, before: list[int]) -> AgendaItem:
    """A day of a unit; the calendar reminds of it as the office does."""
    what = "报告进展" if duty.reporting else "反馈"
    unsigned = "" if duty.signed else "还没有签收"
    said = "\n".join(filter(None, (unsigned, duty.matter.text, duty.rule, duty.note)))
    title = f"{duty.organisation}：{what} {duty.matter.number}"
    remind = tuple(days_back(duty.expected, working) for working in before)
    return AgendaItem(f"duty/{duty.pk}", duty.expected, title, said, remind=remind)


def _reports(closed: QuerySet[SupervisedMatter]) -> list[AgendaItem]:
    return [
        AgendaItem(f"report/{each.pk}", each.report_due, f"报告 {each.number}", each.text)
        for each in closed.order_by("report_due", "pk")[:_MOST]
        if each.report_due is not None
    ]


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
