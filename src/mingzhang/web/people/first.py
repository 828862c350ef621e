"""The first administrator: made on a page whose address is told once, to whoever started the application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.db import transaction

from mingzhang.web.audit.log import record
from mingzhang.web.audit.models import Chain
from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.register.models import Organisation, OrganisationKind

_SALT = "mingzhang.web.people.first"
_DAY = 24 * 3600


class SetUpError(Exception):
    """Somebody was there first; its text says so."""


def token() -> str:
    """What stands in the address: signed, good for a day, and only while nobody is there.

    >>> valid(token()), valid("x"), valid("")
    (True, False, False)
    """
    return signing.dumps("first administrator", salt=_SALT)


def valid(given: str) -> bool:
    """Whether the token is one of ours and not old."""
    try:
        signing.loads(given, salt=_SALT, max_age=_DAY)
    except signing.BadSignature:
        return False
    return True


def nobody_there() -> bool:
    """Whether the application has no person yet."""
    return not Person.objects.exists()


@transaction.atomic
def set_up(told: Mapping[str, Any]) -> Person:
    """The region, and in it the first administrator; of two who come at once the second is told."""
    Chain.objects.select_for_update().get_or_create(pk=1)  # as whoever writes to the log waits
    if not nobody_there():
        raise SetUpError("已经有人员了：请管理员在“人员”页新增。")
    region = Organisation.objects.create(
        kind=OrganisationKind.REGION, name=told["region"], place=told["place"]
    )
    person = Person.objects.create_user(told["username"], told["password"], told["name"])
    post = Post.objects.create(person=person, role=Role.ADMINISTRATOR, organisation=region)
    record(
        person,
        "首次设置",
        post,
        f"首次设置：建立{region}，{person.name}任管理员",
        None,
        {"单位": region.name},
    )
    return person
