"""How a device such as ODK Collect says who it is: HTTP digest (RFC 7616, MD5, as OpenRosa asks) or Basic.

Kept is only the hash that the scheme needs; nonces are signed and live for an hour, so that none is stored.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from hashlib import md5
from hmac import compare_digest

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import transaction
from django.http import HttpRequest

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.survey.models import DeviceCode

REALM = "mingzhang"
_LIVES = 3600  # seconds
_SALT = "survey-nonce"
_PAIR = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')


def _hashed(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()


@transaction.atomic
def new_code(person: Person) -> str:
    """A code for the devices of a person, told this once; one before it works no longer."""
    code = "-".join(secrets.token_hex(2) for _ in range(4))
    kept, _ = DeviceCode.objects.update_or_create(
        person=person, defaults={"secret": _hashed(f"{person.username}:{REALM}:{code}")}
    )
    record(person, "建立设备口令", kept, "建立设备口令，以前的作废")
    return code


def challenge(request: HttpRequest) -> str:
    """What is asked of a device that has not said who it is, or whose time to say it ran out.

    A device that is not told of the latter (``stale``) takes its code for wrong and gives up.
    """
    nonce = TimestampSigner(salt=_SALT).sign(secrets.token_hex(8))
    return f'Digest realm="{REALM}", nonce="{nonce}", algorithm=MD5, qop="auth"{_stale(request)}'


def _stale(request: HttpRequest) -> str:
    """What is added where a nonce of ours was used after its hour."""
    told = _pairs(request.headers.get("Authorization", ""))
    try:
        _sound(told)
    except SignatureExpired:
        return ", stale=true"
    except BadSignature:
        pass
    return ""


def _pairs(said: str) -> dict[str, str]:
    """What a device says of itself, by name."""
    return {name: quoted or plain for name, quoted, plain in _PAIR.findall(said)}


def _sound(told: dict[str, str]) -> None:
    """Raise where the nonce is not ours (``BadSignature``), or no longer (``SignatureExpired``)."""
    TimestampSigner(salt=_SALT).unsign(told.get("nonce", ""), max_age=_LIVES)


def device_person(request: HttpRequest) -> Person | None:
    """Whose device it is, if it proves that and the person may still ask people."""
    scheme, _, said = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "digest":
        person = _by_digest(request, said)
    elif scheme.lower() == "basic" and (request.is_secure() or _local(request)):
        person = _by_basic(said)  # in clear: only where nobody listens
    else:
        return None
    return person if person is not None and may(person, Action.FILL_SURVEYS) else None


def _local(request: HttpRequest) -> bool:
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1")


def _kept(username: str) -> DeviceCode | None:
    if "\0" in username:
        return None
    found = DeviceCode.objects.select_related("person").filter(person__username=username)
    return found.filter(person__is_active=True).first()


def _by_basic(said: str) -> Person | None:
    try:
        username, _, code = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    kept = _kept(username)
    if kept is None or not compare_digest(kept.secret, _hashed(f"{username}:{REALM}:{code.strip()}")):
        return None
    return kept.person


def _by_digest(request: HttpRequest, said: str) -> Person | None:
    """Who answers the challenge rightly, for this address and no other."""
    told = _pairs(said)
    try:
        _sound(told)
    except BadSignature:
        return None
    kept = _kept(told.get("username", ""))
    if kept is None or told.get("uri", "") != request.get_full_path():
        return None
    what = _hashed(f"{request.method}:{told['uri']}")
    middle = ":".join(told.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
    expected = _hashed(f"{kept.secret}:{middle}:{what}")
    return kept.person if compare_digest(told.get("response", "").encode(), expected.encode()) else None
