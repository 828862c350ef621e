"""The sheets of the ledger: every cell that a ledger says is read back as it was said."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from mingzhang.digest.article import Article, NewsSource, SourceKind
from mingzhang.digest.issue import CLASSES, Choice, Issue, IssueKind, ItemUrgency
from mingzhang.digest.ledger import DeskRow, DigestLedger, digest_workbook
from mingzhang.digest.ledger_sheets import ARTICLES, ISSUES, READINGS, SHEETS, SOURCES, TOPICS
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.digest.topics import TopicRule
from mingzhang.language.workbook.form import InputSheet
from tests.digest.test_bad_input import again

pytestmark = pytest.mark.usefixtures("few_rows")
DAY = date(2025, 9, 2)
RECORDS: list[tuple[InputSheet, type]] = [
    (SOURCES, NewsSource),
    (TOPICS, TopicRule),
    (ISSUES, Issue),
    (READINGS, IssueReading),
]
CHOSEN: list[tuple[InputSheet, str, list[str]]] = [
    (SOURCES, "kind", [each.value for each in SourceKind]),
    (TOPICS, "class_", list(CLASSES)),
    (ARTICLES, "choice", [each.value for each in Choice]),
    (ARTICLES, "urgency", [each.value for each in ItemUrgency]),
    (ISSUES, "kind", [each.value for each in IssueKind]),
    (READINGS, "kind", [each.value for each in ReadingKind]),
]


@pytest.mark.parametrize(("sheet", "record"), RECORDS)
def test_every_column_is_a_field_of_its_record(sheet: InputSheet, record: type) -> None:
    known = {each.name for each in fields(record)}
    assert {name for name, _ in sheet.fields} <= known


@pytest.mark.parametrize("sheet", SHEETS)
def test_heads_of_a_sheet_are_told_apart(sheet: InputSheet) -> None:
    heads = [column.head for _, column in sheet.fields]
    assert len(set(heads)) == len(heads) and all(heads)


@pytest.mark.parametrize(("sheet", "name", "wanted"), CHOSEN)
def test_a_choice_offers_what_the_digest_knows_and_nothing_else(
    sheet: InputSheet, name: str, wanted: list[str]
) -> None:
    assert list(sheet.column(name).choices) == wanted


@pytest.mark.parametrize("kind", sorted(SourceKind))
@pytest.mark.parametrize("fetch", [True, False])
def test_a_source_is_fetched_only_where_the_ledger_says_so(
    tmp_path: Path, kind: SourceKind, fetch: bool
) -> None:
    source = NewsSource("甲报", kind, "https://a.example/rss?x=1&y=2", fetch, "报纸")
    assert again(tmp_path, DigestLedger("某办", 2025, sources=[source])).sources == [source]


RULES = [
    TopicRule("水", some=("积水",)),
    TopicRule("水", ("东路", "西路"), ("积水", "内涝"), ("招聘",), ("甲街道",), ("区长", "局长"), CLASSES[5]),
    TopicRule("服务", must=("12345",)),
    TopicRule("服务", must=("=1+1",)),
]


@pytest.mark.parametrize("rule", RULES)
def test_a_topic_is_read_as_it_was_written(tmp_path: Path, rule: TopicRule) -> None:
    found = again(tmp_path, DigestLedger("某办", 2025, rules=[rule]))
    assert found.rules == [rule] and not found.problems


SENT = Issue(
    "RB-1", IssueKind.DAILY, 1, DAY, (), ("区长", "副区长"), "", DAY, "科长", DAY, "分管副主任", DAY, DAY
)
ISSUES_MADE = [
    replace(SENT, checked=None, checked_by="", signed=None, signed_by="", sent=None, filed=None),
    replace(SENT, signed=None, signed_by="", sent=None, filed=None),
    replace(SENT, sent=None, filed=None),
    replace(SENT, filed=None),
    SENT,
    replace(SENT, kind=IssueKind.TOPICAL, count=366, topic="汛期排水", readers=()),
]


@pytest.mark.parametrize("issue", ISSUES_MADE)
def test_an_issue_at_any_stage_is_read_as_it_was_written(tmp_path: Path, issue: Issue) -> None:
    found = again(tmp_path, DigestLedger("某办", 2025, issues={"RB-1": issue}))
    assert found.issues == {"RB-1": issue} and not found.problems


SKIPPED = [("checked", "审核日期"), ("signed", "签发日期"), ("sent", "报送日期")]


@pytest.mark.parametrize(("name", "head"), SKIPPED)
def test_a_step_that_was_left_out_is_told_and_the_issue_kept(tmp_path: Path, name: str, head: str) -> None:
    gone = replace(SENT, **{name: None})  # type: ignore[arg-type]
    found = again(tmp_path, DigestLedger("某办", 2025, issues={"RB-1": gone}))
    assert found.issues == {"RB-1": gone}
    assert any(f"没有填{head}" in str(each) for each in found.problems)


@pytest.mark.parametrize("kind", sorted(ReadingKind))
def test_a_reading_is_read_as_it_was_written_and_only_an_instruction_moves_its_issue(
    tmp_path: Path, kind: ReadingKind
) -> None:
    reading = IssueReading("RB-1", "区长", DAY, kind, "00001", "请办理", "DC-1")
    article = Article("00001", "东路积水", "已排除。", "甲报", DAY, DAY)
    held = replace(SENT, filed=None)
    ledger = DigestLedger(
        "某办", 2025, issues={"RB-1": held}, articles={"00001": article}, readings=[reading]
    )
    found = again(tmp_path, ledger)
    assert found.readings == [reading] and not found.problems
    assert found.issues["RB-1"].instructed is (kind is ReadingKind.INSTRUCTED)


def test_an_article_in_two_issues_of_two_kinds_stands_in_both(tmp_path: Path) -> None:
    article = Article("00001", "东路积水", "已排除。", "甲报", DAY, DAY)
    topical = replace(SENT, number="ZT-1", kind=IssueKind.TOPICAL)
    desk = DeskRow(
        Choice.TAKEN, ("RB-1", "ZT-1"), "东路积水排除", "已排除。", CLASSES[0], ItemUrgency.TOP, "水、路"
    )
    found = again(
        tmp_path,
        DigestLedger(
            "某办",
            2025,
            articles={"00001": article},
            desk={"00001": desk},
            issues={"RB-1": SENT, "ZT-1": topical},
        ),
    )
    assert not found.problems and found.desk == {"00001": desk}
    for issue in found.issues.values():
        (item,) = issue.items
        assert (item.heading, item.urgency, item.topic) == ("东路积水排除", ItemUrgency.TOP, "水")


def test_a_workbook_of_nothing_says_what_belongs_into_each_sheet() -> None:
    leaves = digest_workbook(DigestLedger()).leaves
    assert [leaf.name for leaf in leaves] == [sheet.name for sheet in SHEETS]
    assert digest_workbook(DigestLedger("某办")).title.startswith("某办")
