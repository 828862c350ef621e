"""Whole tables bound to forms: whatever the layout, the facts are the same."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from mingzhang.facts.report import Table
from mingzhang.language.table import binding
from tests.language.tables import Bound, drawn

T01 = (
    "一、一般公共预算财政拨款收入|1|10.00|一、一般公共服务支出|32|8.00",
    "二、政府性基金预算财政拨款收入|2||八、社会保障和就业支出|39|-1.00",
    "本年收入合计|27|10.00|本年支出合计|58|7.00",
    "使用非财政拨款结余（含专用结余）|28||结余分配|59|—",
    "年初结转和结余|29|（2.00）|年末结转和结余|60|1.00",
    "|30|||61|",
    "总计|31|8.00|总计|62|8.00",
)


def test_two_sided_table_with_row_and_column_numbers() -> None:
    heads = ("收入|<|<|支出|<|<", "项目|行次|决算数|项目|行次|决算数", "栏次||1|栏次||2")
    bound = Bound("收入支出决算总表", "公开01表", "部门：甲局", "金额单位：万元", drawn(*heads, *T01))
    assert bound.said() == {
        "总表.一般公共预算财政拨款收入": "10.00",
        "总表.本年收入": "10.00",
        "总表.年初结转和结余": "-2.00",
        "总表.收入总计": "8.00",
        "总表[201].支出": "8.00",
        "总表[208].支出": "-1.00",
        "总表.本年支出": "7.00",
        "总表.年末结转和结余": "1.00",
        "总表.支出总计": "8.00",
    }
    assert bound.blank() == ["总表.政府性基金预算财政拨款收入", "总表.使用非财政拨款结余", "总表.结余分配"]
    table = bound.tables[0]
    assert (table.code, table.unit, bound.read, bound.unplaced) == ("公开01表", "万元", 9, [])
    assert all(fact.aggregate for fact in bound.facts)
    place = bound.facts.said("总表[208].支出")[0].place
    assert (place.table, place.row, place.column, place.printed) == (
        "收入支出决算总表",
        "八、社会保障和就业支出",
        "决算数",
        "-1.00",
    )


def test_the_ministry_form_keeps_its_budget_columns_under_their_heads() -> None:
    heads = ("收入|<|<|<|支出|<|<|<", "项目|行次|年初预算数|决算数|项目|行次|年初预算数|决算数")
    rows = ("本年收入合计|1|2.00|3.00|本年支出合计|9|2.00|3.50", "总计|2|2.00|4.00|总计|10|2.00|4.00")
    said = Bound("收入支出决算总表", "单位：元", drawn(*heads, *rows)).said()
    assert said["总表.本年收入"] == "3.00"
    assert said["总表.本年收入.年初预算数"] == "2.00"
    assert said["总表.支出总计"] == "4.00"


def test_lines_of_one_name_are_told_apart_by_their_order() -> None:
    bound = Bound(
        "财政拨款收入支出决算总表",
        drawn(
            "收入|<|支出|<|<|<|<",
            "项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款",
            "一、一般公共预算财政拨款|5.00|一、一般公共服务支出|6.00|6.00||",
            "二、政府性基金预算财政拨款||二、外交支出||||",
            "本年收入合计|5.00|本年支出合计|6.00|6.00||",
            "年初财政拨款结转和结余|1.00|年末财政拨款结转和结余||||",
            "一、一般公共预算财政拨款|1.00|||||",
            "总计|6.00|总计|6.00|6.00||",
        ),
    )
    said = bound.said()
    assert said["拨款总表.一般公共预算收入"] == "5.00"
    assert said["拨款总表.年初一般公共预算"] == "1.00"
    assert said["拨款总表[本年支出].一般公共预算"] == "6.00"
    assert said["拨款总表[支出总计].合计"] == "6.00"
    assert "拨款总表[202].政府性基金" in bound.blank()


def test_economic_table_in_three_blocks_with_a_total_over_two_of_them() -> None:
    bound = Bound(
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：万元",
        drawn(
            "人员经费|<|<|公用经费|<|<|<|<|<",
            "科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数",
            "301|工资福利支出|30.00|302|商品和服务支出|5.00|307|债务利息及费用支出|",
            "30101|基本工资|30.00|30201|办公费|5.00|310|资本性支出|1.00",
            "人员经费合计|<|30.00|公用经费合计|<|<|<|<|6.00",
        ),
    )
    assert bound.said() == {
        "基本表[301].决算": "30.00",
        "基本表[30101].决算": "30.00",
        "基本表[人员经费].决算": "30.00",
        "基本表[302].决算": "5.00",
        "基本表[30201].决算": "5.00",
        "基本表[310].决算": "1.00",
        "基本表[公用经费].决算": "6.00",
    }
    added = {fact.name[4:-4]: fact.aggregate for fact in bound.facts}
    assert added["301"] and added["310"] and added["人员经费"] and not added["30101"]


ITEMS = ("合计", "出国费", "公车", "购置费", "运行费", "接待费")
HEADS = "因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费"
LEAVES = "小计|公务用车购置费|公务用车运行维护费"


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (
            (
                "预算数|<|<|<|<|<|决算数|<|<|<|<|<",
                f"合计|{HEADS}|合计|{HEADS}",
                f"^|^|{LEAVES}|^|^|^|{LEAVES}|^",
                "1|2|3|4|5|6|7|8|9|10|11|12",
                "9.00|1.00|5.00|2.00|3.00|3.50|8.00|1.50|4.00|1.00|3.10|2.50",
            ),
            ("预算", "决算"),
        ),
        (
            (
                "财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<",
                "合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<",
                "^|^|^|^|小计|<|公务用车购置费|<|公务用车运行费|<|^|^",
                "预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数",
                "9.00|8.00|1.00|1.50|5.00|4.00|2.00|1.00|3.00|3.10|3.50|2.50",
            ),
            ("预算", "决算"),
        ),
        ((f"合计|{HEADS}", f"^|^|{LEAVES}|^", "8.00|1.50|4.00|1.00|3.10|2.50"), ("决算",)),
        (
            (
                "项目|预算数|决算数",
                "合计|9.00|8.00",
                "1.因公出国（境）费|1.00|1.50",
                "2.公务用车购置及运行维护费|5.00|4.00",
                "其中：（1）公务用车购置费|2.00|1.00",
                "（2）公务用车运行维护费|3.00|3.10",
                "3.公务接待费|3.50|2.50",
            ),
            ("预算", "决算"),
        ),
    ],
)
def test_official_expenses_across_and_down(rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    bound = Bound("财政拨款“三公”经费支出决算表", "单位：万元", drawn(*rows))
    figures = {"预算": "9.00 1.00 5.00 2.00 3.00 3.50", "决算": "8.00 1.50 4.00 1.00 3.10 2.50"}
    expected = {
        f"三公表.{column}.{item}": figure
        for column in columns
        for item, figure in zip(ITEMS, figures[column].split(), strict=True)
    }
    assert bound.said() == expected
    assert {fact.name.rpartition(".")[2] for fact in bound.facts if fact.aggregate} == {"合计", "公车"}


def test_of_two_years_the_later_one_is_meant() -> None:
    rows = (
        "项目|2030年决算数|2031年决算数|增减率（%）",
        "合计|9.00|7.00|-22.22",
        "公务接待费|9.00|7.00|-22.22",
    )
    bound = Bound("“三公”经费情况表", "单位：万元", drawn(*rows))
    said = bound.said()
    assert said["三公表.决算.合计"] == "7.00"
    assert said["三公表.2030年决算数.合计"] == "9.00"
    rate = bound.facts.said("三公表.增减率（%）.合计")[0]
    assert rate.number.unit == "%"


def test_heads_that_share_their_row_with_the_total() -> None:
    bound = Bound(
        "政府性基金预算财政拨款收入支出决算表",
        drawn(
            "项目|<|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余",
            "功能分类科目编码|科目名称|^|^|^|^|^|^",
            "合计|<|1.00|5.00|合计|基本支出|项目支出|2.00",
            "21208|国有土地使用权出让收入安排的支出|1.00|5.00|4.00||4.00|2.00",
        ),
    )
    said = bound.said()
    assert said["基金表[合计].年初"] == "1.00"
    assert said["基金表[21208].支出"] == "4.00"
    assert said["基金表[21208].项目支出"] == "4.00"
    assert bound.unplaced == []


def test_empty_table_is_empty_and_its_cells_are_exact_zeros() -> None:
    bound = Bound(
        "国有资本经营预算财政拨款支出决算表",
        "单位：万元",
        drawn("科目编码|科目名称|合计|基本支出|项目支出", "合计|<||—|", "||||"),
        "注：甲局没有这类支出，故本表无数据。",
    )
    table = bound.tables[0]
    assert table.empty and [note.text[:2] for note in table.notes] == ["注："]
    assert bound.blank() == ["国资表[合计].支出", "国资表[合计].基本支出", "国资表[合计].项目支出"]
    assert all(fact.number.slack == 0 and fact.number.unit == "元" for fact in bound.facts)


def test_rows_without_codes_find_them_by_name_and_neighbours() -> None:
    rows = (
        "科目名称|本年支出合计|基本支出|项目支出",
        "合计|9.00|4.00|5.00",
        "一般公共服务支出|9.00|4.00|5.00",
        "  政府办公厅（室）及相关机构事务|9.00|4.00|5.00",
        "    行政运行|4.00|4.00|",
        "    从未有过的科目|5.00||5.00",
    )
    bound = Bound("支出决算表", drawn(*rows))
    assert bound.facts.rows("支出表") == ["合计", "201", "20103", "2010301", "从未有过的科目"]


def test_one_code_for_several_projects_gives_several_rows() -> None:
    rows = (
        "科目编码|<|<|项目名称|金额",
        "类|款|项|^|^",
        "合计|<|<|<|9.00",
        "201|03|02|甲|4.00",
        "201|03|02|乙|5.00",
    )
    said = Bound("一般公共预算财政拨款项目支出决算表", drawn(*rows)).said()
    assert said == {
        "项目表[合计].金额": "9.00",
        "项目表[2010302].金额": "4.00",
        "项目表[2010302#2].金额": "5.00",
    }


def test_unreadable_cells_are_unknown_and_listed() -> None:
    table = drawn("科目编码|科目名称|合计|基本支出|项目支出", "201|一般公共服务支出|12..3|约5|")
    table.cells[-1].error = "#REF!"
    bound = Bound("一般公共预算财政拨款支出决算表", table)
    assert [figure.text for figure in bound.unplaced] == ["12..3", "约5", "#REF!"]
    assert len(bound.facts) == 0
    assert bound.tables[0].rows[0].cells == {"合计": None, "基本支出": None, "项目支出": None}


def test_a_column_nobody_described_is_read_under_its_printed_head() -> None:
    rows = (
        "科目编码|科目名称|合计|基本支出|<|项目支出",
        "^|^|^|小计|会议费|^",
        "201|一般公共服务支出|9.00|5.00|4.00|4.00",
    )
    said = Bound("部门支出总表", drawn(*rows)).said()
    assert said["预算支出表[201].基本支出"] == "5.00"
    assert said["预算支出表[201].基本支出·会议费"] == "4.00"


def test_procurement_and_purchased_services() -> None:
    rows = ("项目|行次|统计数", "栏次||1", "（一）政府采购支出合计|1|9.00", "1.政府采购货物支出|2|4.00")
    more = ("（二）政府采购授予中小企业合同金额|5|3.00", "其中：授予小微企业合同金额|6|1.00")
    services = drawn("目录编码|目录名称|购买服务支出", "合计|<|2.00", "A01|甲类服务|2.00")
    said = Bound("政府采购情况表", drawn(*rows, *more), "政府购买服务支出情况表", services).said()
    assert said == {
        "采购表.合计": "9.00",
        "采购表.货物": "4.00",
        "采购表.中小企业": "3.00",
        "采购表.小微企业": "1.00",
        "购买服务表[合计].支出": "2.00",
        "购买服务表[甲类服务].支出": "2.00",
    }


def test_statistics_take_their_unit_from_row_or_head() -> None:
    rows = ("项目|行次|统计数", "车辆数合计（辆）|1|5", "机关运行经费|2|3.00")
    bound = Bound("机构运行信息表", "金额单位：万元", drawn(*rows))
    units = [(fact.number.unit, fact.number.value) for fact in bound.facts]
    assert units == [("辆", Fraction(5)), ("元", Fraction(30000))]


def test_a_table_nobody_described_is_read_by_its_labels() -> None:
    rows = ("序号|类别|数量（台）|金额（万元）", "1|车辆|3|20.00", "2|其他设备|5|4.50", "|合计|8|24.50")
    bound = Bound("固定资产情况", drawn(*rows))
    assert bound.tables[0].form is None
    assert bound.tables[0].title == "固定资产情况"
    assert bound.facts.get("表1[其他设备].金额").number.value == 45000  # type: ignore[union-attr]
    assert bound.facts.get("表1[合计].数量（台）").aggregate  # type: ignore[union-attr]


def test_performance_tables_and_tables_of_words_are_left_alone() -> None:
    scores = drawn("一级指标|年度指标值|分值|得分", "产出|≥5|10|9")
    words = drawn("序号|单位名称|备注", "1|甲局|", "2|乙中心|")
    bound = Bound("项目支出绩效自评表", scores, "单位构成", words)
    assert (bound.tables, bound.loose, len(bound.facts)) == ([], [scores, words], 0)


def test_guessed_columns_are_read_with_care() -> None:
    rows = (
        "科目编码|科目名称|本年支出合计|基本支出|奇怪",
        "201|一般公共服务支出|9.00|9.00|7.00",
        "|莫名|1.00||",
    )
    bound = Bound("支出决算表", "单位：万元", drawn(*rows, ruled=False))
    assert bound.said() == {"支出表[201].本年支出": "9.00", "支出表[201].基本支出": "9.00"}
    assert bound.blank() == []
    assert [figure.text for figure in bound.unplaced] == ["7.00", "1.00"]


def test_unit_is_printed_or_the_usual_one_of_the_document() -> None:
    table = ("科目编码|科目名称|合计|基本支出|项目支出", "201|一般公共服务支出|1.00|1.00|")
    bound = Bound("支出决算表", "单位：元", drawn(*table), "一般公共预算财政拨款支出决算表", drawn(*table))
    assert [(one.unit, one.assumed) for one in bound.tables] == [("元", "元"), (None, "元")]
    alone = Bound("支出决算表", drawn(*table))
    assert (alone.tables[0].unit, alone.tables[0].assumed) == (None, "")
    below = Bound("支出决算表", drawn(*table), "注：本表金额单位：元，尾差不作调整。")
    assert below.tables[0].unit == "元"


def test_a_title_over_something_else_does_not_make_it_that_table() -> None:
    bound = Bound("收入决算表", drawn("年份|天数", "2031|365"))
    assert bound.tables[0].form is None


def test_a_form_without_title_is_known_by_its_lines() -> None:
    rows = (
        "项目|金额|项目|金额",
        "本年收入合计|1.00|本年支出合计|1.00",
        "使用非财政拨款结余||结余分配|",
        "总计|1.00|总计|1.00",
    )
    assert Bound("第二部分", drawn(*rows)).facts.get("总表.支出总计") is not None


def test_binding_is_fast() -> None:
    rows = [f"2010{n:03d}|名称{n}|{n}.00|{n}.00|||||" for n in range(101, 171)]
    heads = (
        "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入"
    )
    blocks: list[str | Table] = ["收入决算表", drawn(heads, *rows)]
    Bound(*blocks)
    start = time.process_time()
    Bound(*blocks)
    assert time.process_time() - start < 0.2  # about 8 ms where nothing else runs


def test_more_figures_than_can_be_held_are_left_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "MOST", 7)
    heads = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
    rows = [f"2010{n:03d}|科目{n}|2.00|1.00|1.00" for n in range(1, 5)]
    bound = Bound("支出决算表", "单位：万元", drawn(heads, "|合计|8.00|4.00|4.00", *rows))
    assert bound.facts.rows("支出表") == ["合计", "2010001"]
    assert bound.facts.pages_missing and bound.facts.may_hide("支出表[2010004].基本支出")
    assert bound.facts.beyond == [
        "文件里的数过多：《支出决算表》有 5 行，只核对了前 2 行，从“科目2”起没有核对；请分成几个文件检查。"
    ]
