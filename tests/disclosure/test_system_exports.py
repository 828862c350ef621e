"""Tables exported by accounting systems: outturns, budgets, unit, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.disclosure.system_exports import exported
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.workbook.form import Filing
from mingzhang.readers.limits import UnreadableError
from mingzhang.understanding.understand import understand
from mingzhang.work.examples import grid
from tests.work.exports import SHEETS, export


def edited(folder: Path, edit: Any) -> Filing:
    path = export(folder)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return read_filing(path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Filing:
    return read_filing(export(tmp_path_factory.mktemp("导出")))


def test_outturns_have_the_names_of_the_published_tables(whole: Filing) -> None:
    known = amounts(whole.facts)
    assert whole.problems == []
    assert (whole.unit, whole.year) == ("某区某办公室", 2020)
    assert known["总表.其他收入"] == ("9300.50", "元")
    assert known["总表[208].支出"] == ("1316712.34", "元")
    assert known["收入表[2080505].财政拨款收入"] == ("1316712.34", "元")
    assert known["一般收支表[2010301].年初"] == ("237400.00", "元")


def test_budget_columns_become_budgets(whole: Filing) -> None:
    known = amounts(whole.facts)
    assert known["年初预算:总表.本年支出"] == ("12000000.00", "元")
    assert known["调整预算:总表[201].支出"] == ("11255700.00", "元")
    assert not [name for name in known if name.endswith("预算数")]


def test_the_block_by_nature_is_left_out(whole: Filing) -> None:
    assert not [name for name in whole.facts.names() if "基本支出]" in name or "#" in name]
    assert len(whole.facts.said("总表.本年支出")) == 1


def test_an_empty_cell_is_no_fact(whole: Filing) -> None:
    assert whole.facts.get("年初预算:总表.其他收入") is None
    assert whole.facts.get("收入表[208].其他收入") is None


def test_the_general_table_comes_from_the_one_with_balances(whole: Filing) -> None:
    known = amounts(whole.facts)
    assert known["一般表[合计].合计"] == known["一般收支表[合计].支出"]
    assert known["一般表[2010301].基本支出"] == ("11246400.00", "元")


def test_economic_sections_across_are_turned(whole: Filing) -> None:
    found = {name: text for name, (text, _) in amounts(whole.facts).items() if name.startswith("基本表")}
    assert found == {
        "基本表[合计].决算": "12563112.34",
        "基本表[301].决算": "12000000.00",
        "基本表[30101].决算": "8000000.00",
        "基本表[30102].决算": "4000000.00",
        "基本表[302].决算": "563112.34",
        "基本表[30201].决算": "563112.34",
    }


def test_each_sheet_alone(tmp_path: Path) -> None:
    for name in SHEETS:
        assert len(read_filing(export(tmp_path, name)).facts) >= 6, name


def test_what_a_format_hides_is_read(tmp_path: Path) -> None:
    def coarse(book: Any) -> None:
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                cell.number_format = "#,##0"

    assert amounts(edited(tmp_path, coarse).facts)["总表.其他收入"] == ("9300.50", "元")


def test_facts_know_table_row_and_column(whole: Filing) -> None:
    place = whole.facts.get("总表.其他收入").place  # type: ignore[union-attr]
    assert (place.file, place.row, place.column) == ("决算报表.xlsx", "八、其他收入", "决算数")


def test_a_table_without_unit_is_not_guessed(tmp_path: Path) -> None:
    path = export(tmp_path, "Z07")
    book = load_workbook(path)
    book.worksheets[0]["F2"].value = None
    book.save(path)
    read = read_filing(path)
    assert amounts(read.facts) == {}
    assert any("没有写金额单位（如“金额单位：元”），没有读取" in str(each) for each in read.problems)


def test_ten_thousands_are_converted(tmp_path: Path) -> None:
    path = export(tmp_path, "Z07")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["F2"].value, sheet["C5"].value = "金额单位：万元", 23.74
    book.save(path)
    assert amounts(read_filing(path).facts)["一般收支表[合计].年初"] == ("237400.00", "元")


def test_too_many_decimals_and_errors_are_told(tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        book.worksheets[0]["E7"].value = 1.005
        book.worksheets[0]["E8"].value = "=1/0"

    read = edited(tmp_path, spoil)
    told = [str(problem) for problem in read.problems]
    assert len(told) == 2, told
    assert "是没有计算结果的公式，未读取" in told[0]
    assert "“一、一般公共预算财政拨款收入”行“决算数”栏的 1.005 以元为单位多于两位小数，没有读取。" in told[1]
    assert read.facts.get("总表.其他收入") is None


def test_two_different_prints_of_one_amount_are_told() -> None:
    rows = (("项目", "决算数"), ("其他收入", "1.00"), ("本年收入合计", "1.00"))
    again: list[Table] = []
    for last in ("1.00", "2.00"):
        cells = [Cell(c.text, c.row, c.column) for c in grid(*rows[:-1], ("本年收入合计", last)).cells]
        again.append(Table(cells))
    blocks: list[Paragraph | Table] = []
    for table in again:
        blocks += [Paragraph("收入支出决算总表"), Paragraph("金额单位：元"), table]
    document = understand(Report("a.xlsx", "xlsx", blocks), kind="final_account")
    told = [str(problem) for problem in exported(document, "a.xlsx").problems]
    assert len(told) == 1 and "“总表.本年收入”有两个数" in told[0], told


def test_a_workbook_of_other_tables_is_refused(tmp_path: Path) -> None:
    path = export(tmp_path, "Z03")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.title, sheet["A1"].value = "通讯录", "通讯录"
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if cell.coordinate not in ("B3", "C3"):
                cell.value = "甲"
    book.save(path)
    with pytest.raises(UnreadableError, match=r"不是填报表、facts\.json 或决算报表"):
        read_filing(path)
