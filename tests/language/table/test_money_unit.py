"""The money unit of tables that state none."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.table.money_unit import proven_unit
from mingzhang.understanding.understand import understand

TOLD = "本年收入合计731.45万元，其中：财政拨款收入702.15万元，其他收入29.30万元。"


def account(*amounts: str, told: str = TOLD) -> Report:
    rows = [
        ("项目", "决算数"),
        *zip(("一般公共预算财政拨款收入", "其他收入", "本年收入合计"), amounts, strict=True),
    ]
    cells = [Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    blocks: list[Paragraph | Table] = [
        Paragraph("某站2024年度部门决算"),
        Paragraph("收入支出决算总表"),
        Table(cells),
        Paragraph(told),
    ]
    return Report("a.docx", "docx", blocks)


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        (("702.15", "29.30", "731.45"), "万元"),
        (("7,021,500.00", "293,000.00", "7,314,500.00"), "元"),
        (("7021.50", "293.00", "7314.50"), "千元"),
        (("1.15", "2.30", "3.45"), ""),
        (("702.15", "1.00", "2.00"), ""),
    ],
)
def test_the_text_proves_the_unit_or_it_is_unknown(amounts: tuple[str, str, str], unit: str) -> None:
    report = account(*amounts)
    assert proven_unit(report, report.tables()) == unit


def test_an_unknown_unit_is_told_and_never_assumed() -> None:
    report = account("1.15", "2.30", "3.45")
    document = understand(report)
    assert document.facts.get("总表.其他收入").figure.unit == ""  # type: ignore[union-attr]
    assert any("没有写明金额单位" in note and "没有与正文" in note for note in report.notes)


def test_a_proven_unit_is_told() -> None:
    report = account("702.15", "29.30", "731.45")
    assert understand(report).facts.get("总表.其他收入").figure.shown == "万元"  # type: ignore[union-attr]
    assert any("认作万元" in note for note in report.notes)
