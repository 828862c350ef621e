"""What is written is read back; what is wrong is told by its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.pages import PageRecord
from mingzhang.archive.retention import RetentionChange
from mingzhang.archive.workbook import (
    ReadCatalogue,
    catalogue_workbook,
    parsed_codes,
    read_catalogue,
    read_sample,
    sample_workbook,
)
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import write_sheets

pytestmark = pytest.mark.usefixtures("few_rows")
CODE = "0123-WS·2006-D30-BGS-0001"
DAY = date(2026, 3, 2)


def whole() -> Catalogue:
    item = CatalogueItem(
        CODE, "工作总结", "某局", "某政〔2006〕1号", date(2006, 3, 1), "内部", 3, "30年", "长期", "1"
    )
    return Catalogue(
        "0123", "某办公室", 2004, 2008, "110106", {"WS": "文书"}, {"BGS": "办公室"}, [item],
        [RetentionChange(CODE, "长期", "30年", "新规定", "科长", DAY)],
        [PhysicalObject("0123-SW-0001", "锦旗", "锦旗", "某社区", date(2006, 5, 1), 2, "展柜")],
        [ItemStep(CODE, DAY, "鉴定", "档案员")],
        [CustodyEvent("1", DAY, CustodyAct.OUT, "档案员", 3)],
    )  # fmt: skip


def test_a_catalogue_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_sheets(catalogue_workbook(whole()), tmp_path / "目录.xlsx")
    read = read_catalogue(tmp_path / "目录.xlsx")
    assert read.problems == [] and read.catalogue == whole()


def test_a_row_that_says_too_little_is_told_with_its_cell(tmp_path: Path) -> None:
    made = whole()
    made.items.append(CatalogueItem("0123-WS·2006-D30-BGS-0003", "", period="30年"))
    write_sheets(catalogue_workbook(made), tmp_path / "目录.xlsx")
    read = read_catalogue(tmp_path / "目录.xlsx")
    assert read.unread == 1 and "归档文件目录!D6" in str(read.problems[0])
    assert any("缺 0002" in fault.message for fault in read.problems)


def spoiled(folder: Path, name: str, head: str, value: object) -> tuple[str, ReadCatalogue]:
    """The place of one cell of the first record, and the catalogue with that cell written over."""
    path = folder / "目录.xlsx"
    write_sheets(catalogue_workbook(whole()), path)
    book = openpyxl.load_workbook(path)
    sheet = book[name]
    heads = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(head)]
    cell = sheet.cell(heads[-1].row + 1, heads[-1].column)
    cell.value = value
    book.save(path)
    return f"{name}!{cell.coordinate}", read_catalogue(path)


@pytest.mark.parametrize(
    ("sheet", "head", "value"),
    [
        ("归档文件目录", "页数", 2.5), ("归档文件目录", "页数", "三页半"), ("归档文件目录", "日期", "某日"),
        ("归档文件目录", "保管期限", "五年"), ("归档文件目录", "密级", "绝对保密"), ("经过", "步骤", "乱写"),
        ("经过", "日期", None), ("流转", "步骤", "丢失"), ("流转", "页数", -1), ("期限调整", "日期", None),
        ("期限调整", "新保管期限", "短期"), ("实物档案", "数量", "两面"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_told_and_the_others_are_read(
    tmp_path: Path, sheet: str, head: str, value: object
) -> None:
    cell, read = spoiled(tmp_path, sheet, head, value)
    assert read.unread >= 1
    assert cell in [problem.cell for problem in read.problems[: read.unread]]
    assert read.catalogue.items[0].title == "工作总结" and read.catalogue.name == "某办公室"


def test_a_code_typed_with_other_dashes_is_the_same_everywhere(tmp_path: Path) -> None:
    made = whole()
    typed = CODE.replace("-", "－").replace("·", "．")
    made.items = [replace(made.items[0], code=typed)]
    made.steps = [replace(made.steps[0], code=typed)]
    write_sheets(catalogue_workbook(made), tmp_path / "目录.xlsx")
    read = read_catalogue(tmp_path / "目录.xlsx")
    assert read.problems == [] and read.catalogue == whole()


def test_a_workbook_of_something_else_says_where_an_empty_one_comes_from(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(UnreadableError, match="archive template"):
        read_catalogue(tmp_path / "别的.xlsx")
    with pytest.raises(UnreadableError, match="archive sample"):
        read_sample(tmp_path / "别的.xlsx")


def test_a_sample_that_was_not_filled_in_has_pages_without_verdicts(tmp_path: Path) -> None:
    pages = [PageRecord(CODE, seq, f"{seq}.tif", "a" * 64, 9) for seq in (1, 2, 1000)]
    write_sheets(sample_workbook(pages), tmp_path / "抽检表.xlsx")
    found, wrong = read_sample(tmp_path / "抽检表.xlsx")
    assert [page.name for page in found] == [page.name for page in pages] and wrong == []
    assert {page.verdicts for page in found} == {("",) * 4}


def test_codes_that_can_be_read_are_given_by_what_is_written() -> None:
    typed = CODE.replace("·", ".")
    made = parsed_codes([CatalogueItem(typed, "件"), CatalogueItem("乱写", "件"), CatalogueItem("", "件")])
    assert {written: str(code) for written, code in made.items()} == {typed: CODE}
