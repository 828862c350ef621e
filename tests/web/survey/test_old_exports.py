"""Exports from before exports were let go: contacts sealed, the clear copy gone, all of it logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase

from mingzhang.survey.returns import Return
from mingzhang.web.apart.run import ApartError, WorkDone
from mingzhang.web.audit.models import Entry
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.survey import old_exports
from mingzhang.web.survey.clear_copies import clear_copies
from mingzhang.web.survey.contact_keeping import destroy, open_contact
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.output_models import ReturnIntake, WorkState
from mingzhang.web.survey.return_models import SealedContact
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed
from tests.web.survey.test_importing import lines_of

CLEAR = b"KEY,phone\nuuid:1,13911112222\n"


def taken_before(survey: SatisfactionSurvey, district: District, state: str = WorkState.DONE) -> ReturnIntake:
    """An export that was read by a version of the program that kept it as it came."""
    who = district.person(Role.PERFORMANCE)
    made = {"survey": survey, "file": keep([CLEAR]), "filename": "旧.csv", "by": who, "state": state}
    return ReturnIntake.objects.create(**made)


@pytest.fixture
def reread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process that reads exports says what stands in this one."""
    one = Return("uuid:1", 2, "1", contacts={"phone": "13911112222"})
    (tmp_path / "returns.jsonl").write_text(lines_of(one, Return("nobody", 3)), encoding="utf-8")

    @contextmanager
    def answered(*_: object, **__: object) -> Iterator[WorkDone]:
        yield WorkDone({"problems": []}, tmp_path)

    monkeypatch.setattr(old_exports, "apart", answered)


def kept(settings: Any) -> list[bytes]:
    return [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_contacts_are_sealed_and_the_clear_copy_goes(district: District, reread: None, settings: Any) -> None:
    survey = surveyed(district)
    filled = sent(survey)
    SealedContact.objects.all().delete()
    taken_before(survey, district)
    taken_before(survey, district)  # the same export twice: its bytes lie there once
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert old_exports.seal_old_exports() == 2
    assert CLEAR not in kept(settings) and not clear_copies()
    filled.refresh_from_db()
    opened = open_contact(filled, district.person(Role.PERFORMANCE), "核实")
    assert opened == {"phone": "13911112222"} and survey.returns.count() == 1
    assert "补加密联系方式1条" in Entry.objects.filter(what="清除明文导出").order_by("pk")[0].sentence
    assert old_exports.seal_old_exports() == 0


@pytest.mark.parametrize("when", ["over", "destroyed", "without a day", "refused then"])
def test_contacts_that_are_not_to_be_kept_are_not_sealed_again(
    when: str, district: District, reread: None, settings: Any
) -> None:
    survey = surveyed(district)
    sent(survey)
    if when == "destroyed":
        destroy(survey, district.person(Role.PERFORMANCE))
    SealedContact.objects.all().delete()
    days = {"over": date(2001, 1, 1), "without a day": None}
    SatisfactionSurvey.objects.update(destroy_on=days.get(when, survey.destroy_on))
    taken_before(survey, district, WorkState.FAILED if when == "refused then" else WorkState.DONE)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert old_exports.seal_old_exports() == 1
    assert CLEAR not in kept(settings) and not SealedContact.objects.exists()


def test_what_cannot_be_read_again_is_told_and_goes_with_the_contacts(
    district: District, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise ApartError("表头里没有题目。")

    monkeypatch.setattr(old_exports, "apart", refused)
    survey = surveyed(district)
    intake = taken_before(survey, district)
    assert old_exports.seal_old_exports() == 0 == old_exports.seal_old_exports()
    page = district.client(Role.PERFORMANCE).get(f"/survey/imports/{intake.pk}/").content.decode()
    assert old_exports.UNREAD in page and "办理销毁联系方式" in page
    with TestCase.captureOnCommitCallbacks(execute=True):
        destroy(survey, district.person(Role.PERFORMANCE))
    assert CLEAR not in kept(settings)


def test_an_export_that_is_still_being_read_is_left_alone(district: District) -> None:
    taken_before(surveyed(district), district, WorkState.RUNNING)
    assert not clear_copies() and old_exports.seal_old_exports() == 0
