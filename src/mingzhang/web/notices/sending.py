"""Send what is due: a notice in the application, and by mail where there is an address; never twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.notices.matter_reminders import matter_key, matter_reminders, regions_with_matters
from mingzhang.web.notices.models import MailState, Notice
from mingzhang.web.notices.purchase_reminders import (
    purchase_key,
    purchase_reminders,
    regions_with_purchases,
)
from mingzhang.web.notices.reminders import Reminder, reminders
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.shared.today import now, today

_LOG = logging.getLogger(__name__)


def remind_all(day: date | None = None) -> int:
    """Send what is due today in every open season, of every matter and purchase; how many notices were new.

    Done twice, or by two workers at once, it sends nothing a second time.
    """
    day = day or today()
    seasons = list(Season.objects.filter(closed=None).select_related("organisation"))
    count = sum(remind(season, None, day) for season in seasons)
    count += sum(remind_of_matters(region, None, day) for region in regions_with_matters())
    count += sum(remind_of_purchases(region, day) for region in regions_with_purchases())
    post_letters()
    return count


@transaction.atomic
def remind(season: Season, who: Person | None, day: date) -> int:
    """Make the notices of one season that are due on a day; how many were new."""
    about, title = f"season/{season.pk}", f"催报：{season}"
    due = reminders(season, day)
    new = [n for each in due if (n := _made(each, f"{about}/{each.subject}", title, day, season))]
    _recorded(new, who, "催报", season, day)
    return len(new)


@transaction.atomic
def remind_of_matters(region: Organisation, who: Person | None, day: date) -> int:
    """Make the notices about a region's matters that are due on a day; how many were new."""
    due = matter_reminders(region, day)
    new = [n for each in due if (n := _made(each, matter_key(each), f"督查提醒：{each.about}", day))]
    _recorded(new, who, "督查提醒", region, day)
    return len(new)


@transaction.atomic
def remind_of_purchases(region: Organisation, day: date) -> int:
    """Make the notices about instalments and deliverables that are due on a day; how many were new."""
    due = purchase_reminders(region, day)
    new = [n for each in due if (n := _made(each, purchase_key(each), "采购提醒", day))]
    _recorded(new, None, "采购提醒", region, day)
    return len(new)


def _recorded(new: list[Notice], who: Person | None, what: str, of: Season | Organisation, day: date) -> None:
    """Tell the log of the notices that are new."""
    if new:
        told = {"通知": [f"{each.person}：{each.cause}：{each.words}"[:200] for each in new[:200]]}
        people = len({each.person_id for each in new})
        record(who, what, of, f"{of}：{day} 提醒 {people} 人，{len(new)} 条通知", None, told)


def _made(each: Reminder, about: str, title: str, day: date, season: Season | None = None) -> Notice | None:
    """The notice, where there is somebody to be told who was not yet."""
    if each.person is None:
        return None
    notice, new = Notice.objects.get_or_create(
        person=each.person,
        about=about,
        day=day,
        cause=each.cause,
        defaults={
            "season": season,
            "subject": each.subject,
            "title": title[:120],
            "words": each.words[:300],
            "link": each.link,
            "mail": MailState.WAITING if each.person.email else MailState.NONE,
        },
    )
    return notice if new else None


def post_letters() -> int:
    """Send the letters that wait; how many went out.

    Each is taken off the list before it is sent: a letter is rather lost (its notice is not) than sent twice.
    """
    sent = 0
    for notice in Notice.objects.filter(mail=MailState.WAITING).select_related("person"):
        if Notice.objects.filter(pk=notice.pk, mail=MailState.WAITING).update(mail=MailState.SENT):
            sent += _post(notice)
    return sent


def _post(notice: Notice) -> bool:
    title, words = f"{notice.title}（{notice.cause}）", f"{notice.person}：\n\n{notice.words}\n"
    letter = EmailMessage(title, words, to=[notice.person.email])
    try:
        letter.send()
    except OSError as fault:  # of the mail server or the folder of letters
        _LOG.warning("催报邮件没有发出（%s）：%s", notice.person.email, fault)
        Notice.objects.filter(pk=notice.pk).update(mail=MailState.FAILED)
        return False
    return True


def mark_read(person: Person, pks: Iterable[int] | None = None) -> int:
    """Mark notices of one's own as read, all of them without keys; how many were not yet."""
    unread = Notice.objects.filter(person=person, read=None)
    return (unread if pks is None else unread.filter(pk__in=list(pks))).update(read=now())


def unread_count(person: Person) -> int:
    """How many notices somebody has not read."""
    return Notice.objects.filter(person=person, read=None).count()
