"""Kind, unit, fiscal year and place of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.document.sections import outline
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from mingzhang.readers.text import read_text
from mingzhang.understanding.identity import Identity, identify
from mingzhang.understanding.understand import understand
from mingzhang.work.examples import text

TITLES = text("无").notation.sections
PLACES = {"北京市": "110000", "北京市丰台区": "110106", "上海市": "310000", "上海市普陀区": "310107"}


def known(*texts: str) -> Identity:
    report = Report("a.txt", "txt", [Paragraph(words) for words in texts])
    return identify(report, outline(report, TITLES), PLACES)


@pytest.mark.parametrize(
    ("cover", "kind", "unit", "year"),
    [
        (["某某县审计局2021年度部门决算公开"], "final_account", "某某县审计局", 2021),
        (["某某县审计局", "二〇二二年度部门决算", "二〇二三年九月"], "final_account", "某某县审计局", 2022),
        (["2023年部门预算公开", "部门：某某县民政局"], "budget", "某某县民政局", 2023),
        (["某某县2024年县级单位预算", "编制单位：某某县第一中学"], "budget", "某某县第一中学", 2024),
        (["项目支出绩效自评表", "（2022年度）"], "self_evaluation", "", 2022),
        (["某某县乡村道路项目2021年度绩效评价报告"], "evaluation_report", "", 2021),
        (["第三部分 某某县水利局2022年度部门决算情况说明"], "final_account", "某某县水利局", 2022),
        (["通知", "请各单位参加会议。"], "unknown", "", None),
        (
            ["2020年某某乡“三公”经费情况说明", "现将本乡2020年度经费决算情况公布如下。"],
            "final_account",
            "",
            2020,
        ),
        (["经汇总，2021年市级安排“三公”经费预算总额9万元，比2020年减少1万元。"], "budget", "", 2021),
        (["2021年某项支出预算9万元，2020年无此项预算。"], "unknown", "", 2021),
        (["2017年某某县文化局“三公”经费增减情况说明", "2016年合计9万元。"], "unknown", "某某县文化局", 2017),
        (["2022年度某某镇道路项目绩效运行监控报告", "一、下达预算情况"], "unknown", "", 2022),
        (["部门预算项目支出绩效自评表（2023年度）"], "self_evaluation", "", 2023),
        (["某某县乡村道路项目绩效目标表（2022年度）"], "budget", "", 2022),
        (["支出9万元，较2022年度决算数增加1万元", "2023年度总支出11万元。"], "final_account", "", 2023),
        (["2020年某某乡工作经费情况说明", "现将本乡2020年度经费决算情况公布如下。"], "unknown", "", 2020),
    ],
)
def test_covers(cover: list[str], kind: str, unit: str, year: int | None) -> None:
    found = known(*cover, "发布日期：2025年8月20日")
    assert (found.kind, found.unit, found.year, found.place) == (kind, unit, year, "000000")


@pytest.mark.parametrize(
    ("cover", "unit", "year", "place"),
    [
        ("中共上海市普陀区委|社会工作部2024年度部门决算", "中共上海市普陀区委社会工作部", 2024, "310107"),
        ("2023年度长春市朝阳区|青山街道办事处部门决算", "长春市朝阳区青山街道办事处", 2023, "220104"),
        ("某市气象台|二Ｏ二三年度部门决算|二Ｏ二四年八月", "某市气象台", 2023, "000000"),
        ("某市气象台|二O二二年度|部门决算", "某市气象台", 2022, "000000"),
        ("某市气象台|二0二一年度部门决算", "某市气象台", 2021, "000000"),
        ("某市气象台|２０２０年度部门决算", "某市气象台", 2020, "000000"),
        ("编制单位：山东省淄博市张店区林业站|2023年度部门决算", "山东省淄博市张店区林业站", 2023, "370303"),
        ("2022年度单位决算公开|公开单位：海林市第九中学", "海林市第九中学", 2022, "231083"),
        ("关于2022年度昆明市西山区渔政站部门决算公开的说明", "昆明市西山区渔政站", 2022, "530112"),
        ("杭州市钱塘区渔政局（杭州市钱塘区港航局）2021年度部门决算", "杭州市钱塘区渔政局", 2021, "330114"),
        ("来源：市档案局|发布机构：某网信办|随州市档案局2019年决算公开报告", "随州市档案局", 2019, "421300"),
        ("朝阳区档案局2022年部门决算|一、概况|按长春市有关规定公开。", "朝阳区档案局", 2022, "220104"),
        ("朝阳区档案局2022年部门决算|一、概况", "朝阳区档案局", 2022, "000000"),
        ("2020年8月3日|某市气象台|2019年度部门决算", "某市气象台", 2019, "000000"),
        ("2023年度滁州市青山街道办事处|部门决算|目录", "滁州市青山街道办事处", 2023, "341100"),
        ("滁州市人民政府|无障碍|滁州市档案局2021年部门预算|一、概况", "滁州市档案局", 2021, "341100"),
        ("滁州市档案局|2021年度部门决算|滁州市气象台2021年度部门决算", "滁州市档案局", 2021, "341100"),
        ("2021年度部门决算（草案）滁州市档案局|目录", "滁州市档案局", 2021, "341100"),
        ("部门收支总表|单位名称：滁州市档案局|2024年", "滁州市档案局", 2024, "341100"),
    ],
)
def test_covers_of_other_places(cover: str, unit: str, year: int, place: str) -> None:
    found = known(*cover.split("|"))
    assert (found.unit, found.year, found.place) == (unit, year, place)


@pytest.mark.parametrize(
    ("cover", "scope"),
    [
        ("某市2026年市级单位预算|预算单位：某市档案局", "unit"),
        ("某市2026年市级部门预算|预算主管部门：某市档案局", "department"),
        ("2022年度某市中心医院单位决算", "unit"),
        ("某市档案局2022年度部门决算|二、部门决算单位构成", "department"),
        ("某市档案局|2022年度决算公开", ""),
        ("某市档案局（本级）|2022年度部门决算", "office"),
        ("某市档案局（部门）|2022年度决算", "department"),
        ("某市档案局（本级）|2026年市级单位预算", "unit"),
        ("某市档案局（市本级）2022年度部门决算", "office"),
        ("某市档案局|（本级）|2022年度部门决算", "office"),
        ("2022年度某市档案局本级部门决算公开", "office"),
        ("某市档案局2026年部门预算公开（汇总、本级、二级单位）", "department"),
    ],
)
def test_a_single_unit_is_no_department(cover: str, scope: str) -> None:
    assert known(*cover.split("|")).scope == scope


def test_a_document_that_begins_with_its_contents_is_known_by_them() -> None:
    found = known("目录", "第一部分 萧县青龙镇人民政府概况", "第二部分 萧县青龙镇人民政府2023年度部门决算表")
    assert (found.kind, found.unit, found.year) == ("final_account", "萧县青龙镇人民政府", 2023)


def test_the_longest_place_name_counts() -> None:
    assert known("上海市普陀区某某局", "2024年度部门决算").place == "310107"
    assert known("上海市某某局", "2024年度部门决算").place == "310000"


def test_without_a_cover_the_sentences_tell() -> None:
    body = [f"2022年度本年收入合计{n}万元，支出决算为{n}万元，完成年初预算的100%。" for n in range(4)]
    assert known(*body).kind == "final_account"
    assert known(*body).year == 2022


def test_a_workbook_is_known_by_its_tables() -> None:
    cells = [Cell("收入支出决算总表", 0, 0), Cell("编制单位：某某县林业局", 1, 0), Cell("单位：万元", 1, 1)]
    report = Report("a.xlsx", "xlsx", [Table(cells, name="公开01表")])
    found = identify(report, [], {})
    assert (found.kind, found.unit, found.year) == ("final_account", "某某县林业局", None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "fengtai_gov_office_2020_final_account.txt",
            Identity("final_account", "北京市丰台区人民政府办公室", 2020, "110106", "department"),
        ),
        (
            "putuo_finance_2024_final_account.pdf",
            Identity("final_account", "上海市普陀区财政局", 2024, "310107", "department"),
        ),
        (
            "putuo_finance_2025_budget.pdf",
            Identity("budget", "上海市普陀区财政局", 2025, "310107", "department"),
        ),
        (
            "putuo_wanli_2024_budget.pdf",
            Identity("budget", "上海市普陀区人民政府万里街道办事处", 2024, "310107", "department"),
        ),
        ("shanghai_2024_template.pdf", Identity("final_account", "上海市XX局", 2024, "310000", "department")),
    ],
)
def test_real_documents(shared: Path, name: str, expected: Identity) -> None:
    path = shared / "data" / "real" / name
    report = (read_pdf if path.suffix == ".pdf" else read_text)(path, Limits())
    assert identify(report, outline(report, TITLES), PLACES) == expected


@pytest.mark.parametrize(
    "line",
    [
        "编制单位：某市某区统计局",
        "编制单位：某市某区统计局　金额单位：万元",
        "部门：某市某区统计局 公开01表",
        "部门：某市某区统计局　2023年度　单位：万元",
    ],
)
def test_the_label_of_a_table_names_the_unit_and_nothing_more(line: str) -> None:
    report = Report("表.xlsx", "xlsx", [Paragraph("收入支出决算总表"), Paragraph(line)])
    assert identify(report, []).unit == "某市某区统计局"


def test_the_label_of_a_table_tells_the_year_where_no_title_does() -> None:
    tables: list[Paragraph | Table] = [
        Paragraph("收入支出决算总表"),
        Paragraph("编制单位：某市某区统计局　2023年度　金额单位：万元"),
    ]
    assert identify(Report("表.xlsx", "xlsx", tables), []).year == 2023
    said = Paragraph("2021年度收入总计1.00万元。")
    assert identify(Report("表.xlsx", "xlsx", [said, *tables]), []).year == 2023
    assert identify(Report("表.xlsx", "xlsx", [said]), []).year == 2021


def test_a_notice_on_one_matter_is_that_section() -> None:
    told = "2020年实际支出“三公经费”决算为9.00万元，按同口径同比减少1.00万元，下降10.00%。"
    report = Report("页.txt", "txt", [Paragraph("某县2020年“三公”经费决算情况"), Paragraph(told)])
    (claim,) = understand(report).claims
    assert (claim.fact, claim.changes[0].rate is not None) == ("三公表.决算.合计", True)
    whole = Report("页.txt", "txt", [*report.blocks, Paragraph("一、收入决算情况说明")])
    assert not understand(whole).about


def test_the_year_that_is_compared_with_is_no_title() -> None:
    told = "较2022年度决算数增加1.00万元，增长9.00%，主要原因是"
    report = Report("页.txt", "txt", [Paragraph(told), Paragraph("（二）本单位2023年度总支出9.00万元。")])
    assert identify(report, []).year == 2023


def test_the_year_of_a_column_is_no_title() -> None:
    heads = ("部门支出表", "项目", "2023年预算数", "2024年预算数", "合计")
    assert known(*heads).year == 2024
    assert known("某局2025年部门预算", *heads).year == 2025


@pytest.mark.parametrize(
    ("title", "kind"),
    [("2021年区本级“三公”经费预算支出表", "budget"), ("某县2015年“三公”经费汇总情况决算表", "final_account")],
)
def test_tables_of_the_three_expenses_under_other_titles(title: str, kind: str) -> None:
    grid = Table(
        [
            Cell(t, row, c)
            for row, pair in enumerate((("项目", "预算数"), ("合计", "9.00")))
            for c, t in enumerate(pair)
        ]
    )
    report = Report("页.html", "html", [Paragraph(title), Paragraph("单位：万元"), grid])
    (table,) = understand(report, year=2021, kind=kind).tables
    assert table.form is not None
