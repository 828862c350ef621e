"""What the rows of the digest say of themselves, and what the database holds them to."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from mingzhang.digest.issue import Issue, IssueStage
from mingzhang.web.digest import moves
from mingzhang.web.digest.carried import issue_from as issue_from_row
from mingzhang.web.digest.carried import item_from, ledger_from, rules_of, whole
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskItem, DeskReading, DeskTopic
from mingzhang.web.digest.pages import articles_of, offered
from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District
from tests.web.digest.objects import article, draft


def now(issue: DeskIssue) -> Issue:
    return issue_from_row(whole(DeskIssue.objects.filter(pk=issue.pk)).get())


def test_rows_are_named_as_people_name_them(district: District) -> None:
    row = article(district.region)
    issue = draft(district.region, "专报", row)
    reading = DeskReading(issue=issue, reader="区长", day=DAY, kind="批示")
    assert str(row) == "00001 东路积水" and str(issue) == "专报第1期"
    assert str(issue.items.get()) == "专报第1期：00001 东路积水" and str(reading) == "专报第1期：区长批示"
    assert str(DeskTopic(name="水")) == "水" and issue.web_address.endswith(f"/{issue.pk}/")


def test_numbers_and_names_are_taken_once_in_an_office(district: District) -> None:
    first = article(district.region)
    issue = draft(district.region, "日报", first)
    DeskTopic.objects.create(organisation=district.region, name="水", some="积水")
    copies = [
        DeskArticle(organisation=district.region, number=1, title="乙", text="乙", source="乙报", got=DAY),
        DeskItem(issue=issue, article=first),
        DeskTopic(organisation=district.region, name="水", some="内涝"),
    ]
    for copy in copies:
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()
    assert article(district.other_region).number == 1
    DeskTopic.objects.create(organisation=district.other_region, name="水", some="积水")


def test_what_stands_in_an_issue_or_begins_a_group_is_not_deleted(district: District) -> None:
    first, copy = article(district.region), article(district.region, "又一报")
    DeskArticle.objects.filter(pk=copy.pk).update(first=first)
    with pytest.raises(ProtectedError):
        first.delete()
    draft(district.region, "日报", copy)
    with pytest.raises(ProtectedError):
        copy.delete()
    assert DeskArticle.objects.count() == 2


STANDS = [
    ({}, IssueStage.GATHERED, True),
    ({"checked": DAY}, IssueStage.CHECKED, False),
    ({"checked": DAY, "signed": DAY}, IssueStage.SIGNED, False),
    ({"checked": DAY, "signed": DAY, "sent": DAY}, IssueStage.SENT, False),
    ({"checked": DAY, "signed": DAY, "sent": DAY, "filed": DAY}, IssueStage.FILED, False),
]


@pytest.mark.parametrize(("days", "stage", "editable"), STANDS)
def test_an_article_is_locked_from_the_day_its_issue_was_handed_in(
    district: District, days: dict[str, object], stage: IssueStage, editable: bool
) -> None:
    row = article(district.region)
    assert row.editable
    issue = draft(district.region, "日报", row)
    DeskIssue.objects.filter(pk=issue.pk).update(**days)
    assert now(issue).stage is stage and row.editable is editable
    draft(district.region, "专题", row)
    assert row.editable is editable


def test_an_article_emptied_in_its_issue_is_not_handed_in_and_can_be_taken_out(district: District) -> None:
    editor = district.person(Role.EDITOR)
    row, other = article(district.region), article(district.region, "开学典礼")
    issue = draft(district.region, "日报", row, other)
    moves.edit(row, editor, {"short": " "}, edition=1)
    with pytest.raises(moves.DigestMoveError, match=f"稿件“{row.pk}”没有摘编标题或正文"):
        moves.step(issue, "送审", editor)
    assert now(issue).stage is IssueStage.GATHERED
    moves.put(issue, row, editor, into=False)
    moves.step(issue, "送审", editor)
    assert now(issue).stage is IssueStage.CHECKED and len(now(issue).items) == 1


def test_an_issue_whose_readers_are_marks_alone_is_not_handed_in(district: District) -> None:
    issue = draft(district.region, "日报", article(district.region))
    DeskIssue.objects.filter(pk=issue.pk).update(readers="、，")
    with pytest.raises(moves.DigestMoveError, match="没有写明报送对象"):
        moves.step(issue, "送审", district.person(Role.EDITOR))


@pytest.mark.parametrize("topics", ["", "、", "水", "水、路"])
def test_an_item_stands_under_the_first_topic_of_its_article(district: District, topics: str) -> None:
    row = article(district.region)
    row.topics = topics
    assert item_from(row).topic == ("水" if "水" in topics else "")


def test_a_ledger_holds_the_year_of_its_own_office_alone(district: District) -> None:
    mine = article(district.region)
    old = article(district.region, "去年的事", day=DAY.replace(year=2025))
    article(district.other_region)
    draft(district.region, "日报", mine)
    last = draft(district.region, "日报", old)
    DeskIssue.objects.filter(pk=last.pk).update(day=DAY.replace(year=2025))
    DeskTopic.objects.create(organisation=district.other_region, name="水", some="积水")
    for year, title in ((2026, mine.title), (2025, old.title)):
        ledger = ledger_from(district.region, year)
        assert [each.title for each in ledger.articles.values()] == [title]
        assert [each.day.year for each in ledger.issues.values()] == [year]
    assert not ledger_from(district.region, 2024).articles and not rules_of(district.region)


FILTERS = [
    ({}, 3),
    ({"choice": "待取舍"}, 1),
    ({"choice": "入选"}, 1),
    ({"choice": "没有这种"}, 3),
    ({"q": " 积水 "}, 2),
    ({"q": "\0"}, 3),
    ({"q": "%"}, 0),
    ({"q": "_"}, 0),
    ({"page": "x"}, 3),
    ({"page": "-9"}, 3),
    ({"page": "9" * 30}, 3),
]


@pytest.mark.parametrize(("said", "count"), FILTERS)
def test_any_filter_at_all_shows_a_page(district: District, said: dict[str, str], count: int) -> None:
    article(district.region, "东路积水")
    taken, plain = article(district.region, "西路积水"), article(district.region, "开学典礼")
    DeskArticle.objects.filter(pk=taken.pk).update(choice="入选")
    DeskArticle.objects.filter(pk=plain.pk).update(topics="")
    assert len(articles_of(district.region, said)) == count


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EDITOR, Role.LEADER}))
def test_nobody_else_is_offered_a_step(district: District, role: Role) -> None:
    issue = whole(DeskIssue.objects.filter(pk=draft(district.region, "日报").pk)).get()
    for days in ({}, {"checked": DAY}, {"signed": DAY}, {"sent": DAY}):
        for name, day in days.items():
            setattr(issue, name, day)
        assert offered(issue, district.person(role)) == []


@pytest.mark.parametrize("wanted", ["", "x", "-1", "²", "0", "9" * 30, "9" * 5000])
def test_an_article_that_cannot_be_is_not_found(district: District, wanted: str) -> None:
    issue = draft(district.region)
    answer = district.client(Role.EDITOR).post(f"/digest/issues/{issue.pk}/put/", {"article": wanted})
    assert answer.status_code == 404 and not issue.items.exists()
