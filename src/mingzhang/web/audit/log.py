"""Add to the log, and verify it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from mingzhang.web.audit.models import Chain, Entry
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import now

_FIRST = "0" * 64


def record(
    who: Person | AnonymousUser | None,
    what: str,
    target: models.Model,
    sentence: str,
    before: Any = None,
    after: Any = None,
) -> Entry:
    """Add an entry, in the transaction of the change itself: neither is there without the other.

    ``sentence`` says what was done, without the name of who did it.  ``who`` is ``None`` where the program
    itself acts.
    """
    person = who if isinstance(who, Person) else None
    organisation = target.organisation if _belongs(target) else None  # type: ignore[attr-defined]
    with transaction.atomic():
        end, _ = Chain.objects.select_for_update().get_or_create(pk=1)
        entry = Entry(
            number=end.number + 1,
            at=_moment(),
            who=person,
            said_who=f"{person.name}（{person.username}）" if person else "系统",
            what=what,
            organisation=organisation,
            target=f"{target._meta.label_lower}:{target.pk}",
            sentence=sentence[:600],
            before=_plain(before),
            after=_plain(after),
            previous=end.hash,
        )
        entry.hash = entry.worked_out()
        entry.save()
        Chain.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
    return entry


def _moment() -> datetime:
    """Now, in whole milliseconds: a backup writes no more of a moment, and the hash covers it."""
    moment = now()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _belongs(target: Any) -> bool:
    return hasattr(type(target), "organisation") or hasattr(target, "organisation")


def _plain(data: Any) -> Any:
    """As the database gives it back: what is hashed must read the same later."""
    return None if data is None else json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def faults() -> Iterator[str]:
    """What is wrong with the chain, a sentence each; nothing where it is whole."""
    previous, expected = _FIRST, 1
    for entry in Entry.objects.order_by("number").iterator(chunk_size=1000):
        if entry.number != expected:
            yield f"第 {expected} 条至第 {entry.number - 1} 条日志不见了。"
            expected = entry.number
        if entry.previous != previous:
            yield f"第 {entry.number} 条日志与前一条不相衔接：前一条被改动、删去或调换。"
        if entry.worked_out() != entry.hash:
            yield f"第 {entry.number} 条日志的内容与其校验值不符：内容被改动。"
        previous, expected = entry.hash, expected + 1
    end = Chain.objects.filter(pk=1).first()
    if (end.number if end else 0) != expected - 1 or (end.hash if end else _FIRST) != previous:
        yield f"日志应到第 {end.number if end else 0} 条，实有到第 {expected - 1} 条：末尾被删去或改动。"
