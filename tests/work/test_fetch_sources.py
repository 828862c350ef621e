"""Fetching from a site on this machine: as it allows, never on to another host, faults in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from mingzhang.digest.article import NewsSource
from mingzhang.work.ask_site import AGENT, SourceUnfetchedError, ask_site
from mingzhang.work.fetch_sources import fetch_sources

ASKED: list[tuple[str, str]] = []
ANSWERS = {
    "/robots.txt": (200, b"User-agent: *\nDisallow: /closed/"),
    "/rss": (200, b"<rss><channel/></rss>"),
    "/page": (200, b"<!doctype html><html><p>1</p></html>"),
    "/closed/rss": (200, b"<rss/>"),
    "/moved": (302, b"/rss"),
    "/elsewhere": (302, b"http://other.example/rss"),
}


class Site(BaseHTTPRequestHandler):
    """Answers as the table says."""

    def do_GET(self) -> None:
        ASKED.append((self.path, self.headers["User-Agent"]))
        status, said = ANSWERS.get(self.path, (404, b""))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", said.decode())
        self.end_headers()
        self.wfile.write(b"" if status == 302 else said)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def here(address: str) -> bytes:
    """Ask a site of this machine, which is on no open network."""
    return ask_site(address, lambda machine: machine == "127.0.0.1")


def test_a_site_is_asked_as_it_allows_and_every_fault_is_told(tmp_path: Path) -> None:
    ASKED.clear()
    waits: list[float] = []
    with site() as address:
        names = ("rss", "page", "closed/rss", "moved", "elsewhere", "gone")
        sources = [
            NewsSource(name.replace("/", ""), address=f"{address}/{name}", fetch=True) for name in names
        ]
        made = fetch_sources(sources, tmp_path, here, waits.append)
    assert sorted(path.name for path in made.files) == ["moved.xml", "page.html", "rss.xml"]
    assert (tmp_path / "moved.xml").read_bytes() == ANSWERS["/rss"][1]
    assert {each.name: path.name for each, path in made.by.items()}["page"] == "page.html"
    told = "\n".join(made.refused)
    assert (
        len(made.refused) == 3
        and "不允许抓取" in told
        and "404" in told
        and "没有列出的网站 other.example" in told
    )
    assert {agent for _, agent in ASKED} == {AGENT} and ("/closed/rss", AGENT) not in ASKED
    assert [path for path, _ in ASKED].count("/robots.txt") == 1 and waits == [5.0] * 5


def test_a_machine_within_is_not_asked_whatever_its_name(tmp_path: Path) -> None:
    ASKED.clear()
    with site() as address:
        port = address.rpartition(":")[2]
        names = [f"http://{host}:{port}/rss" for host in ("127.0.0.1", "localhost", "2130706433", "0")]
        listed = [NewsSource(name, address=name, fetch=True) for name in names]
        made = fetch_sources(listed, tmp_path, wait=lambda seconds: None)
    assert not ASKED and not made.files
    assert all(why in ("地址指向内部网络", "连不上网站") for why in made.untold.values())
    assert made.untold[listed[0]] == "地址指向内部网络"


def test_a_site_that_is_not_there_is_told(tmp_path: Path) -> None:
    with site() as address:
        pass
    made = fetch_sources([NewsSource("甲", address=f"{address}/rss", fetch=True)], tmp_path, here)
    assert made.refused == ["来源“甲”：连不上网站，没有抓取。"] and not made.files


ROBOTS = [
    (SourceUnfetchedError("网站答复 404", 404), ""),
    (SourceUnfetchedError("网站答复 403", 403), "不允许抓取"),
    (SourceUnfetchedError("网站答复 503", 503), "503"),
    (SourceUnfetchedError("连不上网站"), "连不上网站"),
    (b"User-agent: *\nCrawl-delay: 20", ""),
    (b"User-agent: *\nCrawl-delay: 3600", "间隔 3600 秒"),
    (b"User-agent: Mingzhang\nDisallow: /", "不允许抓取"),
    (b"\xff\xfe\x00<html>", ""),
]


@pytest.mark.parametrize(("said", "wanted"), ROBOTS)
def test_what_a_site_says_to_programs_is_kept(
    tmp_path: Path, said: bytes | SourceUnfetchedError, wanted: str
) -> None:
    def ask(address: str) -> bytes:
        if not address.endswith("robots.txt"):
            return b"<rss/>"
        if isinstance(said, SourceUnfetchedError):
            raise said
        return said

    source = NewsSource("甲", address="https://news.example/rss", fetch=True)
    made = fetch_sources([source], tmp_path, ask, lambda seconds: None)
    assert wanted in made.untold.get(source, "") and bool(made.files) is not bool(wanted)


def test_two_sources_of_one_name_are_two_files_and_an_address_is_asked_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(address: str) -> bytes:
        asked.append(address)
        return address.encode()

    listed = [NewsSource("甲", address=f"https://news.example/{at}", fetch=True) for at in (1, 2, 2)]
    made = fetch_sources(listed, tmp_path, ask, lambda seconds: None)
    assert [path.read_bytes()[-1:] for path in made.files] == [b"1", b"2"] and len(asked) == 3
