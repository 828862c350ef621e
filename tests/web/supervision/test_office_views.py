"""The pages of the office as such."""

from __future__ import annotations

from tests.web.conftest import District
from tests.web.supervision.courses import LEADER, OFFICE, closed, signed_for


def test_statistics_by_unit_and_source(district: District) -> None:
    closed(district)
    signed_for(district, others=True, source="会议决定")
    shown = district.client(LEADER).get("/supervision/figures/").content.decode()
    for words in ("按单位", "按来源", "甲区档案馆", "会议决定", "合计", "100%"):
        assert words in shown


def test_the_bulletin_is_taken_along(district: District) -> None:
    client = district.client(OFFICE)
    assert client.get("/supervision/bulletin/").content.startswith(b"PK")
    assert "没有“exe”格式" in client.get("/supervision/bulletin/?as=exe", follow=True).content.decode()


def test_the_office_is_named(district: District) -> None:
    client = district.client(OFFICE)
    told = {"name": "甲区督查办", "letters": "甲政督"}
    assert "已保存" in client.post("/supervision/office/", told, follow=True).content.decode()
    assert "甲政督" in client.get("/supervision/office/").content.decode()
    assert district.client(LEADER).get("/supervision/office/").status_code == 403
