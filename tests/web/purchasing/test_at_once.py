"""Two payments at the same moment: only what the contract allows is paid, on either database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection, connections

from mingzhang.web.people.models import Person, Role
from mingzhang.web.purchasing import moves
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import book_of, contract_of, project_of, request_of


@pytest.mark.django_db(transaction=True)
def test_payments_at_once_never_exceed_the_contract(district: District) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the SQLite of the tests lies in memory and has one writer: tried on PostgreSQL")
    contract = contract_of(project_of(book_of(district, district.department)), "400000")
    asked = [request_of(contract, "待付款", "250000").pk for _ in range(3)]
    keeper = district.person(Role.PREPARER).pk

    def pay(pk: int) -> bool:
        """One payment, by a connection of its own."""
        try:
            request = BookRequest.objects.select_related("book__organisation", "contract__project").get(pk=pk)
            moves.pay(request, Person.objects.get(pk=keeper), DAY, Decimal(250_000), f"记-{pk}")
            return True
        except PurchaseMoveError:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        paid = list(pool.map(pay, asked))
    assert sorted(paid) == [False, False, True]
    assert BookPayment.objects.get().amount == 250_000 and PurchaseBook.objects.count() == 1
