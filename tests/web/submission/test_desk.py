"""The page of a version: what stands where, and what nobody looked at."""

from __future__ import annotations

import json

import pytest

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.submission.desk import Desk, desk
from mingzhang.web.submission.models import PagePicture, Version
from tests.web.conftest import District


def shown(district: District) -> Version:
    """A version with two pages, a finding on the first, one number that nobody read."""
    version = district.draft()
    place = {"page": 1, "bbox": [10, 20, 30, 40], "printed": "6.20"}
    district.found(version, places=[place, {"page": 2, "printed": "7"}])
    for number in (1, 2):
        PagePicture.objects.create(
            version=version, number=number, picture=keep([b"p"]), width=600.0, height=800.0
        )
    unread = {"printed": "8.88", "worth": "unread", "place": {"page": 2}}
    version.result = keep([json.dumps({"unread": [unread]}).encode()])
    numbers = {"checked": 5, "understood": 3, "unread": 1, "doubtful": 1, "total": 10}
    version.summary = {
        "holds": 9,
        "fails": 1,
        "numbers": numbers,
        "document": {"year": 2019, "kind": "budget", "unread_pages": [3]},
    }
    version.save()
    return Version.objects.select_related("submission__season", "submission__current").get(pk=version.pk)


def test_boxes_lie_over_their_words(district: District) -> None:
    made = desk(shown(district), district.person(Role.PREPARER))
    first, second = made.leaves
    (spot,) = first.spots
    assert (spot.x, spot.y, spot.width, spot.height, spot.main) == (9, 19, 22, 22, True)
    assert second.spots == [] and second.loose == [1], "a place without a box is told beside its page"


def test_what_was_not_checked_is_told(district: District) -> None:
    made = desk(shown(district), district.person(Role.PREPARER))
    assert sum(count for _, count, _ in made.worths) == made.total == 10
    assert made.unread == ["未读：8.88　第 2 页："] or "8.88" in made.unread[0]
    assert "第 3 页没有文字层" in made.notes[0]
    assert any("2019 年度" in line for line in made.doubts)


def test_only_who_may_is_offered_to_answer(district: District) -> None:
    version = shown(district)
    assert desk(version, district.person(Role.PREPARER)).may_answer
    assert not desk(version, district.person(Role.MANAGER)).may_answer
    assert not desk(version, district.person(Role.REVIEWER)).may_judge, "nothing was handed in"


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ({}, "没有读懂，不能说没有问题"),
        ({"understood": True}, "没有不成立的检查"),
        ({"understood": True, "complete": False}, "没有检查完，不能说没有问题"),
        ({"understood": True, "unchecked": 2}, "检查了的部分没有不成立的检查；另有 2 项没有检查"),
    ],
)
def test_what_is_said_where_nothing_was_found(summary: dict[str, object], said: str) -> None:
    assert Desk(Version(summary=summary)).nothing == said
