"""Moves of the digest: who may make which, what is refused in a sentence, what the log says of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mingzhang.digest.issue import IssueKind, IssueStage, IssueStep
from mingzhang.web.audit.models import Entry
from mingzhang.web.digest import moves
from mingzhang.web.digest.carried import issue_from, ledger_from, whole
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskTopic
from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District
from tests.web.digest.objects import STORY, article, draft


def clipping(title: str, text: str, **said: Any) -> dict[str, Any]:
    usual = {"source": "甲报", "dated": "2026年3月15日", "address": "", "key": "", "notes": ()}
    return {"title": title, "text": text} | usual | said


def stage_of(issue: DeskIssue) -> IssueStage:
    return issue_from(whole(DeskIssue.objects.filter(pk=issue.pk)).get()).stage


def test_news_are_taken_in_once_grouped_and_proposed(district: District) -> None:
    editor = district.person(Role.EDITOR)
    DeskTopic.objects.create(
        organisation=district.region, name="城市运行", some="积水", class_name="风险提示"
    )
    news = [
        (clipping("东路积水排除", STORY), None),
        (clipping("雨夜排水", f"乙报讯，{STORY}", source="乙报"), None),
        (clipping("开学典礼", "甲学校昨天举行开学典礼，八百名新生参加，校长致辞。", dated="3月"), None),
        (clipping("东路积水排除", STORY), None),
    ]
    made = moves.take_in(district.region, editor, news)
    assert [each.number for each in made] == [1, 2, 3]
    first, second, third = made
    assert second.first_id == first.pk and third.first_id is first.first_id is None
    assert (first.choice, first.class_name, first.topics) == ("备选", "风险提示", "城市运行") and first.short
    assert not second.choice and not third.topics and third.day is None and "发布日期未知" in third.notes[0]
    assert not moves.take_in(district.region, editor, news)
    later = moves.take_in(district.region, editor, [(clipping("又一家", f"丙报讯，{STORY}"), None)])
    assert later[0].first_id == first.pk and later[0].number == 4
    assert "收入稿件3篇" in {entry.sentence for entry in Entry.objects.all()}


def test_the_road_of_an_issue_and_who_makes_which_step(district: District) -> None:
    editor, leader = district.person(Role.EDITOR), district.person(Role.LEADER)
    issue = moves.begin(district.region, editor, IssueKind.DAILY, "", "区长、督查室")
    row = article(district.region)
    moves.put(issue, row, editor)
    with pytest.raises(moves.DigestMoveError, match="没有“签发信息摘编”的权限"):
        moves.step(issue, "签发", editor)
    moves.step(issue, "送审", editor)
    assert stage_of(issue) is IssueStage.CHECKED
    moves.step(issue, "退回", leader)
    moves.step(issue, "送审", editor)
    for name, who, stage in (
        ("签发", leader, IssueStage.SIGNED),
        ("报送", editor, IssueStage.SENT),
    ):
        moves.step(issue, name, who)
        assert stage_of(issue) is stage
    said = {
        "reader": "区长",
        "day": DAY,
        "kind": "批示",
        "article": row,
        "text": "请水务局办理",
        "matter": "",
    }
    assert str(moves.read(issue, editor, said)) == "日报第1期：区长批示"
    assert stage_of(issue) is IssueStage.INSTRUCTED
    moves.step(issue, "归档", editor)
    issue.refresh_from_db()
    assert (issue.signed_by, issue.signed, issue.filed) == (leader.name, DAY, DAY)
    logged = [entry.what for entry in Entry.objects.order_by("number") if entry.target.startswith("digest.")]
    assert logged == ["新建刊期", "选入稿件", "送审", "退回", "送审", "签发", "报送", "登记阅批", "归档"]
    ledger = ledger_from(district.region, DAY.year)
    assert len(ledger.readings) == 1 and [len(each.items) for each in ledger.issues.values()] == [1]


def test_nobody_but_the_leader_signs(district: District) -> None:
    issue = draft(district.region, "日报", article(district.region))
    moves.step(issue, "送审", district.person(Role.EDITOR))
    for role in Role:
        if role is not Role.LEADER:
            with pytest.raises(moves.DigestMoveError, match="权限"):
                moves.step(issue, IssueStep.SIGN, district.person(role))
    assert stage_of(issue) is IssueStage.CHECKED


def test_what_was_sent_does_not_come_again_but_may_be_gathered(district: District) -> None:
    editor = district.person(Role.EDITOR)
    row = article(district.region)
    copy = article(district.region, "雨夜排水", f"乙报讯，{STORY}")
    DeskArticle.objects.filter(pk=copy.pk).update(first=row)
    copy.refresh_from_db()
    first, second = draft(district.region, "日报", row), draft(district.region, "日报")
    with pytest.raises(moves.DigestMoveError, match="日报第1期里的稿件是同一件事"):
        moves.put(second, copy, editor)
    topical = draft(district.region, "专题")
    moves.put(topical, copy, editor)
    assert topical.items.count() == 1 and not second.items.count()
    moves.put(first, row, editor, into=False)
    moves.put(second, copy, editor)
    assert second.items.count() == 1


REFUSED = [
    ("报送", "现在是“组稿”"),
    ("签发", "没有“签发信息摘编”的权限"),
    ("归档", "现在是“组稿”"),
    ("没有", "没有这种办理"),
]


@pytest.mark.parametrize(("name", "wanted"), REFUSED)
def test_a_step_out_of_turn_is_refused_and_changes_nothing(
    district: District, name: str, wanted: str
) -> None:
    issue = draft(district.region, "日报", article(district.region))
    with pytest.raises(moves.DigestMoveError, match=wanted):
        moves.step(issue, name, district.person(Role.EDITOR))
    assert (
        stage_of(issue) is IssueStage.GATHERED
        and not Entry.objects.filter(target__startswith="digest.").exists()
    )


def test_two_editors_and_a_locked_issue_are_told(district: District) -> None:
    editor, row = district.person(Role.EDITOR), article(district.region)
    moves.edit(row, editor, {"heading": "甲"}, edition=1)
    with pytest.raises(moves.DigestMoveError, match="刚被别人改过"):
        moves.edit(row, editor, {"heading": "乙"}, edition=1)
    issue = draft(district.region, "日报", row)
    moves.step(issue, "送审", editor)
    with pytest.raises(moves.DigestMoveError, match="已经送审"):
        moves.edit(row, editor, {"heading": "丙"}, edition=2)
    with pytest.raises(moves.DigestMoveError, match="不能再改"):
        moves.put(issue, article(district.region, "别的"), editor)
    row.refresh_from_db()
    assert row.heading == "甲"


def test_an_article_of_another_office_an_empty_one_and_an_early_reading_are_refused(
    district: District,
) -> None:
    editor, issue = district.person(Role.EDITOR), draft(district.region)
    with pytest.raises(moves.DigestMoveError, match="不是本单位的"):
        moves.put(issue, article(district.other_region), editor)
    bare = article(district.region)
    bare.short = ""
    with pytest.raises(moves.DigestMoveError, match="没有摘编标题或正文"):
        moves.put(issue, bare, editor)
    said = {"reader": "区长", "day": DAY, "kind": "圈阅", "article": None, "text": "", "matter": ""}
    with pytest.raises(moves.DigestMoveError, match="还没有报送"):
        moves.read(issue, editor, said)
    with pytest.raises(moves.DigestMoveError, match="还没有稿件"):
        moves.step(issue, "送审", editor)
    DeskIssue.objects.filter(pk=issue.pk).update(sent=DAY + timedelta(days=1))
    with pytest.raises(moves.DigestMoveError, match="请写批示内容"):
        moves.read(issue, editor, said | {"kind": "批示"})


def test_a_topic_is_named_once(district: District) -> None:
    editor = district.person(Role.EDITOR)
    moves.save(DeskTopic(organisation=district.region, name="水", some="积水"), editor)
    with pytest.raises(moves.DigestMoveError, match="已有主题“水”"):
        moves.save(DeskTopic(organisation=district.region, name="水", some="内涝"), editor)
