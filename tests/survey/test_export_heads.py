"""Heads of ODK Central and KoboToolbox, in both shapes."""

from __future__ import annotations

import pytest

from mingzhang.survey.export_heads import is_repeated, layout_of
from tests.survey.made import small_form

CENTRAL = [
    "SubmissionDate",
    "start",
    "end",
    "who",
    "town",
    "age",
    "sex",
    "place-Latitude",
    "place-Longitude",
    "place-Altitude",
    "place-Accuracy",
    "all",
    "easy-bus",
    "easy-shop",
    "sure-safe",
    "used",
    "said",
    "phone",
    "meta-instanceID",
    "KEY",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
    "SET-OF-family",
]
KOBO = [
    "start",
    "end",
    "who",
    "town",
    "age",
    "sex",
    "place",
    "_place_latitude",
    "_place_longitude",
    "_place_altitude",
    "_place_precision",
    "all",
    "easy/bus",
    "easy/shop",
    "sure/safe",
    "used",
    "used/公交",
    "used/医院",
    "used/公园",
    "said",
    "phone",
    "__version__",
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "_tags",
    "_index",
]


def test_central_s_heads_are_all_known() -> None:
    found = layout_of(CENTRAL, small_form())
    assert not found.unknown and not found.missing
    assert {question.name for _, question in found.single} == {
        "town",
        "age",
        "sex",
        "all",
        "bus",
        "shop",
        "safe",
    }
    assert found.places["place"] == {"latitude": 7, "longitude": 8, "altitude": 9, "accuracy": 10}
    assert CENTRAL[found.standard["key"]] == "KEY" and CENTRAL[found.standard["review"]] == "ReviewState"
    assert [question.name for _, question in found.contact] == ["phone"]


def test_kobo_s_heads_are_all_known() -> None:
    found = layout_of(KOBO, small_form())
    assert not found.unknown and not found.missing
    assert [KOBO[column] for column, _ in found.ticks["used"]] == ["used/公交", "used/医院", "used/公园"]
    assert KOBO[found.standard["key"]] == "_uuid" and KOBO[found.standard["version"]] == "__version__"
    assert (
        found.places["place"]["whole"] == 6 and KOBO[found.places["place"]["longitude"]] == "_place_longitude"
    )


def test_labels_are_heads_too() -> None:
    found = layout_of(["所在街道", "公交方便吗", "用过哪些服务/医院", "KEY"], small_form())
    assert [question.name for _, question in found.single] == ["town", "bus"]
    assert found.ticks["used"] == [(2, "医院")] and not found.unknown


def test_what_is_not_in_the_form_is_named() -> None:
    found = layout_of(["town", "KEY", "备注", "used/滑冰"], small_form())
    assert [head for _, head in found.unknown] == ["备注", "used/滑冰"]
    assert {question.name for question in found.missing} >= {"bus", "safe"}
    assert "phone" not in {question.name for question in found.missing}


def test_a_repeated_group_has_a_table_of_its_own() -> None:
    heads = ["kin", "PARENT_KEY", "KEY"]
    assert is_repeated(heads) and not is_repeated(CENTRAL) and not is_repeated(KOBO)
    found = layout_of(heads, small_form(), "family")
    assert [question.name for _, question in found.plain] == ["kin"] and found.standard["parent"] == 1


@pytest.mark.parametrize("head", ["family/kin", "family-kin", "kin", "家人的年龄"])
def test_a_question_of_a_repeated_group_is_known_in_every_spelling(head: str) -> None:
    found = layout_of([head, "_index", "_parent_table_name", "_parent_index"], small_form(), "family")
    assert len(found.plain) == 1 and not found.unknown
