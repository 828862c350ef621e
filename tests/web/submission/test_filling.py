"""The workbook filled in a browser: what was typed stays, what is wrong is told at its cell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.web.people.models import Role
from mingzhang.web.submission import building, filling
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.moves import IllegalMoveError
from tests.web.conftest import District

UNASKED = ("购买服务表", "资产.专用设备", "资产.通用设备")  # in this place


def address(district: District) -> str:
    return f"/submissions/{district.submission.pk}/fill/"


def test_an_uploaded_workbook_goes_on_in_the_browser_and_becomes_a_workbook_again(district: District) -> None:
    who = district.person(Role.PREPARER)
    filing = InventedLedger(7, year=2025, size=4, unit=district.department.name).filing()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "填报.xlsx"
        write_template("000000", 2025, path, filing=filing)
        file = SimpleUploadedFile("填报.xlsx", path.read_bytes())
    with pytest.raises(IllegalMoveError, match="还没有上传"):
        filling.take_over(district.submission, who)
    building.begin(district.submission, who, file)
    client = district.client(Role.PREPARER)
    page = client.post(f"{address(district)}build/", {"take_over": ""}, follow=True).content.decode()
    assert "已把上传的填报表放进网页" in page and "各表都能读懂了" in page
    again, wrong = filling.problems(district.submission, filling.typed(district.submission))
    assert not wrong
    said = {f.name: f.figure.value for f in again.facts}
    assert said == {f.name: f.figure.value for f in filing.facts if f.name.partition("[")[0] not in UNASKED}
    client.post(address(district), {"sheet": "收入", "edition": "1", "cell:D7": "77"})
    client.post(f"{address(district)}build/")
    made = Building.objects.get()
    assert made.state == BuildState.UNDER_WAY and made.filename.endswith("网页填报.xlsx")
    assert [one["name"] for one in made.former] == ["填报.xlsx"], "the uploaded one is not lost"
