"""Feeds of every version: entries, their fullest text, their own pages, their dates as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.clipping import Clipping, Clippings, NewsAddress
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news.feed import is_markup, read_feed
from mingzhang.readers.watch import Watch

ITEM = (
    "<item><title>甲</title><link>https://news.example/1</link><description>甲的正文。</description></item>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>某网</title></channel>'
    "<item><title>甲</title><link>https://news.example/1</link><dc:date>2025-09-01</dc:date></item></rdf:RDF>"
)


def feed(items: str, kind: str = "rss") -> Clippings:
    whole = f"<{kind}><channel><title>某报</title>{items}</channel></{kind}>"
    return read_feed(whole.encode(), Watch("a.xml", Limits()))


def only(items: str) -> Clipping:
    (news,) = feed(items).news
    return news


BEGINNINGS = [
    (b"<rss>", True),
    (b"\xef\xbb\xbf<?xml version='1.0'?><feed>", True),
    ("<rss>".encode("utf-16"), True),
    (b"  \n<opml>", True),
    (b"<rdf:RDF>", True),
    (b"<!DOCTYPE rss><rss>", True),
    (b"<!DOCTYPE lolz [", True),
    (b"<!DOCTYPE html><html>", False),
    (b"<?xml version='1.0'?><html>", False),
    (b"hello", False),
    (b"", False),
]


@pytest.mark.parametrize(("head", "wanted"), BEGINNINGS)
def test_a_feed_is_known_by_its_beginning(head: bytes, wanted: bool) -> None:
    assert is_markup(head) is wanted


def test_the_dates_of_every_version_are_left_as_they_are() -> None:
    dates = {
        "<pubDate>Mon, 01 Sep 2025 10:00:00 CST</pubDate>": "Mon, 01 Sep 2025 10:00:00 CST",
        "<dc:date xmlns:dc='d'>2025-09-01</dc:date>": "2025-09-01",
        "<updated>2025-09-02T00:00Z</updated><published>2025-09-01T00:00Z</published>": "2025-09-01T00:00Z",
        "<pubDate> 2025年9月1日 </pubDate>": "2025年9月1日",
        "<pubDate/>": "",
        "": "",
    }
    for markup, wanted in dates.items():
        assert only(ITEM.replace("</item>", f"{markup}</item>")).dated == wanted
    assert read_feed(RDF.encode(), Watch("a.xml", Limits())).news[0].dated == "2025-09-01"


def test_the_fullest_text_is_taken_escaped_or_not() -> None:
    texts = {
        "<description>短。</description>": "短。",
        "<description>短。</description><content>长得多的一段正文。</content>": "长得多的一段正文。",
        "<description>&lt;p&gt;甲&lt;/p&gt;&lt;p&gt;乙&lt;/p&gt;</description>": "甲\n乙",
        "<content><div><p>甲</p><p>乙</p></div></content>": "甲\n乙",
        "<description><![CDATA[甲<br/>乙]]></description>": "甲\n乙",
        "<description>甲&amp;amp;乙</description>": "甲&乙",
        "<description><![CDATA[<script>x()</script>甲]]></description>": "甲",
    }
    for markup, wanted in texts.items():
        assert only(f"<item><title>题</title>{markup}</item>").text == wanted, markup


def test_the_page_of_an_entry_is_its_own() -> None:
    links = {
        "<link>https://a.example/1</link>": "https://a.example/1",
        "<link href='https://a.example/2'/>": "https://a.example/2",
        "<link rel='edit' href='https://e.example'/><link href='https://a.example/'/>": "https://a.example/",
        "<guid>https://a.example/4</guid>": "https://a.example/4",
        "<guid isPermaLink='false'>abc</guid>": "",
    }
    for markup, wanted in links.items():
        assert only(f"<item><title>题</title>{markup}</item>").address == wanted


def test_an_entry_names_its_source_or_the_feed_does() -> None:
    assert only(ITEM).source == "某报"
    assert only(ITEM.replace("</item>", "<source>乙报</source></item>")).source == "乙报"


def test_entries_keep_their_order_and_all_come() -> None:
    many = feed("".join(ITEM.replace("甲", f"第{n}条") for n in range(50)))
    assert [each.title for each in many.news] == [f"第{n}条" for n in range(50)] and not many.notes


def test_a_list_of_lists_gives_each_source_once_under_its_heading() -> None:
    said = (
        '<opml><body><outline text="本地"><outline text="甲" xmlUrl="https://a.example/"/>'
        '<outline title="乙" text="乙报" xmlurl="https://b.example/" htmlUrl="https://b.example/p"/></outline>'
        '<outline xmlUrl="https://a.example/"/><outline text="空"/>'
        '<outline xmlUrl="https://c.example/"/></body></opml>'
    )
    assert read_feed(said.encode(), Watch("a.opml", Limits())).sources == [
        NewsAddress("甲", "https://a.example/", topic="本地"),
        NewsAddress("乙", "https://b.example/", "https://b.example/p", "本地"),
        NewsAddress("https://c.example/", "https://c.example/"),
    ]


REFUSED = [
    (b"<note/>", "不是订阅源"),
    (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "没有展开"),
    (b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hosts'>]><rss>&a;</rss>", "没有展开"),
    (b"<!DOCTYPE rss [<!ELEMENT rss ANY>]><rss/>", "没有展开"),
]


@pytest.mark.parametrize(("data", "wanted"), REFUSED)
def test_what_may_do_harm_or_is_no_feed_is_refused(data: bytes, wanted: str) -> None:
    with pytest.raises(UnreadableError, match=wanted):
        read_feed(data, Watch("a.xml", Limits()))


def test_an_old_document_type_without_definitions_is_no_harm(tmp_path: Path) -> None:
    head = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://dtd.example/rss.dtd">'
    made = read_feed(head + f"<rss><channel>{ITEM}</channel></rss>".encode(), Watch("a.xml", Limits()))
    assert made.news[0].title == "甲"
