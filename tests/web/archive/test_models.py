"""What the rows of the archive say of themselves, and what the database holds them to."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from mingzhang.web.archive.models import (
    ROOM,
    CustodyLine,
    Fonds,
    FondsCode,
    HeldObject,
    HeldStep,
    SeriesPlace,
)
from mingzhang.web.files.models import keep
from tests.web.archive.objects import box_of, decision, fonds_at, item
from tests.web.conftest import DAY, District


def test_rows_are_named_as_people_name_them(district: District) -> None:
    fonds = fonds_at(district.region)
    row, box = item(fonds), box_of(fonds)
    assert (
        str(fonds) == "0123 甲区办公室" and str(box) == "第1盒" and str(fonds.codes.first()) == "BGS 办公室"
    )
    assert str(row) == "0123-WS·2019-Y-BGS-0001 年度总结" and str(row.place) == row.code
    assert str(row.place.series) == "0123-WS·2019-Y-BGS"
    assert str(item(fonds, "来信", numbered=False)) == "来信"
    assert str(decision(row, district)) == f"{row}：长期改为30年"
    assert str(HeldObject(code="SW-1", name="锦旗")) == "SW-1 锦旗"
    assert str(CustodyLine(box=box, act="出库")) == "第1盒出库" and str(
        HeldStep(item=row, step="编目")
    ).startswith("编目")
    owned = [row, row.place.series, box, fonds.codes.first(), HeldObject(fonds=fonds), decision_of(row)]
    assert {each.organisation for each in owned} == {district.region}
    assert [each.address for each in (fonds, box, row)] == [
        f"/archive/{fonds.pk}/", f"/archive/boxes/{box.pk}/", f"/archive/items/{row.pk}/",
    ]  # fmt: skip


def decision_of(row: Any) -> Any:
    return row.decisions.get()


def refused(write: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
        connection.check_constraints()


def place(first: SeriesPlace, number: int, **said: Any) -> SeriesPlace:
    """A place of the series of the first, written past the program."""
    fonds = first.series.fonds
    usual: dict[str, Any] = {"before_id": first.series_id * ROOM + number - 1 if number > 1 else None}
    return SeriesPlace(
        pk=first.series_id * ROOM + number,
        series=first.series,
        number=number,
        **(usual | {"item": item(fonds, "又一件", numbered=False)} | said),
    )


def test_the_database_refuses_a_number_twice_a_gap_and_a_number_of_nothing(district: District) -> None:
    first = item(fonds_at(district.region)).place
    refused(lambda: place(first, 3).save(force_insert=True))  # hangs on 0002, which is not there
    refused(lambda: place(first, 1).save(force_insert=True))
    refused(lambda: place(first, 2, before_id=None).save(force_insert=True))
    refused(lambda: place(first, 2, item=first.item).save(force_insert=True))
    wrong = place(first, 2)
    wrong.pk += 1
    refused(lambda: wrong.save(force_insert=True))
    refused(lambda: SeriesPlace.objects.filter(pk=first.pk).update(number=2))
    place(first, 2).save(force_insert=True)


def test_a_number_in_the_middle_does_not_go_away(district: District) -> None:
    fonds = fonds_at(district.region)
    first, second = item(fonds).place, item(fonds).place
    with pytest.raises(ProtectedError):
        first.delete()
    refused(lambda: SeriesPlace.objects.filter(pk=first.pk)._raw_delete("default"))
    with pytest.raises(ProtectedError):
        first.item.delete()
    second.delete()


def test_what_is_taken_once_in_a_fonds(district: District) -> None:
    fonds, proof = fonds_at(district.region), keep([b"proof"])
    box_of(fonds)
    item(fonds, evidence=proof)
    HeldObject.objects.create(fonds=fonds, code="SW-1", name="锦旗")
    refused(lambda: Fonds.objects.create(organisation=district.region, code="0123", name="又一个"))
    refused(lambda: FondsCode.objects.create(fonds=fonds, kind="门类", code="WS", name="又一个"))
    refused(lambda: fonds.boxes.create(number=1))
    refused(lambda: HeldObject.objects.create(fonds=fonds, code="SW-1", name="奖状"))
    refused(lambda: HeldObject.objects.create(fonds=fonds, code="SW-2", name="奖状", count=0))
    refused(lambda: item(fonds, evidence=proof, numbered=False))
    refused(lambda: item(fonds, pages=0, numbered=False))
    assert fonds_at(district.other_region).code == "0123"


def test_a_decision_has_a_reason_and_an_approver_and_is_asked_once(district: District) -> None:
    row = item(fonds_at(district.region))
    decision(row, district)
    refused(lambda: decision(row, district))
    refused(lambda: decision(row, district, reason="", decided=DAY, approver="分管领导"))
    refused(lambda: decision(row, district, decided=DAY))
    decision(row, district, decided=DAY, approver="分管领导")


@pytest.mark.parametrize("code", ["012", "01234", "01a3", "０１２３", "0123\n"])
def test_the_number_of_a_fonds_is_four_signs(code: str) -> None:
    with pytest.raises(ValidationError, match="全宗号是 4 位"):
        Fonds(code=code, name="某办公室").clean_fields(exclude=["organisation"])
