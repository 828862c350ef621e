"""The pages of boxes, custody and objects."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.archive.models import CustodyLine, HeldBox, HeldObject
from mingzhang.web.people.models import Role
from tests.web.archive.objects import box_of, fonds_at, item
from tests.web.conftest import District


def test_boxes_are_packed_and_their_originals_followed(district: District) -> None:
    fonds = fonds_at(district.region)
    item(fonds)
    client = district.client(Role.ARCHIVIST)
    boxes = reverse("archive:boxes", args=[fonds.pk])
    assert "把 1 件装盒" in client.get(boxes).content.decode()
    client.post(reverse("archive:pack", args=[fonds.pk]))
    box = HeldBox.objects.get()
    assert f'href="{box.address}"' in client.get(boxes).content.decode()
    said = {"day": "2026年3月16日", "act": "出库", "by": "档案员", "pages": "3"}
    assert "已登记" in client.post(box.address, said, follow=True).content.decode()
    early = client.post(box.address, said | {"act": "归还", "day": "2026年3月15日"}).content.decode()
    assert "日期早于上一步“出库”" in early and CustodyLine.objects.count() == 1
    short = client.post(box.address, said | {"act": "归还", "pages": "2"}, follow=True).content.decode()
    assert "已登记；出库 3 页，归还 2 页，少 1 页。" in short
    assert "请填写日期" in client.post(box.address, said | {"day": "昨天"}).content.decode()


def test_the_leader_looks_and_enters_nothing(district: District) -> None:
    fonds = fonds_at(district.region)
    box = box_of(fonds)
    client = district.client(Role.LEADER)
    assert "登记流转" not in client.get(box.address).content.decode()
    client.post(box.address, {"day": "2026-3-16", "act": "出库", "by": "分管领导"})
    objects = reverse("archive:objects", args=[fonds.pk])
    client.post(objects, {"code": "SW-1", "name": "锦旗", "count": "1"})
    assert not CustodyLine.objects.exists() and not HeldObject.objects.exists()
    assert client.post(reverse("archive:pack", args=[fonds.pk])).status_code == 403


def test_objects_are_entered(district: District) -> None:
    fonds = fonds_at(district.region)
    objects = reverse("archive:objects", args=[fonds.pk])
    client = district.client(Role.ARCHIVIST)
    said = {"code": "SW-1", "name": "锦旗", "count": "1", "day": "2019-5-6", "where": "三号柜"}
    assert "三号柜" in client.post(objects, said, follow=True).content.decode()
    assert "已经有了" in client.post(objects, said).content.decode()
    assert "数量至少为 1" in client.post(objects, said | {"code": "SW-2", "count": "0"}).content.decode()
    assert HeldObject.objects.get().name == "锦旗"
