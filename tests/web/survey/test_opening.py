"""Plans and questionnaires put in: read apart, kept in versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mingzhang.survey import stages
from mingzhang.survey.carried_form import form_data
from mingzhang.web.apart.run import ApartError, WorkDone
from mingzhang.web.people.models import Role
from mingzhang.web.survey import opening
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from tests.survey.made import small_form
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed, version

PLAN = {
    "about": {"year": 2031, "kind": "居民", "office": "某办公室", "area": "甲区"},
    "contacts": "2032年6月30日",
    "cells": [["东桥街道", "", "", 1000, 30], ["西园街道", "", "", 900, 30]],
    "codes": [["A1", "照明", "便利性", "某局"]],
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """What the process that reads workbooks answers."""
    told: dict[str, Any] = {"survey_plan": PLAN, "survey_form": {"data": form_data(small_form("7"))}}
    for name in ("form.xml", "form.html", "model.xml"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    @contextmanager
    def answered(verb: str, files: object, **options: object) -> Iterator[WorkDone]:
        if isinstance(told[verb], str):
            raise ApartError(told[verb])
        assert files and options
        yield WorkDone(told[verb], tmp_path)

    monkeypatch.setattr(opening, "apart", answered)
    return told


def test_a_survey_is_opened_by_its_plan_once(district: District, read: dict[str, Any]) -> None:
    office = district.person(Role.PERFORMANCE)
    made = opening.open_survey(district.region, office, "方案.xlsx", b"plan")
    assert (made.year, made.kind, made.stage) == (2031, "居民", stages.DESIGN)
    assert str(made.destroy_on) == "2032-06-30" and made.cells.count() == 2 and made.opinioncodes.count() == 1
    with pytest.raises(SurveyMoveError, match="已经建立"):
        opening.open_survey(district.region, office, "方案.xlsx", b"plan")
    assert read


def test_another_plan_replaces_the_cells_of_the_same_survey(district: District, read: dict[str, Any]) -> None:
    office = district.person(Role.PERFORMANCE)
    made = opening.open_survey(district.region, office, "方案.xlsx", b"plan")
    read["survey_plan"] = PLAN | {"cells": PLAN["cells"][:1]}  # type: ignore[index]
    opening.change_plan(made, office, "方案.xlsx", b"plan 2")
    assert made.cells.count() == 1
    read["survey_plan"] = PLAN | {"about": {"year": 2030, "kind": "居民"}}
    with pytest.raises(SurveyMoveError, match="2030"):
        opening.change_plan(made, office, "方案.xlsx", b"plan 3")


def test_versions_of_a_questionnaire(district: District, read: dict[str, Any]) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    read["survey_form"]["data"]["form"] = survey.forms.get().form_id
    made = opening.add_form(survey, office, "问卷.xlsx", b"form")
    assert (made.version, made.html) == ("7", "form.html") and survey.forms.count() == 2
    with pytest.raises(SurveyMoveError, match="版本号"):
        opening.add_form(survey, office, "问卷.xlsx", b"form")
    read["survey_form"]["data"] |= {"form": "other", "version": "8"}
    with pytest.raises(SurveyMoveError, match="要一致"):
        opening.add_form(survey, office, "问卷.xlsx", b"form")


def test_two_surveys_share_no_version_that_devices_could_mistake(
    district: District, read: dict[str, Any]
) -> None:
    first, second = surveyed(district), surveyed(district)
    second.forms.all().delete()
    known = first.forms.get()
    read["survey_form"]["data"] |= {"form": known.form_id, "version": known.version}
    with pytest.raises(SurveyMoveError, match="另一项调查"):
        opening.add_form(second, district.person(Role.PERFORMANCE), "问卷.xlsx", b"form")


def test_what_is_wrong_in_a_workbook_is_said_and_nothing_kept(
    district: District, read: dict[str, Any]
) -> None:
    read["survey_plan"] = "方案有1处要先改正：没有填写。"
    with pytest.raises(ApartError, match="先改正"):
        opening.open_survey(district.region, district.person(Role.PERFORMANCE), "方案.xlsx", b"plan")
    assert not SatisfactionSurvey.objects.exists()


def test_after_the_field_work_the_questionnaire_stays(district: District, read: dict[str, Any]) -> None:
    survey = surveyed(district, stage=stages.WEIGHING)
    with pytest.raises(SurveyMoveError, match="加权"):
        opening.add_form(survey, district.person(Role.PERFORMANCE), "问卷.xlsx", b"form")
    assert read and opening.shipped_workbook(survey, "9")[:2] == b"PK"


def test_one_s_own_workbook_or_the_one_that_is_shipped(district: District, read: dict[str, Any]) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    read["survey_form"]["data"]["form"] = survey.forms.get().form_id
    assert opening.add_version(survey, office, None, " 7 ").version == "7"
    assert version(survey, district, "9").version == "9"
