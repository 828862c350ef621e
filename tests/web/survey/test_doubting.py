"""Doubts found by comparing, what was found out about them, call-backs."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.survey.doubting import call_back, judge, look_for_doubts
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.return_models import FilledReturn, ReturnDoubt
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def test_doubts_come_and_go_but_what_was_found_out_stays(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.survey.quality._RUN", 3)  # the questionnaire of the tests is short
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    line = sent(survey, "uuid:1", all="4", bus="4", shop="4", safe="4")
    other = sent(survey, "uuid:2", all="2", bus="4", shop="4", safe="4")
    look_for_doubts.func(survey.pk)
    line.refresh_from_db()
    doubt = line.returndoubts.get()
    assert line.open_doubts == 1 and not other.returndoubts.exists()
    judge(line, office, doubt.kind, "录音核对无误")
    line.refresh_from_db()
    assert line.open_doubts == 0
    ReturnDoubt.objects.create(filled=other, kind="答题过快", message="用时1分钟")
    look_for_doubts.func(survey.pk)
    assert not other.returndoubts.exists() and line.returndoubts.get().verdict == "录音核对无误"
    assert FilledReturn.objects.filter(open_doubts__gt=0).count() == 0


def test_of_an_interviewer_apart_from_others_some_returns_are_to_be_called_back(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.survey.quality._LEAST", 6)
    survey = surveyed(district)
    for number in range(14):
        low = number % 2
        said = {
            name: str(2 - number % 3 // 2 if low else 5 - number % 3 // 2) for name in ("all", "bus", "shop")
        }
        sent(survey, f"uuid:{number}", who="甲" if low else "乙", **said)
    look_for_doubts.func(survey.pk)
    found = ReturnDoubt.objects.filter(kind="访问员偏差")
    assert {doubt.filled.interviewer: doubt.message for doubt in found} == {
        "甲": "7份答卷的平均分比同街道其他访问员的低56.2分，请抽样回访",
        "乙": "7份答卷的平均分比同街道其他访问员的高56.2分，请抽样回访",
    }
    drawn = set(found.values_list("filled__key", flat=True))
    assert len(drawn) == 10
    look_for_doubts.func(survey.pk)
    assert set(found.values_list("filled__key", flat=True)) == drawn


def test_a_call_back_says_how_it_went(district: District) -> None:
    filled, office = sent(surveyed(district)), district.person(Role.PERFORMANCE)
    with pytest.raises(SurveyMoveError):
        call_back(filled, office, "不知道", "")
    with pytest.raises(SurveyMoveError):
        judge(filled, office, "没有的", "无误")
    call_back(filled, office, "核实无误", "本人接听")
    assert filled.callbacks.get().words == "本人接听"
