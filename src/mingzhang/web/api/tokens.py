"""Making, finding and revoking tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from mingzhang.web.api.models import ApiToken, Scope
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.shared.today import now

PREFIX = "mz_"
LIFETIMES = {30: "30 天", 90: "90 天", 365: "一年"}


def hashed(token: str) -> str:
    """What is kept of a token: it holds 256 random bits, which no salt makes harder to guess.

    >>> len(hashed("mz_x"))
    64
    """
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(person: Person, name: str, scopes: Iterable[str], days: int) -> tuple[str, ApiToken]:
    """A new token of a person, which is told this once."""
    token = PREFIX + secrets.token_urlsafe(32)
    kept = ApiToken.objects.create(
        person=person,
        name=name,
        hash=hashed(token),
        scopes=[Scope(scope).value for scope in scopes],
        expires=now() + timedelta(days=days),
    )
    record(
        person,
        "建立令牌",
        kept,
        f"建立令牌“{name}”：{kept.told_scopes}，{days} 天",
        None,
        {"范围": kept.scopes},
    )
    return token, kept


def holder(token: str) -> ApiToken | None:
    """The token that was made, as long as it is good and its person may sign in."""
    if not token.startswith(PREFIX) or len(token) > 100:
        return None
    good = ApiToken.objects.filter(revoked=None, expires__gt=now(), person__is_active=True)
    return good.select_related("person").filter(hash=hashed(token)).first()


@transaction.atomic
def revoke(person: Person, pk: int) -> bool:
    """End a token of one's own; whether there was one."""
    kept = ApiToken.objects.select_for_update().filter(pk=pk, person=person, revoked=None).first()
    if kept is None:
        return False
    kept.revoked = now()
    kept.save(update_fields=["revoked"])
    record(person, "作废令牌", kept, f"作废令牌“{kept.name}”")
    return True
