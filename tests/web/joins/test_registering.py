"""Another wing registers a matter by the right to hand on; a refusal is told as one of the join."""

from __future__ import annotations

import pytest

from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.registering import registered
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.conftest import DAY, District


def test_a_matter_is_registered_or_refused_in_words(district: District) -> None:
    told = {"text": "增设路灯", "received": DAY}
    office, region = district.person(Role.SUPERVISION), district.region
    assert registered(region, office, told) == SupervisedMatter.objects.get(text="增设路灯")
    with pytest.raises(JoinError, match=r"没有“.+”的权限"):
        registered(region, district.person(Role.PREPARER), told)
    with pytest.raises(JoinError, match="涉密事项不能录入"):
        registered(region, office, told | {"secrecy": "秘密"})
    assert SupervisedMatter.objects.count() == 1
