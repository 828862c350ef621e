"""What must be confirmed before a version is handed in, and what keeps it from the public."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.submission import moves
from mingzhang.web.submission.doubts import doubts, unpublishable
from mingzhang.web.submission.models import CheckState, Status, Version
from mingzhang.web.submission.moves import IllegalMoveError
from mingzhang.web.submission.offered import offered
from tests.web.conftest import District
from tests.web.submission.test_moves import walk

OWN = {"unit": "甲区水务局（本级）", "year": 2025, "kind": "final_account"}


def version(district: District, **summary: Any) -> Version:
    made = district.draft()
    Version.objects.filter(pk=made.pk).update(summary=summary)
    return Version.objects.select_related("submission__organisation", "submission__season").get(pk=made.pk)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, ""),
        ({"unit": ""}, ""),
        ({"unit": "水务局"}, ""),
        ({"unit": "甲区档案馆"}, "文件里写的单位是“甲区档案馆”，报送的是甲区水务局"),
        ({"year": 2024}, "文件里写的是 2024 年度，应报的是 2025 年度"),
        ({"kind": "budget"}, "文件是部门预算，应报的是决算"),
        ({"kind": "unknown", "year": None}, ""),
    ],
)
def test_another_unit_year_or_kind(district: District, told: dict[str, Any], said: str) -> None:
    district.department.short = "水务局"
    district.department.save()
    found = doubts(version(district, document=OWN | told))
    assert [one.startswith(said) for one in found] == ([True] if said else [])


def test_what_is_odd_is_confirmed_with_a_reason_that_stays(district: District) -> None:
    odd = version(district, document=OWN | {"unit": "甲区水利局"})
    who = district.person(Role.PREPARER)
    (offer,) = [one for one in offered(district.submission, who) if one.move == "hand_in"]
    assert offer.asks and "甲区水利局" in offer.told[0]
    with pytest.raises(IllegalMoveError, match="甲区水利局"):
        moves.hand_in(district.submission, who)
    moves.hand_in(district.submission, who, "机构改革后更名")
    said = district.submission.moves.get(what="报送").words
    assert "甲区水利局" in said and said.endswith("理由：机构改革后更名") and odd.number == 1


def test_open_changes_are_told_and_never_published(district: District) -> None:
    open_ends = version(district, document=OWN, unaccepted="3 处没有接受的修订、1 条批注")
    with pytest.raises(IllegalMoveError, match="3 处没有接受的修订、1 条批注，公开前必须清除"):
        moves.hand_in(district.submission, district.person(Role.PREPARER))
    walk(district, "hand_in", "agree:0", "agree:1")
    with pytest.raises(IllegalMoveError, match="不能审定和公开"):
        walk(district, "agree:2")
    Version.objects.filter(pk=open_ends.pk).update(status=Status.APPROVED, seal=moves.sealed(open_ends))
    with pytest.raises(IllegalMoveError, match="不能审定和公开"):
        walk(district, "publish")
    page = district.client(Role.MANAGER).get(f"/review/seasons/{district.season.pk}/bulk/?move=publish")
    assert "不能审定和公开" in page.content.decode()
    assert district.submission.public is None


def test_what_could_not_be_checked_is_confirmed_and_never_locked(district: District) -> None:
    broken = version(district)
    Version.objects.filter(pk=broken.pk).update(check_state=CheckState.FAILED, check_said="文件有密码")
    with pytest.raises(IllegalMoveError, match="没有检查成：文件有密码"):
        moves.hand_in(district.submission, district.person(Role.PREPARER))
    walk(district, "hand_in", "agree:0", "agree:1")
    with pytest.raises(IllegalMoveError, match="没有检查成"):
        walk(district, "agree:2")
    assert unpublishable(Version.objects.get()).startswith("这一版没有检查成")
