"""Who is reminded of purchases on a day: instalments that nobody has asked for, deliverables not accepted.

The unit's preparer is told of each, from its day on the head of the unit as well; the days are those on which
the region reminds of matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from mingzhang.purchasing.dues import INSTALMENT, PurchaseDue, dues
from mingzhang.web.notices.matter_reminders import days_of
from mingzhang.web.notices.reminders import Holders, Reminder, cause_on, holders_in, is_office_day
from mingzhang.web.people.models import Person, Role
from mingzhang.web.purchasing.carried import ledgers_of
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.register.models import Organisation


def regions_with_purchases() -> list[Organisation]:
    """The regions whose units keep books."""
    books = PurchaseBook.objects.select_related("organisation__above__above")
    return list({book.organisation.region.pk: book.organisation.region for book in books}.values())


def purchase_key(each: Reminder) -> str:
    """What a notice is about, so that nobody is told of it twice on a day."""
    return f"{each.about}/{each.subject}"


def purchase_reminders(region: Organisation, day: date) -> list[Reminder]:
    """All that is due in the books of a region on a day."""
    if not is_office_day(day):
        return []
    along = "organisation__above__above"
    rows = PurchaseBook.objects.filter(organisation__path__startswith=region.path).select_related(along)
    books = {book.pk: book for book in rows}
    days, found = days_of(region), list[tuple[PurchaseBook, PurchaseDue, int, str]]()
    for key, ledger in ledgers_of(books.values()).items():
        keys = {each.number: each.row or 0 for each in ledger.contracts}
        for each in dues(ledger, day):
            if cause := cause_on(days, each.day, day):
                found.append((books[key], each, keys[each.contract], cause))
    holders = holders_in(region, day) if found else {}
    return [made for some in found for made in _to_unit(*some, day, holders)]


def _to_unit(
    book: PurchaseBook, due: PurchaseDue, contract: int, cause: str, day: date, holders: Holders
) -> Iterator[Reminder]:
    """The unit's preparer, and the head of the unit from the day on or where nobody prepares."""
    at = book.organisation_id
    part = "plan" if due.kind == INSTALMENT else "delivery"
    link = f"{reverse('purchasing:contract', args=[contract])}#{part}"
    do = "请按计划申请付款" if due.kind == INSTALMENT else "请验收，或与供应商商定"
    words, about = f"{due.words}，{cause}。{do}。", "instalment" if due.kind == INSTALMENT else "deliverable"
    roles = [Role.PREPARER]
    if day >= due.day or not holders.get((at, Role.PREPARER.value)):
        roles.append(Role.APPROVER)
    for role in roles:
        people: list[Person | None] = [*holders.get((at, role.value), [])] or [None]
        for person in people:
            yield Reminder(person, role, due.row or 0, about, cause, f"{due.name}；{cause}", words, link)
