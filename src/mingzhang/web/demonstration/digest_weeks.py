"""Made-up weeks at the desk of the digest: an issue on every working day, sent, read and filed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mingzhang.digest.issue import IssueKind
from mingzhang.facts.days import day_words
from mingzhang.web.digest import moves
from mingzhang.web.digest.models import DeskArticle, DeskIssue
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import standing_on
from mingzhang.working_days import is_working_day

READERS = "区长、分管副区长、督查室"
_A_DAY = 4  # digests
_COPIED = 7  # every so many pieces of news come a second time, from another source
_INSTRUCTED = 6  # every so many issues a reader writes on one
_FILED_AFTER = 5  # issues
_PLACES = ("东湖", "西园", "南桥", "北坡", "清河", "永安", "白塔", "青山", "金泉", "宁塘", "古渡")
_SOURCES = ("甲地日报", "区融媒体", "乙地晚报", "丙地新闻网", "行业报")
#: Title and text; every piece takes a place and three figures.
_STORIES = (
    ("{place}街道积水点改造完工", "{day}，{place}街道{a}处积水点改造完工，新建雨水管{b}米。区水务局介绍，上次降雨积水{c}分钟内排完。"),
    ("{place}老旧小区加装电梯开工", "{place}街道{a}部加装电梯{day}开工，惠及居民{b}户。住建委表示，每部电梯工期不超过{c}天，进度逐栋公布。"),
    ("{place}新增学位公布", "教委{day}公布，{place}片区秋季新增学位{b}个，扩建学校{a}所。家长可以网上核验材料，平均少跑{c}分钟的路。"),
    ("{place}推行一件事一次办", "{place}街道政务大厅{day}起把{a}个事项并为一件事一次办，材料由{b}份减到{a}份，平均用时{c}分钟。"),
    ("{place}社区食堂扩建", "{place}街道社区食堂{day}扩建后重新开放，座位由{a}个增加到{b}个，老人用餐排队时间不超过{c}分钟。"),
    ("{place}路灯报修情况公布", "城管委{day}公布{place}街道路灯报修情况：受理{b}件，当天修复率排全区第{a}，平均到场用时{c}分钟。停水停电也可一并报修。"),
    ("{place}接诉即办按周调度", "{place}街道{day}起按周调度接诉即办，上周受理{b}件，{a}个高频问题列入专项治理，平均响应{c}分钟。"),
)  # fmt: skip
Told = tuple[dict[str, str], None]


def lay_weeks(region: Organisation, editor: Person, leader: Person, last: date, days: int) -> None:
    """The working days before a day, each with its news and its issue; one in two weeks is on a topic."""
    sent: list[DeskIssue] = []
    for number, day in enumerate(_worked(last, days)):
        with standing_on(day):
            rows = moves.take_in(region, editor, list(_news(number, day)))
            chosen = [row for row in rows if row.choice][:_A_DAY]
            sent.append(
                _sent(moves.begin(region, editor, IssueKind.DAILY, "", READERS), chosen, editor, leader)
            )
            if number % 10 == 9:
                topical = moves.begin(region, editor, IssueKind.TOPICAL, chosen[0].topics[:60], READERS)
                _sent(topical, chosen[:2], editor, leader)
            _read(sent[-1], chosen[-1], editor, number)
            if number >= _FILED_AFTER:
                moves.step(sent[number - _FILED_AFTER], "归档", editor)


def _worked(last: date, days: int) -> list[date]:
    """So many working days that end before a day; Monday to Friday where the calendar is not published.

    >>> [day.day for day in _worked(date(2020, 10, 10), 3)]
    [29, 30, 9]
    """
    found: list[date] = []
    while len(found) < days:
        last -= timedelta(days=1)
        works = is_working_day(last)
        if works or (works is None and last.weekday() < 5):
            found.append(last)
    return found[::-1]


def _news(number: int, day: date) -> Iterator[Told]:
    """The news of a working day: another place and other figures each time, now and then a copy."""
    for turn in range(_A_DAY + 1):
        at = number * (_A_DAY + 1) + turn
        title, text = _STORIES[at % len(_STORIES)]
        said = {"place": _PLACES[at % len(_PLACES)], "day": f"{day.month}月{day.day}日"}
        said |= {"a": str(3 + at % 17), "b": str(120 + 13 * at), "c": str(5 + 7 * at % 50)}
        made = {"title": title.format(**said), "text": text.format(**said), "dated": day_words(day)}
        yield made | {"source": _SOURCES[at % 5]}, None
        if at % _COPIED == 0:
            copied = {
                "title": f"快讯：{made['title']}",
                "text": f"{_SOURCES[(at + 1) % 5]}讯，{made['text']}",
            }
            yield made | copied | {"source": _SOURCES[(at + 1) % 5]}, None


def _sent(issue: DeskIssue, chosen: list[DeskArticle], editor: Person, leader: Person) -> DeskIssue:
    """An issue with these articles on its way to its readers."""
    for row in chosen:
        moves.put(issue, row, editor)
    for step, who in (("送审", editor), ("签发", leader), ("报送", editor)):
        moves.step(issue, step, who)
    return issue


def _read(issue: DeskIssue, row: DeskArticle, editor: Person, number: int) -> None:
    """What the first reader made of an issue: seen, or now and then an instruction on one article."""
    blank = {"reader": "区长", "day": issue.day, "kind": "圈阅", "article": None, "text": "", "matter": ""}
    if number % _INSTRUCTED == 2:
        blank |= {"kind": "批示", "article": row, "text": "请有关单位研究推广，有关情况报我。"}
    moves.read(issue, editor, blank)
