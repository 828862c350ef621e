"""The ledger: what is written is read back; what is wrong is told by its cell, and all else is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book

from examples.matters import TODAY, ledger
from mingzhang.readers.limits import UnreadableError
from mingzhang.scoring.tree import told_once
from mingzhang.sheets import FIRST, write_sheets
from mingzhang.supervision.ledger import MatterLedger, ledger_workbook, read_ledger, state_sheet
from mingzhang.supervision.matter import MatterStage
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.supervision.walks import walked

pytestmark = pytest.mark.usefixtures("few_rows")
TOP = FIRST + 1  # the first row below the heads, from 1


@cache
def written() -> bytes:
    return workbook_file(ledger_workbook(ledger(), TODAY))


def spoiled(folder: Path, spoil: Callable[[Book], None]) -> MatterLedger:
    """The example's ledger with something changed in it."""
    book = openpyxl.load_workbook(BytesIO(written()))
    spoil(book)
    book.save(folder / "台账.xlsx")
    return read_ledger(folder / "台账.xlsx")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_bytes(written())
    read, made = read_ledger(tmp_path / "台账.xlsx"), ledger()
    assert not read.problems and (read.unit, read.year, read.letters) == (made.unit, 2026, "示政督")
    assert read.mergers == made.mergers
    for number, course in made.register.courses.items():
        found = read.register.courses[number]
        assert found.matter == course.matter and found.stage is course.stage
        assert sorted(map(str, found.events)) == sorted(
            str(event).replace("row=None", f"row={other.row}")
            for event, other in zip(course.events, found.events, strict=True)
        )


def test_every_wrong_row_is_told_by_its_cell_and_the_others_are_read(tmp_path: Path) -> None:
    def spoil(book: Book) -> None:
        matters, events = book["事项"], book["经过"]
        matters[f"F{TOP}"] = "2026年2月30日"  # 收到日期 of DC-001
        matters[f"C{TOP + 1}"] = "听说"  # 来源 of DC-002
        matters[f"I{TOP + 4}"] = "DC-077"  # 上级事项 of DC-005
        rows = {row[0].row: [cell.value for cell in row] for row in events.iter_rows(min_row=TOP)}
        number = next(n for n, row in rows.items() if row[:3] == ["DC-006", "2026年8月14日", "进展"])
        events[f"D{number}"] = "园林绿化局"
        number = next(n for n, row in rows.items() if row[:3] == ["DC-003", "2026年9月4日", "反馈"])
        events[f"F{number}"] = None

    read = spoiled(tmp_path, spoil)
    told = "\n".join(map(str, read.problems))
    assert f"（事项!F{TOP}）：“2026年2月30日”不是日期" in told
    assert f"（事项!C{TOP + 1}）：“听说”不在选项里" in told
    assert f"（事项!I{TOP + 4}）：上级事项“DC-077”没有登记，这一行没有记入" in told
    assert "“园林绿化局”自2026年8月1日起并入“城市管理委”，请写“城市管理委”" in told
    assert "没有填写签批人（岗位）" in told
    assert "没有登记这件事项" in told  # the history of what was not entered
    assert all("经过!" in str(each) or "事项!" in str(each) for each in read.problems)
    assert read.register.courses["DC-008"].stage is MatterStage.SUSPENDED


def test_columns_of_ones_own_are_left_alone_and_lost_heads_are_told(tmp_path: Path) -> None:
    def widen(book: Book) -> None:
        book["事项"][f"K{FIRST}"] = "备注"
        book["事项"][f"K{TOP}"] = "自己记的"
        book["经过"].delete_rows(FIRST)

    read = spoiled(tmp_path, widen)
    assert len(read.register.courses) == 8
    (lost,) = map(str, read.problems)
    assert lost.startswith("工作表“经过”：没有找到表头，这张表没有读取")


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(UnreadableError, match="没有“事项”工作表"):
        read_ledger(tmp_path / "别的.xlsx")


def test_the_state_of_matters_is_for_reading_only(tmp_path: Path) -> None:
    values = [slot.value for slot in state_sheet(ledger(), TODAY).slots]
    assert {"红灯", "黄灯", "绿灯", "中止", "待审核", "2026年9月18日"} <= set(values)
    write_sheets(ledger_workbook(MatterLedger()), tmp_path / "空白.xlsx")
    assert not read_ledger(tmp_path / "空白.xlsx").register.courses


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happened_is_read_back(seed: int, tmp_path: Path) -> None:
    """A random history, written and read: no event is lost, every matter stands where it did."""
    register, taken, _ = walked(Random(seed), 150)
    write_sheets(ledger_workbook(MatterLedger("某办", 2026, register=register)), tmp_path / "台账.xlsx")
    read = read_ledger(tmp_path / "台账.xlsx")
    assert not read.problems
    assert sum(len(course.events) for course in read.register.courses.values()) == len(taken)
    for number, course in register.courses.items():
        found = read.register.courses[number]
        assert (found.stage, found.matter) == (course.stage, course.matter)
        assert [each.due for each in found.assignments] == [each.due for each in course.assignments]


def test_rows_after_one_that_was_lost_name_it(tmp_path: Path) -> None:
    def spoil(book: Book) -> None:
        rows = [row for row in book["经过"].iter_rows(min_row=TOP) if row[0].value == "DC-001"]
        next(row for row in rows if row[2].value == "立项")[5].value = None  # whoever signs it

    told = [str(one) for one in spoiled(tmp_path, spoil).problems]
    first = next(line for line in told if "没有填写签批人" in line)
    row = first.partition("第 ")[2].partition(" 行")[0]
    others = told_once(one for one in spoiled(tmp_path, spoil).problems if str(one) != first)
    assert len(told) > 2 and len(others) == 1
    assert f"前面第 {row} 行没有记入，先改正那一行" in others[0] and f"共 {len(told) - 1} 行" in others[0]
