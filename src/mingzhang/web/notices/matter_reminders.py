"""Who is reminded of matters on a day: what is due soon, what is late, what nobody signed for.

The unit's preparer is told of each duty, from the last day on whoever signs for the unit as well; the office
of supervision once for each cause, with how many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from mingzhang.web.notices.models import MatterReminding
from mingzhang.web.notices.reminders import Holders, Reminder, cause_on, holders_in, is_office_day
from mingzhang.web.people.models import Person, Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.working_days import between

_REPORT = "report"


def days_of(region: Organisation) -> MatterReminding:
    """On which days a region reminds; the usual ones before anybody set them."""
    found = MatterReminding.objects.filter(organisation=region).first()
    return found or MatterReminding(organisation=region)


def days_back(day: date, working: int) -> int:
    """How many days before a day the office works and has so many working days left, for calendars.

    >>> days_back(date(2026, 4, 13), 1), days_back(date(2026, 4, 13), 0)  # a Monday
    (3, 0)
    """
    back, start = 0, day
    while between(start, day) < working or (back and not between(start - timedelta(days=1), start)):
        back, start = back + 1, start - timedelta(days=1)
    return back


def regions_with_matters() -> QuerySet[Organisation]:
    """The regions that have anything to be reminded of."""
    awaited = MatterDuty.objects.filter(awaited=True).values("matter__organisation")
    closed = SupervisedMatter.objects.filter(report_due__isnull=False).values("organisation")
    return Organisation.objects.filter(pk__in=awaited) | Organisation.objects.filter(pk__in=closed)


def matter_key(each: Reminder) -> str:
    """What a notice is about, so that nobody is told of it twice on a day."""
    return f"duty/{each.subject}" if each.subject else f"matters/{each.link}"[:60]


def matter_reminders(region: Organisation, day: date) -> list[Reminder]:
    """All that is due in a region on a day, in the order of the days."""
    if not is_office_day(day):
        return []
    days = days_of(region)
    duties = MatterDuty.objects.filter(matter__organisation=region, awaited=True)
    rows = duties.select_related("matter", "organisation").order_by("expected", "pk")
    due = [(duty, cause) for duty in rows for cause in _causes(days, duty, day)]
    waiting = SupervisedMatter.objects.filter(organisation=region, report_due__isnull=False)
    late = [cause for each in waiting if each.report_due and (cause := cause_on(days, each.report_due, day))]
    holders = holders_in(region, day) if due or late else {}
    told = [made for duty, cause in due for made in _to_unit(duty, cause, day, holders)]
    return [*told, *_to_office(region, [cause for _, cause in due], late, holders)]


def _causes(days: MatterReminding, duty: MatterDuty, day: date) -> Iterator[str]:
    """Why a duty is spoken of on a day: its day, and that nobody signed for it."""
    if cause := cause_on(days, duty.expected, day):
        yield cause
    past = between(duty.given, day)
    if not duty.signed and past in days.unsigned and day > duty.given:
        yield f"交办{past}个工作日未签收"


def _to_unit(duty: MatterDuty, cause: str, day: date, holders: Holders) -> Iterator[Reminder]:
    """The unit's preparer, and whoever signs for it once it is late or nobody prepares."""
    what = "报告进展" if duty.reporting else "反馈"
    number = duty.matter.number
    named = f"{duty.organisation}承办的督查事项 {number} {duty.matter.text[:80]}"
    words = f"{named}：{cause}，{what}期限 {duty.expected:%Y-%m-%d}。"
    roles = [Role.PREPARER]
    unsigned = cause.endswith("未签收")
    if day >= duty.expected or unsigned or not holders.get((duty.organisation_id, Role.PREPARER.value)):
        roles.append(Role.APPROVER)
    for role in roles:
        people: list[Person | None] = [*holders.get((duty.organisation_id, role.value), [])] or [None]
        for person in people:
            yield Reminder(person, role, duty.pk, number, cause, f"{what}；{cause}", words, duty.address)


def _to_office(
    region: Organisation, causes: list[str], late: list[str], holders: Holders
) -> Iterator[Reminder]:
    """The office, once for each cause, with a link to the board."""
    people: list[Person | None] = [*holders.get((region.pk, Role.SUPERVISION.value), [])] or [None]
    board = reverse("supervision:list")
    said = [(cause, f"{count} 件次督查事项{cause}", board) for cause, count in Counter(causes).items()]
    said += [
        (f"报告{cause}", f"{count} 件办结事项要向交办领导报告，{cause}", f"{board}?state={_REPORT}")
        for cause, count in Counter(late).items()
    ]
    for cause, words, link in said:
        for person in people:
            yield Reminder(person, Role.SUPERVISION, 0, str(region), cause, words, f"{words}。", link)
