"""Acceptances with their proofs and drafts of requests: what does not fit is refused whole."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.facts.measure import LiveMeasure
from mingzhang.web.people.models import Role
from mingzhang.web.purchasing import claiming, moves
from mingzhang.web.purchasing.carrying_models import AcceptanceProof, BookAcceptance
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.purchasing.paying_models import BookRequest
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    deliverable_of,
    project_of,
)


def file(name: str = "清单.xlsx", size: int = 1) -> SimpleUploadedFile:
    made = SimpleUploadedFile(name, b"x")
    made.size = size
    return made


SAID: dict[str, Any] = {"day": DAY, "counted": Decimal(100), "verdict": "合格", "by": "科长"}


def test_a_proof_too_large_leaves_nothing(district: District) -> None:
    who = district.person(Role.PREPARER)
    thing = deliverable_of(contract_of(project_of(book_of(district, district.department))))
    for files, said in (([file(size=(20 << 20) + 1)], "超过 20 MB"), ([file()] * 11, "最多附 10 份")):
        with pytest.raises(PurchaseMoveError, match=said):
            claiming.accept(thing, who, SAID, files)
    assert not BookAcceptance.objects.exists() and not AcceptanceProof.objects.exists()


def test_what_the_system_counts_is_the_number_unless_one_is_given(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = district.person(Role.PREPARER)
    contract = contract_of(project_of(book_of(district, district.department)))
    measure = LiveMeasure("有效答卷", Fraction(6685), "份", DAY, ("编号",), (("1",),))
    monkeypatch.setattr(claiming, "measures_for", lambda *_: {"有效答卷": measure})
    taken = claiming.accept(deliverable_of(contract, "有效答卷"), who, SAID | {"counted": None}, [file()])
    assert taken.counted == Decimal(6685) and taken.told == measure.sentence
    own = claiming.accept(deliverable_of(contract, "有效答卷"), who, SAID, [file("../清单.xlsx")])
    assert own.counted == Decimal(100) and own.told and own.evidence == "清单.xlsx"
    with pytest.raises(PurchaseMoveError, match="没有再登记"):
        claiming.accept(own.deliverable, who, SAID, [])


def test_only_a_draft_is_mended_or_dropped(district: District) -> None:
    who = district.person(Role.PREPARER)
    contract = contract_of(project_of(book_of(district, district.department)))
    said = {"number": "F-1", "day": DAY, "amount": Decimal(5), "basis": "预付"}
    asked = claiming.ask(contract, who, said)
    with pytest.raises(PurchaseMoveError, match="申请编号“F-1”已经有了"):
        claiming.ask(contract, who, said)
    claiming.change_request(asked, who, said | {"amount": Decimal(6)})
    moves.step(asked, "提交", who)
    with pytest.raises(PurchaseMoveError, match="只有“草拟”时才能改"):
        claiming.change_request(asked, who, said)
    with pytest.raises(PurchaseMoveError, match="只有“草拟”时才能改"):
        claiming.drop_request(asked, who)
    moves.step(asked, "撤回", who)
    with pytest.raises(PurchaseMoveError, match="提交过，不能删去"):
        claiming.drop_request(asked, who)
    claiming.drop_request(claiming.ask(contract, who, said | {"number": "F-2"}), who)
    assert [each.amount for each in BookRequest.objects.all()] == [Decimal(6)]
