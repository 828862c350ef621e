"""A supplier is invited once, an instalment is there once; both belong to the unit of their book."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.purchasing.planning_models import BookInstalment, BookInvitation
from tests.web.conftest import District
from tests.web.purchasing.objects import book_of, contract_of, project_of


def test_the_database_keeps_each_once(district: District) -> None:
    contract = contract_of(project_of(book_of(district, district.department)))
    asked = BookInvitation.objects.create(project=contract.project, supplier="甲公司")
    part = BookInstalment.objects.create(contract=contract, code="1", text="首付款")
    assert asked.organisation == part.organisation == district.department
    assert (str(asked), str(part)) == ("甲公司", "1 首付款")
    with pytest.raises(IntegrityError), transaction.atomic():
        BookInvitation.objects.create(project=contract.project, supplier="甲公司")
    with pytest.raises(IntegrityError), transaction.atomic():
        BookInstalment.objects.create(contract=contract, code="1", text="尾款")
