"""The questionnaires that come with the program: complete, convertible, in the words of the field."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.survey.shipped import KINDS, OVERALL, shipped
from mingzhang.survey.xlsform import read_form
from tests.survey.made import TOWNS, VERSION, shipped_form

SEVEN = ("幼有所育", "学有所教", "劳有所得", "病有所医", "老有所养", "住有所居", "弱有所扶")
FIVE = ("便利性", "宜居性", "多样性", "公正性", "安全性")


@pytest.mark.parametrize("kind", KINDS)
def test_a_questionnaire_converts_and_has_twelve_dimensions(kind: str, tmp_path: Path) -> None:
    form = read_form(shipped_form(tmp_path, kind))
    assert form.version == VERSION and form.dimensions[0] == OVERALL and len(form.dimensions) == 13
    assert len(form.scored) == 25
    assert [choice.name for choice in form.question("town").choices] == list(TOWNS)
    assert form.question("d1_1").indexed["10"] == 100.0 and "99" not in form.question("d1_1").indexed
    assert {question.use for question in form.questions if question.use} >= {
        "街道",
        "访问员",
        "意见",
        "联系方式",
    }


def test_residents_are_asked_the_seven_and_the_five() -> None:
    assert tuple(part["name"] for part in shipped("居民")["dimension"]) == SEVEN + FIVE


def test_firms_are_asked_the_five_too() -> None:
    assert tuple(part["name"] for part in shipped("企业")["dimension"])[-5:] == FIVE


@pytest.mark.parametrize("kind", KINDS)
def test_no_question_is_asked_twice(kind: str) -> None:
    asked = [question for part in shipped(kind)["dimension"] for question in part["questions"]]
    assert len(asked) == len(set(asked)) == 24 and all(question.endswith("满意吗？") for question in asked)


def test_a_phone_number_is_asked_only_of_who_agrees(tmp_path: Path) -> None:
    assert "/data/call_back = 'yes'" in read_form(shipped_form(tmp_path)).xform.replace("  ", " ")
