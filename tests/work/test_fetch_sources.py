"""Fetching from a site on this machine: as it allows, never on to another host, faults in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from mingzhang.digest.article import NewsSource
from mingzhang.work.fetch_sources import AGENT, fetch_sources

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


def test_a_site_is_asked_as_it_allows_and_every_fault_is_told(tmp_path: Path) -> None:
    ASKED.clear()
    with site() as address:
        names = ("rss", "page", "closed/rss", "moved", "elsewhere", "gone")
        sources = [
            NewsSource(name.replace("/", ""), address=f"{address}/{name}", fetch=True) for name in names
        ]
        made = fetch_sources(sources, tmp_path, wait=lambda seconds: None)
    assert sorted(path.name for path in made.files) == ["moved.xml", "page.html", "rss.xml"]
    assert (tmp_path / "moved.xml").read_bytes() == ANSWERS["/rss"][1]
    told = "\n".join(made.refused)
    assert (
        len(made.refused) == 3
        and "不允许抓取" in told
        and "404" in told
        and "没有列出的网站 other.example" in told
    )
    assert {agent for _, agent in ASKED} == {AGENT} and ("/closed/rss", AGENT) not in ASKED
    assert [path for path, _ in ASKED].count("/robots.txt") == 1


def test_a_site_that_is_not_there_is_told(tmp_path: Path) -> None:
    with site() as address:
        pass
    made = fetch_sources([NewsSource("甲", address=f"{address}/rss", fetch=True)], tmp_path)
    assert made.refused == ["来源“甲”：连不上网站，没有抓取。"] and not made.files
