"""A store on disk on its bad days: what is there stays as it is, and one sentence says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mingzhang.digest.article import Article, NewsSource
from mingzhang.digest.issue import Choice, DigestItem, Issue, IssueKind
from mingzhang.digest.ledger import DigestLedger
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.digest.topics import TopicRule
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.digests import (
    COPIES,
    LEDGER,
    TEXTS,
    OpenDigestError,
    collect,
    new_store,
    open_store,
    papers,
    proposed,
    store_text,
    take_in,
    write_issues,
)
from mingzhang.writers.written import UnwritableError

pytestmark = pytest.mark.usefixtures("few_rows")
DAY = date(2024, 9, 2)
STORY = "昨夜大雨，东路与西路交口积水约三十厘米，排水队两小时排除，交通恢复正常，居民表示满意。"
RULE = TopicRule("城市运行", some=("积水",), class_="风险提示")


def news(folder: Path, name: str, title: str, text: str = STORY) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n来源：甲报 2024年9月1日\n{text}", encoding="utf-8")
    return path


def kept(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_store_is_not_made_over_another(tmp_path: Path) -> None:
    new_store(tmp_path / "库")
    collect(tmp_path / "库", [news(tmp_path, "甲.txt", "东路积水")], DAY)
    before = kept(tmp_path / "库")
    with pytest.raises(UnwritableError, match="已有摘编台账"):
        new_store(tmp_path / "库")
    assert kept(tmp_path / "库") == before
    new_store(tmp_path / "库", force=True)
    assert not open_store(tmp_path / "库").articles and (tmp_path / "库" / TEXTS / "00001.txt").is_file()


def test_a_text_that_is_none_is_told_by_its_name_and_nothing_is_written(tmp_path: Path) -> None:
    store = tmp_path / "库"
    new_store(store)
    collect(store, [news(tmp_path, "甲.txt", "东路积水")], DAY)
    (store / TEXTS / "00001.txt").write_bytes("积水".encode("gb18030"))
    before = kept(store)
    for doing in (open_store, lambda at: collect(at, [news(tmp_path, "乙.txt", "开学")], DAY)):
        with pytest.raises(UnreadableError, match=r"00001\.txt：.*不是 UTF-8"):
            doing(store)
    assert kept(store) == before


def test_files_that_all_fail_leave_the_store_as_it_is(tmp_path: Path) -> None:
    store = tmp_path / "库"
    new_store(store)
    before = kept(store)
    (tmp_path / "坏.xml").write_text("不是", encoding="utf-8")
    made = collect(store, [tmp_path / "坏.xml", tmp_path / "没有.html"], DAY)
    assert not made.new and len(made.refused) == 2 and "没有.html" in made.refused[1]
    assert kept(store) == before and not collect(store, [], DAY).refused


def test_folders_are_walked_in_order_and_hidden_files_left_alone(tmp_path: Path) -> None:
    given = tmp_path / "来稿"
    news(given, "二/乙.txt", "甲学校开学", "甲学校昨天举行开学典礼，八百名新生参加，校长致辞，全体合影。")
    news(given, "一/甲.txt", "东路积水")
    news(given, ".暂存.txt", "看不见")
    ledger = DigestLedger()
    made, beside = take_in(ledger, [given], DAY)
    assert [each.number for each in made.new] == ["00001", "00002"] and not made.refused
    assert {each.title for each in made.new} == {"东路积水", "甲学校开学"}
    assert sorted(name.split("/")[0] for name in beside) == [COPIES, COPIES, TEXTS, TEXTS]
    assert list(ledger.desk) == list(ledger.articles) == ["00001", "00002"]


def test_a_story_that_was_told_long_ago_is_told_anew(tmp_path: Path) -> None:
    path = news(tmp_path, "甲.txt", "雨夜排水", f"本报讯 {STORY}")
    for ago, first in ((date(2024, 7, 4), "00001"), (date(2024, 7, 3), "00002")):
        old = Article("00001", "东路积水", STORY, "乙报", ago)
        (made,) = take_in(DigestLedger(articles={"00001": old}), [path], DAY)[0].new
        assert (made.number, made.group) == ("00002", first)


def test_numbers_go_on_after_the_last_whatever_else_is_called_a_number(tmp_path: Path) -> None:
    held = {each: Article(each, each, each, "乙报", DAY) for each in ("00007", "旧-99", "²")}
    (made,) = take_in(DigestLedger(articles=held), [news(tmp_path, "甲.txt", "东路积水")], DAY)[0].new
    assert made.number == "00008"


def test_what_is_proposed_follows_from_rules_and_never_for_a_repeat() -> None:
    article = Article("00002", "东路积水", STORY, "甲报", DAY)
    ledger = DigestLedger(rules=[TopicRule("交通", some=("交通",)), RULE])
    made = proposed(ledger, article)
    assert (made.choice, made.class_, made.topics) == (
        Choice.SPARE,
        "风险提示",
        "城市运行、交通",
    ) and made.text
    again = proposed(ledger, replace(article, first="00001"))
    assert (again.choice, again.text, again.topics) == (None, "", "城市运行、交通")
    assert proposed(DigestLedger(), article).choice is None


def test_an_issue_that_is_not_there_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    new_store(tmp_path / "库")
    with pytest.raises(OpenDigestError, match="刊期表里没有“RB-8、RB-9”，没有写刊期"):
        write_issues(tmp_path / "库", tmp_path / "出", DAY, ["RB-8", "RB-9"])
    assert not (tmp_path / "出").exists() and list(kept(tmp_path / "库")) == [LEDGER]


def issue(count: int, day: date) -> Issue:
    article = Article(f"{count:05}", "东路积水", STORY, "甲报", day, day)
    item = DigestItem(article, "东路积水", "已排除。")
    return Issue(f"RB-{count}", IssueKind.DAILY, count, day, (item,), ("区长",), sent=day)


def test_papers_are_named_by_their_issue_and_one_without_a_usable_number_has_a_name() -> None:
    odd = replace(issue(3, DAY), number="../")
    found = papers(DigestLedger("某办", 2024), [issue(1, DAY), odd], DAY)
    assert [name for _, name in found] == ["RB-1", "刊期", "摘编工作统计"]
    assert [paper.title for paper, _ in found][-1] == "2024年摘编工作统计"


def test_how_a_store_stands_ends_with_its_year() -> None:
    sent = [issue(1, DAY), issue(2, date(2025, 1, 2))]
    order = IssueReading("RB-1", "区长", DAY, ReadingKind.INSTRUCTED, text="请办理")
    ledger = DigestLedger(
        "某办",
        2024,
        sources=[NewsSource("甲报")],
        issues={each.number: each for each in sent},
        readings=[order, replace(order, matter="DC-1", text="请研究")],
    )
    said = store_text(ledger, date(2026, 6, 30))
    assert said == store_text(ledger, date(2024, 12, 31))
    assert "报送摘编1条（截至2024年12月31日" in said and "获领导批示2次" in said
    assert said.endswith("批示还没有立项：RB-1 区长“请办理”。") and "请研究" not in said
