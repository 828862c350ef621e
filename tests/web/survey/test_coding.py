"""Open answers coded by hand."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.survey.coding import add_code, code_opinion, opinion_lines
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.return_models import FilledReturn
from mingzhang.web.survey.survey_page import opinions
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def test_only_codes_of_the_book_are_given(district: District) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    filled = sent(survey)
    with pytest.raises(SurveyMoveError, match="A1"):
        code_opinion(filled, office, ["A1"], "")
    add_code(survey, office, "A1", "照明", "便利性", "某局")
    assert opinion_lines(opinions(survey, "open")) == [(filled, "路灯太暗")]
    code_opinion(filled, office, ["A1"], "更换路灯")
    assert not opinions(survey, "open").exists() and opinions(survey, "matter").get() == filled
    assert FilledReturn.objects.get().codes == ["A1"]
