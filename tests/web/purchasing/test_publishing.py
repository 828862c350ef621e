"""What is published stays as it was that day, and is gone at once when it is withdrawn."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.portal.addresses import unit_address
from mingzhang.web.purchasing import publishing
from mingzhang.web.purchasing.models import BookContract, PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import book_of, contract_of, project_of, request_of, seen, sent


def test_the_head_publishes_and_withdraws(district: District) -> None:
    pytest.importorskip("ocdsmerge")
    book = book_of(district, district.department)
    asked = request_of(contract_of(project_of(book), "400000"), "待付款", meeting="3月党组会")
    asked.payments.create(day=DAY, amount=Decimal(100_000), voucher="记-1")
    head, public = district.client(Role.APPROVER), district.client(None)
    page = f"/purchasing/public/{book.pk}/"
    assert public.get(page).status_code == public.get(f"{page}file/").status_code == 404
    assert "已公布" in sent(head, f"{book.address}publish/")
    assert all(
        words in seen(public, page)
        for words in ("公开口径合计", "<strong>10.00</strong>", "2026年2月10日", "HT-001")
    )
    assert "400,000.00" in seen(public, page) and page in seen(public, unit_address(district.department))
    BookContract.objects.update(amount=450_000)
    asked.payments.update(amount=Decimal(99_999))
    assert "<strong>10.00</strong>" in seen(public, page)
    assert "400,000.00" in seen(public, page)  # as it was published
    records = json.loads(public.get(f"{page}file/?kind=records").content)
    assert records["records"][0]["compiledRelease"]["contracts"][0]["value"]["amount"] == 400_000
    assert "请写明理由" in sent(head, f"{book.address}publish/", move="withdraw")
    assert "不再有效" in sent(head, f"{book.address}publish/", move="withdraw", words="合同金额有误")
    assert public.get(page).status_code == public.get(f"{page}file/").status_code == 404
    assert page not in seen(public, unit_address(district.department))
    entry = Entry.objects.get(what="撤回公布采购合同")
    assert entry.before is not None and set(entry.before) == {"过程", "记录"}
    assert "合同金额有误" in entry.sentence


def test_what_does_not_hold_is_not_published(district: District) -> None:
    book, head = book_of(district, district.department), district.person(Role.APPROVER)
    contract_of(project_of(book), "600000")
    with pytest.raises(PurchaseMoveError, match="没有写开放数据"):
        publishing.publish(book, head)
    with pytest.raises(PurchaseMoveError, match="没有公布，不用撤回"):
        publishing.withdraw(book, head, "有误")
    with pytest.raises(PurchaseMoveError, match="没有“确认验收和付款申请”的权限"):
        publishing.publish(book, district.person(Role.PREPARER))
    assert PurchaseBook.objects.get().published is None
