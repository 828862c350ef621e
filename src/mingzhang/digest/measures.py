"""What the digest counts of itself, each number with its rows: actual values of the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mingzhang.digest.article import Article
from mingzhang.digest.issue import Issue
from mingzhang.digest.ledger import DigestLedger
from mingzhang.digest.quota import tally
from mingzhang.digest.reading import ReadingKind
from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure, counted

DIGESTS, ISSUES, INSTRUCTIONS, MATTERS = "报送摘编", "编发刊期", "获领导批示", "批示转督查"
REPEATS, A_DAY = "重复稿件归并", "每个工作日报送摘编"


def measures(ledger: DigestLedger, first: date, as_of: date) -> dict[str, LiveMeasure]:
    """Everything that is counted from ``first`` to ``as_of``, by name.

    >>> measures(DigestLedger(), date(2020, 1, 1), date(2020, 12, 31))["报送摘编"].text
    '0条'
    """
    sent = [each for each in ledger.issues.values() if each.sent and first <= each.sent <= as_of]
    items: list[tuple[str, ...]] = [
        (each.title, item.heading, _said(each.sent)) for each in sent for item in each.items
    ]
    readings = [each for each in ledger.readings if first <= each.day <= as_of]
    orders = [each for each in readings if each.kind is ReadingKind.INSTRUCTED]
    opened = [(each.issue, each.reader, each.matter) for each in orders if each.matter]
    doubled = [(each.number, each.group) for each in repeats(ledger.articles.values(), first, as_of)]
    rows: dict[str, tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = {
        DIGESTS: ("条", ("刊期", "标题", "报送日期"), items),
        ISSUES: ("期", ("刊期", "报送日期"), [(each.title, _said(each.sent)) for each in sent]),
        INSTRUCTIONS: ("次", ("刊号", "读者", "日期"), [(e.issue, e.reader, _said(e.day)) for e in orders]),
        MATTERS: ("件", ("刊号", "读者", "事项编号"), list(opened)),
        REPEATS: ("篇", ("稿件编号", "同稿首篇"), list(doubled)),
    }
    made = {name: counted(name, unit, as_of, heads, some) for name, (unit, heads, some) in rows.items()}
    whole = tally(ledger.issues.values(), first, as_of, ledger.quota)
    if whole.mean is not None:
        made[A_DAY] = replace(made[DIGESTS], name=A_DAY, number=whole.mean)
    return made


def repeats(articles: Iterable[Article], first: date, last: date) -> list[Article]:
    """The articles of some days that tell what an earlier one told."""
    return [each for each in articles if each.repeats and first <= each.got <= last]


def delays(issues: Iterable[Issue]) -> list[int]:
    """Days from the publication of each item to its issue, where the day is known."""
    found = [
        (each.sent - item.article.day).days
        for each in issues
        for item in each.items
        if each.sent and item.article.day
    ]
    return [days for days in found if days >= 0]


def digests_with_instruction(ledger: DigestLedger, first: date, last: date) -> set[tuple[str, str]]:
    """The items, by issue and article, on which a reader wrote; an issue marked as a whole counts once."""
    return {
        (each.issue, each.article)
        for each in ledger.readings
        if each.kind is ReadingKind.INSTRUCTED and first <= each.day <= last
    }


def _said(day: date | None) -> str:
    return day_words(day) if day else ""
