"""A season is opened with a chain that can be walked."""

from __future__ import annotations

import pytest

from mingzhang.web.register.models import Organisation
from mingzhang.web.season.forms import LateForm, SeasonForm, regions_of
from tests.web.conftest import District


@pytest.mark.parametrize(
    ("steps", "fits"),
    [(["approver", "reviewer", "manager"], True), (["manager"], True), (["approver"], False), ([], False)],
)
def test_the_chain(district: District, steps: list[str], fits: bool) -> None:
    said = {"organisation": district.region.pk, "year": 2024, "kind": "budget", "approved": "2026年3月5日"}
    said |= {"days": 20, "steps": steps, "asked": ["department", "unit"]}
    form = SeasonForm(said, regions=regions_of([district.region]))
    assert form.is_valid() is fits
    if fits:
        assert form.titles() == {"department": "部门预算", "unit": "单位预算"}


def test_regions_are_those_within_reach(district: District) -> None:
    assert list(regions_of([district.region])) == [district.region]
    assert Organisation.objects.filter(kind="region").count() == 2


def test_a_late_day_is_read_as_it_is_printed() -> None:
    form = LateForm({"until": "2026年4月20日", "words": "系统故障"})
    assert form.is_valid() and f"{form.cleaned_data['until']}" == "2026-04-20"
