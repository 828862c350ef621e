"""News in files: feeds, lists, pages, mails, texts; and every kind of bad input in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.clipping import Clippings, NewsAddress
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news import read_clippings
from mingzhang.writers.opml import opml_file

RSS = """<?xml version="1.0" encoding="{code}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>某日报</title><item><title>东路&amp;西路积水</title><link>https://news.example/1</link>
<pubDate>Mon, 01 Sep 2025 10:00:00 CST</pubDate><description>摘要</description>
<content:encoded><![CDATA[<p>昨夜大雨，东路积水。</p><p>已经排除。</p>]]></content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>某网</title><entry><title>甲事</title><id>tag:1</id>
<link rel="self" href="https://news.example/self"/><link href="https://news.example/2"/>
<updated>2025-09-01T10:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>甲事的正文。</p></div></content>
</entry></feed>"""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>东路积水排除_某网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">要闻</a></div>
<h1>东路积水排除</h1>
<p>来源：乙报　发布日期：2025年09月01日　浏览 20</p><div id="text">
<p>昨夜大雨，东路与西路交口积水约三十厘米，排水队赶到现场，两小时后排除，交通恢复正常。</p>
<p>水务局介绍，今年已经改造雨水管线二十公里，还有三处将在年底前完成，居民可以拨打热线反映问题。</p>
<p>附近商户说，往年大雨以后要等半天，今年快得多，生意没有受到影响。</p></div>
<div class="foot">版权所有 某网</div></body></html>"""
MAIL = (
    "From: desk@paper.example\r\nSubject: =?utf-8?b?5Lic6Lev56ev5rC0?=\r\n"
    "Date: Tue, 02 Sep 2025 08:00:00 +0800\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=gb18030\r\n"
    "Content-Transfer-Encoding: 8bit\r\n\r\n"
)
BOMB = (
    '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
    + "<rss><channel><item><title>&c;</title></item></channel></rss>"
)


def read(folder: Path, name: str, data: str | bytes) -> Clippings:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_clippings(path)


@pytest.mark.parametrize("code", ["utf-8", "gb2312"])
def test_a_feed_is_read_with_its_fullest_text_and_its_date_as_printed(tmp_path: Path, code: str) -> None:
    (news,) = read(tmp_path, "a.xml", RSS.format(code=code).encode(code)).news
    assert (news.title, news.text) == ("东路&西路积水", "昨夜大雨，东路积水。\n已经排除。")
    assert (news.dated, news.source, news.address) == (
        "Mon, 01 Sep 2025 10:00:00 CST",
        "某日报",
        "https://news.example/1",
    )


def test_atom_is_read_with_its_page_not_itself(tmp_path: Path) -> None:
    (news,) = read(tmp_path, "没有后缀", ATOM).news
    assert (news.title, news.text, news.address) == ("甲事", "甲事的正文。", "https://news.example/2")


def test_a_feed_that_is_not_quite_xml_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    made = read(
        tmp_path, "a.rss", RSS.format(code="utf-8").replace("&amp;", "&").replace("</channel></rss>", "")
    )
    assert made.news[0].source == "某日报" and any("不是规范的 XML" in note for note in made.notes)


def test_a_list_of_sources_goes_out_and_comes_back(tmp_path: Path) -> None:
    sources = [
        NewsAddress("甲 & 乙", "https://a.example/?x=1&y=2", "https://a.example/", "本地"),
        NewsAddress("丙", "https://b.example/"),
    ]
    assert read(tmp_path, "a.opml", opml_file(sources, "来源")).sources == sources


def test_a_page_is_read_without_what_surrounds_its_text(tmp_path: Path) -> None:
    (news,) = read(tmp_path, "a.html", PAGE).news
    assert (news.title, news.source, news.dated) == ("东路积水排除", "乙报", "2025年09月01日")
    assert "昨夜大雨" in news.text and "没有受到影响。" in news.text and "首页" not in news.text


def test_the_second_opinion_stands_alone_without_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.readers.news.page.find_spec", lambda name: None)
    (news,) = read(tmp_path, "a.html", PAGE).news
    assert news.text.startswith("昨夜大雨") or "昨夜大雨" in news.text
    assert "版权" not in news.text and not news.notes


def test_two_opinions_that_differ_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "mingzhang.readers.news.page._extracted",
        lambda source: "另外一段完全不同的文字，说的是别的事情，很长很长。",
    )
    (news,) = read(tmp_path, "a.html", PAGE).news
    assert "两种取正文的方法结果不同" in news.notes[0]


def test_a_mail_is_read_and_what_hangs_on_it_is_told(tmp_path: Path) -> None:
    (news,) = read(tmp_path, "a.eml", MAIL.encode() + "东路积水已经排除，交通恢复。".encode("gb18030")).news
    assert (news.title, news.text, news.source) == (
        "东路积水",
        "东路积水已经排除，交通恢复。",
        "paper.example",
    )
    assert news.dated == "Tue, 02 Sep 2025 08:00:00 +0800"


def test_a_text_is_read_with_title_source_and_date(tmp_path: Path) -> None:
    (news,) = read(
        tmp_path, "a.txt", "道路积水\n来源：某日报  2025-9-1 10:00\nhttps://news.example/3\n东路积水已排除。"
    ).news
    assert (news.title, news.source, news.text, news.address) == (
        "道路积水",
        "某日报",
        "东路积水已排除。",
        "https://news.example/3",
    )


BAD_INPUT = [
    ("a.xml", "这不是 XML", "不是 XML"),
    ("b.xml", "<?xml version='1.0'?><note/>", "不是订阅源"),
    ("c.xml", BOMB, "文档类型定义"),
    ("d.xml", BOMB.encode("utf-16"), "文档类型定义"),
    ("e.html", "<html><script src=a.js></script><div id=app></div></html>", "由脚本生成"),
    ("f.html", "<html><body></body></html>", "没有正文"),
    ("g.html", "", "文件是空的"),
    ("h.eml", "From: a@b.example\nSubject: x\n\n", "没有正文"),
    ("i.xml", "<rss>" + "<a>" * 3000, "过深"),
]


@pytest.mark.parametrize(("name", "data", "wanted"), BAD_INPUT)
def test_bad_input_is_one_sentence(tmp_path: Path, name: str, data: str | bytes, wanted: str) -> None:
    with pytest.raises(UnreadableError, match=wanted) as told:
        read(tmp_path, name, data)
    assert str(told.value).count("。") == 1 and name in str(told.value)


def test_what_is_not_there_and_what_is_too_large_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="不存在"):
        read_clippings(tmp_path / "没有.html")
    (tmp_path / "大.html").write_bytes(b"<p>" + b"a" * 4096)
    with pytest.raises(UnreadableError):
        read_clippings(tmp_path / "大.html", Limits(file_bytes=1024))


def test_an_empty_feed_is_told_and_an_entry_without_words_is_left_out(tmp_path: Path) -> None:
    assert "没有条目" in read(tmp_path, "a.xml", "<rss><channel/></rss>").notes[0]
    made = read(
        tmp_path, "b.xml", "<rss><channel><item><link>https://a.example</link></item></channel></rss>"
    )
    assert not made.news and "1 条" in made.notes[0]


PACKED = [
    ("a.rss", b"PK\x03\x04" + b"<title>", "是压缩的文件"),
    ("a.xml", b"\x1f\x8b\x08" + b"<rss>", "是压缩的文件"),
    ("a.html", b"BZh9<html>", "是压缩的文件"),
    ("a.eml", b"Rar!\x1a\x07", "是压缩的文件"),
    ("a.zip", b"PK\x03\x04<title>", "未检查"),
]


@pytest.mark.parametrize(("name", "data", "wanted"), PACKED)
def test_a_packed_file_is_told_and_not_unpacked(tmp_path: Path, name: str, data: bytes, wanted: str) -> None:
    with pytest.raises(UnreadableError, match=wanted) as told:
        read(tmp_path, name, data)
    assert "编码" not in str(told.value)


@pytest.mark.parametrize("name", ["a.xml", "a.html", "a.eml", "a.txt", "a.opml"])
def test_a_file_of_two_hundred_megabytes_is_told_and_not_read(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as stream:
        stream.write(b"<rss>")
        stream.truncate(200 << 20)
    with pytest.raises(UnreadableError, match="有 200 MB，太大"):
        read_clippings(tmp_path / name)
