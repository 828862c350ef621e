"""Rows become the catalogue that the archive calculates with, and its workbook reads back the same."""

from __future__ import annotations

from pathlib import Path

from mingzhang.archive.workbook import catalogue_workbook, read_catalogue
from mingzhang.sheets import write_sheets
from mingzhang.web.archive.carried import catalogue_of
from mingzhang.web.archive.models import CustodyLine, HeldObject
from tests.web.archive.objects import box_of, decision, fonds_at, item
from tests.web.conftest import DAY, District


def test_a_fonds_is_a_catalogue_and_its_workbook_says_the_same(district: District, tmp_path: Path) -> None:
    fonds = fonds_at(district.region)
    box = box_of(fonds)
    row = item(
        fonds, "危房改造", box=box, old="长期", period="30年", day=DAY.replace(year=2019), security="内部"
    )
    item(fonds, "没有编号的件", numbered=False)
    decision(row, district, decided=DAY, agreed=True, approver="分管领导")
    decision(row, district, new="永久")
    HeldObject.objects.create(fonds=fonds, code="SW-1", name="锦旗")
    CustodyLine.objects.create(box=box, day=DAY, act="出库", by="档案员", pages=3)
    made = catalogue_of(fonds, steps=True)
    assert [each.title for each in made.items] == ["危房改造"] and made.pages == 3
    assert [(c.old, c.new, c.approver) for c in made.changes] == [("长期", "30年", "分管领导")]
    assert list(made.faults()) == [] and made.courses()[0][row.code].stage == "编目"
    write_sheets(catalogue_workbook(made), tmp_path / "目录.xlsx")
    read = read_catalogue(tmp_path / "目录.xlsx")
    assert read.problems == [] and read.catalogue == made
    assert catalogue_of(fonds).steps == []
