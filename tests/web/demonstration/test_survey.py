"""The demonstration's survey."""

from __future__ import annotations

import pytest

from mingzhang.web.demonstration import survey as demonstration
from mingzhang.web.demonstration.survey import invented_returns, town_name
from mingzhang.web.survey.models import SatisfactionSurvey
from tests.survey.made import small_form
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed


def test_returns_are_enough_for_every_town_and_some_are_odd() -> None:
    made = list(invented_returns(small_form(), ["甲街道", "乙镇"]))
    towns = [one.answers["town"] for one in made]
    assert towns.count("甲街道") == towns.count("乙镇") >= 30
    assert len({one.key for one in made}) == len(made) and any(one.contacts for one in made)


def test_a_region_that_has_a_survey_is_left_alone(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveyed(district)
    monkeypatch.setattr(demonstration, "_lay", lambda *_: pytest.fail("laid down twice"))
    demonstration.prepare_survey.func(district.region.pk)
    assert SatisfactionSurvey.objects.count() == 1 and town_name(district.region) == "甲区"
