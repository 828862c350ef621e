"""Sums are exact on both databases, also where a float is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.web.portal.models import EditionFigure
from mingzhang.web.portal.sums import exact_sum, yuan
from tests.web.conftest import District
from tests.web.portal.publishing import written


@pytest.mark.parametrize(
    "amounts", [("0.1", "0.2"), ("900000000000.01", "0.0002"), ("-3.50", "3.5"), ("100000000.07", "0.01")]
)
def test_amounts_are_added_exactly(district: District, amounts: tuple[str, ...]) -> None:
    edition = written(district, district.submission)
    EditionFigure.objects.all().delete()
    for order, amount in enumerate(amounts):
        EditionFigure.objects.create(
            edition=edition, order=order, label=f"数{order}", amount=Decimal(amount), printed=amount
        )
    total = EditionFigure.objects.order_by().aggregate(total=exact_sum("amount"))["total"]
    assert yuan(total) == sum(map(Decimal, amounts))
