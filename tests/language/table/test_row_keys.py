"""Rows by name."""

from __future__ import annotations

import pytest

from mingzhang.language.table.form import Naming, Side
from mingzhang.language.table.grid import GridRow
from mingzhang.language.table.notation import Code, Notation
from mingzhang.language.table.row_keys import Keys, is_total, parents, row_label

NAMES = {
    "201": "甲支出",
    "20101": "乙事务",
    "20102": "丙事务",
    "2010101": "运行",
    "2010201": "运行",
    "20199": "其他",
    "202": "其他",
}
NOTATION = Notation(
    functional={code: (Code(code, name, True),) for code, name in NAMES.items()},
    economic={"301": (Code("301", "工资", True), Code("301", "工资福利", True))},
)


def rows(*names: str) -> list[GridRow]:
    """Rows by name; ``201:甲`` has a code."""
    split = [name.partition(":") for name in names]
    return [
        GridRow(n, code, name, code, name) if colon else GridRow(n, "", code, "", code)
        for n, (code, colon, name) in enumerate(split)
    ]


def keys(side: Side, *names: str) -> list[str]:
    return [key for key, _ in Keys(NOTATION).name(rows(*names), side)]


def test_codes_names_and_labels() -> None:
    side = Side(lines=(Naming("合计", ("总计",)),), rows="functional")
    found = keys(side, "总计", "201:甲支出", "乙事务", "运行", "丙事务", "运行", "没有的")
    assert found == ["合计", "201", "20101", "2010101", "20102", "2010201", "没有的"]


def test_an_unclear_name_stays_a_name() -> None:
    assert keys(Side(rows="functional"), "运行") == ["运行"]
    assert keys(Side(rows="class"), "一、甲支出", "其他", "乙事务") == ["201", "202", "乙事务"]
    assert keys(Side(rows="economic"), "工资福利") == ["301"]


def test_repeated_keys_are_numbered() -> None:
    assert keys(Side(), "甲", "甲", "201:乙", "201:丙", "", "") == ["甲", "甲#2", "201", "201#2", "", ""]


def test_lines_in_their_order() -> None:
    side = Side(lines=(Naming("一", ("拨款",)), Naming("年初"), Naming("二", ("拨款",)), Naming("总计")))
    assert keys(side, "拨款", "年初", "拨款", "总计") == ["一", "年初", "二", "总计"]
    assert keys(side, "年初", "拨款（含专用）", "总计") == ["年初", "二", "总计"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("（一）支出合计", "支出合计"),
        ("其中：1.货 物", "货物"),
        ("减：[甲]", "（甲）"),
        ("二十一、其他支出", "其他支出"),
    ],
)
def test_labels(name: str, label: str) -> None:
    assert row_label(name) == label


def test_totals_and_parents() -> None:
    assert is_total("合计") and is_total("公用经费合计") and not is_total("201")
    assert parents(["合计", "201", "2010101", "208"]) == {"201"}
