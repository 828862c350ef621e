"""The slip of the bureau, for one unit or for all that are late."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from mingzhang.web.people.models import Role
from tests.web.conftest import District, set_today
from tests.web.submission.test_moves import walk


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_one_unit_and_all_that_are_late(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    client, season = district.client(Role.MANAGER), district.season
    assert client.get(f"/notices/seasons/{season.pk}/slip/").status_code == 404, "nobody is late"
    set_today(monkeypatch, date(2026, 4, 16))
    one = client.get(f"/notices/submissions/{district.submission.pk}/slip/")
    said = words(one.content)
    assert "attachment" in one["Content-Disposition"] and "甲区水务局：" in said
    assert "关于报送2025年度部门决算公开材料的催报通知" in said and "已逾期 3 个工作日" in said
    every = words(client.get(f"/notices/seasons/{season.pk}/slip/").content)
    assert "下列 2 份材料还没有报送" in every and "甲区档案馆" in every and "未开始" in every


def test_who_waits_for_the_bureau_gets_no_slip(district: District) -> None:
    client, address = district.client(Role.MANAGER), f"/notices/submissions/{district.submission.pk}/slip/"
    district.draft()
    walk(district, "hand_in")
    assert client.get(address).status_code == 200, "the unit itself has to sign"
    walk(district, "agree:0")
    assert client.get(address).status_code == 404
    shown = client.get(f"/notices/seasons/{district.season.pk}/owing/").content.decode()
    assert shown.index("甲区档案馆") < shown.index("甲区水务局"), "who prepares stands before who reviews"
    assert address not in shown
