"""The administrator names the offices on one page."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.joins.models import RunningOffice
from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_the_offices_are_named_on_one_page(district: District) -> None:
    browser, address = district.client(Role.ADMINISTRATOR), reverse("joins:running")
    assert address in browser.get(reverse("register:list")).content.decode()
    sent = {"survey": str(district.department.pk), "digest": ""}
    assert "定了 1 项" in browser.post(address, sent, follow=True).content.decode()
    assert RunningOffice.objects.get().office == district.department
    shown = browser.get(address).content.decode()
    assert f'<option value="{district.department.pk}" selected>' in shown
    assert "不在本区单位名录" in browser.post(address, {"survey": "x"}, follow=True).content.decode()
