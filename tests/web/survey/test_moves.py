"""The moves of surveys and returns."""

from __future__ import annotations

import pytest

from mingzhang.survey import stages, states
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, offered_stages, step_many, step_return, step_survey
from mingzhang.web.survey.output_models import SurveyRun, WorkState
from mingzhang.web.survey.return_models import FilledReturn
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def fresh(survey: SatisfactionSurvey) -> SatisfactionSurvey:
    return SatisfactionSurvey.objects.select_related("organisation").get(pk=survey.pk)


def test_only_the_signatory_releases_and_only_what_is_reported(district: District) -> None:
    survey = surveyed(district, stage=stages.WEIGHING)
    office, leader = district.person(Role.PERFORMANCE), district.person(Role.LEADER)
    assert stages.RELEASED not in dict(offered_stages(survey, office))
    with pytest.raises(SurveyMoveError, match="权限"):
        step_survey(survey, office, stages.RELEASED)
    with pytest.raises(SurveyMoveError, match="报告"):
        step_survey(survey, leader, stages.RELEASED)
    SurveyRun.objects.create(survey=survey, by=office, state=WorkState.DONE)
    step_survey(survey, leader, stages.RELEASED)
    assert fresh(survey).released and Entry.objects.filter(what="调查环节").exists()


def test_a_survey_is_not_weighed_before_every_return_was_gone_through(district: District) -> None:
    survey, office = surveyed(district, stage=stages.CHECKING), district.person(Role.PERFORMANCE)
    filled = sent(survey)
    with pytest.raises(SurveyMoveError, match="1份答卷没有审核"):
        step_survey(survey, office, stages.WEIGHING)
    step_return(filled, office, states.PASSED)
    step_survey(survey, office, stages.WEIGHING)
    with pytest.raises(SurveyMoveError, match="不再变动"):
        step_return(FilledReturn.objects.get(), office, states.VOID, "重复")
    with pytest.raises(SurveyMoveError, match="理由"):
        step_survey(survey, office, stages.CHECKING)


def test_a_step_can_be_taken_back_for_a_reason(district: District) -> None:
    office = district.person(Role.PERFORMANCE)
    filled = sent(surveyed(district))
    step_return(filled, office, states.VOID, "访问员自填")
    with pytest.raises(SurveyMoveError, match="理由"):
        step_return(filled, office, states.PENDING)
    step_return(filled, office, states.PENDING, "核对录音无误")
    filled.refresh_from_db()
    assert filled.state == states.PENDING and filled.returnsteps.count() == 2


def test_an_action_on_many_says_what_it_skips(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    plain, doubtful, passed = sent(survey), sent(survey, "uuid:2", bus="88"), sent(survey, "uuid:3")
    step_return(passed, office, states.PASSED)
    made = step_many(survey, [plain.pk, doubtful.pk, passed.pk], office, states.PASSED)
    assert made.sentence == "1份改为“通过”；跳过2份：有未核实的质量疑点1份，已经是“通过”1份"
    counted = dict(survey.returns.values_list("key", "state"))
    assert counted == {"uuid:1": "通过", "uuid:2": "收到", "uuid:3": "通过"}
