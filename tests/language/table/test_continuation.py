"""Tables over several pages become one."""

from __future__ import annotations

from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.language.table.caption import Titles
from mingzhang.language.table.continuation import Whole, wholes
from tests.language.tables import drawn

TITLES = Titles(["收入决算表", "支出决算表"])
HEAD = "科目编码|科目名称|合计"


def found(*blocks: Block | str) -> list[Whole]:
    shown: list[Block] = [Paragraph(block) if isinstance(block, str) else block for block in blocks]
    return list(wholes(Report("a.pdf", "pdf", shown), TITLES))


def test_the_next_page_goes_on_with_or_without_heads() -> None:
    plain = found("收入决算表", drawn(HEAD, "201|甲|1.00", page=1), "- 1 -", drawn("202|乙|2.00", page=2))
    headed = found("收入决算表", drawn(HEAD, "201|甲|1.00", page=1), drawn(HEAD, "202|乙|2.00", page=2))
    titled = found(
        drawn("收入决算表|<|<", HEAD, "201|甲|1.00", page=1),
        drawn("收入决算表|<|<", HEAD, "202|乙|2.00", page=2),
    )
    for wholes_found, rows in ((plain, 3), (headed, 3), (titled, 4)):
        (whole,) = wholes_found
        assert (whole.table.shape, len(whole.parts)) == ((rows, 3), 2)
        cell = whole.table.at(rows - 1, 2)
        assert cell is not None and (cell.text, cell.page) == ("2.00", 2)


def test_a_last_row_with_fewer_columns_is_put_under_its_columns() -> None:
    (whole,) = found("收入决算表", drawn(HEAD, "201|甲|1.00", page=1), drawn("合计|1.00", page=2))
    total = whole.table.at(2, 0)
    assert total is not None and (total.text, total.colspan) == ("合计", 2)
    amount = whole.table.at(2, 2)
    assert amount is not None and amount.text == "1.00"


def test_positions_on_the_page_say_which_columns_are_meant() -> None:
    first = drawn("甲|乙|丙|丁", "a|1.00|2.00|3.00", page=1)
    last = drawn("合计|6.00", page=2)
    for cell in [*first.cells, *last.cells]:
        left = 100.0 * cell.column
        cell.bbox = (left, 0, left + 100 * cell.colspan, 10)
    (whole,) = found(first, last)
    amount = whole.table.at(2, 1)
    assert amount is not None and (amount.text, amount.colspan) == ("6.00", 3)


def test_what_does_not_go_on() -> None:
    table = drawn(HEAD, "201|甲|1.00", page=1)
    assert len(found("收入决算表", table, "支出决算表", drawn(HEAD, "201|甲|1.00", page=2))) == 2
    assert len(found("收入决算表", table, drawn("项目|预算数|备注", "甲|1.00|", page=2))) == 2
    assert len(found("收入决算表", table, drawn("202|乙|2.00", page=4))) == 2
    assert len(found("收入决算表", table, "另有说明如下", drawn("202|乙|2.00", page=2))) == 2
    assert len(found(drawn(HEAD, "201|甲|1.00"), drawn("202|乙|2.00"))) == 2


def test_without_pages_repeated_heads_go_on() -> None:
    table = "收入决算表", "公开02表", drawn(HEAD, "合计||3.00", "201|甲|1.00")
    more = drawn(HEAD, "202|乙|2.00")
    for between in ([], ["收入决算表（续）"], ["续表"], ["收入决算表（续表）", "公开02表", "单位：万元"]):
        (whole,) = found(*table, *between, more)
        assert whole.table.shape == (4, 3)
        last = whole.table.at(3, 2)
        assert last is not None and last.original is more.at(1, 2)
    assert len(found(*table, "公开03表", more)) == 2
    assert len(found(*table, "支出决算表", more)) == 2
    assert len(found(*table, drawn(HEAD, "合计||2.00", "202|乙|2.00"))) == 2  # of another unit


def test_notes_come_after_the_last_page() -> None:
    (whole,) = found(
        "收入决算表", drawn(HEAD, "201|甲|1.00", page=1), drawn("202|乙|2.00", page=2), "注：甲。单位：元"
    )
    assert [note.text for note in whole.caption.notes] == ["注：甲。单位：元"]
    assert whole.caption.unit == "元"


def test_pages_of_a_performance_table_stay_together() -> None:
    (whole,) = found(drawn("一级指标|分值|得分", "产出|10|9", page=1), drawn("效益|10|8", page=2))
    assert (whole.evaluation, len(whole.parts)) == (True, 2)
