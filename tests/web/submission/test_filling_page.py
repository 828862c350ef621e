"""A sheet as a table with boxes: what is shown, what is hidden, and what stands at which cell."""

from __future__ import annotations

from mingzhang.disclosure.filed_cells import blank, read_texts, sheets
from mingzhang.web.submission.filling_page import SPARE, Box, SheetPage, sheet_page

BOOK = blank("某局", 2024, "310107", "final_account")
COVER, _, INCOME = sheets(BOOK)[:3]


def shown(texts: dict[str, str], theirs: dict[str, str] | None = None, whole: bool = False) -> SheetPage:
    problems = [p for p in read_texts(BOOK, {"收入": texts}).problems if p.sheet == "收入"]
    return sheet_page(BOOK, INCOME, texts, problems, theirs, whole=whole)


def box(page: SheetPage, name: str) -> Box:
    return next(box for row in page.rows for box in row.boxes if box.name == name)


def test_a_few_empty_rows_follow_those_that_are_filled() -> None:
    empty = [row.number for row in shown({}).rows if not row.head]
    later = [row.number for row in shown({"A9": "2010301"}).rows if not row.head]
    assert later[-1] == 9 + SPARE == empty[-1] + 3
    assert shown({}).hidden and not shown({}, whole=True).hidden


def test_what_is_wrong_stands_at_its_cell_and_what_is_wrong_as_a_whole_above() -> None:
    page = shown({"A7": "2010301", "D7": "约三万"})
    assert "不是数字" in box(page, "D7").wrong[0] and not box(page, "E7").wrong and not page.wrong
    assert shown({}).wrong == ["工作表“收入”：还没有填；没有的填 0。"]


def test_a_box_says_to_a_screen_reader_which_cell_it_is() -> None:
    assert box(shown({"A7": "2010301"}), "D7").label == "D7 2010301 一般公共预算财政拨款"


def test_what_somebody_else_saved_is_shown_where_it_differs() -> None:
    page = shown({"D7": "7", "E7": "1"}, {"D7": "5", "E7": "1", "F9": "3"})
    assert (box(page, "D7").theirs, box(page, "E7").theirs, box(page, "F9").theirs) == ("5", None, "3")


def test_what_the_season_says_is_not_typed() -> None:
    page = sheet_page(BOOK, COVER, {}, [])
    typed = [box.label for row in page.rows for box in row.boxes if box.name]
    assert not any(name in label for label in typed for name in ("单位名称", "区划代码", "年度"))
    assert any("金额单位" in label for label in typed)
