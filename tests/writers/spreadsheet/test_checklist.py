"""The workbook: the columns of a review checklist, drop-downs, filters, nothing that Excel would run."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.result import Result
from mingzhang.writers.spreadsheet.checklist import LONGEST, STATES, checklist
from mingzhang.writers.words import printable
from tests.writers.results import HOSTILE, finding, findings, full, result, waiver

DAY = date(2025, 3, 1)
HEADS = [
    "序号", "文件", "位置", "级别", "问题", "印出", "应为", "算式", "依据", "处理", "整改情况", "整改责任人", "说明", "规则", "编号",
]  # fmt: skip


def book(*results: Result) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(checklist(results, DAY)))


def rows(workbook: openpyxl.Workbook, sheet: str = "问题清单") -> list[list[Any]]:
    return [[cell.value for cell in row] for row in workbook[sheet].iter_rows()]


def test_one_line_for_each_finding() -> None:
    heads, line, *rest = rows(book(result(full())))
    assert heads == HEADS and not rest
    told = dict(zip(heads, line, strict=True))
    assert told["序号"] == 1 and told["位置"] == "第 1 页“一、收入”" and told["级别"] == "错误"
    assert told["问题"] == "写 0.3万元，表为 296.68万元（同因：N-18、N-22）"
    assert (told["印出"], told["应为"], told["规则"]) == ("0.3万元", "296.68万元", "N-12")
    assert told["算式"].splitlines()[:2] == [
        "296.68 − 0.3 = 296.38",
        "可疑：0.3 → 296.68万元（多个等式共同指向，把握 90%）",
    ]
    assert (told["依据"], told["处理"]) == ("《某办法》", "以表为准改文字")
    assert (told["整改情况"], told["整改责任人"], told["编号"]) == ("未整改", None, full().fingerprint)


def test_several_documents_share_one_list() -> None:
    workbook = book(
        result(finding("N-01", "一"), file="甲.pdf"), result(finding("N-02", "二"), full(), file="乙.docx")
    )
    assert [(line[0], line[1]) for line in rows(workbook)[1:]] == [
        (1, "甲.pdf"),
        (2, "乙.docx"),
        (3, "乙.docx"),
    ]
    summary = rows(workbook, "汇总")
    assert [line[0] for line in summary[3:6]] == ["甲.pdf", "乙.docx", "合计"]
    assert summary[5][2:5] == [3, 0, 0]
    assert not workbook["问题清单"].column_dimensions["B"].hidden
    assert book(result(full()))["问题清单"].column_dimensions["B"].hidden


def test_head_filter_and_drop_down() -> None:
    sheet = book(result(full(), finding("N-13", "二")))["问题清单"]
    assert sheet.freeze_panes == "D2" and sheet.auto_filter.ref == "A1:O3"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(STATES)}"' and choice.type == "list"
    assert str(choice.sqref).startswith("K2:K")
    assert sheet["E2"].alignment.wrap_text and sheet.column_dimensions["E"].width > 30
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"


def test_each_basis_is_spelled_out_once() -> None:
    basis = "《某办法》（某财〔2020〕1号）第三条"
    workbook = book(result(finding("N-01", "一", basis=[basis]), finding("N-02", "二", basis=[basis])))
    column = HEADS.index("依据")
    assert [line[column] for line in rows(workbook)[1:]] == ["《某办法》", "《某办法》"]
    below = [line[0] for line in rows(workbook, "汇总")]
    assert below[-2:] == ["依据：", basis]


def test_explained_findings_say_so() -> None:
    one, two = finding("N-01", "一", printed="1"), finding("N-02", "二", printed="2")
    lines = rows(book(result(one, two, waivers=(waiver(one),))))
    assert [(line[4], line[10]) for line in lines[1:]] == [("二", "未整改"), ("一", "已说明")]
    assert lines[2][12] == "上级批复调整年初数（王某，2025-03-01）"


def test_the_summary_has_all_counts_and_notes() -> None:
    data = result(
        full(), finding("N-02", "二", severity=Severity.INFO), notes=["隐藏的工作表"], unread_pages=[2]
    )
    summary = rows(book(data), "汇总")
    assert summary[1][0] == "检查日期：2025年3月1日"
    told = dict(zip(summary[2], summary[3], strict=True))
    assert (told["错误"], told["提示"], told["不成立"], told["文中的数"], told["没读懂"]) == (1, 1, 2, 300, 3)
    assert told["注意"].startswith("隐藏的工作表\n第 2 页没有读到")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    data = checklist([result(finding("N-01", text, printed=text, remedy=text), file=text)], DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "hyperlink" not in sheet
    told = rows(openpyxl.load_workbook(io.BytesIO(data)))[1]
    assert (told[4] or "").strip() == printable(text).strip()


@settings(max_examples=30)
@given(st.lists(findings(), max_size=4))
def test_any_findings_give_a_workbook_that_opens(found: list[Finding]) -> None:
    failing = [f for f in found if f.verdict.value == "fails"]
    assert len(rows(book(result(*found)))) == 1 + len(failing)


def test_very_long_texts_are_cut_and_rows_are_as_tall_as_needed() -> None:
    sheet = book(result(finding("N-01", "长" * 50_000), finding("N-02", "短"), finding("N-03", "字" * 100)))[
        "问题清单"
    ]
    assert len(sheet["E2"].value) == LONGEST
    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] > 400 and heights[1] < heights[2] < 120


def test_the_same_findings_on_the_same_day_give_the_same_bytes() -> None:
    assert checklist([result(full())], DAY) == checklist([result(full())], DAY)
