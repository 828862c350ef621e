"""What the digest counts, and the matter that an instruction opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingzhang.digest.article import Article
from mingzhang.digest.issue import DigestItem, Issue, IssueKind
from mingzhang.digest.ledger import DigestLedger
from mingzhang.digest.measures import delays, digests_with_instruction, measures, repeats
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.supervision.matter import Act, Event, MatterStage
from mingzhang.supervision.register import MatterRegister
from mingzhang.work.digests import matter_of

DAY = date(2026, 9, 1)
ARTICLES = [
    Article("1", "积水", "已排除。", "甲报", DAY, date(2026, 8, 30)),
    Article("2", "积水又一报", "已排除。", "乙报", DAY, DAY, first="1"),
    Article("3", "学位", "新增。", "丙报", DAY),
]
ITEMS = tuple(DigestItem(each, each.title, each.text) for each in (ARTICLES[0], ARTICLES[2]))
ISSUE = Issue("RB-1", IssueKind.DAILY, 1, DAY, ITEMS, ("区长",), sent=DAY)
ORDER = IssueReading("RB-1", "区长", DAY, ReadingKind.INSTRUCTED, "1", "请水务局办理")
READINGS = [
    ORDER,
    replace(ORDER, reader="副区长"),
    replace(ORDER, article="3", matter="DC-9"),
    IssueReading("RB-1", "区长", DAY, ReadingKind.SEEN),
    replace(ORDER, day=date(2027, 1, 5)),
]


def ledger() -> DigestLedger:
    return DigestLedger(
        "某办",
        2026,
        articles={each.number: each for each in ARTICLES},
        issues={ISSUE.number: ISSUE, "RB-2": replace(ISSUE, number="RB-2", count=2, sent=None)},
        readings=list(READINGS),
    )


NUMBER_ROWS = [
    ("报送摘编", "2条", 2),
    ("编发刊期", "1期", 1),
    ("获领导批示", "3次", 3),
    ("批示转督查", "1件", 1),
    ("重复稿件归并", "1篇", 1),
]


@pytest.mark.parametrize(("name", "text", "rows"), NUMBER_ROWS)
def test_every_number_is_its_rows(name: str, text: str, rows: int) -> None:
    made = measures(ledger(), date(2026, 1, 1), date(2026, 12, 31))[name]
    assert (made.text, len(made.rows)) == (text, rows) and made.sentence.startswith(name)


def test_only_what_had_happened_by_the_day_is_counted() -> None:
    made = measures(ledger(), date(2026, 1, 1), date(2026, 8, 31))
    assert all(not each.rows for each in made.values())


def test_an_item_that_two_readers_marked_is_one_item() -> None:
    assert digests_with_instruction(ledger(), DAY, DAY) == {("RB-1", "1"), ("RB-1", "3")}


def test_delays_are_of_items_whose_day_is_known() -> None:
    assert delays([ISSUE]) == [2] and [each.number for each in repeats(ARTICLES, DAY, DAY)] == ["2"]


def test_an_instruction_waits_until_its_matter_is_opened_and_the_register_takes_it() -> None:
    assert [each.waits for each in READINGS] == [True, True, False, False, True]
    register = MatterRegister()
    matter = matter_of(ORDER, ISSUE, "DC-7")
    register.enter(matter)
    register.record(Event("DC-7", DAY, Act.PROPOSE, text="请水务局办理"))
    register.record(Event("DC-7", DAY, Act.OPEN, by="分管副主任"))
    assert register.courses["DC-7"].stage is MatterStage.OPENED
    assert matter.basis == "日报第1期（RB-1）“积水”" and matter.quarter == 3
