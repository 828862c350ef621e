"""Saved pages: title, source, date and address wherever pages say them; the text alone."""

from __future__ import annotations

import pytest

from mingzhang.facts.clipping import Clipping
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news.page import differ, longest_run, read_page, text_of_markup
from mingzhang.readers.watch import Watch

BODY = [
    "昨夜大雨，东路与西路交口积水约三十厘米，排水队赶到现场，两小时后排除。",
    "水务局介绍，今年已经改造雨水管线二十公里，还有三处将在年底前完成。",
    "附近商户说，往年大雨以后要等半天，今年快得多，生意没有受到影响。",
]
MENU = "<ul><li><a href='/'>首页</a></li><li><a href='/a'>要闻</a></li><li><a href='/b'>专题</a></li></ul>"
FOOT = "<div><a href='/c'>关于我们</a> <a href='/d'>网站地图</a></div>"


def page(head: str = "", above: str = "", body: str = "", code: str = "utf-8") -> Clipping:
    text = body or "".join(f"<p>{line}</p>" for line in BODY)
    top = f"<html><head><meta charset='{code}'>{head}</head>"
    said = f"{top}<body>{MENU}{above}<div>{text}</div>{FOOT}</body></html>"
    return read_page(said.encode(code), Watch("a.html", Limits()))


TITLE_ARTICLES = [
    ("<title>甲事</title>", "", "甲事"),
    ("<title>甲事_某市政府网</title>", "", "甲事"),
    ("<title>甲事 | 某网</title>", "", "甲事"),
    ("<title>某网</title>", "<h1>乙事</h1>", "乙事"),
    ("<title>某网</title><meta name='ArticleTitle' content='丙事'>", "<h1>乙事</h1>", "丙事"),
    ("<meta property='og:title' content='丁事 &amp; 戊事'>", "", "丁事 & 戊事"),
]


@pytest.mark.parametrize(("head", "above", "wanted"), TITLE_ARTICLES)
def test_the_title_is_the_articles_not_the_sites(head: str, above: str, wanted: str) -> None:
    assert page(head, above).title == wanted


DATE_TAKEN = [
    ("<meta name='PubDate' content='2025-09-01 10:00'>", "", "2025-09-01 10:00"),
    ("<meta name='pubdate' content='2025年9月1日'/>", "", "2025年9月1日"),
    (
        "<meta property='article:published_time' content='2025-09-01T02:00:00Z'>",
        "",
        "2025-09-01T02:00:00Z",
    ),
    ("", "<p>发布日期：2025年09月01日　来源：某日报</p>", "2025年09月01日"),
    ("", "<p>发布时间: 2025-9-1 10:05 浏览次数: 12</p>", "2025-9-1 10:05"),
    ("", "<div><span>日期：２０２５年９月１日</span></div>", "2025年9月1日"),
    ("", "<p>2025-09-01 08:30</p>", "2025-09-01 08:30"),
    ("", "", ""),
]


@pytest.mark.parametrize(("head", "above", "wanted"), DATE_TAKEN)
def test_the_date_is_taken_as_it_is_printed(head: str, above: str, wanted: str) -> None:
    assert page(head, above).dated == wanted


SOURCE_TAKEN = [
    ("<meta name='ContentSource' content='某日报'>", "", "某日报"),
    ("", "<p>信息来源：某晚报　2025-09-01</p>", "某晚报"),
    ("", "<p>来源: 某网</p>", "某网"),
    ("", "", ""),
]


@pytest.mark.parametrize(("head", "above", "wanted"), SOURCE_TAKEN)
def test_the_source_is_taken_where_the_page_names_one(head: str, above: str, wanted: str) -> None:
    assert page(head, above).source == wanted


ADDRESS_PAGES = [
    ("<link rel='canonical' href='https://news.example/1'>", "https://news.example/1"),
    ("<meta property='og:url' content='https://news.example/2'>", "https://news.example/2"),
    ("<!-- saved from url=(0022)https://news.example/3 -->", "https://news.example/3"),
    ("", ""),
]


@pytest.mark.parametrize(("head", "wanted"), ADDRESS_PAGES)
def test_the_address_is_the_pages_own(head: str, wanted: str) -> None:
    assert page(head).address == wanted


@pytest.mark.parametrize("code", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_every_encoding_in_use_is_read(code: str) -> None:
    assert BODY[0] in page("<title>甲事</title>", code=code).text


TEXT_FOUND = [
    "<br>".join(BODY),
    f"<table><tr><td>{'</td></tr><tr><td>'.join(BODY)}</td></tr></table>",
    "".join(f"<div><span>{line}</span></div>" for line in BODY),
    "".join(f"<p style='text-indent:2em'>{line}</p><p><img src='a.png'></p>" for line in BODY),
]


@pytest.mark.parametrize("body", TEXT_FOUND)
def test_the_text_is_found_however_it_is_laid_out(body: str) -> None:
    if "<table" in body:  # our own opinion takes a table for a table
        pytest.importorskip("trafilatura")
    text = page("<title>甲事</title>", body=body).text
    assert all(line in text.replace("\n", "") or line in text for line in BODY)


PAGE_WITHOUT = [
    "<html><body><div id='app'></div><script>start()</script></body></html>",
    "<html><body><noscript>请启用脚本</noscript></body></html>",
    "<html><head><title>只有标题</title></head><body></body></html>",
    "<html><body><img src='a.png'></body></html>",
]


@pytest.mark.parametrize("markup", PAGE_WITHOUT)
def test_a_page_without_text_is_refused_with_what_to_do(markup: str) -> None:
    with pytest.raises(UnreadableError, match="另存，或复制正文粘贴"):
        read_page(markup.encode(), Watch("a.html", Limits()))


def test_the_longest_run_wins_and_headings_inside_it_stay() -> None:
    lines = [
        "首页",
        "欢迎，您好。",
        "a",
        "b",
        "c",
        "d",
        *BODY[:1],
        "一、改造",
        *BODY[1:],
        "x",
        "y",
        "z",
        "w",
        "版权，所有。",
    ]
    assert longest_run(lines) == "\n".join([BODY[0], "一、改造", *BODY[1:]])
    assert longest_run([]) == longest_run(["首页", "要闻"]) == ""


TWO_OPINIONS = [
    ("".join(BODY), "\n".join(BODY), False),
    ("".join(BODY), BODY[0], True),
    ("".join(BODY), "".join(BODY) + "短。", False),
    (BODY[0], BODY[1], True),
]


@pytest.mark.parametrize(("one", "other", "wanted"), TWO_OPINIONS)
def test_two_opinions_are_held_against_each_other_both_ways(one: str, other: str, wanted: bool) -> None:
    assert differ(one, other) is differ(other, one) is wanted


def test_markup_of_feeds_becomes_text() -> None:
    watch = Watch("a.xml", Limits())
    assert text_of_markup("甲&lt;乙&gt;", watch)[0] == "甲<乙>"
    assert text_of_markup("<p>甲<b>乙</b></p><script>x()</script><p>丙</p>", watch)[0] == "甲乙\n丙"
    assert text_of_markup("", watch)[0] == ""


#: Pages laid out by tables, as many offices still make them; the second opinion alone.
LAID = [
    "<table><tr><td>{menu}</td><td>{text}</td></tr><tr><td colspan=2>版权所有</td></tr></table>",
    "<table><tr><td>{menu}<td><table><tr><td>要闻<tr><td>{text}</table></table>",
    "<table>{rows}</table>",
    "<center><table><tr><td><font size=3>{broken}</font><td>320.5<tr><td>1<td>2</table></center>",
    "{text}<table><tr><th>路段<th>深度</tr>"
    + "".join(f"<tr><td>东路{n}段<td>{n}厘米</tr>" for n in range(6))
    + "</table>{text}",
]


@pytest.mark.parametrize("form", LAID)
def test_a_text_that_a_table_places_is_read_without_any_library(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.readers.news.page.find_spec", lambda name: None)
    text = "".join(f"<p>{line}</p>" for line in BODY)
    rows = "".join(f"<tr><td>&nbsp;<td>{line}<tr><td>1<td>2" for line in BODY)
    made = page(body=form.format(menu=MENU, text=text, rows=rows, broken="<br>".join(BODY)))
    wanted = BODY if form is not LAID[2] else []
    assert (
        all(line in made.text for line in wanted) and "首页" not in made.text and "关于我们" not in made.text
    )
    assert ("东路5段 5厘米" in made.text) is (form is LAID[4]) and not made.other


def test_where_two_opinions_differ_both_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "mingzhang.readers.news.page._extracted", lambda source: f"{BODY[0]}本站声明，转载请注明。" * 3
    )
    made = page()
    assert made.other == "\n".join(BODY) and made.text.startswith(BODY[0]) and "结果不同" in made.notes[0]
    monkeypatch.setattr("mingzhang.readers.news.page._extracted", lambda source: "\n\n".join(BODY))
    assert not page().other and not page().notes
