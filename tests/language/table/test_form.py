"""Forms as data."""

from __future__ import annotations

import pytest

from mingzhang.language.table.form import BoundRow, BoundTable, Naming, Side, is_evaluation, load_forms
from tests.language.tables import drawn

NATIONAL = {
    "forms": {
        "T99": {
            "name": "某表",
            "titles": ["某决算表"],
            "numbers": {"2020": 8, "2023": 7},
            "sides": [{"lines": [["总计", "总计"]], "columns": [["支出", "本年支出"]], "rows": "class"}],
        }
    }
}


def test_a_place_adds_wordings_and_forms_and_replaces_numbers() -> None:
    place = {
        "forms": {
            "T99": {
                "titles": ["某某表"],
                "numbers": {"2020": 3},
                "sides": [{"columns": [["支出", "支出额"], ["结余"]]}],
            },
            "L01": {"name": "地方表", "kinds": ["budget"]},
        }
    }
    changed, added = load_forms(NATIONAL, place)
    assert changed.titles == ("某某表", "某决算表")
    assert [column.name for column in changed.sides[0].columns] == ["支出", "结余"]
    assert changed.sides[0].column_index["支出额"] == "支出"
    assert changed.sides[0].rows == "class"
    assert changed.number(2024) == 3
    assert (added.name, added.kinds, added.sides) == ("地方表", ("budget",), ())
    assert load_forms(NATIONAL)[0].number(2024) == 7


def test_numbers_of_tables_by_year() -> None:
    form = load_forms(NATIONAL)[0]
    assert [form.number(year) for year in (2019, 2020, 2022, 2023, None)] == [None, 8, 8, 7, 7]
    left_out = load_forms(NATIONAL, {"forms": {"T99": {"numbers": {"2020": 0}, "since": 2021}}})[0]
    assert left_out.number(2022) is None
    assert left_out.number(2020) is None


@pytest.mark.parametrize(
    ("data", "message"),
    [({"titles": ["甲"]}, "缺少 name"), ({"name": "甲", "sides": [{"rows": "kind"}]}, "rows 只能是")],
)
def test_data_that_is_no_form_is_refused(data: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_forms({"forms": {"T98": data}})


def test_columns_by_their_heads() -> None:
    side = Side(
        columns=(Naming("合计", ("本年支出",)), Naming("基本支出"), Naming("年初", ("年初结转和结余",)))
    )
    assert side.column_of(["本年支出", "小计"]) == "合计"
    assert side.column_of(["某支出", "合计"]) == "合计"
    assert side.column_of(["2031年年初结转和结余"]) == "年初"
    assert side.column_of(["基本支出", "人员经费"]) is None
    assert side.column_of([]) is None


def test_names_of_facts() -> None:
    side = Side(columns=(Naming("支出"), Naming("预算")), line="{table}.{row}")
    assert side.fact_name("总表", "支出总计", "支出", named=True) == "总表.支出总计"
    assert side.fact_name("总表", "支出总计", "预算", named=True) == "总表.支出总计.预算"
    assert side.fact_name("总表", "201", "支出", named=False) == "总表[201].支出"


def test_a_label_may_stand_for_two_lines() -> None:
    side = Side(lines=(Naming("收入", ("拨款",)), Naming("年初", ("一、拨款", "拨款")), Naming("总计")))
    assert side.line_index["拨款"] == (0, 1)
    assert side.lines[0].official == "拨款"
    assert side.lines[2].official == "总计"


def test_rows_of_a_bound_table() -> None:
    table = BoundTable(None, drawn("a"), rows=[BoundRow("合计", "合计"), BoundRow("201", "甲")])
    assert table.row("201") is table.rows[1]
    assert table.row("999") is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("项目名称|甲", "年度资金总额|预算数|分值|得分"), True),
        (("一级指标|权重（10分）|自评得分",), True),
        (("一级指标|二级指标|三级指标|指标值",), True),
        (("科目编码|科目名称|合计", "201|得分最高的项目|1.00"), False),
    ],
)
def test_performance_tables(rows: tuple[str, ...], expected: bool) -> None:
    assert is_evaluation(drawn(*rows)) is expected
