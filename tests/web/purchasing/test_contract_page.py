"""Who may do what with a contract sees it offered; who only reads, nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    quotes_of,
    request_of,
    seen,
    sent,
)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.REVIEWER, Role.MANAGER, Role.LEADER])
def test_who_only_reads_is_offered_no_form(district: District, role: Role) -> None:
    project = project_of(book_of(district, district.department), "比选")
    quotes_of(project)
    contract = contract_of(project)
    request_of(contract, "草拟")
    client = district.client(role)
    for address in (project.book.address, project.address, contract.address):
        assert 'name="do"' not in seen(client, address)
        assert "不能这样登记" in sent(client, address, do="request", number="F-9")


def test_each_is_offered_the_steps_of_a_request_that_are_theirs(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    request_of(contract, "待审核")
    wanted = {Role.PREPARER: ["撤回"], Role.APPROVER: ["审核", "退回"], Role.LEADER: [], Role.MANAGER: []}
    for role, names in wanted.items():
        page = seen(district.client(role), contract.address)
        offered = [name for name in ("撤回", "审核", "签批", "退回") if f'name="step" value="{name}"' in page]
        assert offered == names, role


def test_the_cost_of_a_piece_is_shown(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    acceptance_of(deliverable_of(contract), counted=Decimal(150))
    asked = request_of(contract, "待付款", "100000")
    asked.payments.create(day=DAY, amount=Decimal(100_000), voucher="记-1")
    assert "<dd>666.67元</dd>" in seen(district.client(Role.MANAGER), contract.address)
