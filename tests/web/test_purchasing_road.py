"""The road of a large sum in a browser: asked for by the keeper, checked by the head, signed, paid."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from tests.web.conftest import District
from tests.web.purchasing.objects import book_of, contract_of, project_of
from tests.web.test_roads import Visitor, browser

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def test_the_road_of_a_large_sum(browser: Any, live_server: Any, district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    keeper, head, leader = (Visitor(browser, live_server.url) for _ in range(3))
    keeper.signed_in(district, Role.PREPARER).see(contract.address)
    keeper.view.click("summary:text-is('登记付款申请')")
    told = {
        "number": "F-1",
        "day": "2026年3月12日",
        "amount": "３２0,000",
        "meeting": "3月11日党组会",
        "content": "进度款",
    }
    for name, text in told.items():
        keeper.view.fill(f"#request-{name}", text)
    keeper.view.select_option("#request-basis", "进度")
    keeper.view.locator("details[open] button").click()
    keeper.press("提交")
    keeper.look()
    head.signed_in(district, Role.APPROVER).see("/purchasing/").view.click("text=F-1")
    head.press("审核")
    leader.signed_in(district, Role.LEADER).see("/purchasing/").view.click("text=F-1")
    leader.press("签批")
    keeper.view.reload()
    keeper.view.click("summary:text-is('登记付款申请F-1的付款')")
    keeper.view.locator("details[open] [name=day]").fill("2026-03-16")
    keeper.view.locator("details[open] [name=voucher]").fill("记-12")
    keeper.view.locator("details[open] button").click()
    assert "付款已登记" in keeper.text and "已付清" in keeper.text
    assert BookRequest.objects.get().signed_by == district.person(Role.LEADER)
    assert BookPayment.objects.get().amount == 320_000
    faults = [fault for visitor in (keeper, head, leader) for fault in visitor.faults]
    assert not faults, "\n".join(faults)
