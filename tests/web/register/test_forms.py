"""An organisation is put only where it may stand."""

from __future__ import annotations

from mingzhang.web.register.forms import OrganisationForm
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District


def test_what_stands_above_is_chosen_within_reach(district: District) -> None:
    within = Organisation.objects.below(district.region)
    said = {"name": "新局", "kind": "department", "nature": "organ", "since": "2026年3月5日"}
    assert OrganisationForm(said | {"above": district.region.pk}, within=within).is_valid()
    assert not OrganisationForm(said | {"above": district.other_region.pk}, within=within).is_valid()
    assert not OrganisationForm(said | {"above": district.unit.pk}, within=within).is_valid()
