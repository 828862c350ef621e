"""A list of sources as OPML 2.0, the form in which readers of feeds exchange them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from mingzhang.facts.clipping import NewsAddress
from mingzhang.writers.words import printable


def opml_file(sources: Iterable[NewsAddress], title: str) -> bytes:
    """The list as a file, the sources under their headings.

    >>> made = opml_file([NewsAddress("某日报", "https://news.example/rss?a=1&b=2", topic="本地")], "来源")
    >>> [line.strip() for line in made.decode().splitlines() if "outline" in line][:2]
    ['<outline text="本地">', '<outline type="rss" text="某日报" xmlUrl="https://news.example/rss?a=1&amp;b=2"/>']
    """
    by: dict[str, list[NewsAddress]] = {}
    for each in sources:
        by.setdefault(each.topic, []).append(each)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"<head><title>{escape(printable(title))}</title></head>", "<body>"]
    for topic, some in by.items():
        if topic:
            lines.append(f"<outline text={quoteattr(printable(topic))}>")
        lines += [_outline(each) for each in some]
        lines += ["</outline>"] if topic else []
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()


def _outline(each: NewsAddress) -> str:
    page = f" htmlUrl={quoteattr(printable(each.page))}" if each.page else ""
    name, address = quoteattr(printable(each.name)), quoteattr(printable(each.address))
    return f'<outline type="rss" text={name} xmlUrl={address}{page}/>'
