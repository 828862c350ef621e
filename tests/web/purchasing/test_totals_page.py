"""Totals open to their contracts, stand beside the account, and add up over the district."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.portal.models import Edition, EditionFigure
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.models import BookContract, PurchaseBook
from mingzhang.web.purchasing.totals_page import account_gaps
from mingzhang.web.register.models import Organisation
from tests.web.conftest import DAY, District
from tests.web.portal.publishing import written
from tests.web.purchasing.objects import book_of, contract_of, project_of, request_of, seen


def paid_book(district: District, at: Organisation, year: int, amount: str = "400000") -> PurchaseBook:
    """A book with one service that is paid."""
    book = book_of(district, at, year)
    asked = request_of(contract_of(project_of(book), amount), "待付款", amount, day=f"{year}-03-05")
    asked.payments.create(day=DAY.replace(year=year), amount=Decimal(amount), voucher="记-1")
    return book


def figure(edition: Edition, label: str, printed: str, unit: str = "万元") -> None:
    scale = 10_000 if unit == "万元" else 1
    told: dict[str, Any] = {"order": 1, "group": "其他", "unit": unit, "place": "表"}
    amount = Decimal(printed) * scale
    EditionFigure.objects.create(edition=edition, label=label, printed=printed, amount=amount, **told)


def test_a_total_opens_to_its_contracts(district: District) -> None:
    book = paid_book(district, district.department, 2026)
    client, contract = district.client(Role.MANAGER), BookContract.objects.get()
    page = seen(client, f"{book.address}totals/")
    assert "购买服务支出 40.00 万元" in page and f'href="{contract.address}">{contract.number}' in page
    assert client.get(f"{book.address}totals/?export=购买服务支出").content[:2] == b"PK"


@pytest.mark.parametrize(
    ("printed", "unit", "gap"),
    [("40.00", "万元", ""), ("40", "万元", ""), ("400000.00", "元", ""), ("41.00", "万元", "台账少1万元")],
)
def test_the_account_of_the_year_is_held_against_the_ledger(
    district: District, printed: str, unit: str, gap: str
) -> None:
    book = paid_book(district, district.department, district.submission.season.year)
    edition = written(district, district.submission)
    figure(edition, "政府购买服务支出", printed, unit)
    told = account_gaps(book, ledger_of(book))
    assert [gap in words for words in told] == ([True] if gap else [])
    if gap:
        client = district.client(Role.PREPARER)
        assert gap in seen(client, f"{book.address}findings/") and gap in seen(
            client, f"{book.address}totals/"
        )


def test_the_district_adds_its_units(district: District) -> None:
    paid_book(district, district.department, 2026, "400000")
    other = paid_book(district, district.other_department, 2026, "90000")
    paid_book(district, district.other_region, 2026)
    page = seen(district.client(Role.MANAGER), "/purchasing/totals/?year=2026")
    assert "<strong>49.00</strong>" in page and "合计（2 个单位）" in page
    assert "<strong>40.00</strong>" in seen(district.client(Role.PREPARER), "/purchasing/totals/")
    other.contracts.update(amount=None)
    other.requests.get().payments.update(amount=None)
    page = seen(district.client(Role.MANAGER), "/purchasing/totals/?year=2026")
    assert "<strong>40.00</strong>" in page and "有 1 个单位的台账有不知道的金额" in page
    export = district.client(Role.MANAGER).get("/purchasing/totals/?export=1")
    assert export.content[:2] == b"PK"
