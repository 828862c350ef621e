"""What a Word document shows: hidden, struck, deleted text and cells, layout tables, heads of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.report import Report
from mingzhang.readers import read_report
from mingzhang.understanding.understand import understand
from tests.readers.office import docx, p, relations, tbl, tc, unzipped, zipped

STYLES = (
    '<w:style w:type="character" w:styleId="Draft"><w:name w:val="草稿"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Below"><w:basedOn w:val="Draft"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Inner"><w:name w:val="内部"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(path: Path, body: str) -> Report:
    return read_report(docx(path / "a.docx", body, styles=STYLES))


def texts(report: Report) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs()]


@pytest.mark.parametrize(
    ("properties", "word"),
    [
        ('<w:rStyle w:val="Draft"/>', "隐藏"),
        ('<w:rStyle w:val="Below"/>', "隐藏"),
        ("<w:vanish/>", "隐藏"),
        ('<w:color w:val="FFFFFF"/>', "隐藏"),
        ("<w:strike/>", "划掉"),
        ("<w:dstrike/>", "划掉"),
        ('<w:rStyle w:val="Out"/>', "划掉"),
    ],
)
def test_text_that_is_not_shown_or_crossed_out_is_left_out_and_told(
    tmp_path: Path, properties: str, word: str
) -> None:
    report = read(tmp_path, p("收入", runs=run("99.99", properties) + run("7.25万元。")))
    assert texts(report) == ["收入7.25万元。"] and word in report.notes[0]


@pytest.mark.parametrize(
    "properties",
    ['<w:rStyle w:val="Draft"/><w:vanish w:val="0"/>', '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'],
)
def test_what_is_shown_after_all_is_read(tmp_path: Path, properties: str) -> None:
    report = read(tmp_path, p("收入", runs=run("7.25万元。", properties)))
    assert texts(report) == ["收入7.25万元。"] and not report.notes


def test_a_paragraph_hidden_by_its_style(tmp_path: Path) -> None:
    assert texts(
        read(tmp_path, p("收入7.25万元。") + p("不公开3.10万元。", '<w:pStyle w:val="Inner"/>'))
    ) == ["收入7.25万元。"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:vanish/>", "<w:specVanish/>"])
def test_paragraphs_whose_mark_is_gone_are_one(tmp_path: Path, mark: str) -> None:
    body = p("本年收入", f"<w:rPr>{mark}</w:rPr>") + p("7.25万元。") + p("另起。")
    assert texts(read(tmp_path, body)) == ["本年收入7.25万元。", "另起。"]
    (table,) = read(tmp_path, tbl(tc(body))).tables()
    assert table.cells[0].text == "本年收入7.25万元。另起。"


def test_deleted_cells_are_left_out(tmp_path: Path) -> None:
    rows = (
        tc(p(a)) + tc(p(b), "<w:cellDel/>") + tc(p(c))
        for a, b, c in (("项目", "上年", "本年"), ("甲", "1", "2"))
    )
    (table,) = read(tmp_path, tbl(*rows)).tables()
    assert [[cell.text for cell in table.row(row)] for row in range(2)] == [["项目", "本年"], ["甲", "2"]]


def test_a_table_that_places_others_is_unwrapped(tmp_path: Path) -> None:
    inner = tbl(tc(p("项目")) + tc(p("金额")), tc(p("甲支出")) + tc(p("5.20")))
    report = read(tmp_path, tbl(tc(p("一、收入表") + inner + p()) + tc(p("注：无"))))
    assert texts(report) == ["一、收入表", "注：无"]
    assert [table.shape for table in report.tables()] == [(2, 2)]


def test_a_unit_at_the_head_of_the_page_counts(tmp_path: Path) -> None:
    table = tbl(tc(p("项目")) + tc(p("决算数")), tc(p("其他收入")) + tc(p("7500.00")))
    parts = unzipped(docx(tmp_path / "a.docx", p("收入支出决算总表") + table, styles=STYLES))
    head = parts["word/styles.xml"].decode().split("<w:style ")[0].replace("w:styles", "w:hdr")
    more = {
        "word/header1.xml": f"{head}{p('某站2024年度 单位：元')}</w:hdr>",
        "word/_rels/document.xml.rels": relations(styles="styles.xml", header1="header1.xml"),
    }
    report = read_report(zipped(tmp_path / "b.docx", parts | more))
    first = next(report.paragraphs())
    assert (first.text, first.kind) == ("某站2024年度 单位：元", "header")
    fact = understand(report, kind="final_account").facts.get("总表.其他收入")
    assert fact is not None and fact.figure.shown == "元"
