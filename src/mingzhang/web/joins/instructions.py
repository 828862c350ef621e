"""What a reader of the digest orders becomes a matter, once, on the day of the reading."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.digest.reading import ReadingKind
from mingzhang.supervision.matter import Source
from mingzhang.web.audit.log import record
from mingzhang.web.digest.models import DeskIssue, DeskReading
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import MatterOfReading
from mingzhang.web.joins.registering import registered
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.models import SupervisedMatter


def instructions_on(issue: DeskIssue) -> QuerySet[DeskReading]:
    """The instructions on an issue."""
    found = issue.readings.filter(kind=ReadingKind.INSTRUCTED.value)
    return found.select_related("article", "issue", "carried_out__matter__organisation")


@transaction.atomic
def open_instruction(issue: DeskIssue, who: Person, key: str) -> SupervisedMatter:
    """转为督查事项: the matter of an instruction; one whose number was typed is bound, not made again."""
    DeskIssue.objects.select_for_update().get(pk=issue.pk)
    if not may(who, Action.HAND_TO_REGISTER, issue):
        raise JoinError(f"没有“{Action.HAND_TO_REGISTER.value}”的权限。")
    reading = next((each for each in instructions_on(issue) if str(each.pk) == key), None)
    if reading is None:
        raise JoinError("请选一条批示。")
    joined = MatterOfReading.objects.filter(reading=reading).select_related("matter").first()
    if joined is not None:
        raise JoinError(f"这条批示已经转为督查事项“{joined.matter.number}”。")
    matter = _known(reading) or _registered(reading, who)
    made = MatterOfReading.objects.create(reading=reading, matter=matter, by=who)
    DeskReading.objects.filter(pk=reading.pk).update(matter=matter.number)
    record(
        who,
        "批示立项",
        made,
        f"{made}转为{matter}",
        {"事项编号": reading.matter},
        {"事项编号": matter.number},
    )
    return matter


def _known(reading: DeskReading) -> SupervisedMatter | None:
    """The matter whose number an editor typed."""
    found = SupervisedMatter.objects.filter(organisation=reading.organisation, number=reading.matter or None)
    return found.first()


def _registered(reading: DeskReading, who: Person) -> SupervisedMatter:
    """A new matter, asked for by the reader."""
    article = reading.article
    about = f"“{article.heading or article.title}”" if article is not None else ""
    told = {
        "text": reading.text,
        "source": Source.INSTRUCTION.value,
        "asked_by": reading.reader,
        "received": reading.day,
        "basis": f"{reading.issue.day.year}年{reading.issue}{about}批示"[:200],
    }
    return registered(reading.organisation, who, told)
