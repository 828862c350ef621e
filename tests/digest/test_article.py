"""An article as it was taken in."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from mingzhang.digest.article import Article, article_of, fingerprint, numbers
from mingzhang.facts.clipping import Clipping

GOT = date(2025, 9, 2)


SOURCE_NEWS = [
    (Clipping("甲", "乙", source="某报"), "来源表", "文件夹", "某报"),
    (Clipping("甲", "乙"), "来源表", "文件夹", "来源表"),
    (Clipping("甲", "乙"), "", "文件夹", "文件夹"),
    (Clipping("甲", "乙"), "", "", "（未写明来源）"),
]


@pytest.mark.parametrize(("clipping", "listed", "place", "wanted"), SOURCE_NEWS)
def test_a_source_is_what_the_news_says_then_what_the_office_says(
    clipping: Clipping, listed: str, place: str, wanted: str
) -> None:
    assert article_of(clipping, "1", GOT, "", listed, place).source == wanted


def test_what_was_told_of_reading_and_of_its_date_stays_with_it() -> None:
    made = article_of(Clipping("", "没有标题的一条消息", dated="9月1日", notes=("请核对正文。",)), "1", GOT)
    assert made.title == "没有标题的一条消息" and made.day is None
    assert made.notes == ("请核对正文。", "日期“9月1日”没有年份，发布日期未知")


def test_a_group_is_named_by_its_first_article() -> None:
    alone = Article("1", "甲", "乙", "某报", GOT)
    first = Article("1", "甲", "乙", "某报", GOT, first="1")
    later = Article("2", "甲", "乙", "某报", GOT, first="1")
    assert [each.group for each in (alone, first, later)] == ["1", "1", "1"]
    assert [each.repeats for each in (alone, first, later)] == [False, False, True]


def test_numbers_go_on_and_hashes_are_of_bytes() -> None:
    assert list(islice(numbers(99_998), 3)) == ["99999", "100000", "100001"]
    assert fingerprint(b"a") != fingerprint(b"b") and len(fingerprint(b"a")) == 64
