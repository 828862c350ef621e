"""Feeds (RSS 0.9 to 2.0, RDF, Atom) and lists of feeds (OPML); dates are left as they are printed.

Sources: RSS 2.0 (rssboard.org), RFC 4287 (Atom), OPML 2.0.  No document type is expanded or fetched.
"""

from __future__ import annotations

import re
from typing import Any

from mingzhang.facts.clipping import Clipping, Clippings, NewsAddress
from mingzhang.formats.ooxml import SAFE_XML, begins_with_type
from mingzhang.readers.news.page import text_of_markup
from mingzhang.readers.watch import Watch

_START = re.compile(rb"^\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)\w|<(?:\w+:)?(?:rss|rdf|feed|opml)\b)", re.I)
_XHTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ROOTS = {"rss", "rdf", "feed", "opml"}
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified")
_TEXTS = ("encoded", "content", "description", "summary")


def is_markup(head: bytes) -> bool:
    """Whether a file begins as a feed does.

    >>> is_markup(b"<rss version='2.0'>"), is_markup(b"<?xml version='1.0'?><html>"), is_markup(b"<p>")
    (True, False, False)
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return bool(_START.search(head)) and not _XHTML.search(head)


def read_feed(data: bytes, watch: Watch) -> Clippings:
    """The news of a feed, or the sources of a list.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    root, notes = _root(data, watch)
    kind = _name(root)
    if kind == "opml":
        return Clippings(sources=_outlines(root), notes=notes)
    found = [each for each in root.iter() if _name(each) in ("item", "entry")]
    channel = next((each for each in root.iter() if _name(each) in ("channel", "feed")), root)
    whose = _first(channel, "title")
    news = []
    for item in found:
        watch.tick()
        news.append(_entry(item, whose, watch))
    empty = sum(not (each.title or each.text) for each in news)
    if empty:
        notes.append(f"有 {empty} 条既没有标题也没有正文，没有收入。")
    if not news:
        notes.append("订阅源里没有条目。")
    return Clippings([each for each in news if each.title or each.text], notes=notes)


def _root(data: bytes, watch: Watch) -> tuple[Any, list[str]]:
    """The root element; a feed that is not quite XML is read as far as it goes, and that is told."""
    from lxml import etree

    watch.marks(data)
    if begins_with_type(data) and (b"<!ENTITY" in data.replace(b"\0", b"") or b"<!ELEMENT" in data):
        raise watch.refusal("订阅源里有文档类型定义（DTD），可能有害，没有展开")
    notes, said = list[str](), ""
    try:
        root = etree.fromstring(data, etree.XMLParser(**SAFE_XML))
    except etree.XMLSyntaxError as fault:
        said = str(fault)
        root = etree.fromstring(data, etree.XMLParser(**SAFE_XML, recover=True))
        notes.append("订阅源不是规范的 XML，已读取能读出的部分，请核对条数。")
    if root is None or _name(root) not in _ROOTS:
        raise watch.refusal("不是订阅源（RSS、Atom）也不是来源清单（OPML）")
    if "depth" in said or root.getroottree().xpath(f"boolean({'/*' * (watch.limits.depth + 1)})"):
        raise watch.refusal("订阅源的嵌套过深")
    return root, notes


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _first(element: Any, *names: str) -> str:
    """The text of the first child of one of the names, in the order of the names."""
    for name in names:
        for child in element:
            if _name(child) == name and (said := "".join(child.itertext()).strip()):
                return " ".join(said.split())
    return ""


def _entry(item: Any, whose: str, watch: Watch) -> Clipping:
    """One entry: its fullest text, its own page, its date as printed."""
    texts = [said for name in _TEXTS for child in item if _name(child) == name and (said := _markup(child))]
    text, notes = text_of_markup(max(texts, key=len), watch) if texts else ("", ())
    title, _ = text_of_markup(_first(item, "title"), watch)
    source = _first(item, "source") or whose
    return Clipping(
        " ".join(title.split()),
        text,
        _link(item),
        _first(item, *_DATES),
        source,
        _first(item, "guid", "id"),
        notes,
    )


def _markup(child: Any) -> str:
    """What an element holds, whether its markup is escaped or not."""
    if not len(child):
        return (child.text or "").strip()
    from lxml import etree

    return (child.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in child)


def _link(item: Any) -> str:
    """The address of an entry: Atom's alternate link, or RSS's link or permanent guid."""
    links = [child for child in item if _name(child) == "link"]
    for child in links:
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    said = next((child.text.strip() for child in links if child.text and child.text.strip()), "")
    guid = _first(item, "guid")
    return said or (guid if guid.startswith("http") else "")


def _outlines(root: Any) -> list[NewsAddress]:
    """The feeds of a list, each once, under the heading that it stands under."""
    found: dict[str, NewsAddress] = {}
    for each in (each for each in root.iter() if _name(each) == "outline"):
        said = {name.lower(): value.strip() for name, value in each.attrib.items()}
        address = said.get("xmlurl", "")
        if address and address not in found:
            above = each.getparent()
            topic = (above.get("text") or above.get("title") or "") if _name(above) == "outline" else ""
            name = said.get("title") or said.get("text") or address
            found[address] = NewsAddress(name, address, said.get("htmlurl", ""), topic)
    return list(found.values())
