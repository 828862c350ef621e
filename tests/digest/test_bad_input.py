"""What people and programs send that nobody foresaw: unknown stays unknown, and nothing breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mingzhang.digest.article import Article, article_of
from mingzhang.digest.issue import Issue, IssueKind, ItemUrgency
from mingzhang.digest.ledger import DeskRow, DigestLedger, digest_workbook, item_of, read_digest
from mingzhang.digest.published import published
from mingzhang.digest.quota import Quota
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.digest.topics import TopicRule, faults, words
from mingzhang.facts.clipping import Clipping
from mingzhang.sheets import write_sheets

pytestmark = pytest.mark.usefixtures("few_rows")
TODAY = date(2025, 9, 2)

UNKNOWN_DAYS = [
    "二〇二五年十十月一日",
    "二〇二五年二十十月一日",
    "二〇二五年十三月一日",
    "二〇二五年二月三十日",
    "〇〇〇〇年一月一日",
    "0000-01-01",
    "2025-09-01 25:10",
    "2025-09-01 下午 10:75",
    "20251332",
    "1 Foo 2025 10:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:30:00-05:00",
]


@pytest.mark.parametrize("said", UNKNOWN_DAYS)
def test_a_day_that_cannot_be_is_unknown_and_told(said: str) -> None:
    made = published(said, TODAY)
    assert made.day is None and made.clock == "" and made.note.endswith("发布日期未知")


ZONES = [
    ("+23:99", "时区“+23:99”不认识"),
    ("+99:00", "时区“+99:00”不认识"),
    ("-2460", "时区“-2460”不认识"),
    ("QQ", "时区“QQ”不认识"),
]


@pytest.mark.parametrize(("zone", "note"), ZONES)
def test_a_zone_that_cannot_be_leaves_the_time_as_it_is_printed(zone: str, note: str) -> None:
    made = published(f"2025-09-01T10:00:00{'' if zone[0] in '+-' else ' '}{zone}", TODAY)
    assert made.day == date(2025, 9, 1) and made.clock == "10:00" and note in made.note


LAW_DAYS = [
    ("二〇二五年十月十日", date(2025, 10, 10)),
    ("二〇二五年十二月二十日", date(2025, 12, 20)),
    ("二〇二五年一月三十一日", date(2025, 1, 31)),
    ("二零二五年三月二十九日", date(2025, 3, 29)),
]


@pytest.mark.parametrize(("said", "day"), LAW_DAYS)
def test_numerals_are_read_up_to_thirty_one(said: str, day: date) -> None:
    assert published(said, date(2026, 1, 1)).day == day


@pytest.mark.parametrize("seed", range(4))
def test_any_line_at_all_ends_in_a_day_or_a_sentence(seed: int) -> None:
    draw = Random(seed)
    signs = "0123456789年月日时分-/.:TZ+ 一二十〇上下午ACSTGM２０"
    for _ in range(300):
        said = draw.choice(["", "2025-09-01T", "二〇二五年", "2025年9月"]) + "".join(
            draw.choice(signs) for _ in range(draw.randrange(16))
        )
        made = published(said, TODAY)
        assert (made.day is None) <= bool(made.note), said


def test_a_headline_made_of_the_text_is_one_line() -> None:
    made = article_of(Clipping(" ", "第一行\n第二行　第三行" + "长" * 60), "1", TODAY)
    assert "\n" not in made.title and made.title.startswith("第一行 第二行") and len(made.title) <= 30
    assert made.text.startswith("第一行\n第二行")


CONTRARY = [
    (TopicRule("甲", some=("APP",), never=("app",)), ["“APP”既要求含有又要求不含"]),
    (TopicRule("甲", must=("积水点",), never=("积水",)), ["“积水点”既要求含有又要求不含"]),
    (TopicRule("甲", must=("积水",), never=("积水点",)), []),
    (TopicRule("甲", must=("积水",), some=("积水",), never=("积水",)), ["“积水”既要求含有又要求不含"]),
    (TopicRule("甲", never=("招聘",)), ["没有任何词，会选中所有稿件"]),
    (TopicRule("甲", officials=("区长",)), []),
]


@pytest.mark.parametrize(("rule", "wanted"), CONTRARY)
def test_a_rule_that_can_take_nothing_or_takes_all_is_told(rule: TopicRule, wanted: list[str]) -> None:
    assert [why for _, why in faults([rule])] == wanted


@pytest.mark.parametrize("said", ["、", " ，；;", "、、\n", ""])
def test_a_list_of_marks_alone_has_no_words_and_spoils_no_item(said: str) -> None:
    assert words(said) == ()
    article = Article("1", "甲", "乙", "某报", TODAY)
    assert item_of(article, DeskRow(text="乙", topics=said)).topic == ""


def again(folder: Path, ledger: DigestLedger) -> DigestLedger:
    write_sheets(digest_workbook(ledger), folder / "台账.xlsx")
    return read_digest(folder / "台账.xlsx", {each.number: each.text for each in ledger.articles.values()})


DESKS = [
    DeskRow(urgency=ItemUrgency.URGENT),
    DeskRow(heading="只有标题"),
    DeskRow(text="第一段。第二段。"),
    DeskRow(text="第一段。\n第二段。\n\n第三段。"),
    DeskRow(class_="网民诉求", topics="水、路"),
]


@pytest.mark.parametrize("desk", DESKS)
def test_what_the_editor_began_is_kept_though_the_choice_is_open(tmp_path: Path, desk: DeskRow) -> None:
    article = Article("00001", "甲", "乙", "某报", TODAY, TODAY)
    ledger = DigestLedger("某办", 2025, articles={"00001": article}, desk={"00001": desk})
    found = again(tmp_path, ledger)
    assert not found.problems and found.desk == {"00001": desk}
    assert found.articles == {"00001": article}


@pytest.mark.parametrize("quota", [Quota(), Quota(0, 5), Quota(2, 2), Quota(7, 12)])
def test_a_plan_is_read_as_it_was_written(tmp_path: Path, quota: Quota) -> None:
    assert again(tmp_path, DigestLedger("某办", 2025, quota=quota)).quota == quota


SENT = Issue("RB-1", IssueKind.DAILY, 1, TODAY, readers=("区长",), sent=TODAY)
FAULTY = [
    ({"issues": {"RB-1": replace(SENT, count=0, sent=None)}}, "期数应从 1 起"),
    ({"issues": {"RB-1": SENT, "RB-2": replace(SENT, number="RB-2")}}, "期数与“RB-1”相同"),
    ({"rules": [TopicRule("水", some=("水",)), TopicRule("水", some=("雨",))]}, "主题重名"),
    ({"rules": [TopicRule("水", some=("水",), never=("水",))]}, "既要求含有又要求不含"),
    ({"quota": Quota(9, 2)}, "每日至多小于每日至少"),
]


@pytest.mark.parametrize(("spoilt", "wanted"), FAULTY)
def test_what_cannot_be_is_told_and_not_lost_in_silence(
    tmp_path: Path, spoilt: dict[str, Any], wanted: str
) -> None:
    said = [str(each) for each in again(tmp_path, DigestLedger("某办", 2025, **spoilt)).problems]
    assert any(wanted in each for each in said), said


def test_an_instruction_without_words_is_told_and_kept(tmp_path: Path) -> None:
    order = IssueReading("RB-1", "区长", TODAY, ReadingKind.INSTRUCTED)
    found = again(tmp_path, DigestLedger("某办", 2025, issues={"RB-1": SENT}, readings=[order]))
    assert any("批示没有写内容" in str(each) for each in found.problems)
    assert found.readings == [order] and found.issues["RB-1"].instructed


def test_a_ledger_of_nothing_has_its_usual_plan_and_name(tmp_path: Path) -> None:
    found = again(tmp_path, DigestLedger())
    assert (found.unit, found.year, found.quota) == ("", 0, Quota()) and not found.problems
    assert found == replace(found, name=DigestLedger().name, place=DigestLedger().place)
