"""The pages of notices and reminders."""

from __future__ import annotations

import pytest

from mingzhang.web.notices.models import Notice
from mingzhang.web.notices.sending import remind_all
from mingzhang.web.people.models import Role
from mingzhang.web.season.models import Season
from mingzhang.web.submission.models import Submission
from tests.web.conftest import District, set_today


@pytest.fixture
def due(district: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """The last day."""
    set_today(monkeypatch, district.season.due)
    district.person(Role.PREPARER)
    return district


def test_the_bar_counts_what_is_unread_until_it_is_read(due: District) -> None:
    client = due.client(Role.PREPARER)
    assert "条未读" not in client.get("/notices/").content.decode()
    remind_all()
    shown = client.get("/notices/").content.decode()
    assert 'aria-label="通知，1 条未读"' in shown and f"/submissions/{due.submission.pk}/" in shown
    client.post("/notices/read/", {"notice": Notice.objects.get().pk})
    assert "条未读" not in client.get("/notices/").content.decode()


def test_the_preview_says_who_would_be_told_and_why_and_sends(due: District) -> None:
    client, address = due.client(Role.MANAGER), f"/notices/seasons/{due.season.pk}/"
    shown = client.get(address).content.decode()
    assert "甲区水务局填报人" in shown and "未开始，该由填报人办理；截止当日" in shown and "待发" in shown
    assert "没有人在任" in shown, "the other department has nobody"
    assert "发出 1 条通知" in client.post(f"{address}send/", follow=True).content.decode()
    assert "已发" in client.get(address).content.decode()
    assert "今天应发的都已发出" in client.post(f"{address}send/", follow=True).content.decode()


def test_the_days_are_set_by_the_bureau(due: District) -> None:
    client, address = due.client(Role.MANAGER), f"/notices/seasons/{due.season.pk}/"
    client.post(f"{address}rules/", {"before": "７、1", "after": ""})
    season = Season.objects.get(pk=due.season.pk)
    assert (season.remind_before, season.remind_after) == ([7, 1], [])
    assert "今天不催" in client.get(address).content.decode()
    refused = client.post(f"{address}rules/", {"before": "五天", "after": "1"}, follow=True)
    assert "请填 0 至 60" in refused.content.decode()
    assert Season.objects.get(pk=due.season.pk).remind_before == [7, 1]


def test_who_owes_what_is_cut_to_what_one_may_see(due: District) -> None:
    address = f"/notices/seasons/{due.season.pk}/owing/"
    all_of_them = due.client(Role.MANAGER).get(address).content.decode()
    assert "甲区水务局" in all_of_them and "甲区档案馆" in all_of_them and "催报通知" in all_of_them
    own = due.client(Role.PREPARER).get(address).content.decode()
    assert "甲区水务局" in own and "甲区档案馆" not in own and "催报通知" not in own
    Submission.objects.all().delete()
    assert "没有人欠什么" in due.client(Role.MANAGER).get(address).content.decode()
