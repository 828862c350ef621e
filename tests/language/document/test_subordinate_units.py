"""The list of a department's units: tables, numbered lines, sentences, and what is none."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Block, Cell, Paragraph, Report, Table
from mingzhang.language.document.document import Document
from mingzhang.language.document.subordinate_units import members
from mingzhang.language.table.notation import Notation

NAMES = ["某市某局（本级）", "某市某某中心", "某市某某站"]


def listed(*blocks: Block | str) -> list[str]:
    made = [Paragraph(block) if isinstance(block, str) else block for block in blocks]
    return members(Document(Report("a", "txt", made), Notation()))


def table(head: str, *names: str) -> Table:
    rows = [("序号", head), *((str(n), name) for n, name in enumerate(names, 1))]
    return Table([Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)])


@pytest.mark.parametrize(
    "sentence",
    [
        "纳入某市某局2024年度部门决算编制范围的单位包括：",
        "从预算单位构成看，某市某局部门决算包括：某市某局本级决算、下属行政事业单位决算。纳入某市某局2024年度部门决算编制范围的单位包括：",
        "本部门中，行政单位1家，事业单位2家，具体包括：",
        "纳入本部门2023年度决算汇编范围的所属单位共3个，分别是：",
    ],
)
@pytest.mark.parametrize("form", ["1.{}。", "（一）{}；", "一、{}"])
def test_numbered_lines(sentence: str, form: str) -> None:
    lines = [form.format(name).replace("1.", f"{number}.") for number, name in enumerate(NAMES, 1)]
    assert listed("某市某局", sentence, *lines, "（二）部门职责") == NAMES
    assert listed(sentence, "各单位情况如下表。", *lines, "第二部分 部门决算表") == NAMES


@pytest.mark.parametrize("head", ["单位名称", "单位全称"])
def test_a_table(head: str) -> None:
    announced = "纳入本部门决算编制范围的单位包括："
    assert listed(announced, table(head, *NAMES)) == NAMES
    assert listed(announced, table("职责", *NAMES)) == []
    assert listed(announced, table(head, *NAMES[:2], "合计", NAMES[2])) == NAMES[:2]


def test_a_sentence() -> None:
    told = f"纳入部门决算编制范围的预算单位包括：{'、'.join(NAMES)}。"
    assert listed(told, "一、办公室负责日常工作") == NAMES


@pytest.mark.parametrize(
    "blocks",
    [
        ("某局没有下属单位，内设机构包括：", "1.办公室", "2.业务科"),
        ("本部门下属单位包括：", "1.办公室", "2.业务科"),
        ("编制范围的单位包括：", "本部门负责某项工作。", "另有一段。", "又一段。", f"1.{NAMES[0]}"),
        ("1.某市某局", "2.某市某某中心"),
        (Paragraph("二、决算编制范围的单位包括：", kind="contents"), f"1.{NAMES[0]}"),
    ],
)
def test_no_list(blocks: tuple[Block | str, ...]) -> None:
    assert listed(*blocks) == []
