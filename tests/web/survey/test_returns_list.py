"""The list of returns, filtered."""

from __future__ import annotations

import pytest

from mingzhang.web.survey.return_models import FilledReturn
from mingzhang.web.survey.returns_list import chosen, returns_page
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, sent, surveyed


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, 3),
        ({"town": TOWNS[1]}, 1),
        ({"state": "收到"}, 3),
        ({"state": "通过"}, 0),
        ({"state": "没有的"}, 3),
        ({"doubt": "any"}, 1),
        ({"doubt": "none"}, 2),
        ({"doubt": "答案不在选项里"}, 1),
        ({"q": "uuid:2"}, 1),
        ({"q": "访7"}, 1),
        ({"q": "\0"}, 3),
        ({"mode": "paper"}, 0),
    ],
)
def test_what_is_asked_for(district: District, asked: dict[str, str], expected: int) -> None:
    survey = surveyed(district)
    sent(survey, "uuid:1", who="访7")
    sent(survey, "uuid:2", town=TOWNS[1])
    sent(survey, "uuid:3", bus="88")
    assert chosen(survey, asked).count() == expected
    shown = returns_page(survey, asked)
    assert shown.count == expected and len(shown.pages.object_list) == expected
    assert FilledReturn.objects.count() == 3 and dict(shown.doubts) == {"答案不在选项里": 1}
