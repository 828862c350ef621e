"""What somebody answers for: who may, what the wing refuses, what the lock keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from mingzhang.web.purchasing import moves
from mingzhang.web.purchasing.carrying_models import BookAmendment
from mingzhang.web.purchasing.models import BookContract, BookProject, PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    quotes_of,
    request_of,
)


@dataclass
class Office:
    """A book with one contract of 400,000, and who works on it."""

    book: PurchaseBook
    project: BookProject
    contract: BookContract
    keeper: Person
    head: Person
    leader: Person


@pytest.fixture
def office(district: District) -> Office:
    book = book_of(district, district.department)
    project = project_of(book)
    people = (district.person(each) for each in (Role.PREPARER, Role.APPROVER, Role.LEADER))
    return Office(book, project, contract_of(project), *people)


def again(asked: BookRequest) -> BookRequest:
    return BookRequest.objects.get(pk=asked.pk)


def pay(asked: BookRequest, who: Person, amount: str, voucher: str = "记-1", day: date = DAY) -> BookPayment:
    return moves.pay(asked, who, day, Decimal(amount), voucher)


def test_the_road_of_a_small_sum(office: Office) -> None:
    asked = request_of(office.contract)
    for name, who, state in (("提交", office.keeper, "待审核"), ("审核", office.head, "待付款")):
        moves.step(asked, name, who)
        assert again(asked).state == state
    pay(asked, office.keeper, "60000")
    assert again(asked).state == "待付款"
    pay(asked, office.keeper, "40000", "记-2")
    assert again(asked).state == "已付清"
    assert [note.what for note in asked.notes.all()] == ["提交", "审核", "付款", "付款"]
    assert Entry.objects.filter(what="登记付款").count() == 2


def test_a_large_sum_waits_for_the_signature_and_the_meeting(office: Office) -> None:
    asked = request_of(office.contract, amount="300000")
    with pytest.raises(PurchaseMoveError, match="应写明会议日期或纪要编号"):
        moves.step(asked, "提交", office.keeper)
    BookRequest.objects.filter(pk=asked.pk).update(meeting="2026年3月2日党组会")
    moves.step(asked, "提交", office.keeper)
    moves.step(asked, "审核", office.head)
    assert again(asked).state == "待签批" and again(asked).large
    for who in (office.keeper, office.head):
        with pytest.raises(PurchaseMoveError, match="签批大额付款"):
            moves.step(asked, "签批", who)
    with pytest.raises(PurchaseMoveError, match="只有“待付款”时"):
        pay(asked, office.keeper, "300000")
    signed = moves.step(asked, "签批", office.leader)
    assert (signed.approvals, signed.signed_by) == ("单位负责人、分管领导、党组会", office.leader)
    pay(asked, office.keeper, "300000")
    assert again(asked).state == "已付清"


def test_the_database_refuses_a_large_sum_without_a_signature(office: Office) -> None:
    asked = request_of(office.contract, "待签批", "300000", large=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        BookRequest.objects.filter(pk=asked.pk).update(state="待付款")


def test_who_returns_a_request_says_why(office: Office) -> None:
    asked = request_of(office.contract, "待审核")
    with pytest.raises(PurchaseMoveError, match="请写明理由"):
        moves.step(asked, "退回", office.head)
    assert moves.step(asked, "退回", office.head, "发票未附").state == "草拟"
    with pytest.raises(PurchaseMoveError, match="没有这种办理"):
        moves.step(asked, "付款", office.head)
    with pytest.raises(PurchaseMoveError, match="现在是“草拟”，不能“审核”"):
        moves.step(asked, "审核", office.head)


def test_the_last_instalment_needs_acceptance_or_a_stated_exception(office: Office) -> None:
    thing, asked = deliverable_of(office.contract), request_of(office.contract, final=True)
    act = acceptance_of(thing, confirmed=False)
    with pytest.raises(PurchaseMoveError, match="尾款应在全部交付物验收合格之后"):
        moves.step(asked, "提交", office.keeper)  # the acceptance is not confirmed
    moves.confirm(act, office.head)
    assert moves.step(asked, "提交", office.keeper).state == "待审核"
    other = request_of(contract_of(office.project), final=True, exception="年底结转，供应商已出具保函")
    assert moves.step(other, "提交", office.keeper).state == "待审核"


def test_never_more_is_paid_than_the_contract_is_worth(office: Office) -> None:
    first, second = (request_of(office.contract, "待付款", "250000") for _ in range(2))
    pay(first, office.keeper, "250000")
    with pytest.raises(PurchaseMoveError, match="超过合同金额40万元，多付10万元"):
        pay(second, office.keeper, "250000")
    assert BookPayment.objects.count() == 1 and again(second).state == "待付款"
    BookAmendment.objects.create(
        contract=office.contract, day=DAY, before=400000, after=500000, reason="增加"
    )
    pay(second, office.keeper, "250000")


@pytest.mark.parametrize(
    ("amount", "voucher", "day", "said"),
    [
        ("100000.01", "记-2", DAY, "超过申请金额10万元"),
        ("1", "记-1", DAY, "凭证“记-1”已经登记过"),
        ("1", "记-2", date(2026, 3, 4), "早于申请日期"),
        ("1", "记-2", date(2026, 3, 17), "在今天以后"),
    ],
)
def test_a_payment_that_cannot_be(office: Office, amount: str, voucher: str, day: date, said: str) -> None:
    asked = request_of(office.contract, "待付款")
    BookPayment.objects.create(request=asked, day=DAY, amount=Decimal("0.01"), voucher="记-1")
    with pytest.raises(PurchaseMoveError, match=said):
        pay(asked, office.keeper, amount, voucher, day)


def test_a_payment_is_taken_back_with_a_reason(office: Office) -> None:
    asked = request_of(office.contract, "待付款")
    made = pay(asked, office.keeper, "100000")
    with pytest.raises(PurchaseMoveError, match="冲销时请写明理由"):
        moves.unpay(made, office.keeper, " ")
    moves.unpay(made, office.keeper, "退票")
    assert again(asked).state == "待付款" and not BookPayment.objects.exists()
    with pytest.raises(PurchaseMoveError, match="已经冲销"):
        moves.unpay(made, office.keeper, "退票")


def test_an_acceptance_counts_when_the_head_confirms_it(office: Office) -> None:
    thing = deliverable_of(office.contract)
    short = acceptance_of(thing, confirmed=False, counted=Decimal(99))
    with pytest.raises(PurchaseMoveError, match="应为100份，验收数99份，不应合格"):
        moves.confirm(short, office.head)
    with pytest.raises(PurchaseMoveError, match="没有“确认验收和付款申请”的权限"):
        moves.confirm(short, office.keeper)
    moves.send_back(short, office.head, "补齐一份")
    with pytest.raises(PurchaseMoveError, match="已经确认或退回"):
        moves.confirm(short, office.head)
    bare = acceptance_of(thing, confirmed=False, evidence="")
    with pytest.raises(PurchaseMoveError, match="验收合格应附佐证材料"):
        moves.confirm(bare, office.head)


def test_the_head_decides_a_selection_that_is_whole(office: Office) -> None:
    project = project_of(office.book, "比选")
    with pytest.raises(PurchaseMoveError, match="只有 0 家报价"):
        moves.decide(project, office.head)
    quotes_of(project, chosen="甲公司")
    with pytest.raises(PurchaseMoveError, match="评分列第 2 名，应写明理由"):
        moves.decide(project, office.head)
    project.quotes.filter(chosen=True).update(reason="乙公司书面放弃")
    moves.decide(project, office.head)
    with pytest.raises(PurchaseMoveError, match="已经定标"):
        moves.decide(project, office.head)
    moves.undecide(project, office.head, "重新询价")
    moves.decide(project, office.head)
    contract_of(project)
    with pytest.raises(PurchaseMoveError, match="不能撤销"):
        moves.undecide(project, office.head, "重新询价")
    with pytest.raises(PurchaseMoveError, match="不用定标"):
        moves.decide(office.project, office.head)


def test_a_project_ends_when_it_is_paid_out(office: Office) -> None:
    with pytest.raises(PurchaseMoveError, match="没有付清"):
        moves.close(office.project, office.keeper, filing=False)
    asked = request_of(office.contract, "待付款", "400000")
    pay(asked, office.keeper, "400000")
    with pytest.raises(PurchaseMoveError, match="先登记自评"):
        moves.close(office.project, office.keeper, filing=True)
    for filing in (False, True):
        moves.close(office.project, office.keeper, filing)
    with pytest.raises(PurchaseMoveError, match="已归档"):
        moves.unpay(asked.payments.get(), office.keeper, "退票")
    moves.reopen(office.project, office.head, "补登凭证")
    moves.unpay(asked.payments.get(), office.keeper, "退票")
