"""What is written is read back; what is wrong is told by its cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.retention import RetentionChange
from mingzhang.archive.workbook import catalogue_workbook, read_catalogue
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
