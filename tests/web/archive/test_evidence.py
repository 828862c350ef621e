"""Evidence of the other parts of the office becomes items: nothing typed again, nothing filed twice."""

from __future__ import annotations

import pytest

from mingzhang.archive.codes import code_of, series_faults
from mingzhang.web.archive import evidence
from mingzhang.web.archive.carried import catalogue_of
from mingzhang.web.archive.gathered import KINDS
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.audit.models import Entry
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Role
from mingzhang.web.submission.models import Status, Version
from tests.web.archive.gathering import YEAR, everything, published
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import DAY, District


def codes(fonds: Fonds) -> tuple[FondsCode, FondsCode]:
    return fonds.codes.get(kind=FondsCode.CATEGORY), fonds.codes.get(kind=FondsCode.DEPARTMENT)


def test_every_kind_becomes_items_with_numbers_and_their_very_bytes(district: District) -> None:
    everything(district)
    fonds, who = fonds_at(district.region), district.person(Role.ARCHIVIST)
    assert all(evidence.waiting(fonds, YEAR).values())
    before = StoredFile.objects.count()
    made = evidence.take_over(fonds, who, YEAR, list(KINDS), codes(fonds), "30年")
    rows = list(HeldItem.objects.select_related("place__series", "evidence").order_by("place"))
    assert made == len(rows) and StoredFile.objects.count() == before, "no byte is kept twice"
    assert {row.stage for row in rows} == {"挂接"} and list(
        series_faults(code_of(r.code) for r in rows)
    ) == []
    account = HeldItem.objects.get(evidence__sha256=Version.objects.get(status=Status.PUBLISHED).document_id)
    assert account.evidence is not None and account.evidence.read() == b"account"
    assert (account.author, account.note, account.period) == ("甲区水务局", "决算.docx", "30年")
    assert [step.step for step in account.steps.all()][:3] == ["鉴定", "整理", "编目"]
    assert (
        list(catalogue_of(fonds, steps=True).faults()) == []
        and Entry.objects.filter(what="佐证归档").exists()
    )


def test_nothing_is_filed_twice_and_numbers_go_on(district: District) -> None:
    fonds, who = fonds_at(district.region), district.person(Role.ARCHIVIST)
    item(fonds, period="30年", year=YEAR)
    published(district)
    said = (fonds, who, YEAR, list(KINDS), codes(fonds), "30年")
    assert evidence.take_over(*said) == 1
    with pytest.raises(ArchiveMoveError, match=f"{YEAR}年没有还没归档的佐证材料"):
        evidence.take_over(*said)
    assert HeldItem.objects.exclude(evidence=None).get().code == f"0123-WS·{YEAR}-D30-BGS-0002"


def test_drafts_other_years_and_other_districts_are_not_filed(district: District) -> None:
    published(district, status=Status.DRAFT)
    fonds = fonds_at(district.region)
    assert not any(evidence.waiting(fonds, YEAR).values())
    Version.objects.update(status=Status.APPROVED)
    assert not any(evidence.waiting(fonds, YEAR - 1).values())
    assert not any(evidence.waiting(fonds_at(district.other_region), YEAR).values())
    assert not any(evidence.waiting(fonds, YEAR, ["督查佐证"]).values())
    assert len(evidence.waiting(fonds, YEAR)["报送材料"]) == 1


def test_the_leader_accepts_what_was_filed(district: District) -> None:
    fonds, who, leader = (
        fonds_at(district.region),
        district.person(Role.ARCHIVIST),
        district.person(Role.LEADER),
    )
    with pytest.raises(ArchiveMoveError, match="没有等待签批"):
        evidence.accept_all(fonds, leader)
    published(district)
    with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
        evidence.take_over(fonds, leader, YEAR, list(KINDS), codes(fonds), "30年")
    evidence.take_over(fonds, who, YEAR, list(KINDS), codes(fonds), "30年")
    with pytest.raises(ArchiveMoveError, match="没有“签批档案”的权限"):
        evidence.accept_all(fonds, who)
    assert evidence.accept_all(fonds, leader) == 1
    assert HeldItem.objects.get().steps.last().by == leader.name  # type: ignore[union-attr]


def test_each_kind_is_kept_as_long_as_its_kind_unless_one_period_is_said(district: District) -> None:
    everything(district)
    fonds, who = fonds_at(district.region), district.person(Role.ARCHIVIST)
    evidence.take_over(fonds, who, YEAR, ["报送材料", "摘编原文", "满意度调查"], codes(fonds), "")
    periods = dict(HeldItem.objects.values_list("note", "period"))
    assert periods["决算.docx"] == "永久" and periods["调查方案.xlsx"] == "30年"
    page = HeldItem.objects.get(note__endswith=".html")
    assert (page.period, page.author, page.day) == ("10年", "甲报", DAY) and "摘编原文" in page.title
    assert list(catalogue_of(fonds, steps=True).faults()) == []
