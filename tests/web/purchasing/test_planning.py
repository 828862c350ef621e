"""Invitations, instalments and limits: on the pages, held and logged, and what they refuse."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.purchasing import findings, moves, planning
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.purchasing.planning_models import BookInstalment, BookInvitation
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    quotes_of,
    request_of,
    seen,
    sent,
)


def test_a_budget_is_adjusted_and_who_did_it_when_and_why_is_kept(district: District) -> None:
    keeper = district.client(Role.PREPARER)
    project = project_of(book_of(district, district.department))
    project.original = project.budget
    project.save()
    told = {
        "day": "2026年3月2日",
        "before": "500000",
        "after": "480,000",
        "reason": "压减",
        "basis": "批复1号",
    }
    page = sent(keeper, project.address, do="adjust", **told)
    assert "500,000.00" in page and "480,000.00" in page and "压减" in page and "批复1号" in page
    project.refresh_from_db()
    assert project.budget == 480_000 and project.adjustments.get().entered_by == district.person(
        Role.PREPARER
    )
    assert Entry.objects.get(what="调整项目预算").after == {"调整后": "480000", "理由": "压减"}
    assert "刚才已经调整" in sent(keeper, project.address, do="adjust", **told | {"day": "2026-03-03"})
    on = told | {"before": "480000", "after": "470000"}
    assert "早于上一次调整" in sent(keeper, project.address, do="adjust", **on | {"day": "2026-03-01"})
    assert "与现在的相同" in sent(keeper, project.address, do="adjust", **on | {"after": "480000"})
    changed = {"code": project.code, "name": "改名", "method": project.method, "budget": "1", "edition": "1"}
    sent(keeper, project.address, do="project", **changed)
    project.refresh_from_db()
    assert (project.name, project.budget) == ("改名", 480_000)  # only an adjustment changes it now
    assert findings.faults_here(project.book, ledger_of(project.book)) == []


def test_a_budget_that_was_changed_before_there_were_adjustments_is_told_and_put_right(
    district: District,
) -> None:
    keeper = district.client(Role.PREPARER)
    project = project_of(book_of(district, district.department))
    type(project).objects.filter(pk=project.pk).update(original=520_000)
    assert "年初预算52万元，全年预算50万元，没有登记预算调整" in seen(keeper, project.address)
    told = {"day": "2026-03-02", "before": "520000", "after": "500000", "reason": "压减", "basis": "批复1号"}
    assert "没有登记预算调整" not in sent(keeper, project.address, do="adjust", **told)


def test_suppliers_are_invited_and_who_made_no_quote_is_told(district: District) -> None:
    keeper = district.client(Role.PREPARER)
    project = project_of(book_of(district, district.department), "比选")
    for supplier in ("甲公司", "乙公司", "丙公司", "丁公司"):
        sent(keeper, project.address, do="invite", supplier=supplier, day="2026年1月26日")
    assert "已经邀请过" in sent(keeper, project.address, do="invite", supplier="丁公司", day="2026-01-26")
    quotes_of(project)
    silent = project.invitations.get(supplier="丁公司")
    page = sent(keeper, project.address, do="reply", invitation=silent.pk, words="人员已排满")
    assert "没有报价：人员已排满" in page and page.count("已报价") == 3
    with pytest.raises(PurchaseMoveError, match="还没有报价的供应商"):
        quoted = project.invitations.get(supplier="甲公司").pk
        planning.reply(project, district.person(Role.PREPARER), quoted, "x")
    first = project.invitations.get(supplier="甲公司")
    assert "已经报价，邀请不能删去" in sent(keeper, f"/purchasing/invitations/{first.pk}/drop/")
    sent(keeper, f"/purchasing/invitations/{silent.pk}/drop/")
    assert BookInvitation.objects.count() == 3
    logged = set(Entry.objects.values_list("what", flat=True))
    assert {"登记邀请", "登记没有报价的原因", "删去邀请"} <= logged
    first.delete()
    with pytest.raises(PurchaseMoveError, match="“甲公司”报了价，“邀请”表里没有它"):
        moves.decide(project, district.person(Role.APPROVER))


def test_instalments_are_planned_and_what_is_late_is_seen(district: District) -> None:
    keeper = district.client(Role.PREPARER)
    contract = contract_of(project_of(book_of(district, district.department)))
    told = {"text": "首付款", "amount": "100,000", "due": "2026-02-20", "basis": "预付"}
    sent(keeper, contract.address, do="plan", code="1", **told)
    assert "“1”已经有了" in sent(keeper, contract.address, do="plan", code="1", **told)
    page = seen(keeper, contract.address)
    assert "逾期未申请" in page and "计划少30万元" in page
    sent(keeper, contract.address, do="plan", code="2", **told | {"amount": "300000", "due": "2026-04-01"})
    assert "计划少" not in seen(keeper, contract.address)
    book = seen(keeper, contract.book.address)
    assert "计划付款“首付款 10万元”期限2026年2月20日，已过24天" in book and "还有16天" in book
    request_of(contract, "待审核", "100000")
    page = seen(keeper, contract.address)
    assert "已申请" in page and "逾期未申请" not in page
    asked = contract.instalments.get(code="1")
    assert "已经申请付款" in sent(keeper, f"/purchasing/instalments/{asked.pk}/drop/")
    row = contract.instalments.get(code="2")
    draft = request_of(contract, "草拟", "300000")
    page, button = seen(keeper, contract.address), f"/purchasing/instalments/{row.pk}/drop/"
    assert button not in page and "未申请" in page  # a draft keeps its instalment, but asks for nothing yet
    assert "已经申请付款" in sent(keeper, button)
    draft.delete()
    assert button in seen(keeper, contract.address)
    sent(keeper, f"/purchasing/instalments/{row.pk}/drop/")
    assert BookInstalment.objects.count() == 1 and Entry.objects.filter(what="删去付款计划").exists()


def test_a_deliverable_that_is_due_is_on_the_page_of_the_book(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    thing = deliverable_of(contract)
    type(thing).objects.filter(pk=thing.pk).update(due=DAY + timedelta(days=5))
    assert "交付物“报告”期限2026年3月21日，还有5天" in seen(
        district.client(Role.PREPARER), contract.book.address
    )


LIMITS = "单位负责人 ８0,000元\n分管领导：200000"


def test_a_sum_above_the_limit_of_the_head_goes_to_the_leader_without_the_meeting(district: District) -> None:
    keeper, head, leader = (district.person(each) for each in (Role.PREPARER, Role.APPROVER, Role.LEADER))
    book = book_of(district, district.department)
    page = sent(
        district.client(Role.PREPARER), book.address, do="book", large="300000", limits=LIMITS, prefix=""
    )
    assert "单位负责人最多8万元，分管领导最多20万元" in page
    contract = contract_of(project_of(PurchaseBook.objects.get()))
    small, middle, big = (request_of(contract, "草拟", each) for each in ("80000", "80000.01", "200000.01"))
    moves.step(small, "提交", keeper)
    assert moves.step(small, "审核", head).state == "待付款"
    moves.step(middle, "提交", keeper)
    assert moves.step(middle, "审核", head).state == "待签批"
    signed = moves.step(middle, "签批", leader)
    assert (signed.state, signed.approvals) == ("待付款", "单位负责人、分管领导")
    with pytest.raises(PurchaseMoveError, match="应写明会议日期或纪要编号"):
        moves.step(big, "提交", keeper)


def test_a_sum_above_the_limit_of_the_leader_goes_before_the_party_group(district: District) -> None:
    keeper, head, leader = (district.person(each) for each in (Role.PREPARER, Role.APPROVER, Role.LEADER))
    book = book_of(district, district.department)
    sent(district.client(Role.PREPARER), book.address, do="book", large="300000", limits=LIMITS, prefix="")
    contract = contract_of(project_of(PurchaseBook.objects.get()))
    big = request_of(contract, "草拟", "200000.01", meeting="2026年3月2日党组会")
    moves.step(big, "提交", keeper)
    assert moves.step(big, "审核", head).state == "待签批"
    signed = moves.step(big, "签批", leader)
    assert (signed.state, signed.approvals) == ("待付款", "单位负责人、分管领导、党组会")
    moves.pay(signed, keeper, DAY, Decimal("200000.01"), "记-1")
    found = findings.faults_here(contract.book, ledger_of(contract.book))
    assert [each.message for each in found] == []


def test_limits_are_on_the_page_without_a_large_amount(district: District) -> None:
    book = book_of(district, district.department)
    page = sent(district.client(Role.PREPARER), book.address, do="book", large="", limits=LIMITS, prefix="")
    assert "审批权限：单位负责人最多8万元，分管领导最多20万元" in page and "万元的经党组会审议" not in page


@pytest.mark.parametrize("said", ["单位负责人", "单位负责人 -5", "科长 5\n科长 6", "科长 一百"])
def test_limits_that_cannot_be_read_are_told_and_not_saved(district: District, said: str) -> None:
    book = book_of(district, district.department)
    page = sent(
        district.client(Role.PREPARER), book.address, do="book", large="300000", limits=said, prefix=""
    )
    assert "没有保存" in page and PurchaseBook.objects.get().limits == [] and said.split("\n")[0] in page


def test_others_neither_invite_nor_plan(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    for role in (Role.APPROVER, Role.LEADER):
        with pytest.raises(PurchaseMoveError, match="没有“登记采购台账”的权限"):
            planning.plan(
                contract, district.person(role), {"code": "1", "text": "款", "due": date(2026, 4, 1)}
            )
        with pytest.raises(PurchaseMoveError, match="没有“登记采购台账”的权限"):
            planning.invite(contract.project, district.person(role), {"supplier": "甲公司"})
