"""The template of a place and a year: its sheets, its lists, and how it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mingzhang.disclosure.filing import read_filing
from mingzhang.disclosure.filing_template import ROOM, filled, write_template
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.facts.workbook import SlotLook, Worksheet
from mingzhang.language.workbook.form import Filing
from mingzhang.writers.written import UnwritableError
from tests.work.filings import filing, find, write


def leaf(name: str, made: Filing | None = None) -> Worksheet:
    book = filled(made or Filing(place="110106", year=2020))
    return next(leaf for leaf in book.leaves if leaf.name == name)


def test_the_sheets_of_a_place() -> None:
    beijing = [leaf.name for leaf in filled(Filing(place="110106", year=2020)).leaves]
    shanghai = [leaf.name for leaf in filled(Filing(place="310107", year=2024)).leaves]
    assert beijing[:2] == ["封面", "填表说明"] and beijing[-1] == "科目代码"
    assert set(beijing) - set(shanghai) == {"购买服务"}


def test_no_two_things_in_one_cell() -> None:
    for place, year in (("110106", 2020), ("310107", 2024), ("000000", 2018)):
        for page in filled(Filing(place=place, year=year)).leaves:
            places = [slot.at for slot in page.slots]
            assert len(places) == len(set(places)), page.name


def test_lists_hold_the_codes_of_the_year() -> None:
    def codes(year: int) -> set[str]:
        page = leaf("科目代码", Filing(place="110106", year=year))
        return {str(slot.value).partition(" ")[0] for slot in page.slots}

    assert "2010308" in codes(2023) and "2010308" not in codes(2024)
    assert "2013404" in codes(2020) and "2013404" not in codes(2018)


def test_every_economic_section_is_listed_with_its_name() -> None:
    page = leaf("基本支出")
    keys = {slot.at[0]: slot.value for slot in page.slots if slot.look == SlotLook.KEY and slot.value}
    names = {slot.at[0]: slot.value for slot in page.slots if slot.look == SlotLook.NAME}
    named = {keys[row]: names[row] for row in keys}
    assert named["30101"] == "基本工资" and named["31002"] == "办公设备购置"
    assert list(keys.values()) == sorted(str(key) for key in keys.values())


def test_sums_have_their_values(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path), data_only=True)
    sheet = book["支出"]
    whole = sheet.cell(find(sheet, "合计").row, find(sheet, "本年支出合计").column)
    assert whole.value == 12_572_412.34
    sheet = book["三公经费"]
    row = find(sheet, "“三公”经费合计").row
    assert [sheet.cell(row, column).value for column in (2, 3, 4)] == [20_000, 1_234.5, 0]


def test_rows_grow_with_what_is_known() -> None:
    made = filing()
    empty = sum(slot.look == SlotLook.KEY for slot in leaf("购买服务").slots)
    for number in range(ROOM):
        made.facts.add(Fact(f"购买服务表[服务{number}].支出", printed("1.00", "元")))
    assert empty == ROOM < sum(slot.look == SlotLook.KEY for slot in leaf("购买服务", made).slots)


def test_sums_cover_all_rows() -> None:
    page = leaf("收入")
    keyed = [slot.at[0] for slot in page.slots if slot.look == SlotLook.KEY]
    total = next(slot for slot in page.slots if slot.look == SlotLook.SUM)
    assert {part[0] for part in total.parts} <= {min(keyed)} | set(keyed)
    assert any((part[0], part[2]) == (min(keyed), max(keyed)) for s in page.slots for part in s.parts)


def test_what_excel_recalculates_is_what_we_wrote(tmp_path: Path) -> None:
    """The results stored beside the formulas do not change what is read: they are never read."""
    path = write(tmp_path)
    before = read_filing(path)
    book: Any = openpyxl.load_workbook(path)  # drops the stored results
    book.save(path)
    after = read_filing(path)
    assert before.problems == after.problems == []
    assert before.facts.names() == after.facts.names()


@pytest.mark.parametrize(
    ("place", "year", "reason"),
    [("1101", 2020, "不是六位行政区划代码"), ("110106", 20, "“20”不是决算年度，应为四位数")],
)
def test_no_place_or_year_no_file(tmp_path: Path, place: str, year: int, reason: str) -> None:
    with pytest.raises(UnwritableError, match=reason):
        write_template(place, year, tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())


def test_an_existing_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(UnwritableError, match="文件已存在"):
        write_template("110106", 2020, path)
    assert path.read_bytes() == b"old"
    write_template("110106", 2020, path, force=True)
    assert path.read_bytes()[:2] == b"PK"


def test_a_text_that_is_too_long_writes_nothing(tmp_path: Path) -> None:
    made = filing()
    made.words["职责:1"] = "长" * 40_000
    with pytest.raises(UnwritableError, match="文字超过 32767 字，一格放不下"):
        write_template("110106", 2020, tmp_path / "a.xlsx", filing=made)
    assert not list(tmp_path.iterdir())
