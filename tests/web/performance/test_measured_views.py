"""The pages of counts."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.performance import measured
from tests.web.conftest import District
from tests.web.performance.projects import bound, registered, typed
from tests.web.performance.test_measured import count, counting

__all__ = ["counting"]


@pytest.mark.usefixtures("counting")
def test_values_are_bound_and_the_rows_behind_are_shown(district: District) -> None:
    project, client = registered(district.department), district.client(Role.PREPARER)
    address = f"{project.address}measures/"
    assert "核验点位（12次）" in client.get(address).content.decode()
    page = client.post(address, {"measure-1": "核验点位"}, follow=True).content.decode()
    assert "系统计数已绑定" in page and "由12条记录计得" in page
    held = project.measures.get()
    rows = client.get(f"/performance/measures/{held.pk}/").content.decode()
    assert "A-011" in rows and "点位编号" in rows
    assert client.get(f"/performance/measures/{held.pk}/?export").content[:2] == b"PK"


def test_where_nothing_is_counted_that_is_said(district: District) -> None:
    project = registered(district.department)
    page = district.client(Role.PREPARER).get(f"{project.address}measures/").content.decode()
    assert "没有为甲区水务局计数的系统记录" in page


@pytest.mark.usefixtures("counting")
def test_what_is_unfounded_is_told_on_the_page_and_in_the_form(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, client = registered(district.department, form=typed()), district.client(Role.PREPARER)
    bound(project, district)
    monkeypatch.setattr(measured, "COUNTING", (lambda *_: count(9),))
    page = client.post(f"{project.address}measures/", {"measure-1": "核验点位"}).content.decode()
    assert "系统计数为9次" in page
    assert "系统计数为9次" in client.get(project.form_address).content.decode()
