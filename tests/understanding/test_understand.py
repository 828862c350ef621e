"""Reading: what a document says of itself, and what the caller knows better."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.coverage import Worth
from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from mingzhang.work.examples import grid

ACCOUNT = (
    "上海市普陀区某某局",
    "2023年度部门决算",
    "第三部分 部门决算情况说明",
    "二、收入决算情况说明",
    "本年收入合计10.00万元。",
    "五、一般公共预算财政拨款支出决算情况说明",
    "（三）一般公共预算财政拨款支出决算具体情况",
    "教育支出（类）支出决算为9.00万元。",
)


def report(*blocks: str | Block) -> Report:
    return Report(
        "a.txt", "txt", [Paragraph(b, line=n) if isinstance(b, str) else b for n, b in enumerate(blocks, 1)]
    )


def test_a_document_says_what_it_is() -> None:
    document = understand(report(*ACCOUNT))
    assert (document.kind, document.unit, document.year, document.place) == (
        "final_account", "上海市普陀区某某局", 2023, "310107",
    )  # fmt: skip
    assert document.notation.place == "310107"


def test_the_caller_knows_better() -> None:
    document = understand(report(*ACCOUNT), place="110106", year=2019, kind="budget")
    assert (document.kind, document.year, document.place) == ("budget", 2019, "110106")
    assert (document.notation.place, document.notation.year) == ("110106", 2019)


def test_an_empty_report_is_understood_as_nothing() -> None:
    document = understand(report())
    assert (document.kind, document.unit, document.year, document.place) == ("unknown", "", None, "000000")
    assert (len(document.facts), document.claims, len(coverage(document))) == (0, [], 0)


def test_the_innermost_section_with_a_key_counts() -> None:
    document = understand(report(*ACCOUNT))
    assert [document.key_at(n) for n in (0, 4, 7)] == ["", "收入", "一般具体"]
    assert document.where(7) == "第三部分 （三）一般公共预算财政拨款支出决算具体情况"
    assert document.where(0) == ""


def test_tables_come_before_sentences_and_both_are_kept() -> None:
    rows = grid(("项目", "决算数"), ("本年收入合计", "10.00"))
    document = understand(report(*ACCOUNT[:2], *ACCOUNT[3:5], "收入支出决算总表", rows))
    assert [(f.figure.text, f.table) for f in document.facts.said("总表.本年收入")] == [
        ("10.00", True),
        ("10.00", False),
    ]


def test_names_in_the_tables_of_the_document_name_its_sentences() -> None:
    """Invented names, which no code list knows, are found by the document's own table."""
    rows = grid(("科目编码", "科目名称", "合计"), ("205", "教育支出", "9.00"), ("20597", "新设事务", "9.00"))
    sentence = "教育支出（类）新设事务（款）支出决算为9.00万元。"
    document = understand(
        report(*ACCOUNT[:3], "一般公共预算财政拨款支出决算表", rows, *ACCOUNT[5:7], sentence)
    )
    assert len(document.facts.said("一般表[20597].合计")) == 2


UNREADABLE = grid(
    ("项目", "决算数"), ("一般公共预算财政拨款收入", "5.00"), ("其他收入", "1O.00"), ("本年收入合计", "15.00")
)


def test_figures_that_nobody_understands_are_listed() -> None:
    document = understand(report(*ACCOUNT[:2], "收入支出决算总表", UNREADABLE))
    assert document.facts.get("总表.其他收入") is None
    assert [number.printed for number in coverage(document).of(Worth.UNREAD)] == ["1O.00"]


def test_a_cell_that_cannot_be_read_is_unknown_and_not_zero() -> None:
    document = understand(report(*ACCOUNT[:2], "收入支出决算总表", UNREADABLE))
    assert document.facts.unread == {"总表.其他收入"}
    assert [f for f in judge(document) if f.verdict is Verdict.FAILS] == []


def test_a_figure_that_cannot_be_read_in_the_first_row() -> None:
    rows = grid(("项目", "决算数"), ("本年收入合计", "1O.00"), ("其他收入", "5.00"))
    document = understand(report(*ACCOUNT[:2], "收入支出决算总表", rows))
    assert document.facts.names() == ["总表.其他收入"]


def test_read_and_unread_figures_are_all_figures() -> None:
    document = understand(report(*ACCOUNT))
    known = coverage(document)
    assert (known.meant, len(known)) == (2, 2)


def test_places_carry_line_and_section() -> None:
    document = understand(report(*ACCOUNT))
    said = document.facts.get("总表.本年收入")
    assert said is not None
    assert (said.place.line, said.place.section) == (5, "第三部分 二、收入决算情况说明")


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(ACCOUNT), encoding="gb18030")
    document = read_document(str(path))
    assert (document.report.file, document.report.format, document.year) == ("a.txt", "txt", 2023)
    assert len(document.report.sha256) == 64


@pytest.mark.parametrize("name", ["没有.pdf", "没有.txt", "."])
def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match=r"未检查。$"):
        read_document(tmp_path / name)


def test_limits_reach_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("字" * 2000, encoding="utf-8")
    with pytest.raises(UnreadableError):
        read_document(path, limits=Limits(file_bytes=100))
