"""The made-up weeks at the desk: an issue on each working day, each story once, numbers without a gap."""

from __future__ import annotations

from datetime import date

from mingzhang.web.demonstration.digest_weeks import lay_weeks
from mingzhang.web.digest.carried import ledger_from
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskTopic
from mingzhang.web.digest.pages import quota_of
from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District


def test_every_working_day_has_an_issue_that_was_sent_and_the_plan_is_met(district: District) -> None:
    words = "积水、老旧小区、学位、一件事一次办、社区食堂、路灯、接诉即办"
    DeskTopic.objects.create(organisation=district.region, name="民生", some=words)
    lay_weeks(district.region, district.person(Role.EDITOR), district.person(Role.LEADER), DAY, 3)
    issues = list(DeskIssue.objects.order_by("day"))
    assert [(each.day, each.count) for each in issues] == [
        (date(2026, 3, 11), 1), (date(2026, 3, 12), 2), (date(2026, 3, 13), 3),
    ]  # fmt: skip
    assert all(each.signed == each.sent == each.day for each in issues)
    counted = quota_of(district.region, DAY)["whole"]
    assert (counted.met, counted.sent, counted.over) == (3, 12, 0)
    made = {each.name: each.text for each in quota_of(district.region, DAY)["measures"]}
    assert made["获领导批示"] == "1次" and ledger_from(district.region, 2026).issues
    assert DeskArticle.objects.filter(title__startswith="快讯").exclude(first=None).count() == 3
