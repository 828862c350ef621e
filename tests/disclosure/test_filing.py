"""The filled workbook read back: laws, every kind of bad input with its sentence, and large ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingzhang.disclosure.filing import amounts, read_filing
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.language.workbook.cell import WrongCellError, text_of
from mingzhang.language.workbook.form import DATE, InputColumn
from mingzhang.readers.limits import UnreadableError
from tests.work.filings import FACTS, WORDS, Sheets, cell, filing, find, sentences, spoiled, write

pytestmark = pytest.mark.usefixtures("few_rows")


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    read = read_filing(write(tmp_path))
    assert sentences(read) == []
    assert amounts(read.facts) == FACTS
    assert read.words == WORDS
    assert (read.unit, read.year, read.place) == ("某区某办公室", 2020, "110106")


def test_facts_know_their_cells(tmp_path: Path) -> None:
    place = read_filing(write(tmp_path)).facts.get("三公表.决算.接待费").place  # type: ignore[union-attr]
    assert (place.file, place.table, place.row, place.printed) == (
        "填报.xlsx", "三公经费", "公务接待费", "1234.5",
    )  # fmt: skip
    assert place.column is not None and place.column.startswith("C")


def test_amounts_in_ten_thousands_are_exact(tmp_path: Path) -> None:
    read = read_filing(write(tmp_path, filing(words=WORDS | {"金额单位": "万元"})))
    assert sentences(read) == []
    assert amounts(read.facts) == FACTS


BAD_CELLS = {
    "text": (("收入", "2010301", "事业收入", "约三万"), "“约三万”不是数字，应填金额（元）"),
    "dash": (("收入", "2010301", "事业收入", "—"), "“—”不是数字；没有的填 0，还没有核实的留空"),
    "date": (("收入", "2010301", "事业收入", "2020/1/5"), "是日期，应填金额（元）"),
    "unit": (("收入", "2010301", "事业收入", "3万元"), "带了单位“万元”，本表按“元”填写"),
    "decimals": (("收入", "2010301", "事业收入", "1.234"), "“1.234”有 3 位小数，以元为单位最多 2 位"),
    "negative": (("支出", "2010301", "一般公共预算项目支出", "-5"), "“-5”是负数，这里不能为负"),
    "percent": (("三公经费", "公务接待费", "决算数", "5%"), "“5%”不是数字"),
    "large": (("收入", "2010301", "事业收入", "100000000000000"), "位数太多"),
    "half a man": (("封面", "行政编制", "人数", "4.5"), "“4.5”有小数，应填整数"),
    "minus a man": (("封面", "行政编制", "人数", "-4"), "“-4”是负数"),
    "wrong count": (("封面", "行政编制", "人数", "4辆"), "“4辆”的单位是“辆”，这里的单位是“人”"),
    "unit of money": (("封面", "金额单位", "填写内容", "千元"), "“千元”不在选项里，应为元、万元之一"),
    "place": (("封面", "区划代码", "填写内容", "丰台"), "“丰台”不是六位行政区划代码"),
    "year": (("封面", "年度", "填写内容", "去年"), "“去年”不是年度"),
    "no name": (("封面", "单位名称", "填写内容", ""), "“单位名称”必须填写"),
    "unknown code": (("支出", "2080505", "科目编码", "2019998"), "不在 2020 年度的支出功能分类科目里"),
    "not a code": (("支出", "2080505", "科目编码", "养老"), "“养老”不是科目编码，应填七位数字的项级科目编码"),
    "a name": (("支出", "2080505", "科目编码", "机关事业单位职业年金缴费支出"), "的编码是 2080506"),
    "level": (("支出", "2080505", "科目编码", "20805"), "“20805”是款级科目编码，这里要填七位数字"),
    "expired": (("支出", "2080505", "科目编码", "2012402"), "只用到 2018 年度（2019 起并入 20134 统战事务）"),
    "not yet": (("支出", "2080505", "科目编码", "2010710"), "“2010710 税收业务”从 2021 年度起才有"),
    "digits": (("支出", "2080505", "科目编码", "208050"), "“208050”不是科目编码"),
    "class": (("基本支出", "30228", "科目编码", "30901"), "“30901”不属于这里要填的类"),
    "twice": (("支出", "2080505", "科目编码", "2010301"), "“2010301”与 A7 重复，请并成一行"),
    "no code": (("支出", "2080505", "科目编码", ""), "有内容，这里却没有填科目编码"),
    "other unit": (
        ("收入", "填报单位：", "金额单位", "金额单位：万元"),
        "写的是“万元”，封面的金额单位是“元”",
    ),
    "head": (("收入", "科目编码", "其他收入", "别的"), "表头“别的”不是本表的栏目，这一栏的数没有读取"),
    "lost head": (("收入", "科目编码", "其他收入", ""), "这一行的表头缺“其他收入”，请按空白填报表恢复"),
    "head twice": (("收入", "科目编码", "其他收入", "经营收入"), "表头“经营收入”出现两次"),
    "line": (("三公经费", "公务接待费", "经费项目", "接待"), "“接待”不是本表的行，没有读取"),
    "lost line": (("三公经费", "公务接待费", "经费项目", "接待"), "缺“公务接待费”这一行"),
    "line twice": (("三公经费", "公务用车购置费", "经费项目", "公务接待费"), "重复，没有读取"),
}


@pytest.mark.parametrize("name", BAD_CELLS)
def test_a_bad_cell_is_told(name: str) -> None:
    where, expected = BAD_CELLS[name]
    sheets = Sheets()
    sheets.put(*where)
    told = sentences(sheets.read())
    assert any(expected in sentence for sentence in told), told
    assert all(sentence.startswith("工作表“") and sentence.endswith("。") for sentence in told)
    assert len(told) <= 3, told  # one fault is told once, with at most what follows from it


def test_a_problem_names_its_cell() -> None:
    sheets = Sheets()
    sheets.put("收入", "2010301", "事业收入", "约三万")
    read = sheets.read()
    (problem,) = read.problems
    assert (problem.sheet, problem.cell) == ("收入", "H7")
    assert str(problem) == "工作表“收入”的 H7：“约三万”不是数字，应填金额（元）。"
    assert amounts(read.facts) == FACTS


GOOD_CELLS = {
    "wide digits": ("收入", "2080505", "一般公共预算财政拨款", "１，３１６，７１２．３４"),
    "text digits": ("收入", "2080505", "一般公共预算财政拨款", " 1316712.34 元"),
    "code with name": ("支出", "2080505", "科目编码", "2080505 机关事业单位基本养老保险缴费支出"),
    "wide code": ("支出", "2080505", "科目编码", "２０８０５０５"),
    "year in words": ("封面", "年度", "填写内容", "2020年度"),
}


@pytest.mark.parametrize("name", GOOD_CELLS)
def test_a_cell_written_otherwise_is_understood(name: str) -> None:
    sheets = Sheets()
    sheets.put(*GOOD_CELLS[name])
    read = sheets.read()
    assert sentences(read) == []
    assert amounts(read.facts) == FACTS


def test_cells_of_other_types(tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        cell(book, "支出", "2080505", "科目编码").value = 2080505
        cell(book, "封面", "年度", "填写内容").value = 2020
        cell(book, "收入", "2010301", "事业收入").value = date(2020, 1, 5)
        cell(book, "收入", "2010301", "经营收入").value = 0.05
        cell(book, "收入", "2010301", "经营收入").number_format = "0%"
        cell(book, "收入", "2010301", "上级补助收入").value = "=1+1"

    told = sentences(spoiled(tmp_path, spoil))
    assert len(told) == 3
    assert told[0].endswith("没有计算结果的公式，请用 Excel 或 WPS 打开、保存一次。")
    assert "是日期，应填金额（元）；请把单元格格式改为“常规”后重填" in told[1]
    assert "“5%”不是数字" in told[2]


def test_an_error_cell_is_unknown_and_told() -> None:
    sheets = Sheets()
    sheets.put("收入", "2080505", "一般公共预算财政拨款", "", "#REF!")
    read = sheets.read()
    assert sentences(read) == ["工作表“收入”的 D8：是错误值 #REF!，请改正公式或直接填数。"]
    assert read.facts.get("收入账[2080505].一般公共预算") is None


def shift(book: Any) -> None:
    book["收入"].insert_cols(5)
    book["收入"].insert_cols(1)
    book["收入"].insert_rows(1, 3)


def annotate(book: Any) -> None:
    book["收入"].cell(60, 1).value = "填表人：某人"
    cell(book, "收入", "科目编码", "其他收入").offset(0, 1).value = "备注"
    book["支出"].insert_rows(find(book["支出"], "2080505").row)


def rearrange(book: Any) -> None:
    book.create_sheet("底稿").append(["草算", 1, 2])
    book.move_sheet("支出", 5)
    book["绩效"].sheet_state = "hidden"


@pytest.mark.parametrize("change", [shift, annotate, rearrange])
def test_what_does_no_harm_is_accepted(tmp_path: Path, change: Any) -> None:
    read = spoiled(tmp_path, change)
    assert sentences(read) == []
    assert amounts(read.facts) == FACTS


def test_moved_columns_are_found_by_their_heads(tmp_path: Path) -> None:
    def swap(book: Any) -> None:
        page = book["三公经费"]
        head = find(page, "经费项目").row
        for row in range(head, head + 7):
            first, last = page.cell(row, 2), page.cell(row, 3)
            first.value, last.value = last.value, first.value

    read = spoiled(tmp_path, swap)
    assert sentences(read) == []
    assert amounts(read.facts) == FACTS


def test_a_code_that_the_list_does_not_know_may_be_named(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.put("支出", "2080505", "科目编码", "2080588 某某养老支出")
    read = sheets.read()
    assert sentences(read) == []
    assert read.words["科目:2080588"] == "某某养老支出"
    assert read.facts.get("支出账[2080588].一般基本") is not None
    again = read_filing(write(tmp_path, read))
    assert amounts(again.facts) == amounts(read.facts) and again.words == read.words


def test_an_amount_without_code_among_balances_is_the_whole() -> None:
    sheets = Sheets()
    sheets.put("结转结余", "合计", "科目编码", "")
    read = sheets.read()
    assert sentences(read) == []
    assert amounts(read.facts)["结转账[合计].年初其他"] == ("341100.00", "元")


def test_sheets_may_not_vanish_be_renamed_or_doubled(tmp_path: Path) -> None:
    told = sentences(spoiled(tmp_path, lambda book: book.remove(book["上年"])))
    assert told == ["工作表“上年”：这张工作表不见了，请从空白填报表里复制回来。"]

    def rename(book: Any) -> None:
        book["支出"].title = "支出表"

    read = spoiled(tmp_path, rename)
    assert sentences(read) == ["工作表“支出”：工作表改名为“支出表”，请改回“支出”。"]
    assert amounts(read.facts) == FACTS
    told = sentences(spoiled(tmp_path, lambda book: book.copy_worksheet(book["支出"])))
    assert len(told) == 1 and "与“支出”表样相同，没有读取" in told[0]


def test_a_lost_head_row_is_told_once(tmp_path: Path) -> None:
    told = sentences(spoiled(tmp_path, lambda book: book["三公经费"].delete_rows(5)))
    assert told[0].startswith("工作表“三公经费”：找不到有“经费项目”")


def test_a_row_inserted_among_fixed_lines(tmp_path: Path) -> None:
    def insert(book: Any) -> None:
        page = book["三公经费"]
        row = find(page, "公务接待费").row
        page.insert_rows(row)
        page.cell(row, 3).value = 55

    told = sentences(spoiled(tmp_path, insert))
    assert told == ["工作表“三公经费”的 C11：行名是空的，没有读取；固定行之间请不要插入行。"]


def test_merged_inputs_are_told(tmp_path: Path) -> None:
    told = sentences(spoiled(tmp_path, lambda book: book["收入"].merge_cells("D8:E8")))
    assert "工作表“收入”的 D8：合并了填写的格子，请取消合并，每格各填各的。" in told


def test_a_row_with_a_code_and_nothing_else(tmp_path: Path) -> None:
    told = sentences(spoiled(tmp_path, lambda book: setattr(book["收入"]["A9"], "value", "2210201")))
    assert told == ["工作表“收入”的 A9：“2210201”这一行没有填任何数，请补填或删去。"]


@pytest.mark.parametrize("sheet", ["支出", "基本支出", "预算"])
def test_a_sheet_in_another_unit_is_noticed(tmp_path: Path, sheet: str) -> None:
    def shrink(book: Any) -> None:
        for row in book[sheet].iter_rows(min_row=6):
            for found in row:
                if isinstance(found.value, int | float):
                    found.value = round(found.value / 10_000, 2)

    told = sentences(spoiled(tmp_path, shrink))
    assert any("约一万倍，请核对两张表填的是元还是万元" in sentence for sentence in told), told


def test_an_empty_template_asks_for_what_is_required(tmp_path: Path) -> None:
    write_template("310107", 2024, tmp_path / "空.xlsx")
    assert sentences(read_filing(tmp_path / "空.xlsx")) == [
        "工作表“封面”的 B6：“单位名称”必须填写。",
        "工作表“收入”：还没有填；没有的填 0。",
        "工作表“支出”：还没有填；没有的填 0。",
        "工作表“结转结余”：还没有填；没有的填 0。",
    ]


def test_thousands_of_rows_are_read_to_the_end(tmp_path: Path) -> None:
    made = filing()
    for number in range(3_000):
        made.facts.add(Fact(f"购买服务表[服务{number}].支出", printed(f"{number}.25", "元")))
    read = read_filing(write(tmp_path, made))
    assert sentences(read) == []
    assert len(read.facts) == len(FACTS) + 3_000


def test_another_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("不是填报表", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"不是填报表、facts\.json 或决算报表"):
        read_filing(path)


def test_a_total_that_was_typed_over_is_held_against_its_parts() -> None:
    sheets = Sheets()
    sheets.put("三公经费", "“三公”经费合计", "决算数", "99")
    (said,) = sentences(sheets.read())
    assert said.startswith("工作表“三公经费”的 C")
    assert "是 99，不等于分项之和 " in said and said.endswith("；请恢复公式或改正分项。")


@pytest.mark.parametrize(
    ("sheet", "row", "head", "words"),
    [
        ("支出", "2010301", "本年支出合计", "“本年支出合计”是 99，不等于分项之和 "),
        ("支出", "合计", "一般公共预算基本支出", "“合计·一般公共预算基本支出”是 99，不等于分项之和 "),
        ("收入", "合计", "本年收入合计", "“合计·本年收入合计”是 99，不等于分项之和 "),
    ],
)
def test_a_formula_that_was_typed_over_is_named(sheet: str, row: str, head: str, words: str) -> None:
    sheets = Sheets()
    sheets.put(sheet, row, head, "99")
    (said,) = sentences(sheets.read())
    assert said.startswith(f"工作表“{sheet}”的 ") and words in said


def test_words_in_a_line_that_a_formula_fills_are_named() -> None:
    sheets = Sheets()
    sheets.put("三公经费", "公务用车购置及运行维护费", "与预算差异原因", "厉行节约")
    (said,) = sentences(sheets.read())
    assert "由分项相加，文字请写在分项的行里；这一格没有读取" in said


def test_a_lost_head_is_told_once_and_its_lines_are_not_strangers() -> None:
    sheets = Sheets()
    sheets.put("采购与资产", "政府采购", "政府采购", "")
    told = sentences(sheets.read())
    assert len(told) == 1 and "找不到有“政府采购”、“金额”的表头" in told[0]


def test_a_place_that_is_none_makes_no_lines_of_other_places_strangers() -> None:
    sheets = Sheets()
    sheets.put("封面", "区划代码", "填写内容", "某市某区")
    (said,) = sentences(sheets.read())
    assert "不是六位行政区划代码" in said


def test_what_was_merged_away_is_unknown_to_its_column() -> None:
    sheets = Sheets()
    cell = sheets.find("基本支出", "30101")
    table = next(t for t in sheets.tables if t.name == "基本支出")
    table.cells = [replace(c, rowspan=2) if (c.row, c.column) == (cell.row, 2) else c for c in table.cells]
    read = sheets.read()
    assert len(read.problems) == 1 and "基本表[合计].决算" in read.facts.unread


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-05 0:00:00", "2026年3月5日"),
        ("2026/3/5", "2026年3月5日"),
        ("2026年3月", "2026年3月"),
        ("（试编，未经批准）", "（试编，未经批准）"),
    ],
)
def test_a_date_stands_as_it_is_published(text: str, said: str) -> None:
    assert text_of(text, InputColumn("公开日期", word="公开日期", kind=DATE)) == said


def test_digits_that_are_no_date_are_refused() -> None:
    with pytest.raises(WrongCellError, match="应写成 2026年3月5日"):
        text_of("46086", InputColumn("公开日期", word="公开日期", kind=DATE))
