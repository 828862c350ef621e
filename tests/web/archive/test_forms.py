"""Forms of the archive: choices are those of the fonds, and an item with a code keeps what it is made of."""

from __future__ import annotations

from mingzhang.web.archive.forms import DescriptionForm, FilingForm, HeldItemForm, RetentionForm
from mingzhang.web.archive.models import FondsCode
from tests.web.archive.objects import fonds_at
from tests.web.conftest import District


def test_an_item_is_of_the_codes_of_its_fonds_alone(district: District) -> None:
    fonds = fonds_at(district.region)
    foreign = fonds_at(district.other_region).codes.get(kind=FondsCode.CATEGORY)
    form = HeldItemForm({"category": foreign.pk, "year": "2019", "title": "x"}, fonds=fonds)
    assert not form.is_valid() and "category" in form.errors and "department" in form.errors
    for each in (form, FilingForm(fonds=fonds)):
        choices = [words for _, words in each.fields["category"].choices]  # type: ignore[attr-defined]
        assert choices == ["请选择", "WS 文书"]


def test_what_a_code_is_made_of_is_no_part_of_the_description(district: District) -> None:
    fields = DescriptionForm(fonds=fonds_at(district.region)).fields
    assert not {"category", "department", "year", "period", "stage", "box"} & set(fields)


def test_a_change_of_retention_goes_to_the_periods_of_today() -> None:
    assert not RetentionForm({"new": "长期", "reason": "对应"}).is_valid()
    assert RetentionForm({"new": "30年", "reason": "对应"}).is_valid()
