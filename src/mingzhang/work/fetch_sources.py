"""Listed sources from the network: off unless asked for, one at a time, slowly, as the site allows.

Only sources that are listed and say so are asked, and only as :mod:`mingzhang.work.ask_site` answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from mingzhang.digest.article import NewsSource
from mingzhang.work.ask_site import AGENT, SourceUnfetchedError, ask_site
from mingzhang.writers.publish import name_for
from mingzhang.writers.written import made_folder, written

_PAUSE, _LONGEST = 5.0, 60.0  # seconds between two requests to one host; what a site may ask for instead
Ask = Callable[[str], bytes]


@dataclass
class Fetched:
    """The files that were fetched by their source, and a sentence for each source that was not."""

    by: dict[NewsSource, Path] = field(default_factory=dict)
    untold: dict[NewsSource, str] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """The files in the order of their sources."""
        return list(self.by.values())

    @property
    def refused(self) -> list[str]:
        """A sentence for each source that was not fetched."""
        return [f"来源“{each.name}”：{why}，没有抓取。" for each, why in self.untold.items()]


def fetch_sources(
    sources: Iterable[NewsSource],
    folder: Path,
    ask: Ask = ask_site,
    wait: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Ask every listed source that may be asked and keep the answers as files, each under its own name.

    ``ask`` gives the bytes of an address, by default from the network.
    """
    found, asked = Fetched(), dict[str, RobotFileParser]()
    for each in wanted(sources):
        host = urlsplit(each.address).netloc.lower()
        try:
            if host not in asked:
                asked[host] = _robots(each.address, ask)
            if not asked[host].can_fetch(AGENT, each.address):
                raise SourceUnfetchedError("网站不允许抓取（robots.txt）")
            wait(_pause(asked[host]))
            data = ask(each.address)
        except SourceUnfetchedError as fault:
            found.untold[each] = str(fault)
            continue
        stem = name_for(each.name, "来源")
        stem = f"{stem}（{len(found.by) + 1}）" if any(p.stem == stem for p in found.files) else stem
        path = made_folder(folder) / f"{stem}{_ending(data)}"
        with written(path, force=True) as stream:
            stream.write(data)
        found.by[each] = path
    return found


def wanted(sources: Iterable[NewsSource]) -> Iterator[NewsSource]:
    """The sources that may be asked, an address once.

    >>> listed = [NewsSource("甲", address="https://a.example/rss"), NewsSource("乙", fetch=True)]
    >>> list(wanted(listed))
    []
    """
    seen: set[str] = set()
    for each in sources:
        if each.fetch and each.reachable and each.address not in seen:
            seen.add(each.address)
            yield each


def _ending(data: bytes) -> str:
    return ".html" if b"<html" in data[:4096].lower() else ".xml"


def _pause(rules: RobotFileParser) -> float:
    """Seconds before a request: ours, or what the site asks for; a site that asks for more is left alone."""
    seconds = max(_PAUSE, float(rules.crawl_delay(AGENT) or 0))
    if seconds > _LONGEST:
        raise SourceUnfetchedError(f"网站要求每次间隔 {seconds:.0f} 秒（robots.txt）")
    return seconds


def _robots(address: str, ask: Ask) -> RobotFileParser:
    """What a site allows: everything where it has no such file, nothing where it does not say (RFC 9309)."""
    parts, rules = urlsplit(address), RobotFileParser()
    try:
        said = ask(f"{parts.scheme}://{parts.netloc}/robots.txt").decode("utf-8", "replace")
    except SourceUnfetchedError as fault:
        if not 400 <= fault.code < 500:
            raise
        said = "User-agent: *\nDisallow: /" if fault.code in (401, 403) else ""
    rules.parse(said.splitlines())
    return rules
