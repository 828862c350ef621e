"""Blocks, heads and lines found by their names in sheets of any layout."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import Cell, Table
from mingzhang.language.workbook.form import Filing, InputBlock, InputColumn, InputLine, Key, Page
from mingzhang.language.workbook.ledger import Ledger
from mingzhang.language.workbook.reader import read_pages

LINES = InputBlock(
    "项目",
    None,
    (InputColumn("金额", fact="甲.{row}"), InputColumn("原因", word="因:{row}", kind="text")),
    (InputLine("一", "第一行"), InputLine("二", "第二行")),
)
ROWS = InputBlock(
    "",
    Key("名称"),
    (InputColumn("数额", fact="乙[{row}].数"), InputColumn("备考", word="备:{row}", kind="text")),
)
LISTS = InputBlock(
    columns=(
        InputColumn("职责", word="职:{row}", kind="text"),
        InputColumn("科室", word="科:{row}", kind="text"),
    )
)


def sheet(*rows: Sequence[str], name: str = "表", top: int = 0, left: int = 0) -> Table:
    cells = [Cell(t, r, c) for r, row in enumerate(rows, top) for c, t in enumerate(row, left) if t]
    return Table(cells, name=name)


def read(page: Page, *tables: Table, money: str = "元") -> tuple[dict[str, str], dict[str, str], list[str]]:
    filing = Filing()
    read_pages(tables, (page,), Ledger(filing, money, {}, "a.xlsx"))
    figures = {fact.name: fact.figure.text for fact in filing.facts}
    return figures, filing.words, [problem.sentence for problem in filing.problems]


def page(*blocks: InputBlock, required: bool = False) -> Page:
    return Page("表", "表", (), blocks, required)


FILLED = (("项目", "金额", "原因"), ("第一行", "5", "多了"), ("第二行", "0", ""))


@given(st.integers(0, 9), st.integers(0, 9), st.permutations(range(3)), st.permutations(range(1, 3)))
def test_position_means_nothing(top: int, left: int, columns: list[int], rows: list[int]) -> None:
    moved = [[FILLED[r][c] for c in columns] for r in (0, *rows)]
    assert read(page(LINES), sheet(*moved, top=top, left=left)) == (
        {"甲.一": "5.00", "甲.二": "0.00"} if rows == [1, 2] else {"甲.二": "0.00", "甲.一": "5.00"},
        {"因:一": "多了"},
        [],
    )


def test_several_blocks_end_where_the_next_begins() -> None:
    table = sheet(*FILLED, (), ("名称", "数额", "备考"), ("某", "1.5", ""), ("", "", ""), ("另", "2", "注"))
    figures, words, problems = read(page(LINES, ROWS), table)
    assert figures == {"甲.一": "5.00", "甲.二": "0.00", "乙[某].数": "1.50", "乙[另].数": "2.00"}
    assert words == {"因:一": "多了", "备:另": "注"} and problems == []


def test_lists_are_numbered_each_for_itself() -> None:
    table = sheet(("职责", "科室"), ("甲", ""), ("", "丙"), ("乙", "丁"))
    assert read(page(LISTS), table)[1] == {"职:1": "甲", "职:2": "乙", "科:1": "丙", "科:2": "丁"}


def test_brackets_in_names_of_ones_own_do_not_break_fact_names() -> None:
    figures, _, problems = read(page(ROWS), sheet(("名称", "数额"), ("服务[一]", "1"), ("注：不含税", "")))
    assert figures == {"乙[服务（一）].数": "1.00"}
    assert problems == ["工作表“表”的 A1：这一行的表头缺“备考”，请按空白填报表恢复。"]


def test_every_row_that_is_not_read_is_told() -> None:
    table = sheet(*FILLED, ("第三行", "7", ""), ("", "8", ""), ("第三方", "", ""), ("第一行", "5", ""))
    assert read(page(LINES), table)[2] == [
        "工作表“表”的 B4：“第三行”不是本表的行，没有读取；固定行之间请不要插入行。",
        "工作表“表”的 B5：行名是空的，没有读取；固定行之间请不要插入行。",
        "工作表“表”的 A7：“第一行”与 A2 重复，没有读取。",
    ]


def test_a_missing_line_and_a_missing_sheet() -> None:
    assert read(page(LINES), sheet(*FILLED[:2]))[2] == ["工作表“表”：缺“第二行”这一行，请按空白填报表恢复。"]
    assert read(page(LINES))[2] == ["工作表“表”：这张工作表不见了，请从空白填报表里复制回来。"]


def test_a_required_page_must_hold_something() -> None:
    empty = sheet(FILLED[0], ("第一行",), ("第二行",))
    assert read(page(LINES, required=True), empty)[2] == ["工作表“表”：还没有填；没有的填 0。"]
    assert read(page(LINES), empty)[2] == []


def test_the_unit_above_the_heads_must_agree() -> None:
    table = sheet(("表",), ("", "", "金额单位：万元"), *FILLED)
    assert read(page(LINES), table)[2] == [
        "工作表“表”的 C2：写的是“万元”，封面的金额单位是“元”，请改成一致。"
    ]
    assert read(page(LINES), table, money="万元")[2] == []


def test_figures_under_a_head_of_ones_own() -> None:
    table = sheet(("项目", "金额", "原因", "小计"), ("第一行", "5", "", "9"), ("第二行", "0", "", ""))
    assert read(page(LINES), table)[2] == ["工作表“表”的 D1：表头“小计”不是本表的栏目，这一栏的数没有读取。"]


def test_a_block_does_not_take_the_heads_of_another() -> None:
    other = InputBlock("小计", None, LINES.columns, (InputLine("三", "第三行"),))
    figures, _, problems = read(page(other, LINES), sheet(*FILLED))
    assert figures == {"甲.一": "5.00", "甲.二": "0.00"}
    assert problems == ["工作表“表”：找不到有“小计”、“金额”、“原因”的表头，请按空白填报表恢复。"]


def test_no_heads_at_all() -> None:
    told = read(
        page(LINES),
        sheet(
            ("随便", "写写"),
        ),
    )[2]
    assert told == ["工作表“表”：找不到有“项目”、“金额”、“原因”的表头，请按空白填报表恢复。"]
