"""What the database itself keeps apart, and where rows are shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.purchasing.models import PurchaseBook
from tests.web.conftest import District
from tests.web.purchasing.objects import book_of, contract_of, project_of, quotes_of


def test_the_database_keeps_one_of_each(district: District) -> None:
    book = book_of(district, district.department)
    project = project_of(book, "比选", code="1")
    quotes_of(project)
    contract_of(project, number="HT-1")
    doubles: tuple[Callable[[], object], ...] = (
        lambda: PurchaseBook(organisation=book.organisation, year=2026, begun_by=book.begun_by).save(),
        lambda: project_of(book, code="1"),
        lambda: quotes_of(project),
        lambda: contract_of(project_of(book), number="HT-1"),
    )
    for double in doubles:
        with pytest.raises(IntegrityError), transaction.atomic():
            double()


def test_every_row_has_its_page_and_its_unit(district: District) -> None:
    book = book_of(district, district.department)
    project = project_of(book, "比选")
    contract = contract_of(project)
    for row, part in ((book, ""), (project, "projects/"), (contract, "contracts/")):
        assert row.address == f"/purchasing/{part}{row.pk}/" and row.organisation == district.department
    assert project.selects and not project_of(book).selects
