"""Bad days of a survey: what is odd, cut short or meant ill is told in a sentence, and loses nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from mingzhang.survey import stages, states
from mingzhang.survey.returns import Return
from mingzhang.web.people.models import Person, Role
from mingzhang.web.survey import taking
from mingzhang.web.survey.devices import new_code
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError, step_many, step_return, step_survey
from mingzhang.web.survey.openrosa import UnfitSubmissionError, read_instance
from mingzhang.web.survey.return_models import FilledReturn, ReturnStep
from mingzhang.web.survey.taking import keep_return
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, asked, instance, sent, surveyed, upload, version
from tests.web.survey.test_devices import LIST, SUBMIT, digest


def posted(client: Client, person: Person, code: str, data: dict[str, Any]) -> int:
    """What a device that sends this is answered."""
    head = {"Authorization": digest(client, person, code, "POST", SUBMIT)}
    return int(client.post(SUBMIT, data, headers=head).status_code)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"xml_submission_file": b""},
        {"xml_submission_file": b"PK\x03\x04 no xml"},
        {"xml_submission_file": b"<data id='small1'><meta><instanceID>uuid:1</instanceID></meta>"},
        {"xml_submission_file": b"<a>" * 400},
        {"xml_submission_file": b'<!DOCTYPE a SYSTEM "http://192.0.2.1/x"><a id="f"/>'},
        {"xml_submission_file": "<data id='nobody knows'/>".encode("utf-16")},
    ],
)
def test_a_device_that_sends_rubbish_is_told_so(district: District, data: dict[str, bytes]) -> None:
    survey, person, client = surveyed(district), district.person(Role.INTERVIEWER), Client()
    asked(survey, district)
    files = {name: upload(words) for name, words in data.items()}
    assert posted(client, person, new_code(person), files) == 400 and not survey.returns.exists()


def test_what_is_too_large_is_refused_before_it_is_read(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.web.survey.openrosa.MOST_BYTES", 10)
    survey, person, client = surveyed(district), district.person(Role.INTERVIEWER), Client()
    asked(survey, district)
    assert posted(client, person, new_code(person), {"xml_submission_file": upload(instance(survey))}) == 400


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d id="f"><x>&b;</x></d>'
    with pytest.raises(UnfitSubmissionError, match="DOCTYPE"):
        read_instance(bomb)


def test_a_post_that_has_ended_ends_the_devices_too(district: District) -> None:
    survey, person, client = surveyed(district), district.person(Role.INTERVIEWER), Client()
    asked(survey, district)
    code = new_code(person)
    said = digest(client, person, code, "GET", LIST)
    person.posts.update(until=district.season.approved)
    assert client.get(LIST, headers={"Authorization": said}).status_code == 401


def test_a_task_that_was_taken_back_takes_the_questionnaire_back(district: District) -> None:
    survey, client = surveyed(district), district.client(Role.INTERVIEWER)
    asked(survey, district)
    survey.tasks.update(ended=survey.opened)
    data = {"xml_submission_file": upload(instance(survey))}
    answer = client.post(f"{survey.address}send/", data)
    assert answer.status_code == 422 and "绩效办" in answer.json()["said"]


def test_two_that_arrive_at_the_same_moment_are_one(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = surveyed(district)
    real, tried = keep_return, []

    def second(*given: Any, **more: Any) -> Any:
        tried.append(1)
        if len(tried) == 1:
            raise IntegrityError
        return real(*given, **more)

    monkeypatch.setattr(taking, "keep_return", second)
    assert sent(survey).key == "uuid:1" and len(tried) == 2


def test_a_number_longer_than_the_column_and_a_third_of_the_same(district: District) -> None:
    survey = surveyed(district)
    form = survey.forms.select_related("survey__organisation").get()
    long = "k" * 300
    for said in ("1", "2", "3", "1"):
        keep_return(form, Return(long, 1, answers={"bus": said}), None, "imported", log=False)
    keys = sorted(survey.returns.values_list("key", flat=True), key=len)
    assert len(keys) == 3 and all(len(key) <= 120 for key in keys)
    assert keys[0] == "k" * 120 or "k" * 120 in keys


@pytest.mark.parametrize("said", ["<script>alert(1)</script>", "'; drop table", "=cmd|x", "\u202e倒写", "😀"])
def test_what_people_say_is_kept_as_they_said_it_and_shown_as_text(district: District, said: str) -> None:
    survey = surveyed(district)
    form = survey.forms.select_related("survey__organisation").get()
    filled = keep_return(form, Return("k", 1, answers={"said": said}), None, "paper").filled
    assert FilledReturn.objects.get().answers["said"] == said
    shown = district.client(Role.PERFORMANCE).get(filled.address).content.decode()
    assert "<script>alert" not in shown


def test_of_two_reviewers_only_one_moves(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    filled = sent(survey)
    stale = FilledReturn.objects.select_related("survey__organisation").get(pk=filled.pk)
    step_return(filled, office, states.PASSED)
    with pytest.raises(SurveyMoveError, match="已经是"):
        step_return(stale, office, states.PASSED)
    assert ReturnStep.objects.count() == 1


def test_a_survey_moved_by_somebody_else_is_not_moved_again(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    stale = SatisfactionSurvey.objects.get(pk=survey.pk)
    step_survey(survey, office, stages.CHECKING)
    with pytest.raises(SurveyMoveError, match="下一步只能是"):
        step_survey(stale, office, stages.CHECKING)
    with pytest.raises(SurveyMoveError, match="没有这个环节"):
        step_survey(survey, office, "别的")


def test_an_action_on_more_than_one_can_look_over_is_refused(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.web.survey.moves._MOST", 1)
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    chosen = [sent(survey).pk, sent(survey, "uuid:2").pk]
    with pytest.raises(SurveyMoveError, match="缩小范围"):
        step_many(survey, chosen, office, states.PASSED)
    with pytest.raises(SurveyMoveError, match="没有这个状态"):
        step_many(survey, chosen[:1], office, "好")


def test_returns_of_another_survey_are_not_touched(district: District) -> None:
    survey, other, office = surveyed(district), surveyed(district), district.person(Role.PERFORMANCE)
    mine, theirs = sent(survey), sent(other)
    made = step_many(survey, [mine.pk, theirs.pk], office, states.PASSED)
    assert len(made.taken) == 1 and FilledReturn.objects.get(pk=theirs.pk).state == states.RECEIVED


def test_a_town_without_returns_is_seen(district: District) -> None:
    survey = surveyed(district)
    sent(survey)
    shown = district.client(Role.PERFORMANCE).get(survey.address).content.decode()
    assert TOWNS[1] in shown and "还差 2 份" in shown


def test_a_question_that_a_newer_form_dropped_is_shown_by_its_own(district: District) -> None:
    survey = surveyed(district)
    filled = sent(survey)
    newer = version(survey, district, "2")
    newer.data["questions"] = [each for each in newer.data["questions"] if each["name"] != "bus"]
    newer.save()
    assert "公交方便吗" in district.client(Role.PERFORMANCE).get(filled.address).content.decode()
    assert json.dumps(newer.data)
