"""Columns of figures by name."""

from __future__ import annotations

from mingzhang.language.table.column_heads import crossing, headings
from mingzhang.language.table.form import Naming, Side
from mingzhang.language.table.grid import ColumnBlock, GridColumn

SIDE = Side(
    (Naming("合计"), Naming("公车", ("公务用车费",)), Naming("接待费", ("公务接待费",))),
    (Naming("决算", ("决算数",)), Naming("预算", ("预算数",))),
)


def block(*paths: tuple[str, ...]) -> ColumnBlock:
    return ColumnBlock([], [GridColumn(n, "value", path, path) for n, path in enumerate(paths)])


def test_heads_over_all_columns_are_not_shown() -> None:
    found = headings(SIDE, block(("某费用", "决算数"), ("某费用", "预算数")), crossed=False)
    assert [(heading.name, heading.shown) for heading in found] == [("决算", "决算数"), ("预算", "预算数")]


def test_lines_printed_as_heads() -> None:
    found = headings(
        SIDE, block(("公务用车费", "小计", "预算数"), ("会议费", "小计", "预算数")), crossed=True
    )
    assert [(heading.key, heading.known) for heading in found] == [
        ("预算.公车", True),
        ("会议费·小计·预算数", False),
    ]


def test_the_column_that_no_head_names_is_the_first() -> None:
    assert crossing(SIDE, ("公务接待费",)) == ("决算", "接待费")
    assert crossing(SIDE, ("2031年预算数", "公务接待费")) == ("预算", "接待费")
    assert crossing(SIDE, ("别的",)) == ("决算", "")


def test_columns_that_say_the_same() -> None:
    years = headings(SIDE, block(("2031年决算数",), ("2030年决算数",)), crossed=False)
    assert [heading.name for heading in years] == ["决算", "2030年决算数"]
    same = headings(SIDE, block(("决算数",), ("决算",)), crossed=False)
    assert [heading.name for heading in same] == ["决算", "决算"]
    assert [heading.known for heading in same] == [True, False]


def test_the_total_of_what_the_form_is_about_is_the_one_that_is_named() -> None:
    side = Side((Naming("合计", ("合计", "三公经费")), Naming("接待费", ("公务接待费",))), SIDE.columns)
    paths = (("合计",), ("三公经费", "小计"), ("三公经费", "公务接待费"), ("会议费",))
    found = headings(side, block(*paths), crossed=True)
    assert [heading.line for heading in found] == ["", "合计", "接待费", ""]
    alone = headings(side, block(("合计",), ("公务接待费",)), crossed=True)
    assert [heading.line for heading in alone] == ["合计", "接待费"]
