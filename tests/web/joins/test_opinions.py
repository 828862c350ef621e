"""Coded opinions become matters, the same words one, each once; nothing that reaches a person goes along."""

from __future__ import annotations

import pytest

from mingzhang.supervision.matter import Source
from mingzhang.survey import states
from mingzhang.web.joins.claims import JoinError
from mingzhang.web.joins.models import MatterOfOpinion
from mingzhang.web.joins.opinions import open_opinions, waiting_opinions
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.survey.coding import add_code, code_opinion
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.return_models import FilledReturn
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def coded(district: District, *matters: str) -> SatisfactionSurvey:
    """A survey with a coded opinion for each of some proposals, empty where there is none."""
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    add_code(survey, office, "A1", "照明", "便利性", "甲区水务局")
    for number, matter in enumerate(matters):
        code_opinion(sent(survey, f"uuid:{number}"), office, ["A1"], matter)
    return survey


def test_each_proposal_is_one_matter_and_each_opinion_goes_into_one_once(district: District) -> None:
    survey = coded(district, "更换路灯", "更换路灯", "", "修坡道，找13900000000")
    office = district.person(Role.PERFORMANCE)
    assert open_opinions(survey, office) == (2, 3) and open_opinions(survey, office) == (0, 0)
    first, second = SupervisedMatter.objects.order_by("pk")
    assert first.text == "更换路灯" and first.opinions.count() == 2 and first.source == Source.SURVEY
    assert "建议承办：甲区水务局" in first.basis and second.text == "修坡道，找（联系方式略）"
    assert "139" not in f"{second.text}{second.basis}" and "uuid" not in first.basis


def test_what_was_sent_back_or_may_not_be_handed_on_is_not(district: District) -> None:
    survey = coded(district, "更换路灯")
    with pytest.raises(JoinError, match="没有“转为督查事项”的权限"):
        open_opinions(survey, district.person(Role.LEADER))
    FilledReturn.objects.update(state=states.VOID)
    assert not waiting_opinions(survey).exists() and not MatterOfOpinion.objects.exists()
