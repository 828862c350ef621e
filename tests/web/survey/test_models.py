"""Surveys as they are named, and what may not be there twice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.survey import stages
from mingzhang.web.survey.models import DeviceCode, SatisfactionSurvey
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed, version


def test_a_survey_says_whose_and_of_which_year_it_is(district: District) -> None:
    survey = surveyed(district)
    assert str(survey) == "甲区2026年度居民满意度调查" and survey.collecting
    survey.stage = stages.RELEASED
    assert not survey.collecting
    assert survey.forms.get().organisation == survey.cells.all()[0].organisation == district.region


def test_a_version_a_year_and_a_cell_are_there_once(district: District) -> None:
    survey = surveyed(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        version(survey, district, "1")
    with pytest.raises(IntegrityError), transaction.atomic():
        again = SatisfactionSurvey.objects.get(pk=survey.pk)
        again.pk = None
        again.save()
    assert survey.forms.get().questionnaire.question("bus").label == "公交方便吗"


def test_the_code_of_a_device_is_not_shown_by_its_name(district: District) -> None:
    assert "x" not in str(DeviceCode(person=surveyed(district).opened_by, secret="x" * 32))
