"""Rows that are read one by one, from text and from workbooks."""

from __future__ import annotations

import datetime
import random
import re
import tracemalloc
from pathlib import Path

import pytest
import xlsxwriter

from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.spreadsheet import xlsx
from mingzhang.readers.spreadsheet.streamed import streamed_rows


def read(path: Path) -> list[tuple[str, list[str]]]:
    return list(streamed_rows(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_is_known(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,答案\n一,满意\n".encode(encoding))
    assert read(path) == [("", ["编号", "答案"]), ("", ["一", "满意"])]


def test_a_cell_may_hold_lines_and_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"一行\n两行","x,""y"""\n', encoding="utf-8", newline="")
    assert read(path)[1] == ("", ["一行\n两行", 'x,"y"'])


def test_sheets_of_a_workbook_follow_each_other(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    first, second = book.add_worksheet("甲"), book.add_worksheet("乙")
    first.write_row(0, 0, ["编号", "数", "空", "末"])
    first.write(2, 0, "二")
    first.write(2, 3, 12.5)
    second.write(0, 1, "只有一格")
    book.close()
    assert read(tmp_path / "a.xlsx") == [
        ("甲", ["编号", "数", "空", "末"]),
        ("甲", []),
        ("甲", ["二", "", "", "12.5"]),
        ("乙", ["", "只有一格"]),
    ]


@pytest.mark.parametrize("in_memory", [True, False], ids=["shared texts", "texts in the cells"])
def test_plain_rows_are_read_as_all_others_are(
    in_memory: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rnd = random.Random(7)
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"constant_memory": not in_memory})
    sheet = book.add_worksheet()
    looks = [book.add_format({"num_format": code}) for code in ("0;-0;;", "0%", "yyyy/m/d", "0.00", "@")]
    said = [
        0,
        5,
        -3.25,
        0.3,
        1e21,
        "好 坏",
        "甲&乙",
        " 两边 ",
        "_x0041_",
        "一行\n两行",
        True,
        datetime.date(2026, 3, 5),
    ]
    for row in range(60):
        for column in rnd.sample(range(30), rnd.randint(0, 30)) if in_memory else range(rnd.randint(0, 30)):
            if rnd.random() < 0.1:
                sheet.write_formula(row, column, "=1/3", looks[3], rnd.choice([0.5, "字", "#DIV/0!"]))
            else:
                sheet.write(row, column, rnd.choice([*said, None]), rnd.choice([*looks, None]))
    book.close()
    short = read(tmp_path / "a.xlsx")
    monkeypatch.setattr(xlsx, "_PLAIN", re.compile("(?!)"))
    assert short == read(tmp_path / "a.xlsx")
    assert {"甲&乙", "#DIV/0!", "0.5"} <= {cell for _, cells in short for cell in cells}


def test_a_zero_that_its_format_hides_is_an_answer(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("甲").write_row(0, 0, ["孩子", 0, 2], book.add_format({"num_format": "0;-0;"}))
    book.close()
    assert read(tmp_path / "a.xlsx") == [("甲", ["孩子", "0", "2"])]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "甲,乙\n" * 20_000, encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for _ in streamed_rows(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_001 and most < 1 << 20


def test_more_cells_than_a_reader_keeps_are_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for row in range(30):
        sheet.write_row(row, 0, ["x"] * 10)
    book.close()
    assert len(list(streamed_rows(tmp_path / "a.xlsx", Limits(cells=100)))) == 30


def test_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 99)
    with pytest.raises(UnreadableError):
        read(path)


def test_bytes_that_are_no_text_further_down_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("甲,乙\n" * 20_000).encode() + b"\xff\xfe\xff\n")
    with pytest.raises(UnreadableError, match="中途有一段不是文字"):
        read(path)
