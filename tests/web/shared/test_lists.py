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


def test_nothing_is_shown_in_place() -> None:
    answer = download(b"x", "名单.xlsx")
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and answer["X-Content-Type-Options"] == "nosniff"
    )
