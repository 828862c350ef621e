"""采购台账.xlsx: what is written is read back; what is wrong is told by its cell; spoiled cells cost a row."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from examples.purchases import ledger
from mingzhang.language.workbook.form import InputSheet
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.workbook import BOOK, purchase_workbook, read_purchases
from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import FIRST, write_sheets
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.supervision.test_spoiled_ledgers import ODD

pytestmark = pytest.mark.usefixtures("few_rows")


@cache
def written() -> bytes:
    return workbook_file(purchase_workbook(ledger()))


def test_what_is_written_is_read_back_and_holds(tmp_path: Path) -> None:
    (tmp_path / "采购.xlsx").write_bytes(written())
    read = read_purchases(tmp_path / "采购.xlsx")
    assert [str(each) for each in read.problems] == []
    assert read.ledger == ledger()


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("合同!G5", 45, "合同“2020-07”第 5 行“合同金额”栏（合同!G5）：合同金额45万元高于“满意度调查”选定的报价44.29万元"),
        ("合同变更!C5", 40.29, "变更前金额40.29万元与此前的合同金额44.29万元不一致，写的像是变更后的金额"),
        ("合同!C5", "丙数据公司", "供应商“丙数据公司”不是比选选定的“乙调查公司”"),
        ("报价!G6", "", ""),
        ("合同变更!D5", 44.29, "变更后金额与此前的合同金额44.29万元相同，请核对写的是不是变更前的金额"),
        ("报价!F5", "是", "报价“301”第 5 行“选定”栏（报价!F5）：比选选定了 2 家，应选定 1 家"),
        ("付款!C6", 30, "累计付款42万元，超过合同金额40.29万元，多付1.71万元"),
        ("付款!B6", "2020年12月10日", "付款日期2020年12月10日早于申请日期2020年12月16日"),
        ("付款!A6", "F-99", "“付款申请”表里没有编号“F-99”"),
        ("付款申请!H7", "", "经党组会审议的，应写明会议日期或纪要编号"),
        ("付款申请!G7", "科室负责人", "42万元达到大额标准30万元，应经党组会审议"),
        ("付款申请!G5", "", "没有审批人"),
        ("验收!E6", "不合格", "尾款应在全部交付物验收合格之后申请；确需先付的，写明例外理由"),
        ("验收!D5", 5999, "“居民有效问卷”应为6000份，验收数5999份，不应合格"),
        ("验收!F5", "", "验收合格应附佐证材料"),
        ("项目!F5", 40, "合同合计40.29万元，超过全年预算40万元，超出0.29万元"),
        ("项目!G5", 40, "账面支出40万元，付款合计40.29万元，付款多0.29万元；请核对凭证"),
        ("评分!F5", 61, "得分 61 不在 0 至满分 60 之间"),
        ("评分!F6", "", "“得分”栏（评分!F6）：没有填写"),
        ("合同!B5", "999", "“项目”表里没有编码“999”"),
        ("合同!H5", "2020年3月1日", "签订日期2020年3月1日早于报价日期2020年3月16日"),
        ("合同变更!E5", "", "没有写变更理由"),
        ("合同变更!B5", "2020年2月30日", "“2020年2月30日”不是日期"),
        ("封面!A5", "", "没有填写"),
    ],
)  # fmt: skip
def test_each_thing_wrong_is_told_with_its_place(cell: str, value: object, said: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    sheet, at = cell.split("!")
    assert book[sheet].cell(FIRST + 1, 1).value, "the first row stands under the heads"
    book[sheet][at].value = value
    book.save(tmp_path / "采购.xlsx")
    told = [str(each) for each in read_purchases(tmp_path / "采购.xlsx").problems]
    assert any(said in each for each in told) if said else not told, told


#: What nobody can read in a cell of a kind.
UNREADABLE = {
    "amount": "一百",
    "count": "若干",
    "date": "2020年2月30日",
    "choice": "不知道",
    "year": "二〇",
    "place": "9",
}


@pytest.mark.parametrize("sheet", BOOK, ids=lambda sheet: sheet.name)
def test_one_cell_that_cannot_be_read_is_one_sentence_of_that_cell(sheet: InputSheet, tmp_path: Path) -> None:
    """Nothing that rests on the row is accused: it is not known."""
    for column, (name, how) in enumerate(sheet.fields, 1):
        for value in filter(
            None, (UNREADABLE.get(how.kind), "" if how.required and how.kind != "text" else None)
        ):
            book = openpyxl.load_workbook(BytesIO(written()))
            cell = book[sheet.name].cell(FIRST + 1, column)
            cell.value = value
            book.save(tmp_path / "采购.xlsx")
            (told,) = read_purchases(tmp_path / "采购.xlsx").problems
            assert f"（{sheet.name}!{cell.coordinate}）" in str(told) and how.head in str(told), name


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("项目!A5", "399", ["报价!A5", "评分!A5", "合同!B5", "邀请!A5", "预算调整!A5"]),
        ("报价!B5", "戊公司", ["评分!B5", "邀请"]),
        ("合同!A5", "X-1", ["合同变更!A5", "交付物!A5", "付款申请!B5", "付款计划!A5"]),
    ],
)
def test_a_name_that_slipped_is_told_once_for_each_sheet_that_misses_it(
    cell: str, value: str, said: list[str], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    sheet, at = cell.split("!")
    book[sheet][at].value = value
    book.save(tmp_path / "采购.xlsx")
    told = [str(each) for each in read_purchases(tmp_path / "采购.xlsx").problems]
    assert all(any(where in each for each in told) for where in said) and len(told) < 12, told
    assert len([each for each in told if "没有编码" in each or "没有报价" in each or "没有编号" in each]) <= 6


def test_an_error_in_a_required_cell_is_told_once(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    book["合同"]["G5"].value = "=1/0"
    book.save(tmp_path / "采购.xlsx")
    (told,) = read_purchases(tmp_path / "采购.xlsx").problems
    assert "（合同!G5）：这一格是错误值" in str(told)


def test_a_choice_of_another_than_the_first_needs_its_reason(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    book["报价"]["F6"].value, book["报价"]["F7"].value = "否", "是"
    book.save(tmp_path / "采购.xlsx")
    told = [str(each) for each in read_purchases(tmp_path / "采购.xlsx").problems]
    assert any("选定的“丙数据公司”评分列第 3 名，应写明理由" in each for each in told)


@pytest.mark.parametrize("seed", range(6))
def test_a_spoiled_cell_is_told_in_a_sentence_and_nothing_breaks(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    book = openpyxl.load_workbook(BytesIO(written()))
    for _ in range(5):
        sheet = random.choice(BOOK)
        at = random.randrange(FIRST + 1, FIRST + 5), random.randrange(1, len(sheet.fields) + 1)
        book[sheet.name].cell(*at).value = random.choice((*ODD, "是", 0))
    book.save(tmp_path / "采购.xlsx")
    read = read_purchases(tmp_path / "采购.xlsx")
    assert read.unread <= len(read.problems)
    assert all("\n" not in str(each) and "：" in str(each) for each in read.problems)


def test_another_workbook_is_told(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(UnreadableError, match="没有“项目”“合同”工作表"):
        read_purchases(tmp_path / "别的.xlsx")


def test_an_empty_ledger_asks_for_the_unit_alone(tmp_path: Path) -> None:
    write_sheets(purchase_workbook(PurchaseLedger()), tmp_path / "空白.xlsx")
    assert ["单位名称" in str(each) for each in read_purchases(tmp_path / "空白.xlsx").problems] == [True]
