"""The made-up desk: every page has something to show, each story once, an issue at each stage."""

from __future__ import annotations

from mingzhang.digest.issue import IssueStage
from mingzhang.web.demonstration.digest import lay_digest
from mingzhang.web.digest.carried import issue_from, whole
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskReading
from mingzhang.web.people.models import Person, Role
from tests.web.conftest import District


def test_the_desk_has_issues_at_every_stage_and_each_story_once(district: District) -> None:
    for role in (Role.EDITOR, Role.LEADER):
        Person.objects.filter(pk=district.person(role).pk).update(username=role.value)
    lay_digest(district.region, days=0)
    stages = {issue_from(row).stage for row in whole(DeskIssue.objects.all())}
    assert stages == {IssueStage.INSTRUCTED, IssueStage.CHECKED, IssueStage.GATHERED}
    (copy,) = DeskArticle.objects.exclude(first=None)
    assert copy.first is not None and (copy.first.title, copy.title) == (
        "东湖街道积水两小时排除",
        "雨夜排水保通行",
    )
    assert DeskReading.objects.get().text.startswith("请水务局")
    assert (
        DeskArticle.objects.filter(topics="").exists() and not DeskArticle.objects.filter(day=None).exists()
    )
