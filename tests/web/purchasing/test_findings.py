"""What does not hold is told where it stands and as a list."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.people.models import Role
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.findings import standing
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    project_of,
    request_of,
    seen,
)


def test_what_does_not_hold_is_told_where_it_stands_and_as_a_list(district: District) -> None:
    project = project_of(book_of(district, district.department))
    contract = contract_of(project, "600000")
    request_of(contract, "待付款", "700000", day="2026-03-05")
    client = district.client(Role.MANAGER)
    assert "合同合计60万元，超过全年预算50万元" in seen(client, project.address)
    assert "申请累计70万元，超过合同金额60万元" in seen(client, contract.address)
    page = seen(client, f"{project.book.address}findings/")
    assert "超过全年预算" in page and "申请累计" in page and "应经党组会审议" in page


def test_an_approval_that_is_still_asked_for_is_no_fault(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    told = {"meeting": "3月2日党组会", "approvals": ""}
    asked = request_of(contract, "待审核", "300000", **told)
    book = asked.book
    assert standing(book, ledger_of(book)) == []
    asked.payments.create(day=DAY, amount=Decimal(1), voucher="记-1")  # taken in from a workbook
    assert [each.message for each in standing(book, ledger_of(book))] == [
        "没有审批人",
        "30万元达到大额标准30万元，应经党组会审议",
    ]
