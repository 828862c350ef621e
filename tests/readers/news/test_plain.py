"""Pasted texts: title, source, date and address where lines say them; nothing of the text is lost."""

from __future__ import annotations

import pytest

from mingzhang.readers.news.plain import clipping_of, printed_date, printed_source

TEXT = "昨夜大雨，东路积水约三十厘米。\n两小时后排除。"


HEAD_SAYS = [
    ("道路积水", "道路积水", "", "", ""),
    ("道路积水\n来源：某日报", "道路积水", "某日报", "", ""),
    ("道路积水\n2025年9月1日", "道路积水", "", "2025年9月1日", ""),
    ("道路积水\n发布时间：2025-09-01 10:00 来源：某网", "道路积水", "某网", "2025-09-01 10:00", ""),
    ("道路积水\n链接：https://news.example/1", "道路积水", "", "", "https://news.example/1"),
    (
        "道路积水\n来源：某日报\n日期：2025年09月01日\nhttps://news.example/2",
        "道路积水",
        "某日报",
        "2025年09月01日",
        "https://news.example/2",
    ),
]


@pytest.mark.parametrize(("head", "title", "source", "dated", "address"), HEAD_SAYS)
def test_the_head_says_what_it_says(head: str, title: str, source: str, dated: str, address: str) -> None:
    made = clipping_of(f"{head}\n{TEXT}")
    assert (made.title, made.source, made.dated, made.address) == (title, source, dated, address)
    assert made.text == TEXT


SENTENCE_ONLY = [
    "来源不明的积水已经排除，居民不必担心。",
    "2025年9月1日夜间大雨，东路积水。",
    "记者从某日报获悉，发布日期另行通知，请居民留意。",
]


@pytest.mark.parametrize("line", SENTENCE_ONLY)
def test_a_sentence_that_only_mentions_a_source_or_a_day_stays_in_the_text(line: str) -> None:
    assert line in clipping_of(f"道路积水\n{line}\n{TEXT}").text


def test_a_text_without_a_title_is_named_by_its_beginning() -> None:
    made = clipping_of(TEXT)
    assert made.text == TEXT and made.title == TEXT.split("\n")[0][:30]
    assert clipping_of("").title == clipping_of(" \n").text == ""


DATES_FOUND = [
    ("发布日期：2025年09月01日", "2025年09月01日"),
    ("成文日期: 2025-09-01 | 文号 1", "2025-09-01"),
    ("印发时间：２０２５年９月１日", "2025年9月1日"),
    ("2025/9/1 8:05 某报", "2025/9/1 8:05"),
    ("电话：12345", ""),
]


@pytest.mark.parametrize(("said", "wanted"), DATES_FOUND)
def test_dates_are_found_and_left_as_they_are(said: str, wanted: str) -> None:
    assert printed_date(said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"), [("来源：甲报 责编", "甲报"), ("文章来源: 乙网", "乙网"), ("无", "")]
)
def test_sources_are_found(said: str, wanted: str) -> None:
    assert printed_source(said) == wanted


LABELS = [
    ("成文日期：2025年8月1日　发布日期：2025年9月1日", "2025年9月1日"),
    ("更新时间：2025-09-03\n发布时间：2025-09-01 10:00", "2025-09-01 10:00"),
    ("发文日期：2025-08-01  来源：某局", "2025-08-01"),
    ("信息发布日期:2025年9月1日　浏览：12", "2025年9月1日"),
    ("最后更新时间：2025-09-03", "2025-09-03"),
    ("发布于：2025-09-01 08:00 | 某报", "2025-09-01 08:00"),
    ("公示时间：2025年9月1日至9月7日", ""),
    ("活动时间：2025年9月20日 14:00", ""),
    ("报名截止日期：2025-09-30", ""),
    ("2025年9月1日 星期一 下午三点半\n正文", "2025年9月1日 星期一 下午三点半"),
]


@pytest.mark.parametrize(("text", "wanted"), LABELS)
def test_the_day_of_publication_comes_first_and_the_day_of_an_event_is_none(text: str, wanted: str) -> None:
    assert printed_date(text) == wanted
