"""The pages on which a workbook is filled in: right or wrong it is kept, and of two the later is told."""

from __future__ import annotations

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.submission import filling
from mingzhang.web.submission.building_models import Building, FilledSheet
from mingzhang.web.submission.moves import IllegalMoveError
from tests.web.conftest import District


def address(district: District) -> str:
    return f"/submissions/{district.submission.pk}/fill/"


def test_what_was_typed_is_kept_right_or_wrong(district: District) -> None:
    client = district.client(Role.PREPARER)
    first = client.get(address(district)).content.decode()
    assert "甲区水务局" in first and 'name="cell:B6"' not in first, "what the season says is not typed"
    typed = {
        "sheet": "收入",
        "edition": "0",
        "cell:A7": "2010301",
        "cell:D7": "约三万",
        "cell:E7": "１，２００.5",
    }
    page = client.post(address(district), typed, follow=True).content.decode()
    assert "“约三万”不是数字，应填金额（元）" in page and 'value="约三万"' in page
    assert "行政运行" in page and "1 处要改" in page
    sheet = FilledSheet.objects.get()
    assert (sheet.texts["D7"], sheet.texts["E7"], sheet.edition) == ("约三万", "１，２００.5", 1)
    client.post(address(district), typed)
    assert FilledSheet.objects.get().edition == 1, "the same sent twice"
    client.post(address(district), {"sheet": "收入", "edition": "1", "cell:D7": "30000"})
    assert FilledSheet.objects.get().texts["E7"] == "１，２００.5", "cells that were not shown stay"
    assert "1,200.50" in client.get(f"{address(district)}?sheet=收入").content.decode()
    assert Entry.objects.filter(sentence__contains="在网页里填“收入”，改 1 格").count() == 1


def test_the_later_of_two_is_told_and_nothing_is_lost(district: District) -> None:
    client = district.client(Role.PREPARER)
    client.post(address(district), {"sheet": "收入", "edition": "0", "cell:A7": "2010301", "cell:D7": "5"})
    late = client.post(
        address(district), {"sheet": "收入", "edition": "0", "cell:A7": "2010301", "cell:D7": "7"}
    )
    page = late.content.decode()
    assert late.status_code == 409 and "刚刚保存了这张表" in page
    assert 'value="7"' in page and "现存：5" in page and 'name="edition" value="1"' in page
    assert FilledSheet.objects.get().texts["D7"] == "5"


def test_no_sheet_of_that_name(district: District) -> None:
    assert district.client(Role.PREPARER).get(f"{address(district)}?sheet=别的").status_code == 404
    with pytest.raises(IllegalMoveError, match="没有“别的”这张表"):
        filling.save(district.submission, district.person(Role.PREPARER), "别的", {}, 0)


def test_what_is_wrong_stands_in_the_way_of_building(district: District) -> None:
    client = district.client(Role.PREPARER)
    page = client.post(f"{address(district)}build/", follow=True).content.decode()
    assert "处要改，没有编制：工作表“收入”：还没有填；没有的填 0。" in page
    assert not Building.objects.exists()
