"""The forms of the digest: what each takes, and the sentence for what it does not."""

from __future__ import annotations

import pytest

from mingzhang.digest.issue import CLASSES, Choice, IssueKind, ItemUrgency
from mingzhang.web.digest.forms import ArticleForm, DeskIntakeForm, IssueForm, ReadingForm, TopicForm
from mingzhang.web.digest.models import DeskTopic
from tests.web.conftest import District
from tests.web.digest.objects import article, draft

EDIT = {
    "choice": Choice.TAKEN.value,
    "heading": "东路积水排除",
    "short": "已排除。",
    "class_name": CLASSES[0],
    "urgency": ItemUrgency.URGENT.value,
    "edition": "1",
}
WRONG_EDITS = [
    ("choice", "也许"),
    ("class_name", "没有的类别"),
    ("urgency", "很急"),
    ("urgency", ""),
    ("heading", "长" * 121),
    ("edition", ""),
    ("edition", "第一版"),
]


@pytest.mark.parametrize(("name", "value"), WRONG_EDITS)
def test_an_edit_outside_the_lists_is_told_at_its_field(district: District, name: str, value: str) -> None:
    row = article(district.region)
    assert ArticleForm(EDIT, instance=row).is_valid()
    assert list(ArticleForm(EDIT | {name: value}, instance=row).errors) == [name]


@pytest.mark.parametrize("name", ["choice", "heading", "short", "class_name"])
def test_what_the_editor_leaves_open_may_stay_open(district: District, name: str) -> None:
    assert ArticleForm(EDIT | {name: ""}, instance=article(district.region)).is_valid()


@pytest.mark.parametrize("kind", sorted(IssueKind))
def test_every_kind_of_issue_can_be_begun(kind: IssueKind) -> None:
    assert IssueForm({"kind": kind, "topic": "", "readers": "区长"}).is_valid()


WRONG_ISSUES = [
    ({"kind": "周报"}, "kind"),
    ({"kind": ""}, "kind"),
    ({"readers": " "}, "readers"),
    ({"readers": "长" * 301}, "readers"),
    ({"topic": "长" * 61}, "topic"),
]


@pytest.mark.parametrize(("said", "name"), WRONG_ISSUES)
def test_an_issue_without_kind_or_reader_is_told(said: dict[str, str], name: str) -> None:
    assert list(IssueForm({"kind": "日报", "topic": "", "readers": "区长"} | said).errors) == [name]


READING = {"reader": "区长", "day": "2026-03-16", "kind": "批示", "text": "请办理"}
WRONG_READINGS = [
    ({"reader": ""}, "reader"),
    ({"day": "2026年2月30日"}, "day"),
    ({"day": ""}, "day"),
    ({"kind": "点赞"}, "kind"),
    ({"article": "x"}, "article"),
]


@pytest.mark.parametrize(("said", "name"), WRONG_READINGS)
def test_a_reading_is_told_at_its_field(district: District, said: dict[str, str], name: str) -> None:
    issue = draft(district.region, "日报", article(district.region))
    assert ReadingForm(READING, issue=issue).is_valid()
    assert list(ReadingForm(READING | said, issue=issue).errors) == [name]


def test_a_reading_is_of_an_article_of_its_issue(district: District) -> None:
    inside, outside = article(district.region), article(district.region, "不在这一期")
    issue = draft(district.region, "日报", inside)
    taken = ReadingForm(READING | {"article": str(inside.pk)}, issue=issue)
    assert taken.is_valid() and taken.cleaned_data["article"] == inside
    assert "article" in ReadingForm(READING | {"article": str(outside.pk)}, issue=issue).errors


TOPICS = [
    ({"some": "积水、内涝"}, ""),
    ({"must": "积水", "never": "招聘"}, ""),
    ({"officials": "区长"}, ""),
    ({"places": "东湖街道"}, ""),
    ({}, "没有任何词"),
    ({"never": "招聘"}, "没有任何词"),
    ({"some": "、，；"}, "没有任何词"),
    ({"some": "ＡＰＰ", "never": "app"}, "既要求含有又要求不含"),
    ({"must": "积水点", "never": "积水"}, "既要求含有又要求不含"),
]


@pytest.mark.parametrize(("said", "wanted"), TOPICS)
def test_a_rule_that_could_not_work_is_told(said: dict[str, str], wanted: str) -> None:
    form = TopicForm({"name": "水"} | said, instance=DeskTopic())
    told = "".join(str(each) for each in form.non_field_errors())
    assert form.is_valid() is not bool(wanted) and wanted in told


def test_a_topic_without_a_name_and_one_with_an_unknown_class_are_told() -> None:
    said = {"name": "水", "some": "积水"}
    assert list(TopicForm(said | {"name": " "}, instance=DeskTopic()).errors) == ["name"]
    assert list(TopicForm(said | {"class_name": "别的"}, instance=DeskTopic()).errors) == ["class_name"]


def test_a_pasted_text_has_a_longest_length() -> None:
    assert DeskIntakeForm({"pasted": "长" * 100_000}).is_valid()
    assert list(DeskIntakeForm({"pasted": "长" * 100_001}).errors) == ["pasted"]
