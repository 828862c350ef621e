"""Listed sources from the network: off unless asked for, one at a time, slowly, as the site allows.

Only sources of the ledger that say so are asked; an answer that leads to another host is not followed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

from mingzhang.digest.article import NewsSource
from mingzhang.version import VERSION
from mingzhang.writers.publish import name_for
from mingzhang.writers.written import made_folder, written

AGENT = f"Mingzhang/{VERSION} (listed sources, polite)"
_MOST = 16 << 20  # bytes of an answer
_SECONDS, _PAUSE = 20, 5.0  # for an answer; between two requests to one host
Ask = Callable[[str], bytes]


@dataclass
class Fetched:
    """The files that were fetched, and a sentence for each source that was not."""

    files: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class SourceUnfetchedError(Exception):
    """A source that was not fetched; its text says why."""


def fetch_sources(
    sources: Iterable[NewsSource],
    folder: Path,
    ask: Ask | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Ask every listed source that may be asked and keep the answers as files.

    ``ask`` gives the bytes of an address, by default from the network.
    """
    ask, found, asked = ask or _ask, Fetched(), dict[str, RobotFileParser]()
    for each in wanted(sources):
        host = urlsplit(each.address).netloc
        try:
            if host in asked:
                wait(_PAUSE)
            else:
                asked[host] = _robots(each.address, ask)
            if not asked[host].can_fetch(AGENT, each.address):
                raise SourceUnfetchedError("网站不允许抓取（robots.txt）")
            data = ask(each.address)
        except SourceUnfetchedError as fault:
            found.refused.append(f"来源“{each.name}”：{fault}，没有抓取。")
            continue
        path = made_folder(folder) / f"{name_for(each.name, '来源')}{_ending(data)}"
        with written(path, force=True) as stream:
            stream.write(data)
        found.files.append(path)
    return found


def wanted(sources: Iterable[NewsSource]) -> Iterator[NewsSource]:
    """The sources that may be asked.

    >>> listed = [NewsSource("甲", address="https://a.example/rss"), NewsSource("乙", fetch=True)]
    >>> list(wanted(listed))
    []
    """
    for each in sources:
        if each.fetch and urlsplit(each.address).scheme in ("http", "https"):
            yield each


def _ending(data: bytes) -> str:
    return ".html" if b"<html" in data[:4096].lower() else ".xml"


def _robots(address: str, ask: Ask) -> RobotFileParser:
    """What a site allows; where it says nothing, everything."""
    parts, rules = urlsplit(address), RobotFileParser()
    try:
        said = ask(f"{parts.scheme}://{parts.netloc}/robots.txt").decode("utf-8", "replace")
    except SourceUnfetchedError:
        said = ""
    rules.parse(said.splitlines())
    return rules


class _SameHost(HTTPRedirectHandler):
    """Follows an answer only within the host that was listed."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        """The next request, or none."""
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            raise SourceUnfetchedError(f"转到了没有列出的网站 {urlsplit(newurl).netloc}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _ask(address: str) -> bytes:
    """The bytes of an address; raises :class:`SourceUnfetchedError`."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise SourceUnfetchedError("地址不是网址")
    request = Request(address, headers={"User-Agent": AGENT})  # noqa: S310 (the line above)
    try:
        with build_opener(_SameHost).open(request, timeout=_SECONDS) as answer:
            data = bytes(answer.read(_MOST + 1))
    except HTTPError as fault:
        raise SourceUnfetchedError(f"网站答复 {fault.code}") from fault
    except (URLError, HTTPException, OSError, ValueError) as fault:
        raise SourceUnfetchedError("连不上网站") from fault
    if len(data) > _MOST:
        raise SourceUnfetchedError(f"内容超过 {_MOST >> 20} MB")
    return data
