"""The pages of fonds, items and retention, as people use them."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from mingzhang.web.archive.models import Fonds, HeldItem, RetentionDecision
from mingzhang.web.people.models import Role
from tests.web.archive.objects import box_of, decision, fonds_at, item
from tests.web.conftest import District


def test_from_nothing_to_an_item_with_a_number(district: District) -> None:
    client = district.client(Role.ARCHIVIST)
    said = {"code": "0123", "name": "甲区办公室", "first": "2004", "last": "2026"}
    client.post("/archive/", said)
    fonds = Fonds.objects.get()
    assert "已有全宗号 0123" in client.post("/archive/", said, follow=True).content.decode()
    wrong = client.post("/archive/", said | {"code": "0124", "last": "2003"}).content.decode()
    assert "截止年度早于起始年度" in wrong and Fonds.objects.count() == 1
    for kind, code in (("门类", "WS"), ("机构", "BGS")):
        client.post(fonds.address, {"kind": kind, "code": code, "name": "某"})
    bad = client.post(fonds.address, {"kind": "门类", "code": "文书", "name": "某"}).content.decode()
    assert "代码由大写字母和数字组成" in bad
    codes = {code.kind: code.pk for code in fonds.codes.all()}
    items = reverse("archive:items", args=[fonds.pk])
    typed = {
        "category": codes["门类"], "department": codes["机构"], "year": "2019", "period": "永久",
        "title": "年度总结", "day": "2019年12月3日", "pages": "4",
    }  # fmt: skip
    client.post(items, typed)
    assert "文件日期晚于" in client.post(items, typed | {"day": "2020-1-1"}, follow=True).content.decode()
    row = HeldItem.objects.get()
    for step in ("鉴定", "整理", "编目"):
        client.post(reverse("archive:act", args=[row.pk]), {"step": step})
    page = client.get(row.address).content.decode()
    assert "0123-WS·2019-Y-BGS-0001" in page and "编目" in page
    edited = {"title": "年度工作总结", "pages": "5", "edition": "1"}
    client.post(row.address, edited)
    again = client.post(row.address, edited | {"title": "另一人"}).content.decode()
    assert "刚被别人改过" in again and HeldItem.objects.get().title == "年度工作总结"


def test_the_list_is_filtered_ticked_and_taken_along(district: District) -> None:
    fonds = fonds_at(district.region)
    row, old = item(fonds, "危房改造", number="某发〔2019〕3号"), item(fonds, "旧件", False, period="长期")
    client = district.client(Role.ARCHIVIST)
    items = reverse("archive:items", args=[fonds.pk])
    for asked, seen in (
        ("q=危房", [row]), ("q=某发〔2019〕3号", [row]), (f"q={row.code}", [row]),
        ("q=0123-WS.2019-Y-BGS-0001", [row]),
        ("stage=未编号", [old]), ("stage=编目", [row]), ("period=长期", [old]), ("year=2019", [row, old]),
        ("year=20x9", [row, old]), ("q=没有", []), ("page=99", [row, old]),
    ):  # fmt: skip
        page = client.get(f"{items}?{asked}").content.decode()
        assert [each for each in (row, old) if f'href="{each.address}"' in page] == seen, asked
    sent = {"items": [str(old.pk), "x", "9" * 30], "step": "调整期限", "reason": "按规定对应"}
    client.post(reverse("archive:steps", args=[fonds.pk]), sent)
    assert RetentionDecision.objects.get().new == "30年"
    steps = reverse("archive:steps", args=[fonds.pk])
    assert "没有选中任何一件" in client.post(steps, {"step": "鉴定"}, follow=True).content.decode()
    told = client.post(steps, {"items": [old.pk], "step": "鉴定"}, follow=True).content.decode()
    assert "请先提出期限调整" in told
    book = client.get(reverse("archive:item_file", args=[fonds.pk]) + "?q=危房")
    assert book.content[:2] == b"PK" and "0123" in book["Content-Disposition"]


def test_the_leader_decides_on_periods_and_sees_what_is_due(district: District) -> None:
    fonds = fonds_at(district.region)
    waiting = decision(item(fonds, period="长期", numbered=False), district)
    other = decision(item(fonds, "来信", period="短期", numbered=False), district, old="短期", new="10年")
    item(fonds, "期满的件", period="10年", year=2005)
    leader = district.client(Role.LEADER)
    page = leader.get(reverse("archive:periods", args=[fonds.pk])).content.decode()
    assert "批准</button>" in page and "期满的件" in page and "2015" in page
    leader.post(reverse("archive:decide", args=[waiting.pk]), {"agreed": "1"})
    leader.post(reverse("archive:decide", args=[other.pk]))
    assert [each.agreed for each in RetentionDecision.objects.order_by("pk")] == [True, False]
    seen = district.client(Role.ARCHIVIST).get(reverse("archive:periods", args=[fonds.pk])).content.decode()
    assert "（不同意）" in seen and "批准</button>" not in seen


def test_a_proposal_without_a_reason_is_told(district: District) -> None:
    row = item(fonds_at(district.region), period="长期", numbered=False)
    client = district.client(Role.ARCHIVIST)
    address = reverse("archive:propose", args=[row.pk])
    assert "没有提出" in client.post(address, {"new": "30年"}, follow=True).content.decode()
    assert (
        "等待分管领导批准"
        in client.post(address, {"new": "30年", "reason": "对应"}, follow=True).content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("kind=catalogue", b"PK"), ("kind=catalogue&as=pdf", b"%PDF"), ("kind=spines&as=pdf", b"%PDF"),
        ("kind=handover", b"PK"),
        ("kind=workbook", b"PK"), ("kind=contents", b"PK"),
    ],
)  # fmt: skip
def test_papers_are_written(district: District, asked: str, begins: bytes) -> None:
    fonds = fonds_at(district.region)
    item(fonds, box=box_of(fonds), stage="验收")
    address = reverse("archive:paper", args=[fonds.pk])
    made = district.client(Role.LEADER).get(f"{address}?{asked}")
    assert made.content.startswith(begins)
    if "contents" in asked:
        (name,) = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
        assert name.endswith("盒.docx")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("x", "没有这种文书"),
        ("spines", "还没有装盒"),
        ("contents", "还没有装盒"),
        ("handover", "还没有验收过"),
    ],
)
def test_papers_that_cannot_be_are_told(district: District, kind: str, why: str) -> None:
    address = reverse("archive:paper", args=[fonds_at(district.region).pk])
    told = district.client(Role.ARCHIVIST).get(f"{address}?kind={kind}", follow=True)
    assert why in told.content.decode()


def test_the_catalogue_is_checked(district: District) -> None:
    fonds = fonds_at(district.region)
    address = reverse("archive:faults", args=[fonds.pk])
    client = district.client(Role.ARCHIVIST)
    item(fonds)
    assert "没有发现问题" in client.get(address).content.decode()
    row = item(fonds, period="30年")
    HeldItem.objects.filter(pk=row.pk).update(period="10年", day="2020-05-06")
    page = client.get(address).content.decode()
    assert "有 2 处问题" in page and "与档号里的期限代码“D30”不一致" in page
