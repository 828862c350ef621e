"""The office sees who is reminded of matters, sends it, and says on which days."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mingzhang.web.notices.models import MatterReminding, Notice
from mingzhang.web.people.models import Role
from tests.web.conftest import District, set_today
from tests.web.notices.test_matter_reminders import FRIDAY, due


def test_the_office_sends_what_is_due(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    duty, address = due(district), reverse("notices:matters")
    set_today(monkeypatch, FRIDAY)
    office = district.client(Role.SUPERVISION)
    assert address in office.get(reverse("supervision:list")).content.decode()
    assert "应提醒 3 条" in office.get(address).content.decode()
    send = reverse("notices:matters_send")
    assert "发出 3 条通知" in office.post(send, follow=True).content.decode()
    assert "都已发出" in office.post(send, follow=True).content.decode() and Notice.objects.count() == 3
    assert "已发" in office.get(address).content.decode()
    own = district.client(Role.PREPARER).get(reverse("notices:list")).content.decode()
    assert duty.address in own and "截止当日" in own


def test_the_days_are_set_or_refused(district: District) -> None:
    office, address = district.client(Role.SUPERVISION), reverse("notices:matters_rules")
    told = {"before": "5、2", "after": "", "unsigned": "1"}
    assert "已保存" in office.post(address, told, follow=True).content.decode()
    held = MatterReminding.objects.get()
    assert (held.remind_before, held.remind_after, held.unsigned) == ([5, 2], [], [1])
    wrong = office.post(address, told | {"before": "明天"}, follow=True).content.decode()
    assert "请填 0 至 60 的工作日数" in wrong and str(held) == "甲区督查提醒"
