"""What a book comes to: its totals, the stages of its projects."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.people.models import Role
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    project_of,
    request_of,
    seen,
    sent,
)


def test_a_book_shows_what_its_projects_come_to(district: District) -> None:
    book = book_of(district, district.department)
    project = project_of(book)
    contract = contract_of(project, "400000")
    asked = request_of(
        contract, "待付款", "300000", approvals="单位负责人、分管领导、党组会", meeting="3月党组会"
    )
    asked.payments.create(day=DAY, amount=Decimal(250_000), voucher="记-1")
    page = seen(district.client(Role.MANAGER), book.address)
    for words in ("<b>25.00</b>购买服务支出（万元）", '<span class="state">履约</span>', ">50%<", ">10.00<"):
        assert words in page, words
    for cell in ("50.00", "40.00", "25.00", "50%"):
        assert f"<strong>{cell}</strong>" in page, cell
    assert "付款达到30万元的经党组会审议" in page


def test_the_keeper_sets_the_amount_that_goes_to_the_meeting(district: District) -> None:
    book = book_of(district, district.department)
    sent(district.client(Role.PREPARER), book.address, do="book", large="500,000", prefix="ocds-abc123")
    book.refresh_from_db()
    assert (book.large, book.prefix) == (Decimal(500_000), "ocds-abc123")
