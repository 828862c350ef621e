"""How rows of a verification are called, whose they are, and where their pages are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingzhang.verification.draw import FIRST
from mingzhang.web.verification.models import CheckPhoto, PointCheck, VerificationPhase, VisitPoint
from tests.web.conftest import District
from tests.web.verification.campaigns import draw, found, points, prepared, visit


def test_rows_say_what_they_are_and_whose(district: District) -> None:
    made = prepared(district)
    (point, _) = draw(district, made, FIRST, district.department)
    visit(point, found("1"))
    assert str(made) == "甲区2026年度察访核验" and made.address == f"/verification/{made.pk}/"
    assert (str(point), point.first) == ("A-001 甲区水务局", True)
    of_region: list[Any] = [made.phases.get(name=FIRST), made.items.order_by("pk")[0], made.inspectors.get()]
    assert {each.organisation for each in of_region} == {district.region}
    assert [str(each) for each in of_region] == ["甲区2026年度察访核验第一阶段", "1 围挡", "甲区核验员"]
    of_unit: list[Any] = [points(made).get(pk=point.pk), PointCheck.objects.get(), CheckPhoto.objects.get()]
    assert {each.organisation for each in of_unit} == {district.department}
    assert str(of_unit[1]) == "A-001 甲区水务局1不合格" and str(of_unit[2]).endswith(".jpg")


@pytest.mark.parametrize("model", [VerificationPhase, VisitPoint])
def test_nothing_of_a_verification_is_there_twice(model: type, district: District) -> None:
    made = prepared(district)
    draw(district, made, FIRST, district.department)
    row = model._default_manager.filter(verification=made)[0]  # type: ignore[attr-defined]
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
