"""A catalogue comes in whole or not at all; what goes out comes in again; signatures are the leader's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.retention import RetentionChange
from mingzhang.archive.workbook import catalogue_workbook
from mingzhang.web.archive import importing, moves
from mingzhang.web.archive.carried import catalogue_of
from mingzhang.web.archive.importing import take_catalogue
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.audit.models import Entry
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Role
from mingzhang.web.shared.bringing import NotTakenError
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import fonds_at
from tests.web.conftest import District

pytestmark = pytest.mark.usefixtures("few_rows")
DAY = date(2020, 3, 2)
OLD, NEW = "0123-WS·2004-D30-BGS-0001", "0123-WS·2019-Y-CWK-000{}"


def book(**said: Any) -> Catalogue:
    """Three items, one with its period changed; a box that came back; an object."""
    items = [
        CatalogueItem(OLD, "旧件", "某局", "1号", date(2004, 3, 1), "公开", 9, "30年", "长期", "7", "附图"),
        CatalogueItem(NEW.format(1), "总结", pages=2, period="永久"),
        CatalogueItem(NEW.format(2), "计划", pages=1, period="永久"),
    ]
    steps = [ItemStep(OLD, DAY, name, "档案员") for name in ("鉴定", "整理", "编目", "扫描")]
    return replace(
        Catalogue(
            "0123", "某办公室", 2004, 2026, "", {"WS": "文书"}, {"BGS": "办公室", "CWK": "财务科"}, items,
            [RetentionChange(OLD, "长期", "30年", "新规定", "分管领导", DAY)],
            [PhysicalObject("SW-009", "锦旗", "荣誉", "某社区", DAY, 2, "展柜")],
            steps, [CustodyEvent("7", DAY, CustodyAct.OUT, "档案员", 9)],
        ),
        **said,
    )  # fmt: skip


def upload(of: Catalogue, name: str = "目录.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, workbook_file(catalogue_workbook(of)))


@pytest.fixture
def fonds(district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fonds:
    monkeypatch.setattr(importing, "apart", apart_in(tmp_path))
    return fonds_at(district.region)


def refused(fonds: Fonds, who: Any, of: Catalogue) -> str:
    """Why a catalogue is not taken, and that nothing of it was."""
    before = (HeldItem.objects.count(), fonds.boxes.count(), fonds.codes.count(), Entry.objects.count())
    with pytest.raises(NotTakenError) as refusal:
        take_catalogue(fonds, who, upload(of))
    after = (HeldItem.objects.count(), fonds.boxes.count(), fonds.codes.count(), Entry.objects.count())
    assert before == after
    return str(refusal.value)


def test_what_comes_in_goes_out_as_it_came_and_a_second_time_is_nothing_new(
    district: District, fonds: Fonds
) -> None:
    leader = district.person(Role.LEADER)
    assert take_catalogue(fonds, leader, upload(book())) == 3
    made = catalogue_of(fonds, steps=True)
    for name in ("items", "changes", "objects", "custody"):
        assert getattr(made, name) == getattr(book(), name), name
    assert [step.step for step in made.steps if step.code == OLD] == ["鉴定", "整理", "编目", "扫描"]
    assert HeldItem.objects.get(title="总结").stage == "编目" and list(made.faults()) == []
    assert "没有新的" in refused(fonds, leader, made)
    more = replace(made, items=[*made.items, CatalogueItem(NEW.format(3), "信息", period="永久")])
    assert take_catalogue(fonds, district.person(Role.ARCHIVIST), upload(more)) == 1
    assert moves.step_all(HeldItem.objects.filter(title="信息"), "入库", leader)[0] == 0


def test_signatures_are_taken_in_by_the_leader_alone(district: District, fonds: Fonds) -> None:
    who = district.person(Role.ARCHIVIST)
    assert "须由分管领导导入" in refused(fonds, who, book())
    unsigned = book(items=book().items[1:], changes=[], steps=[], custody=[])
    assert take_catalogue(fonds, who, upload(unsigned)) == 2
    kept = StoredFile.objects.count()
    for sent in (upload(book()), SimpleUploadedFile("目录.xlsx", b"PK\3\4torn")):
        with pytest.raises(moves.ArchiveMoveError, match="没有“整理档案”的权限"):
            take_catalogue(fonds, district.person(Role.REVIEWER), sent)
    assert StoredFile.objects.count() == kept


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"fonds": "0999", "items": [], "changes": [], "steps": [], "custody": []}, "不是本全宗的“0123”"),
        ({"items": [replace(book().items[0], pages=0), *book().items[1:]]}, "归档文件目录!.*页数|页数.*归档文件目录!"),
        ({"items": [*book().items, CatalogueItem(NEW.format(2), "重复", period="永久")]}, "归档文件目录!A"),
        ({"items": [replace(book().items[0], box="甲"), *book().items[1:]], "custody": []}, "第 .* 行：盒号“甲”"),
        ({"custody": [CustodyEvent("8", DAY, CustodyAct.OUT, "档案员", 9)]}, "流转第 .* 行：没有新的件"),
        ({"items": [], "objects": [], "changes": [], "steps": [], "custody": []}, "没有新的归档文件"),
    ],
)  # fmt: skip
def test_one_thing_wrong_and_nothing_is_taken(
    district: District, fonds: Fonds, changed: dict[str, Any], why: str
) -> None:
    assert re.search(why, refused(fonds, district.person(Role.LEADER), book(**changed)))


def test_what_is_there_already_is_not_changed_by_a_file(district: District, fonds: Fonds) -> None:
    leader = district.person(Role.LEADER)
    take_catalogue(fonds, leader, upload(book()))
    there = catalogue_of(fonds, steps=True)
    first, *others = there.items
    told = refused(fonds, leader, replace(there, items=[replace(first, title="别的", pages=8), *others]))
    assert "的题名、页数与网页里的不一样" in told or "的页数、题名与网页里的不一样" in told
    further = [*there.steps, ItemStep(OLD, date(2020, 4, 1), "处理", "档案员")]
    assert "请在网页里办理" in refused(fonds, leader, replace(there, steps=further))
    back = [*there.custody, CustodyEvent("7", date(2020, 4, 1), CustodyAct.RETURNED, "档案员", 9)]
    assert "第 7 盒已在网页里" in refused(fonds, leader, replace(there, custody=back))


def test_the_page_tells_what_came_of_it(district: District, fonds: Fonds) -> None:
    client, address = district.client(Role.ARCHIVIST), reverse("archive:take", args=[fonds.pk])
    unsigned = book(items=book().items[1:], changes=[], steps=[], custody=[])
    told = client.post(address, {"catalogue": upload(unsigned)}, follow=True).content.decode()
    assert "已导入归档文件 2 件" in told and "导入目录（Excel）" in told
    torn = SimpleUploadedFile("目录.xlsx", b"PK\3\4torn")
    for sent in ({}, {"catalogue": torn}):
        told = client.post(address, sent, follow=True).content.decode()
        assert "没有导入，一件也没有收入" in told
