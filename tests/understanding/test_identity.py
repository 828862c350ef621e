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
    ],
)
def test_covers(cover: list[str], kind: str, unit: str, year: int | None) -> None:
    assert known(*cover, "发布日期：2025年8月20日") == Identity(kind, unit, year, "000000")


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
            Identity("final_account", "北京市丰台区人民政府办公室", 2020, "110106"),
        ),
        (
            "putuo_finance_2024_final_account.pdf",
            Identity("final_account", "上海市普陀区财政局", 2024, "310107"),
        ),
        ("putuo_finance_2025_budget.pdf", Identity("budget", "上海市普陀区财政局", 2025, "310107")),
        (
            "putuo_wanli_2024_budget.pdf",
            Identity("budget", "上海市普陀区人民政府万里街道办事处", 2024, "310107"),
        ),
        ("shanghai_2024_template.pdf", Identity("final_account", "上海市XX局", 2024, "310000")),
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
    tables = [Paragraph("收入支出决算总表"), Paragraph("编制单位：某市某区统计局　2023年度　金额单位：万元")]
    assert identify(Report("表.xlsx", "xlsx", tables), []).year == 2023
    said = Paragraph("2021年度收入总计1.00万元。")
    assert identify(Report("表.xlsx", "xlsx", [said, *tables]), []).year == 2023
    assert identify(Report("表.xlsx", "xlsx", [said]), []).year == 2021
