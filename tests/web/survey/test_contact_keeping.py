"""Contacts: opened for a reason, destroyed with a proof."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.survey.contacts import new_key
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.survey.contact_keeping import _key_path, destroy, destroy_due, open_contact
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.return_models import SealedContact
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def test_a_contact_is_opened_for_a_reason_which_is_kept(district: District) -> None:
    filled, office = sent(surveyed(district)), district.person(Role.PERFORMANCE)
    with pytest.raises(SurveyMoveError, match="理由"):
        open_contact(filled, office, " ")
    assert open_contact(filled, office, "回访核实") == {"phone": "13900000000"}
    assert filled.contactopenings.get().reason == "回访核实"
    assert Entry.objects.filter(what="查看联系方式").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_destroyed_is_proved_and_gone(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    filled = sent(survey)
    open_contact(filled, office, "回访核实")
    proof = destroy(survey, office)
    assert "1条" in str(proof) and "打开1次" in str(proof)
    with pytest.raises(SurveyMoveError, match="销毁"):
        open_contact(filled, office, "再看")
    again = sent(survey, "uuid:2")
    assert open_contact(again, office, "回访核实"), "what comes later has a key of its own"


def test_what_is_over_its_day_goes_by_itself(district: District) -> None:
    survey = surveyed(district)
    sent(survey)
    assert destroy_due() == 0
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(destroy_on=date(2026, 1, 1))
    assert destroy_due() == 1 and not SealedContact.objects.exists() and destroy_due() == 0


def test_without_a_day_of_destruction_nothing_is_kept(district: District) -> None:
    survey = surveyed(district)
    SatisfactionSurvey.objects.filter(pk=survey.pk).update(destroy_on=None)
    sent(survey)
    assert not SealedContact.objects.exists()


def test_without_its_key_nothing_opens_and_a_wrong_key_is_told(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    filled = sent(survey)
    path = _key_path(survey)
    assert path.stat().st_mode & 0o077 == 0, "nobody else reads the key"
    path.write_bytes(new_key())
    with pytest.raises(SurveyMoveError, match="密钥"):
        open_contact(filled, office, "回访")
    path.unlink()
    with pytest.raises(SurveyMoveError, match="备份"):
        open_contact(filled, office, "回访")
    assert not filled.contactopenings.exists(), "what was not opened is not told as opened"


def test_after_its_day_a_contact_opens_no_more(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    filled, office = sent(surveyed(district)), district.person(Role.PERFORMANCE)
    monkeypatch.setattr("mingzhang.web.survey.contact_keeping.today", lambda: date(2100, 1, 2))
    with pytest.raises(SurveyMoveError, match="过期"):
        open_contact(filled, office, "回访")
