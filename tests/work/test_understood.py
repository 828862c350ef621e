"""Nothing is called clean that was not understood; it is said what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.catalogue import filing_pages
from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.facts.report import Paragraph, Report, Table
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.understood import hindrance

TITLE = "某市某局\n2024年度部门决算\n二、收入决算情况说明\n"
RIGHT = TITLE + "本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。\n"
WRONG = RIGHT.replace("下降10.00%", "下降12.00%")
RULE = ("--rule", "N-05")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (RIGHT, OK, ""),
        (WRONG, FOUND, ""),
        ("你好，世界。\n", UNABLE, "没有认出是哪一种文件"),
        ("项目清单\n无\n", UNABLE, "没有认出是哪一种文件"),
        ("某市某局\n2024年度部门决算\n", UNABLE, "没有读到任何数"),
        (TITLE + "某某事项 7.00。\n", UNABLE, "没有一个能确定地读懂"),
    ],
)
def test_exit_codes_of_check_and_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, said: str
) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path), *RULE]) == code
    assert said in capsys.readouterr().out
    assert main(["read", str(path)]) == (code if code == UNABLE else OK)
    assert said in capsys.readouterr().err


def test_one_that_is_not_understood_among_several_counts(tmp_path: Path) -> None:
    for name, text in (("甲.txt", WRONG), ("乙.txt", "你好\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path), *RULE, "--jobs", "1"]) == UNABLE


def test_a_workbook_to_fill_in_is_for_build() -> None:
    sheets = [Table([], name=page.name) for page in filing_pages()]
    document = understand(Report("填报表.xlsx", "xlsx", list(sheets)))
    assert hindrance(document, coverage(document)).startswith("这是填报表，请用 build")


def test_a_table_of_a_known_form_is_enough() -> None:
    from mingzhang.work.examples import grid

    rows = grid(("项目", "决算数"), ("一般公共预算财政拨款收入", "5.00"), ("本年收入合计", "5.00"))
    document = understand(Report("表.html", "html", [Paragraph("收入支出决算总表"), rows]), kind="unknown")
    assert hindrance(document, coverage(document)) == ""


@pytest.mark.parametrize(
    ("name", "said"), [("项目", "这是项目表，请用 evaluate"), ("评分", "这是专家评分表，请用 evaluate")]
)
def test_a_register_and_ballots_are_scored_not_checked(root: Path, name: str, said: str) -> None:
    document = read_document(root / f"examples/fengtai-2020/{name}.xlsx")
    assert hindrance(document, coverage(document)).startswith(said)
