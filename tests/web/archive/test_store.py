"""Boxes, objects and the custody log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mingzhang.web.archive import store
from mingzhang.web.archive.models import Fonds, HeldItem, HeldObject
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from tests.web.archive.objects import box_of, fonds_at, item
from tests.web.conftest import DAY, District


@pytest.fixture
def archivist(district: District) -> Person:
    return district.person(Role.ARCHIVIST)


@pytest.fixture
def fonds(district: District) -> Fonds:
    return fonds_at(district.region)


def test_what_lies_loose_is_packed_series_by_series_and_stays_there(fonds: Fonds, archivist: Person) -> None:
    for said in ({"pages": 150}, {"pages": 40}, {"pages": 20}, {"period": "30年"}):
        item(fonds, **said)
    item(fonds, numbered=False)
    assert store.pack(fonds, archivist) == 3
    numbers = HeldItem.objects.exclude(box=None).order_by("pk").values_list("box__number", flat=True)
    assert list(numbers) == [2, 2, 3, 1], "30年 (D30) stands before 永久 (Y)"
    before = dict(HeldItem.objects.values_list("pk", "box"))
    assert store.pack(fonds, archivist) == 0
    further = item(fonds, pages=10)
    assert store.pack(fonds, archivist) == 1
    assert HeldItem.objects.get(pk=further.pk).box.number == 4  # type: ignore[union-attr]
    assert {pk: box for pk, box in HeldItem.objects.values_list("pk", "box") if pk in before} == before
    assert Entry.objects.filter(what="装盒").count() == 2


def line(act: str, pages: int | None = None, days: int = 0) -> dict[str, Any]:
    return {"day": DAY + timedelta(days=days), "act": act, "by": "档案员", "pages": pages, "text": ""}


def test_a_box_that_was_unbound_does_not_come_back_before_it_is_bound(
    fonds: Fonds, archivist: Person
) -> None:
    box = box_of(fonds)
    for act in ("出库", "拆装", "扫描"):
        store.log(box, archivist, line(act, 200))
    with pytest.raises(ArchiveMoveError, match="拆装以后还没有“还原装订”，不能“归还”"):
        store.log(box, archivist, line("归还", 200))
    store.log(box, archivist, line("还原装订"))
    with pytest.raises(ArchiveMoveError, match="请清点页数"):
        store.log(box, archivist, line("归还"))
    assert store.log(box, archivist, line("归还", 199)) == "出库 200 页，归还 199 页，少 1 页"
    assert box.custody.count() == 5 and "少 1 页" in Entry.objects.get(what="原件归还").sentence


@pytest.mark.parametrize(
    ("first", "then", "why"),
    [
        (None, line("归还", 3), "还没有出库，不能“归还”"),
        (line("出库"), line("出库"), "上一步是“出库”，不能“出库”"),
        (line("出库"), line("扫描", days=-1), "日期早于上一步“出库”"),
    ],
)
def test_lines_that_are_refused(
    fonds: Fonds, archivist: Person, first: dict[str, Any] | None, then: dict[str, Any], why: str
) -> None:
    box = box_of(fonds)
    if first:
        store.log(box, archivist, first)
    with pytest.raises(ArchiveMoveError, match=why):
        store.log(box, archivist, then)
    assert box.custody.count() == (1 if first else 0)


def test_objects_are_entered_once(district: District, fonds: Fonds, archivist: Person) -> None:
    store.add_object(HeldObject(fonds=fonds, code="SW-1", name="锦旗"), archivist)
    with pytest.raises(ArchiveMoveError, match="实物编号 SW-1 已经有了"):
        store.add_object(HeldObject(fonds=fonds, code="SW-1", name="奖状"), archivist)
    leader = district.person(Role.LEADER)
    for move in (
        lambda: store.add_object(HeldObject(fonds=fonds, code="SW-2", name="奖状"), leader),
        lambda: store.pack(fonds, leader),
        lambda: store.log(box_of(fonds), leader, line("出库")),
    ):
        with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
            move()
