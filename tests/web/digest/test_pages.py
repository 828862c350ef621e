"""What the pages show: lists within one's office, steps that one may make, documents by name."""

from __future__ import annotations

from datetime import date, timedelta

from mingzhang.web.digest.carried import article_from, item_from, rule_from, whole
from mingzhang.web.digest.forms import ReadingForm, TopicForm
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskTopic
from mingzhang.web.digest.pages import (
    articles_of,
    drafts_of,
    issues_of,
    offered,
    paper_of,
    quota_of,
    statistics_of,
)
from mingzhang.web.people.models import Role
from mingzhang.web.shared.printing import printed
from tests.web.conftest import DAY, District
from tests.web.digest.objects import article, draft


def test_lists_end_at_ones_own_office(district: District) -> None:
    own, foreign = article(district.region), article(district.other_region)
    mine, theirs = draft(district.region, "日报", own), draft(district.other_region, "日报", foreign)
    assert list(articles_of(district.region, {})) == [own]
    assert list(issues_of(district.region, None)) == [mine] and list(
        issues_of(district.other_region, "9")
    ) == [theirs]
    assert list(drafts_of(own)) == [mine]
    DeskIssue.objects.filter(pk=mine.pk).update(checked=DAY)
    assert not drafts_of(own).exists() and not own.editable


def test_each_is_offered_the_steps_that_are_theirs(district: District) -> None:
    issue = whole(
        DeskIssue.objects.filter(pk=draft(district.region, "日报", article(district.region)).pk)
    ).get()
    editor, leader = district.person(Role.EDITOR), district.person(Role.LEADER)
    assert offered(issue, editor) == ["送审"] and offered(issue, leader) == []
    issue.checked = DAY
    assert offered(issue, editor) == [] and offered(issue, leader) == ["退回", "签发"]
    issue.signed = DAY
    assert offered(issue, editor) == ["报送"] and offered(issue, leader) == []


def test_rows_become_what_the_digest_calculates_with(district: District) -> None:
    first, copy = article(district.region), article(district.region, "雨夜排水")
    DeskArticle.objects.filter(pk=copy.pk).update(first=first)
    copy.refresh_from_db()
    assert article_from(copy).group == article_from(first).number and article_from(copy).repeats
    made = item_from(first)
    assert (made.heading, made.class_, made.topic) == (first.title, "本地动态", "城市运行")
    rule = rule_from(DeskTopic(name="水", must="东路", some="积水、内涝", officials="区长"))
    assert (rule.must, rule.some, rule.officials, rule.never) == (("东路",), ("积水", "内涝"), ("区长",), ())


def test_the_counts_are_of_the_day_and_the_year(district: District) -> None:
    for at, count in ((DAY, 4), (DAY - timedelta(days=3), 2)):
        rows = [article(district.region, f"{at:%d}第{n}件") for n in range(count)]
        issue = draft(district.region, "日报", *rows)
        DeskIssue.objects.filter(pk=issue.pk).update(checked=at, signed=at, sent=at)
    made = quota_of(district.region, DAY)
    assert (made["today"].sent, made["whole"].sent, made["whole"].met) == (4, 6, 1)
    assert made["whole"].days == 48 and made["measures"][0].text == "6条"
    assert quota_of(district.region, date(2025, 12, 31))["whole"].sent == 0
    assert "摘编工作统计" in statistics_of(district.region, DAY).title


def test_a_document_is_named_and_an_unknown_format_is_word(district: District) -> None:
    issue = draft(district.region, "专报", article(district.region))
    data, name = printed(paper_of(whole(DeskIssue.objects.filter(pk=issue.pk)).get()), "没有", "某期")
    assert name == "某期.docx" and data.startswith(b"PK")


def test_forms_tell_what_is_wrong(district: District) -> None:
    issue = draft(district.region, "日报", article(district.region))
    other = article(district.region, "不在这一期")
    said = {"reader": "区长", "day": "2026年3月16日", "kind": "圈阅"}
    assert ReadingForm(said, issue=issue).is_valid()
    assert "article" in ReadingForm(said | {"article": str(other.pk)}, issue=issue).errors
    assert not TopicForm({"name": "水", "some": "积水", "never": "积水"}, instance=DeskTopic()).is_valid()
