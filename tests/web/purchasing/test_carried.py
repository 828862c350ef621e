"""Rows of the database are the ledger that the wing calculates with."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mingzhang.web.purchasing.carried import ledger_of, ledgers_of
from mingzhang.web.purchasing.models import PurchaseBook
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    quotes_of,
    request_of,
)


def test_what_nobody_answers_for_does_not_count(district: District) -> None:
    book = book_of(district, district.department)
    contract = contract_of(project_of(book))
    thing = deliverable_of(contract)
    acceptance_of(thing, confirmed=False)
    draft, asked = request_of(contract), request_of(contract, "待审核")
    ledger = ledger_of(book)
    assert not ledger.acceptances and [each.number for each in ledger.requests] == [asked.number]
    whole = ledger_of(book, drafts=True)
    assert len(whole.acceptances) == 1 and [each.row for each in whole.requests] == [draft.pk, asked.pk]
    assert whole.requests[1].approvals == ("单位负责人",)


def test_the_ledgers_of_many_books_cost_no_more_queries_than_one(
    district: District, django_assert_num_queries: Any
) -> None:
    books = [book_of(district, at) for at in (district.department, district.other_department)]
    for number, book in enumerate(books):
        project = project_of(book, "比选")
        quotes_of(project)
        contract_of(project, str(1000 + number))
    books = list(PurchaseBook.objects.select_related("organisation__above__above").order_by("pk"))
    with django_assert_num_queries(12):
        found = ledgers_of(books)
    assert [found[book.pk].contracts[0].amount for book in books] == [1000, 1001]
    assert {len(ledger.quotes) for ledger in found.values()} == {3}


def test_a_row_is_known_by_its_key(district: District) -> None:
    book = book_of(district, district.department)
    project = project_of(book)
    contract = contract_of(project)
    ledger = ledger_of(book)
    assert (ledger.projects[0].row, ledger.contracts[0].row) == (project.pk, contract.pk)
    assert ledger.contracts[0].project == project.code and ledger.large == Fraction(300_000)
