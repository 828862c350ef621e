"""A made-up year at the desk of the digest: invented news in, chosen by topic, sent every working day, counted.

``python -m examples.digest`` prints the counts of 2020; with a folder the year's issues are written there too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from examples.news import InventedNews, NewsMaker
from mingzhang.digest.article import Article, NewsSource, SourceKind
from mingzhang.digest.issue import (
    CLASSES,
    DigestItem,
    Issue,
    IssueKind,
    IssueStep,
    ItemUrgency,
    moved,
    with_items,
)
from mingzhang.digest.ledger import DeskRow, DigestLedger
from mingzhang.digest.measures import measures
from mingzhang.digest.papers import issue_paper, statistics
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.digest.same_story import placed
from mingzhang.digest.shorten import shortened
from mingzhang.digest.topics import TopicRule, matches
from mingzhang.working_days import is_working_day
from mingzhang.writers.publish import write_set

SEED, YEAR = 2020, 2020
READERS = ("区长", "分管副区长", "督查室")
RULES = [
    TopicRule("城市运行", some=("积水", "信号灯", "大货车"), class_="风险提示"),
    TopicRule("民生实事", some=("老旧小区", "学位", "社区食堂"), class_="网民诉求"),
    TopicRule("外地做法", must=("一件事一次办",), class_="外地经验"),
    TopicRule("基层治理", some=("接诉即办", "志愿服务", "垃圾分类"), class_="本地动态"),
    TopicRule("经济数据", some=("工业增加值", "固定资产投资"), never=("招聘",), class_="领导参阅"),
]
SOURCES = [
    NewsSource("甲地日报", SourceKind.FEED, "https://paper.example/rss.xml", topic="本地"),
    NewsSource("丙地新闻网", SourceKind.PAGE, "https://news.example/", topic="本地"),
    NewsSource("区融媒体", SourceKind.MAIL, topic="本地"),
]


def made_year(year: int = YEAR, days: int = 366, a_day: int = 26, seed: int = SEED) -> DigestLedger:
    """The ledger of the first ``days`` of a year: news of every day, an issue on each that is worked.

    >>> ledger = made_year(days=9, a_day=12)
    >>> [(each.title, each.stage.value) for each in ledger.issues.values()][0]
    ('日报第1期', '归档')
    """
    news = sorted(NewsMaker(seed, date(year, 1, 1), days).news(days * a_day), key=lambda each: each.day)
    ledger = DigestLedger("某区政府办公室", year, sources=list(SOURCES), rules=list(RULES))
    group = dict(placed((each.number, each.title, each.text) for each in news))
    by: dict[date, list[Article]] = {}
    for each in news:
        article = _article(each, group[each.number])
        ledger.articles[article.number] = article
        by.setdefault(article.got, []).append(article)
    waiting: list[Article] = []
    draw = Random(seed)
    for at in range(days):
        day = date(year, 1, 1) + timedelta(days=at)
        waiting += [each for each in by.get(day, []) if not each.repeats]
        if is_working_day(day):
            waiting = _send(ledger, day, waiting, draw)
    return ledger


def _article(each: InventedNews, first: str) -> Article:
    address = f"https://news.example/{each.number}"
    return Article(
        each.number, each.title, each.text, each.source, each.day, each.day, address=address, first=first
    )


def _send(ledger: DigestLedger, day: date, waiting: list[Article], draw: Random) -> list[Article]:
    """The issue of a day from what waits: eight to twelve items that rules take; returns what still waits."""
    found = [(matches(RULES, each.title, each.text), each) for each in waiting]
    chosen = sorted((pair for pair in found if pair[0]), key=lambda pair: (-pair[0][0].score, pair[1].number))
    items = list[DigestItem]()
    for match, article in chosen[: draw.randint(8, 12)]:
        words = [word for rule in RULES for word in rule.some]
        text, class_ = shortened(article.text, words, 160), match[0].class_ or CLASSES[0]
        urgency = ItemUrgency.URGENT if class_ == "风险提示" else ItemUrgency.USUAL
        items.append(DigestItem(article, article.title, text, class_, urgency, match[0].topic))
        ledger.desk[article.number] = DeskRow(
            issues=(f"RB-{day:%m%d}",), heading=article.title, text=text, class_=class_
        )
    if not items:
        return waiting
    count = len(ledger.issues) + 1
    issue = with_items(Issue(f"RB-{day:%m%d}", IssueKind.DAILY, count, day, readers=READERS), items, [])
    for step, by in (
        (IssueStep.HAND_IN, "信息科负责人"),
        (IssueStep.SIGN, "分管副主任"),
        (IssueStep.SEND, ""),
    ):
        issue = moved(issue, step, day, by)
    for reading in _read(issue, day, draw):
        ledger.readings.append(reading)
        issue = replace(issue, instructed=issue.instructed or reading.kind is ReadingKind.INSTRUCTED)
    ledger.issues[issue.number] = moved(issue, IssueStep.FILE, day + timedelta(days=7))
    # What is older than three days is no news any more.
    left = {item.article.number for item in items}
    return [each for each in waiting if each.number not in left and (day - each.got).days < 3]


def _read(issue: Issue, day: date, draw: Random) -> Iterator[IssueReading]:
    yield IssueReading(issue.number, READERS[0], day, ReadingKind.SEEN)
    if draw.random() < 0.12:
        item = draw.choice(issue.items)
        text, number = f"请有关单位办理“{item.heading}”所反映的问题并报结果。", f"DC-{issue.count:03}"
        yield IssueReading(
            issue.number,
            READERS[1],
            day + timedelta(days=1),
            ReadingKind.INSTRUCTED,
            item.article.number,
            text,
            number,
        )


def main() -> None:
    """Print the counts of the year; write issues of one week and the statistics where a folder is given."""
    ledger = made_year()
    last = date(YEAR, 12, 31)
    for measure in measures(ledger, date(YEAR, 1, 1), last).values():
        print(measure.sentence)
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for issue in list(ledger.issues.values())[:5]:
            paper = issue_paper(issue, ledger.unit, ledger.name, YEAR)
            write_set(paper, folder, ("docx", "pdf", "html"), True, issue.number)
        write_set(statistics(ledger, last), folder, ("docx", "pdf"), True, "摘编工作统计")


if __name__ == "__main__":
    main()
