"""Lists as workbooks."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from mingzhang.web.shared.lists import download, list_workbook


def test_texts_stay_texts() -> None:
    book = openpyxl.load_workbook(BytesIO(list_workbook("名单", ("名称", "数"), [("=1+1", 3), (None, "+x")])))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows == [["名称", "数"], ["=1+1", "3"], [None, "+x"]]
    assert book.active["A2"].data_type == "s"


def test_amounts_are_numbers_and_codes_stay_texts() -> None:
    heads = ("编号", "单位", "点位", "扣分", "合格率")
    rows = [
        ("8", "某局", 240, "1.50", "75%"),
        ("0102", "某办", 3, "—", "100%"),
        ("103", "某镇", "1,050", None, "—"),
    ]
    sheet = openpyxl.load_workbook(BytesIO(list_workbook("扣分", heads, rows))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["8", "某局", 240, 1.5, "75%"], ["0102", "某办", 3, "—", "100%"], ["103", "某镇", 1050, None, "—"],
    ]  # fmt: skip
    assert (sheet["C4"].number_format, sheet["D2"].number_format) == ("#,##0", "#,##0.00")
    assert {sheet[at].alignment.horizontal for at in ("C2", "D3", "E2")} == {"right"}


def test_a_row_of_a_long_text_is_as_high_as_its_lines() -> None:
    sheet = openpyxl.load_workbook(
        BytesIO(list_workbook("事项", ("内容",), [("开展检查" * 40,), ("短",)]))
    ).active
    assert sheet.row_dimensions[2].height > 2 * 20 and sheet.row_dimensions[3].height < 21


def test_nothing_is_shown_in_place() -> None:
    answer = download(b"x", "名单.xlsx")
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and answer["X-Content-Type-Options"] == "nosniff"
    )
