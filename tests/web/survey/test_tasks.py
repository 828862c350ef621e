"""Who asks whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from mingzhang.survey import states
from mingzhang.web.people.models import Role
from mingzhang.web.survey.models import InterviewerTask
from mingzhang.web.survey.moves import SurveyMoveError, step_return
from mingzhang.web.survey.return_models import FilledReturn
from mingzhang.web.survey.tasks import give, interviewers, newest_forms, open_surveys, task_lines
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, asked, sent, surveyed, version


def test_a_town_of_the_plan_is_given_once(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    person = district.person(Role.INTERVIEWER)
    asked(survey, district)
    give(survey, office, person, TOWNS[0], 9)
    assert InterviewerTask.objects.get().target == 9 and interviewers(survey) == [person]
    with pytest.raises(SurveyMoveError, match="没有"):
        give(survey, office, person, "别处", 1)


def test_what_is_done_counts_what_the_person_sent_and_stands(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    asked(survey, district)
    for number in range(3):
        sent(survey, f"uuid:{number}")
    FilledReturn.objects.update(sender=district.person(Role.INTERVIEWER))
    step_return(survey.returns.order_by("pk")[0], office, states.VOID, "自填")
    (line,) = task_lines(list(survey.tasks.all()))
    assert line.done == 2


def test_who_may_fill_in_which_survey(district: District) -> None:
    survey = surveyed(district)
    interviewer, office = district.person(Role.INTERVIEWER), district.person(Role.PERFORMANCE)
    assert open_surveys(interviewer) == [] and open_surveys(office) == [survey]
    asked(survey, district)
    assert open_surveys(interviewer) == [survey] and open_surveys(AnonymousUser()) == []
    newer = version(survey, district, "2")
    assert newest_forms([survey]) == [newer]
