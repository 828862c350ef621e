"""The tree of organisations."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingzhang.web.register.models import Organisation, OrganisationKind
from tests.web.conftest import District


def test_a_branch_moves_as_a_whole(district: District) -> None:
    district.department.above = district.other_region
    district.department.save()
    unit = Organisation.objects.get(pk=district.unit.pk)
    assert unit.hangs_on(district.other_region) and not unit.hangs_on(district.region)
    assert unit.region == district.other_region


def test_names_that_begin_alike_are_not_above_each_other(district: District) -> None:
    made = [Organisation.objects.create(kind=OrganisationKind.REGION, name=f"区{n}") for n in range(30)]
    assert not any(a.hangs_on(b) for a in made for b in made if a != b)


@pytest.mark.parametrize(
    ("kind", "above"), [("unit", "region"), ("department", None), ("region", "department")]
)
def test_what_cannot_stand_there_is_refused(district: District, kind: str, above: str | None) -> None:
    there = getattr(district, above) if above else None
    with pytest.raises(ValidationError, match="不能放在"):
        Organisation(kind=kind, name="新", above=there).clean()


def test_the_end_of_a_unit_is_the_first_day_it_is_not_there(district: District) -> None:
    district.unit.until = date(2026, 3, 16)
    district.unit.save()
    assert not district.unit.there
    assert district.unit in Organisation.objects.on(date(2026, 3, 15))
    assert district.unit not in Organisation.objects.on(date(2026, 3, 16))
