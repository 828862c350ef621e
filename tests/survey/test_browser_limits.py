"""What a browser cannot fill in is never passed over: every type is either filled in here or told."""

from __future__ import annotations

import pytest

from mingzhang.survey.browser_limits import browser_limits
from mingzhang.survey.questionnaire import Questionnaire, SurveyQuestion

FILLED_IN = (
    "text",
    "integer",
    "date",
    "time",
    "dateTime",
    "image",
    "audio",
    "geopoint",
    "barcode",
    "range",
    "rank",
)


def told(kind: str, required: bool = False) -> list[str]:
    asked = SurveyQuestion("q", "问题", kind, required=required, row=5)
    return [str(limit) for limit in browser_limits(Questionnaire("调查", "f", "1", [asked]))]


@pytest.mark.parametrize("kind", FILLED_IN)
def test_what_browsers_fill_in_is_not_told(kind: str) -> None:
    assert told(kind) == []


@pytest.mark.parametrize("kind", ["audit", "background-audio", "geoshape", "geotrace", "osm"])
def test_the_others_are_named_with_their_row_and_a_way_out(kind: str) -> None:
    (said,) = told(kind)
    assert said.startswith("工作表“survey”第5行") and f"（{kind}）" in said and "ODK Collect" in said
    assert "交不了卷" in told(kind, required=True)[0]


def test_files_that_a_form_needs_are_named_once() -> None:
    x = '<instance id="c" src="jr://file-csv/街道.csv"/><v>jr://images/a.png</v><v>jr://images/a.png</v>'
    form = Questionnaire("调查", "f", "1", [], x + '<instance src="jr://instance/last-saved"/>')
    first, second = browser_limits(form)
    assert "用到文件“街道.csv”" in str(first) and "“a.png”" in str(second)
    (only,) = browser_limits(form, there={"街道.csv", "a.png"}, devices_only={"街道.csv"})
    assert "“街道.csv”只发到设备" in str(only)
