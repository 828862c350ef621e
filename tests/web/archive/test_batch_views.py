"""The pages of batches, of images and of the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from mingzhang.web.archive import bringing
from mingzhang.web.archive.batch_models import SampleMark, ScanBatch, ScanPage
from mingzhang.web.archive.models import HeldItem
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import batch_of, fonds_at, item
from tests.web.archive.test_bringing import upload
from tests.web.conftest import District


def test_images_are_uploaded_and_what_is_none_is_told(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "apart", apart_in(tmp_path))
    fonds, client = fonds_at(district.region), district.client(Role.ARCHIVIST)
    address = reverse("archive:bring", args=[fonds.pk])
    assert "没有选图像文件" in client.post(address, follow=True).content.decode()
    name = f"{item(fonds).code}-001.tif"
    page = client.post(address, {"images": [upload(name), upload("x.tif")]}, follow=True).content.decode()
    assert "第1批收入 1 页" in page and "没有收入的文件" in page and "开始识别</button>" in page
    assert "第1批" in client.get(reverse("archive:batches", args=[fonds.pk])).content.decode()


def test_from_the_sample_to_the_signature(district: District) -> None:
    fonds = fonds_at(district.region)
    batch = batch_of(district, item(fonds, pages=1, stage="识别"))
    client, leader = district.client(Role.ARCHIVIST), district.client(Role.LEADER)
    act = reverse("archive:act_on", args=[batch.pk])
    assert "没有这种办理" in client.post(act, {"act": "x"}, follow=True).content.decode()
    assert "没有提请验收" in client.post(act, {"act": "提请验收"}, follow=True).content.decode()
    client.post(act, {"act": "抽检"})
    leaf = ScanPage.objects.get()
    typed = dict.fromkeys(("linked", "clear", "straight", "order"), "合格") | {"truth": "危房改造"}
    wrong = client.post(leaf.address, typed | {"order": "不合格"}).content.decode()
    assert "不合格的请写缺陷说明" in wrong and not SampleMark.objects.get().by
    client.post(leaf.address, typed)
    assert "各项均达到要求" in client.get(batch.address).content.decode()
    client.post(act, {"act": "提请验收"})
    assert client.post(reverse("archive:accept", args=[batch.pk]), {"agreed": "1"}).status_code == 403
    assert "签批验收" in leader.get(batch.address).content.decode()
    leader.post(reverse("archive:accept", args=[batch.pk]), {"agreed": "1"})
    assert ScanBatch.objects.get().state == "accepted" and HeldItem.objects.get().stage == "验收"
    assert "检验</h2>" in leader.get(leaf.address).content.decode()
    assert client.get(reverse("archive:report", args=[batch.pk]) + "?as=pdf").content[:4] == b"%PDF"


def test_pictures_masters_and_copies_are_given_out_and_missing_ones_not_found(district: District) -> None:
    row = item(fonds_at(district.region), copy=keep([b"%PDF-1"]))
    leaf = batch_of(district, row).pages.get()
    client = district.client(Role.LEADER)
    picture = reverse("archive:picture", args=[leaf.pk])
    shown, master = client.get(picture), client.get(picture + "?master")
    assert shown.content == b"jpeg" and shown["Content-Type"] == "image/jpeg"
    assert master.content == leaf.name.encode() and "attachment" in master["Content-Disposition"]
    copy = reverse("archive:copy", args=[row.pk])
    assert client.get(copy).content == b"%PDF-1"
    leaf.file.path.unlink()
    assert client.get(picture + "?master").status_code == 404
    HeldItem.objects.update(copy=None)
    ScanPage.objects.update(small=None)
    assert client.get(copy).status_code == client.get(picture).status_code == 404
