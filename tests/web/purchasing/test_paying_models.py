"""A request is shown by its state and stands on the page of its contract."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.purchasing.paying_models import BookRequest
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    project_of,
    request_of,
)


def test_a_request_of_a_number_is_there_once_in_a_book(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    asked = request_of(contract, "待审核")
    assert (asked.look, asked.organisation) == ("submitted", district.department)
    assert asked.address == f"{contract.address}#request-{asked.pk}"
    other = contract_of(contract.project)
    with pytest.raises(IntegrityError), transaction.atomic():
        BookRequest.objects.create(book=contract.book, contract=other, number=asked.number, day=DAY)
