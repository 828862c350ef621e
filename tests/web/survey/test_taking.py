"""Returns taken in: once each, contacts apart, nothing lost."""

from __future__ import annotations

import json

import pytest

from mingzhang.survey import stages, states
from mingzhang.web.people.models import Role
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.openrosa import UnfitSubmissionError, read_instance
from mingzhang.web.survey.return_models import FilledReturn, SealedContact
from mingzhang.web.survey.taking import AGAIN, OTHER_VERSION, OUTSIDE, form_for, take
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, instance, sent, surveyed, upload, version


def test_a_return_is_kept_with_what_its_quota_is_counted_by(district: District) -> None:
    filled = sent(surveyed(district))
    assert (filled.town, filled.age, filled.sex, filled.state) == (TOWNS[0], "青年", "男", states.RECEIVED)
    assert filled.answers["bus"] == "4" and filled.opinion


def test_contacts_stand_nowhere_but_sealed(district: District) -> None:
    filled = sent(surveyed(district))
    rows = FilledReturn.objects.filter(pk=filled.pk).values()
    assert "13900000000" not in json.dumps(list(rows), default=str)
    assert b"13900000000" not in bytes(SealedContact.objects.get().sealed)


def test_the_same_sent_twice_is_one(district: District) -> None:
    survey = surveyed(district)
    assert sent(survey).pk == sent(survey).pk and survey.returns.count() == 1


def test_another_under_the_same_number_is_kept_beside_it_and_told(district: District) -> None:
    survey = surveyed(district)
    first, second = sent(survey), sent(survey, bus="1")
    assert second.again == first and second.state == states.PENDING
    assert second.returndoubts.get().kind == AGAIN and sent(survey, bus="1").pk == second.pk


def test_an_answer_that_is_no_choice_is_kept_as_it_came(district: District) -> None:
    filled = sent(surveyed(district), bus="88")
    assert filled.outside == {"bus": "88"} and "bus" not in filled.answers
    assert filled.returndoubts.get().kind == OUTSIDE and filled.open_doubts == 1


def test_a_form_that_changed_while_returns_come_in(district: District) -> None:
    survey = surveyed(district)
    version(survey, district, "2")
    old, new, unknown = (
        form_for([survey], read_instance(instance(survey, number=number))) for number in ("1", "2", "3")
    )
    assert (old.version, new.version, unknown.version) == ("1", "2", "2")
    taken = take(unknown, read_instance(instance(survey, number="3")), None, "device", {})
    assert taken.filled.returndoubts.get().kind == OTHER_VERSION


def test_attachments_that_come_later_join_the_return(district: District) -> None:
    survey = surveyed(district)
    filled, form = sent(survey), survey.forms.get()
    again = take(form, read_instance(instance(survey)), None, "device", {"照片.jpg": upload(b"jpg")})
    assert not again.new and filled.returnattachments.get().file.read() == b"jpg"


def test_returns_of_the_trial_are_marked_and_a_closed_survey_takes_none(district: District) -> None:
    survey = surveyed(district, stage=stages.TRIAL)
    assert sent(survey).trial
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(stage=stages.RELEASED)
    with pytest.raises(UnfitSubmissionError, match="不收答卷"):
        sent(survey, "uuid:2")


def test_a_questionnaire_that_nobody_knows_is_told(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    strange = read_instance(b'<data id="strange"><meta><instanceID>uuid:1</instanceID></meta></data>')
    with pytest.raises(UnfitSubmissionError, match="strange"):
        form_for([survey], strange)
    assert office.pk
