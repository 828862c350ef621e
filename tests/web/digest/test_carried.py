"""Rows as what the digest calculates with: nothing is added, and nothing that was written is left behind."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.digest.issue import CLASSES, IssueKind, ItemUrgency
from mingzhang.digest.reading import ReadingKind
from mingzhang.web.digest.carried import (
    article_from,
    first_day,
    issue_from,
    item_from,
    ledger_from,
    reading_from,
    rules_of,
    whole,
)
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskReading, DeskTopic
from mingzhang.web.digest.pages import paper_of, quota_of
from tests.web.conftest import DAY, District
from tests.web.digest.objects import STORY, article, draft


def test_an_article_carries_its_words_its_days_and_its_notes(district: District) -> None:
    row = article(district.region)
    row.address, row.notes, row.day = "https://a.example/1", ["请核对日期。"], None
    made = article_from(row)
    assert (made.number, made.title, made.text, made.source) == (str(row.pk), "东路积水", STORY, "甲报")
    assert (made.day, made.got, made.address) == (None, DAY, "https://a.example/1")
    assert made.notes == ("请核对日期。",) and made.group == made.number and not made.repeats


ITEMS = [
    ({}, ("东路积水", CLASSES[0], ItemUrgency.USUAL)),
    ({"heading": "两小时排除"}, ("两小时排除", CLASSES[0], ItemUrgency.USUAL)),
    ({"class_name": CLASSES[5], "urgency": "特急"}, ("东路积水", CLASSES[5], ItemUrgency.TOP)),
]


@pytest.mark.parametrize(("said", "wanted"), ITEMS)
def test_an_item_is_what_the_editor_made_and_else_what_came(
    district: District, said: dict[str, str], wanted: tuple[str, str, ItemUrgency]
) -> None:
    row = article(district.region)
    for name, value in said.items():
        setattr(row, name, value)
    made = item_from(row)
    assert (made.heading, made.class_, made.urgency) == wanted and made.text == row.short


@pytest.mark.parametrize("kind", sorted(ReadingKind))
def test_a_reading_carries_what_was_said_and_only_an_instruction_marks_its_issue(
    district: District, kind: ReadingKind
) -> None:
    row = article(district.region)
    issue = draft(district.region, "日报", row)
    DeskIssue.objects.filter(pk=issue.pk).update(checked=DAY, signed=DAY, sent=DAY)
    said = DeskReading.objects.create(
        issue=issue, article=row, reader="区长", day=DAY, kind=kind, text="请办理", matter="DC-1"
    )
    made = reading_from(said)
    assert (made.issue, made.article, made.reader) == (str(issue.pk), str(row.pk), "区长")
    assert (made.kind, made.text, made.matter) == (kind, "请办理", "DC-1") and not made.waits
    carried = issue_from(whole(DeskIssue.objects.filter(pk=issue.pk)).get())
    assert carried.instructed is (kind is ReadingKind.INSTRUCTED)
    said.article = None
    assert reading_from(said).article == ""


@pytest.mark.parametrize("kind", sorted(IssueKind))
def test_an_issue_is_printed_with_its_number_its_readers_and_its_items(
    district: District, kind: IssueKind
) -> None:
    rows = [article(district.region, f"第{at}件事") for at in range(3)]
    issue = whole(DeskIssue.objects.filter(pk=draft(district.region, kind, *rows).pk)).get()
    paper = paper_of(issue)
    said = [paragraph.text for paragraph in paper.report().paragraphs()]
    assert f"{kind}第1期（送审稿，尚未签发）" in said and "报：区长、督查室" in said
    assert [sum(row.title in line for line in said) for row in rows] == [2, 2, 2]
    assert paper.unit == district.region.name and paper.year == DAY.year


def test_a_repeat_is_counted_as_one_in_the_ledger_of_the_year(district: District) -> None:
    first, copy = article(district.region), article(district.region, "雨夜排水")
    DeskArticle.objects.filter(pk=copy.pk).update(first=first)
    found = ledger_from(district.region, DAY.year).articles
    assert [each.number for each in found.values() if each.repeats] == [str(copy.pk)]
    counts = {each.name: each.text for each in quota_of(district.region, DAY)["measures"]}
    assert counts["重复稿件归并"] == "1篇" and counts["报送摘编"] == "0条"


def test_rules_come_in_the_order_in_which_they_were_made(district: District) -> None:
    for name in ("水", "路", "电"):
        DeskTopic.objects.create(organisation=district.region, name=name, some=f"{name}，{name}网")
    found = rules_of(district.region)
    assert [(each.name, each.some) for each in found] == [(n, (n, f"{n}网")) for n in ("水", "路", "电")]
    assert rules_of(district.other_region) == []


def test_counts_of_the_first_day_are_of_that_day_alone(district: District) -> None:
    issue = draft(district.region, "日报", article(district.region))
    day = date(2026, 1, 5)
    DeskIssue.objects.filter(pk=issue.pk).update(day=day, checked=day, signed=day, sent=day)
    assert first_day(2026) == date(2026, 1, 1)
    assert [quota_of(district.region, date(2026, 1, at))["whole"].sent for at in (1, 4, 5, 6)] == [0, 0, 1, 1]
    assert [quota_of(district.region, date(2026, 1, at))["today"].sent for at in (4, 5, 6)] == [0, 1, 0]
