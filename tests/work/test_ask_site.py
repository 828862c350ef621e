"""One answer of a site: public addresses, within its host and bounds.  No test leaves this machine."""

from __future__ import annotations

import http.client
import socket
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.request import Request

import pytest

from mingzhang.work import ask_site as module
from mingzhang.work.ask_site import SourceUnfetchedError, ask_site, is_public

WITHIN = [
    "0.0.0.1", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.9.9", "192.168.1.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fc00::1", "fe80::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:192.168.0.1", "2002:a00:1::", "64:ff9b::7f00:1", "2001:db8::1", "", "nonsense", "1.1.1",
]  # fmt: skip


@pytest.mark.parametrize("address", WITHIN)
def test_addresses_within_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "114.114.114.114", "2400:3200::1", "::ffff:1.1.1.1"])
def test_addresses_of_the_open_network_are(address: str) -> None:
    assert is_public(address)


WRONG = [
    ("ftp://news.example/a", "不是网址"),
    ("file:///etc/hostname", "不是网址"),
    ("javascript:1", "不是网址"),
    ("http:///rss", "不是网址"),
    ("http://news.example:99999/", "不是网址"),
    ("http://news.example:0/", "不是网址"),
    ("", "不是网址"),
    ("https://who@news.example/", "用户名"),
    ("https://who:what@news.example/", "用户名"),
]


@pytest.mark.parametrize(("address", "wanted"), WRONG)
def test_what_is_no_address_of_a_site_is_told(address: str, wanted: str) -> None:
    with pytest.raises(SourceUnfetchedError, match=wanted):
        ask_site(address)


def test_a_name_that_also_stands_for_a_machine_within_is_refused_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = [(socket.AF_INET, 1, 6, "", (host, 80)) for host in ("1.1.1.1", "10.0.0.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *said, **more: places)
    monkeypatch.setattr(socket, "socket", lambda *said: pytest.fail("nothing may be connected"))
    with pytest.raises(SourceUnfetchedError, match="内部网络"):
        ask_site("http://news.example/rss")


def test_the_address_that_was_looked_at_is_the_one_that_is_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    answers = iter(
        [[(socket.AF_INET, 1, 6, "", ("1.1.1.1", 80))], [(socket.AF_INET, 1, 6, "", ("10.0.0.8", 80))]]
    )

    class Line:
        def __init__(self, *said: object) -> None:
            pass

        def settimeout(self, seconds: float) -> None:
            pass

        def connect(self, place: object) -> None:
            asked.append(place)
            raise OSError("not here")

        def close(self) -> None:
            pass

    monkeypatch.setattr(socket, "getaddrinfo", lambda *said, **more: next(answers))
    monkeypatch.setattr(socket, "socket", Line)
    monkeypatch.setenv("http_proxy", "http://10.0.0.8:3128")
    with pytest.raises(SourceUnfetchedError, match="连不上"):
        ask_site("http://news.example/rss")
    assert asked == [("1.1.1.1", 80)]


MOVED = [
    ("https://news.example/a", "https://news.example/b", ""),
    ("http://news.example/a", "https://news.example/a", ""),
    ("https://news.example/a", "https://NEWS.example/b", ""),
    ("https://news.example/a", "http://news.example/a", "不加密"),
    ("https://news.example/a", "https://news.example:8443/a", "没有列出的网站"),
    ("https://news.example/a", "https://other.example/a", "没有列出的网站"),
    ("https://news.example/a", "http://127.0.0.1/a", "没有列出的网站"),
    ("https://news.example/a", "https://news.example@other.example/a", "没有列出的网站"),
]


@pytest.mark.parametrize(("before", "after", "wanted"), MOVED)
def test_an_answer_that_leads_elsewhere_is_not_followed(before: str, after: str, wanted: str) -> None:
    def follow() -> object:
        headers = http.client.HTTPMessage()
        request = Request(before)  # noqa: S310 (never opened)
        handler: Any = module._WithinHost()
        made: object = handler.redirect_request(request, BytesIO(), 302, "", headers, after)
        return made

    if wanted:
        with pytest.raises(SourceUnfetchedError, match=wanted):
            follow()
    else:
        assert follow() is not None


def test_an_answer_has_a_longest_length_and_a_longest_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 1 << 20)
    whole: Any = SimpleNamespace(read1=BytesIO(b"a" * (1 << 20)).read)
    assert len(module._read(whole)) == 1 << 20
    endless: Any = SimpleNamespace(read1=lambda size: b"a" * size)
    with pytest.raises(SourceUnfetchedError, match="内容超过 1 MB"):
        module._read(endless)
    monkeypatch.setattr(module, "_WHOLE", -1)
    with pytest.raises(SourceUnfetchedError, match="没有传完"):
        module._read(endless)
