"""One answer of a site: of the host that was listed, from a public address, bounded in size and in time.

The address that a name stands for is looked at when the connection is made, and that very address is
connected to: a name that means another address a moment later leads nowhere else.  No proxy is used, for
behind one nobody could look.
"""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from mingzhang.version import VERSION

AGENT = f"Mingzhang/{VERSION} (listed sources, polite)"
_MOST = 16 << 20  # bytes of an answer
_SECONDS, _WHOLE = 20, 60  # for a step of an answer; for all of it
_PIECE = 1 << 16
_TRANSLATED = ip_network("64:ff9b::/96")  # addresses of IPv4 behind a translator
Allowed = Callable[[str], bool]


class SourceUnfetchedError(Exception):
    """A source that was not fetched; its text says why, ``code`` is the site's answer where it gave one."""

    def __init__(self, why: str, code: int = 0) -> None:
        super().__init__(why)
        self.code = code


def is_public(address: str) -> bool:
    """Whether an address of a machine is one of the open network.

    >>> [is_public(each) for each in ("1.1.1.1", "10.0.0.8", "127.0.0.1", "169.254.169.254", "::1")]
    [True, False, False, False, False]
    >>> is_public("::ffff:10.0.0.8"), is_public("64:ff9b::a00:8"), is_public("224.0.0.1"), is_public("x")
    (False, False, False, False)
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found in _TRANSLATED or found.sixtofour or found.teredo:
            return False  # another address stands within it
        found = found.ipv4_mapped or found
    return found.is_global and not found.is_multicast


def ask_site(address: str, allowed: Allowed = is_public) -> bytes:
    """The bytes of an address; raises :class:`SourceUnfetchedError`.

    >>> for wrong in ("file:///etc/hosts", "http://a:b@news.example/", "http://[::1"):
    ...     try:
    ...         _ = ask_site(wrong)
    ...     except SourceUnfetchedError as why:
    ...         print(why)
    地址不是网址
    地址里不能写用户名和密码
    地址不是网址
    """
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname and parts.port != 0)
    except ValueError:
        raise SourceUnfetchedError("地址不是网址") from None
    if parts.scheme not in ("http", "https") or not named:
        raise SourceUnfetchedError("地址不是网址")
    if parts.username is not None or parts.password is not None:
        raise SourceUnfetchedError("地址里不能写用户名和密码")
    request = Request(address, headers={"User-Agent": AGENT})  # noqa: S310 (looked at above)
    with _told(), _opener(allowed).open(request, timeout=_SECONDS) as answer:
        return _read(answer)


@contextmanager
def _told() -> Iterator[None]:
    """Every fault of a connection as a sentence."""
    try:
        yield
    except HTTPError as fault:
        raise SourceUnfetchedError(f"网站答复 {fault.code}", fault.code) from fault
    except URLError as fault:
        if isinstance(fault.reason, SourceUnfetchedError):
            raise fault.reason from None
        raise SourceUnfetchedError("连不上网站") from fault
    except (http.client.HTTPException, OSError, ValueError) as fault:
        raise SourceUnfetchedError("连不上网站") from fault


def _read(answer: http.client.HTTPResponse) -> bytes:
    """All of an answer, within its bounds: one that drips for hours is left."""
    until, pieces, size = time.monotonic() + _WHOLE, list[bytes](), 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        pieces.append(piece)
        if size > _MOST:
            raise SourceUnfetchedError(f"内容超过 {_MOST >> 20} MB")
        if time.monotonic() > until:
            raise SourceUnfetchedError(f"{_WHOLE} 秒内没有传完")
    return b"".join(pieces)


class _WithinHost(HTTPRedirectHandler):
    """Follows an answer only within the host that was listed, and never to an open connection."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        """The next request, or none."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.netloc.lower() != before.netloc.lower():
            raise SourceUnfetchedError(f"转到了没有列出的网站 {after.netloc[:80]}")
        if after.scheme != "https" and before.scheme == "https":
            raise SourceUnfetchedError("转到了不加密的地址")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(allowed: Allowed) -> OpenerDirector:
    """What opens a site: no proxy, within its host, at addresses that are ``allowed`` when it connects."""

    def plain(*args: Any, **said: Any) -> http.client.HTTPConnection:
        return _guarded(http.client.HTTPConnection(*args, **said), allowed)

    def secure(*args: Any, **said: Any) -> http.client.HTTPConnection:
        return _guarded(http.client.HTTPSConnection(*args, **said), allowed)

    class Plain(HTTPHandler):
        def http_open(self, req: Request) -> http.client.HTTPResponse:
            return self.do_open(plain, req)

    class Secure(HTTPSHandler):
        def https_open(self, req: Request) -> http.client.HTTPResponse:
            return self.do_open(secure, req)

    return build_opener(ProxyHandler({}), Plain, Secure, _WithinHost)


def _guarded(connection: http.client.HTTPConnection, allowed: Allowed) -> http.client.HTTPConnection:
    connection._create_connection = partial(_connected, allowed)  # type: ignore[attr-defined]
    return connection


def _connected(allowed: Allowed, address: tuple[str, int], timeout: float, *_: Any) -> socket.socket:
    """A connection to one of the addresses of a host, every one of which must be allowed."""
    found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
    if not all(allowed(str(each[-1][0])) for each in found):
        raise SourceUnfetchedError("地址指向内部网络")
    last: OSError = OSError("no address")
    for family, kind, protocol, _name, place in found:
        made = socket.socket(family, kind, protocol)
        made.settimeout(timeout)
        try:
            made.connect(place)
        except OSError as fault:
            made.close()
            last = fault
        else:
            return made
    raise last
