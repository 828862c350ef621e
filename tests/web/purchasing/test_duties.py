"""Duties that one person must not hold together, though a person may hold several posts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.purchasing import claiming, keeping, moves
from mingzhang.web.purchasing.listing import waiting_for
from mingzhang.web.purchasing.models import BookContract
from mingzhang.web.purchasing.moves import PurchaseMoveError
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import book_of, contract_of, deliverable_of, project_of, quotes_of, seen

ASKED = {"number": "F-1", "day": DAY, "amount": Decimal("1000"), "basis": "进度", "content": "进度款"}
LARGE = ASKED | {"amount": Decimal("300000"), "meeting": "3月2日党组会"}


@pytest.fixture
def both(district: District) -> Person:
    """Who prepares, is the head of the unit for a while, and the leader too."""
    who, others = district.person(Role.PREPARER), (Role.APPROVER, Role.LEADER)
    for role in others:
        at = Post.objects.get(person=district.person(role)).organisation
        Post.objects.create(person=who, organisation=at, role=role)
    return Person.objects.get(pk=who.pk)


@pytest.fixture
def contract(district: District) -> BookContract:
    return contract_of(project_of(book_of(district, district.department)))


def refused(said: str, *doing: object) -> None:
    move, *given = doing
    with pytest.raises(PurchaseMoveError, match=said):
        move(*given)  # type: ignore[operator]


def page_of(who: Person, address: str) -> str:
    client = Client()
    client.force_login(who)
    return seen(client, address)


def test_who_entered_an_acceptance_does_not_confirm_it(
    district: District, contract: BookContract, both: Person
) -> None:
    said = {"day": DAY, "counted": Decimal(3), "verdict": "不合格", "by": "科长"}
    act = claiming.accept(deliverable_of(contract), both, said, [])
    refused("登记验收的人不能自己确认", moves.confirm, act, both)
    page = page_of(both, contract.address)
    assert "登记验收的人不能自己确认" in page and f"/acceptances/{act.pk}/answer/" not in page
    assert [each.what for each in waiting_for(both)] == []
    other = district.person(Role.APPROVER)
    assert [each.what for each in waiting_for(other)] == ["确认验收"]
    moves.confirm(act, other)
    act.refresh_from_db()
    assert (act.entered_by, act.confirmed_by) == (both, other)


def test_who_asks_does_not_approve_and_who_approves_neither_signs_nor_pays(
    district: District, contract: BookContract, both: Person
) -> None:
    head, leader = district.person(Role.APPROVER), district.person(Role.LEADER)
    keeper = second_keeper(district)
    own = claiming.ask(contract, both, LARGE)
    moves.step(own, "提交", keeper)  # whoever hands it in, it stays that of who entered it
    refused("登记或提交付款申请的人不能自己审核", moves.step, own, "审核", both)
    assert 'value="审核"' not in page_of(both, contract.address)
    moves.step(own, "审核", head)
    refused("登记或提交付款申请的人不能自己签批", moves.step, own, "签批", both)
    moves.step(own, "签批", leader)
    moves.pay(own, both, DAY, Decimal("1"), "记-1")  # asking and entering what was paid may be one


def second_keeper(district: District) -> Person:
    """A further person who prepares."""
    made = Person.objects.create_user("second", "x" * 20, "第二位填报人")
    Post.objects.create(person=made, organisation=district.department, role=Role.PREPARER)
    return made


def test_who_approved_does_not_enter_the_payment(
    district: District, contract: BookContract, both: Person
) -> None:
    keeper = second_keeper(district)
    asked = claiming.ask(contract, keeper, ASKED)
    moves.step(asked, "提交", keeper)
    moves.step(asked, "审核", both)
    refused("审批付款申请的人不能自己登记付款", moves.pay, asked, both, DAY, Decimal("1000"), "记-1")
    assert f"pay-{asked.pk}" not in page_of(both, contract.address)
    assert f"pay-{asked.pk}" in page_of(keeper, contract.address)
    assert "付款" not in [each.what for each in waiting_for(both)]
    moves.pay(asked, keeper, DAY, Decimal("1000"), "记-1")


def test_one_person_does_not_check_and_sign(district: District, contract: BookContract, both: Person) -> None:
    keeper = second_keeper(district)
    asked = claiming.ask(contract, keeper, LARGE)
    moves.step(asked, "提交", keeper)
    asked = moves.step(asked, "审核", both)
    refused("审核付款申请的人不能自己签批", moves.step, asked, "签批", both)
    moves.step(asked, "退回", district.person(Role.LEADER), "发票未附")
    moves.step(asked, "提交", keeper)
    asked = moves.step(asked, "审核", district.person(Role.APPROVER))
    assert moves.step(asked, "签批", both).state == "待付款"  # what was sent back counts for nothing


def test_who_mended_a_draft_does_not_approve_it(
    district: District, contract: BookContract, both: Person
) -> None:
    keeper = second_keeper(district)
    asked = claiming.ask(contract, keeper, ASKED)
    claiming.change_request(asked, both, ASKED | {"amount": Decimal("2000")})
    moves.step(asked, "提交", keeper)
    refused("登记或提交付款申请的人不能自己审核", moves.step, asked, "审核", both)


def test_who_proposed_a_supplier_does_not_decide(district: District, both: Person) -> None:
    project = project_of(book_of(district, district.department), "比选")
    quotes_of(project, chosen="")
    keeping.choose(project, both, project.quotes.get(supplier="乙公司").pk, "", "符合要求")
    refused("拟选定供应商的人不能自己定标", moves.decide, project, both)
    assert 'value="decide"' not in page_of(both, project.address)
    moves.decide(project, district.person(Role.APPROVER))
