"""Names are taken once; passwords keep the policy; posts stay within one's reach."""

from __future__ import annotations

import pytest

from mingzhang.web.people.forms import PasswordForm, PersonForm
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"password": "short"}, False),
        ({"password": "123456789012"}, False),
        ({"organisation": None}, False),
    ],
)
def test_a_new_person(district: District, change: dict[str, object], fits: bool) -> None:
    within = Organisation.objects.below(district.region)
    said = {"username": "n", "name": "新", "password": "a long first password", "role": "reviewer"}
    form = PersonForm(said | {"organisation": district.region.pk} | change, within=within)
    assert form.is_valid() is fits
    outside = PersonForm(said | {"organisation": district.other_region.pk}, within=within)
    assert not outside.is_valid()


def test_a_name_is_taken_once(district: District) -> None:
    taken = district.person(Role.MANAGER).username
    form = PersonForm({"username": taken}, within=Organisation.objects.all())
    assert "已有人使用" in str(form.errors["username"])


def test_a_weak_password_is_refused() -> None:
    assert not PasswordForm({"password": "password"}).is_valid()
