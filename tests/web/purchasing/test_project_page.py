"""The road of a selection on its pages, and what somebody is offered there."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from mingzhang.web.purchasing.models import BookContract, BookProject, PurchaseBook
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    seen,
    sent,
)


def test_a_keeper_enters_a_ledger_from_the_first_page_on(district: District) -> None:
    keeper, head = district.client(Role.PREPARER), district.client(Role.APPROVER)
    assert "还没有采购台账" in seen(keeper, "/purchasing/")
    said = sent(keeper, "/purchasing/new/", do="book", year="2026", large="３00,000元")
    assert "采购台账已建立" in said
    book = PurchaseBook.objects.get()
    told = {"code": "1", "name": "调查", "method": "比选", "budget": "500,000"}
    assert (
        "请填写" in (page := sent(keeper, book.address, do="project", **told | {"budget": "五十万"})) or page
    )
    assert 'value="五十万"' in page and "没有保存" in page  # what was typed is still there
    sent(keeper, book.address, do="project", **told)
    project = BookProject.objects.get()
    sent(keeper, project.address, do="criteria", criteria="方案 60\n报价：40分")
    for number, supplier in enumerate(("甲公司", "乙公司", "丙公司")):
        sent(
            keeper, project.address, do="quote", supplier=supplier, day="2026年3月2日", price=f"40{number}000"
        )
    marks = {f"mark-{at}-{n}": "30" for at in range(3) for n in range(2)}
    assert "评分已登记" in sent(keeper, project.address, do="marks", judge="1", **marks)
    chosen = project.quotes.get(supplier="甲公司").pk
    sent(keeper, project.address, do="choice", supplier=chosen, opinion="均符合要求", reason="")
    assert "登记合同" not in seen(keeper, project.address)
    assert "定标" in seen(head, "/purchasing/")
    sent(head, f"{project.address}act/", move="decide")
    assert "甲公司" in (page := seen(keeper, project.address)) and "登记合同" in page
    told = {
        "number": "HT-1",
        "supplier": "甲公司",
        "kind": "购买服务",
        "bought": "服务",
        "signed": "2026-03-10",
    }
    assert "合同已登记" in sent(keeper, project.address, do="contract", amount="400000.00", **told)
    assert BookContract.objects.get().book == book
