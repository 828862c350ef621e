"""What is missing or contradictory, in the words of the workbook."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.catalogue import derivation, readable_pages
from mingzhang.disclosure.questions import FilledWorkbook
from mingzhang.facts.fact import stated
from mingzhang.facts.publication import Piece
from mingzhang.facts.report import Paragraph
from mingzhang.language.identity.derive import complete
from mingzhang.language.narrative.sentence_writer import MISSING, Question
from mingzhang.language.workbook.form import Filing


def book(*sayings: str, place: str = "110106", year: int = 2023, **cells: tuple[str, str]) -> FilledWorkbook:
    """A workbook in which some figures are filled; ``cells`` is never empty, as in a file that was read."""
    filing = Filing("某局", year, place, stated(*sayings), cells={"封面": ("封面", "A1"), **cells})
    return FilledWorkbook(filing, complete(filing.facts, derivation())[0])


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("上年:总表.本年收入", "工作表“上年”的“本年收入合计”“上年决算数”"),
        ("收入账[2010301].其他收入", "工作表“收入”的“2010301 行政运行”一行（没有的请加上）“其他收入”"),
        ("结转账[合计].年初一般", "工作表“结转结余”的“合计”一行（没有的请加上）“年初一般公共预算”"),
        ("资产.车辆", "工作表“采购与资产”的“车辆用途”"),
        ("购买服务", "工作表“购买服务”"),
        ("职责", "工作表“部门概况”的“职责”"),
        ("三公表.决算.公车", "工作表“三公经费”的“经费项目”"),
        ("支出表[2010301].基本支出", "工作表“支出”的“2010301 行政运行”一行（没有的请加上）"),
        ("没有.这个数", ""),
    ],
)
def test_where_a_figure_is_filled_in(name: str, where: str) -> None:
    assert book().where(name) == where


def test_every_input_of_every_place_is_found_by_its_name() -> None:
    for place, year in (("110106", 2020), ("310107", 2024), ("440106", 2023)):
        workbook = book(place=place, year=year)
        for number, page in enumerate(readable_pages(place, year)):
            for block in page.blocks:
                rows = [line.name for line in block.lines if not line.sums] or ["2010301"]
                for column in block.columns:
                    for row in rows if block.lines or block.key else []:
                        line = next((line for line in block.lines if line.name == row), None)
                        name = (line.column(column) if line else column).name(row)
                        found = workbook.inputs(name)
                        assert [each.page for each in found] == [number], name


def sentences(workbook: FilledWorkbook, *names: str) -> list[str]:
    return [problem.sentence for problem in workbook.missing(Question(name, MISSING) for name in names)]


def test_an_empty_sheet_is_told_once() -> None:
    names = ("三公表.预算.合计", "三公表.决算.合计", "三公表.决算.接待费", "三公表")
    assert sentences(book(), *names) == [f"工作表“三公经费”：{MISSING}。"]


def test_an_empty_block_is_told_once_where_the_sheet_is_begun() -> None:
    said = sentences(book("机关运行经费 1.00"), "采购表.合计", "采购表", "资产.车辆")
    assert said == [f"工作表“采购与资产”的“{block}”：{MISSING}。" for block in ("政府采购", "车辆用途")]


def test_single_cells_are_told_by_row_column_and_cell() -> None:
    workbook = book("采购表.货物 1.00", "采购表.工程 0", **{"采购表.服务": ("采购与资产", "B12")})  # type: ignore[arg-type]
    (problem,) = workbook.missing([Question("采购表.合计", MISSING), Question("采购表.服务", MISSING)])
    assert (problem.sheet, problem.cell) == ("采购与资产", "B12")
    assert problem.sentence == f"工作表“采购与资产”的 B12（“政府采购服务支出”“金额”）：{MISSING}。"


def test_an_empty_column_is_told_once() -> None:
    known = [f"三公表.决算.{item} 1.00" for item in ("出国费", "购置费", "运行费", "接待费")]
    assert sentences(book(*known), "三公表.预算.合计", "三公表.预算.接待费") == [
        f"工作表“三公经费”的“预算数”：{MISSING}。"
    ]


def test_sentences_come_in_the_order_of_the_sheets() -> None:
    said = sentences(book(), "购买服务", "三公表", "人员.行政编制")
    assert [sentence[4:8] for sentence in said] == ["封面”：", "三公经费", "购买服务"]


def test_without_a_workbook_the_name_is_told() -> None:
    workbook = FilledWorkbook(Filing("某局", 2023, "110106"))
    assert sentences(workbook, "采购表.合计") == [f"“采购表.合计”：{MISSING}。"]


def test_a_contradiction_tells_the_sum_without_zeros() -> None:
    workbook = book()
    said = stated(
        "甲.总计 9.00", "采购表.合计 9.00", "采购表.货物 1.00", "采购表.工程 0.00", "采购表.服务 2.00"
    )
    (conflict,) = complete(said, derivation())[1]
    problem = workbook.contradiction(conflict)
    assert problem.sentence == (
        "工作表“采购与资产”的“政府采购”：填的是 90000.00元，按“政府采购货物支出 10000.00元 + "
        "政府采购服务支出 20000.00元”应为 30000.00元，相差 60000.00元，请改正其中一处。"
    )
    assert problem.sheet == "采购与资产"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("123456.78", "12.345678万元"), ("1234500", "123.45万元"), ("0", "0.00万元"), ("-100", "-0.01万元")],
)
def test_amounts_are_told_in_the_unit_of_the_workbook(value: str, shown: str) -> None:
    workbook = FilledWorkbook(Filing("某局", 2023, "110106", words={"金额单位": "万元"}))
    assert workbook.amount(Fraction(value), "元") == shown
    assert workbook.amount(Fraction(3), "辆") == "3辆"


def test_personal_numbers_anywhere_are_problems() -> None:
    filing = Filing("某局", 2023, "110106", stated("购买服务表[张某13800001234].支出 1.00"))
    filing.words = {"原因:上年:总表.本年收入": "找13900001234", "职责:1": "研究。"}
    said = [
        p.sentence
        for p in FilledWorkbook(filing).personal(
            [
                Piece(Paragraph("联系13700001234")),
            ]
        )
    ]
    assert ["***" in sentence for sentence in said] == [True] * 3
    assert said[0].startswith("工作表“上年”的“本年收入合计”“变动原因”：有手机号码 139***234")
    assert said[1].startswith("工作表“购买服务”的")
    assert said[2].startswith("项目表里写到绩效部分的“联系")
