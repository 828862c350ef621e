"""The pages on which the office prepares a verification."""

from __future__ import annotations

import pytest

from examples.matters import ledger
from mingzhang.supervision.ledger import ledger_workbook
from mingzhang.verification.draw import FIRST
from mingzhang.web.people.models import Role
from mingzhang.web.verification.models import FieldInspector, FieldVerification
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.conftest import District
from tests.web.verification.campaigns import ITEMS, draw, inspector, points, prepared, upload
from tests.web.verification.here import read_here

__all__ = ["read_here"]


def test_a_verification_is_begun_and_prepared(district: District) -> None:
    client = district.client(Role.SUPERVISION)
    told = {"year": "2026", "office": "甲区督查室", "repeat": "2", "cap": "", "rule": ""}
    client.post("/verification/new/", told)
    made = FieldVerification.objects.get()
    assert "已经建立" in client.post("/verification/new/", told).content.decode()
    phase = made.phases.get(name=FIRST)
    sent = {"query": "季度=5", "seed": "甲", "version": "1版", "size": ""}
    assert "1 至 4" in client.post(f"/verification/phases/{phase.pk}/", sent).content.decode()
    client.post(f"/verification/phases/{phase.pk}/", sent | {"query": "季度=3"})
    phase.refresh_from_db()
    assert (phase.query, phase.seed) == ("季度=3", "甲")
    item = {**ITEMS[0], "version": "1版", "evidence": "照片"}
    client.post(f"{made.address}standard/new/", item)
    assert "已有编号“1”" in client.post(f"{made.address}standard/new/", item).content.decode()
    assert "完整牢固" in client.get(f"{made.address}standard/").content.decode()


def test_inspectors_are_listed_and_taken_off(district: District) -> None:
    made = prepared(district)
    person = inspector(district, district.other_department, "借调的人")
    client = district.client(Role.SUPERVISION)
    client.post(f"{made.address}inspectors/", {"person": person.pk})
    page = client.get(f"{made.address}inspectors/").content.decode()
    assert "借调的人" in page and "甲区档案馆" in page
    added = FieldInspector.objects.get(person=person)
    client.post(f"/verification/inspectors/{added.pk}/drop/")
    assert not FieldInspector.objects.filter(pk=added.pk).exists()
    draw(district, made, FIRST, district.department)
    left = made.inspectors.get()
    answer = client.post(f"/verification/inspectors/{left.pk}/drop/", follow=True)
    assert "已经分派了点位" in answer.content.decode()


def test_a_point_is_assigned(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    client = district.client(Role.SUPERVISION)
    address = f"/verification/points/{point.pk}/assign/"
    assert (
        "请填写日期"
        in client.post(address, {"inspector": point.inspector_id, "day": "明天"}).content.decode()
    )
    told = {"inspector": point.inspector_id, "where": "东路口", "day": "2026年3月20日", "way": "暗访"}
    client.post(address, told)
    now = points(made).get(pk=point.pk)
    assert (now.where, now.way, str(now.day)) == ("东路口", "暗访", "2026-03-20")


@pytest.mark.usefixtures("read_here")
def test_points_are_drawn_from_a_ledger_whose_units_are_known(district: District) -> None:
    made = prepared(district)
    phase, client = made.phases.get(name=FIRST), district.client(Role.SUPERVISION)
    data = workbook_file(ledger_workbook(ledger()))
    address = f"/verification/phases/{phase.pk}/draw/"
    page = client.post(address, {"file": upload("台账.xlsx", data)}).content.decode()
    assert "单位名录里没有" in page and not made.points.exists()
    assert "不是 Excel 工作簿" in client.post(address, {"file": upload("台账.txt")}).content.decode()
    assert "没有这一年的事项，请选督查台账" in client.post(address, {"draw": "1"}).content.decode()


@pytest.mark.usefixtures("read_here")
def test_a_workbook_that_is_none_is_told(district: District) -> None:
    made = prepared(district)
    client = district.client(Role.SUPERVISION)
    page = client.post(f"{made.address}standard/", {"file": upload("核验.xlsx")}).content.decode()
    assert "errorlist" in page and made.items.count() == len(ITEMS)
    assert client.post(f"{made.address}standard/", {}).status_code == 200
