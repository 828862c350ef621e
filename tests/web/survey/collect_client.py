"""A client that behaves as ODK Collect does, as far as a server sees: what it asks, holds to, gives up on.

Written from what the OpenRosa standards say and what Collect was seen to do: the challenge is answered once
and its nonce used again; an answer without ``stale`` ends it; lists are read by their namespaces and nothing
of them is guessed; large submissions go in several posts of one return.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any
from urllib.parse import unquote, urlsplit

from django.test import Client
from lxml import etree

from tests.web.survey.surveys import upload

_LIST, _MANIFEST = "http://openrosa.org/xforms/xformsList", "http://openrosa.org/xforms/xformsManifest"
_RESPONSE = "{http://openrosa.org/http/response}message"
_AT_ONCE = 100  # attachments in one post, and one more
_USUAL = 10_000_000  # bytes, where a server does not say


def hashed(data: str | bytes) -> str:
    """MD5, as OpenRosa asks."""
    return md5(data.encode() if isinstance(data, str) else data, usedforsecurity=False).hexdigest()


class CollectError(Exception):
    """What Collect shows instead of going on."""


@dataclass
class Collect:
    """One device with what it knows of a server."""

    base: str
    user: str
    code: str
    client: Client = field(default_factory=Client)
    remapped: dict[str, str] = field(default_factory=dict)
    posts: int = 0
    _challenge: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def ask(self, method: str, address: str, data: dict[str, Any] | None = None) -> Any:
        """One request, with its version, answered to its challenge once."""
        for tried in (False, True):
            head = {"X-OpenRosa-Version": "1.0"}
            if self._challenge:
                head["Authorization"] = self._proof(method, address)
            answer = getattr(self.client, method.lower())(address, data, headers=head)
            if answer.status_code != 401:
                return answer
            told = dict(re.findall(r'(\w+)="?([^",]+)"?', answer["WWW-Authenticate"]))
            if tried or (self._challenge and told.get("stale") != "true"):
                self._challenge = {}
                raise CollectError("401")
            self._challenge, self._count = told, 0
        raise AssertionError

    def _proof(self, method: str, address: str) -> str:
        told, self._count = self._challenge, self._count + 1
        count = f"{self._count:08x}"
        middle = f"{told['nonce']}:{count}:0a4f113b:auth"
        secret = hashed(f"{self.user}:{told['realm']}:{self.code}")
        said = hashed(f"{secret}:{middle}:{hashed(f'{method}:{address}')}")
        return (
            f'Digest username="{self.user}", realm="{told["realm"]}", nonce="{told["nonce"]}", '
            f'uri="{address}", response="{said}", qop=auth, nc={count}, cnonce="0a4f113b", algorithm=MD5'
        )

    def _xml(self, address: str) -> Any:
        """A document that says it is of OpenRosa, as plain XML."""
        answer = self.ask("GET", address)
        if answer.status_code != 200:
            raise CollectError(str(answer.status_code))
        if "text/xml" not in answer["Content-Type"] or "X-OpenRosa-Version" not in answer:
            raise CollectError("no OpenRosa server")
        return etree.fromstring(answer.content)

    def forms(self) -> list[dict[str, str]]:
        """The forms of the server; a list in which one is incomplete is none."""
        root = self._xml(f"{self.base}/formList")
        if root.tag != f"{{{_LIST}}}xforms":
            raise CollectError("no list of forms")
        found = [{etree.QName(part).localname: part.text or "" for part in each} for each in root]
        if not all(each.get(name) for each in found for name in ("formID", "name", "downloadUrl")):
            raise CollectError("an incomplete list")
        return found

    def download(self, form: dict[str, str]) -> tuple[bytes, dict[str, bytes]]:
        """A form with its media; what is not what its hash says is refused."""
        media = {}
        root = self._xml(_path(form["manifestUrl"]))
        if root.tag != f"{{{_MANIFEST}}}manifest":
            raise CollectError("no manifest")
        for each in root:
            told = {etree.QName(part).localname: part.text or "" for part in each}
            media[told["filename"].rpartition("/")[2]] = self._checked(told["downloadUrl"], told["hash"])
        return self._checked(form["downloadUrl"], form["hash"]), media

    def _checked(self, address: str, said: str) -> bytes:
        found: bytes = self.ask("GET", _path(address)).getvalue()
        if not said.startswith("md5:") or hashed(found) != said[4:]:
            raise CollectError("another file than the list says")
        return found

    def send(self, xml: bytes, files: dict[str, bytes]) -> str:
        """Send a return with its attachments; the message of the server."""
        address, most = self._where()
        names, message = sorted(files), ""
        chunks = list(_chunks([len(files[name]) for name in names], len(xml), most))
        for number, (first, last) in enumerate(chunks, 1):
            data: dict[str, Any] = {"xml_submission_file": upload(xml, "small_2026-11-05_10-20-30.xml")}
            data |= {name: upload(files[name], name) for name in names[first:last]}
            data |= {"*isIncomplete*": "yes"} if number < len(chunks) else {}
            answer = self.ask("POST", address, data)
            self.posts += 1
            message = etree.fromstring(answer.content).findtext(_RESPONSE) or ""
            if answer.status_code not in (201, 202):
                raise CollectError(message)
        return message

    def _where(self) -> tuple[str, int]:
        """Where returns go and how large a post may be: asked once, followed on the same host alone."""
        address = f"{self.base}/submission?deviceID=collect%3AabcDEF123"
        answer = self.ask("HEAD", address)
        if answer.status_code != 204:
            raise CollectError(f"HEAD {answer.status_code}")
        there = urlsplit(unquote(answer.get("Location", "")))
        if there.hostname not in ("", "testserver"):
            raise CollectError("another host")
        query = there.query or urlsplit(address).query
        most = int(answer.get("X-OpenRosa-Accept-Content-Length", _USUAL))
        return f"{there.path or urlsplit(address).path}?{query}", most


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _chunks(sizes: list[int], own: int, most: int) -> Any:
    """Which attachments go into which post; every post has the return itself with it."""
    first, total = 0, own
    for place, size in enumerate(sizes):
        total += size
        more = place + 1 < len(sizes)
        if more and (place - first + 1 > _AT_ONCE or total + sizes[place + 1] > most):
            yield first, place + 1
            first, total = place + 1, own
    yield first, len(sizes)
