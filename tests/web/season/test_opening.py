"""Whoever is there is asked, once."""

from __future__ import annotations

from datetime import date

from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.opening import ask_of_all
from tests.web.conftest import District


def test_each_department_that_is_there_is_asked_once(district: District) -> None:
    assert district.season.submissions.count() == 2
    Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name="新设局", above=district.region)
    gone = Organisation(kind=OrganisationKind.DEPARTMENT, name="撤销局", above=district.region)
    gone.until = date(2025, 12, 31)
    gone.save()
    assert ask_of_all(district.season, None) == 1
    assert ask_of_all(district.season, None) == 0
