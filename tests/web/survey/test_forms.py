"""What people type on the pages of surveys."""

from __future__ import annotations

from django.utils.datastructures import MultiValueDict

from mingzhang.web.people.models import Role
from mingzhang.web.survey.forms import IntakeForm, OpenSurveyForm, TaskForm, VersionForm
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, surveyed, upload


def test_a_version_needs_a_workbook_or_a_number() -> None:
    assert not VersionForm({}).is_valid() and VersionForm({"version": "1"}).is_valid()
    assert VersionForm({}, MultiValueDict({"workbook": [upload(b"x", "问卷.xlsx")]})).is_valid()


def test_what_is_too_large_to_be_an_export_is_refused() -> None:
    large = upload(b"x", "导出.csv")
    large.size = 101 << 20
    assert "100 MB" in str(IntakeForm({}, MultiValueDict({"export": [large]})).errors)


def test_only_towns_of_the_plan_and_interviewers_are_offered(district: District) -> None:
    survey, person = surveyed(district), district.person(Role.INTERVIEWER)
    good = {"person": str(person.pk), "town": TOWNS[0], "target": "5"}
    assert TaskForm(good, survey=survey).is_valid()
    assert not TaskForm(good | {"town": "别处"}, survey=survey).is_valid()
    assert not TaskForm(good | {"target": "0"}, survey=survey).is_valid()
    assert OpenSurveyForm(regions=[district.region]).fields["region"].initial == district.region.pk
