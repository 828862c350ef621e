"""The workbook of answers: what was written is read back, and what is wrong in it is told by its cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from mingzhang.readers.limits import UnreadableError
from mingzhang.sheets import FIRST, write_sheets
from mingzhang.verification.answers import UnitAnswer, answer_workbook, read_answers
from mingzhang.verification.problem import ProblemAct
from mingzhang.verification.workbook import campaign_workbook
from tests.verification.campaigns import prepared

ASKED = UnitAnswer("2026", "A-001-1", "甲局", item="围挡", found="倒伏两处", state="告知")
TOP = FIRST + 1  # the first row to be filled in, as people count


def filled(folder: Path, cells: dict[str, str], *asked: UnitAnswer) -> Path:
    """A workbook of answers with some cells filled in."""
    path = folder / "答复.xlsx"
    write_sheets(answer_workbook(asked or (ASKED,)), path, force=True)
    made = openpyxl.load_workbook(path)
    for place, said in cells.items():
        made["整改答复"][place] = said
    made.save(path)
    return path


def test_an_answer_comes_back_as_it_was_written(tmp_path: Path) -> None:
    said = replace(ASKED, act=ProblemAct.REPORT, text="已加固", evidence=("整改.pdf", "照片.jpg"))
    write_sheets(answer_workbook([said, ASKED]), tmp_path / "答复.xlsx")
    found, problems = read_answers(tmp_path / "答复.xlsx")
    assert not problems and found == [replace(said, item="", found="", state="", row=TOP)]
    assert found[0].where == f"第 {TOP} 行问题“A-001-1”"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({f"G{TOP}": "办结"}, f"（整改答复!G{TOP}）"),
        ({f"I{TOP}": "整改.pdf"}, "只写了佐证材料，没有写内容"),
        ({f"B{TOP}": "", f"H{TOP}": "已加固"}, f"（整改答复!B{TOP}）：没有填写"),
    ],
)
def test_a_cell_that_is_wrong_is_told_and_its_row_not_read(
    cells: dict[str, str], told: str, tmp_path: Path
) -> None:
    found, problems = read_answers(filled(tmp_path, cells))
    assert found == [] and len(problems) == 1 and told in str(problems[0])


def test_rows_that_say_nothing_say_nothing(tmp_path: Path) -> None:
    assert read_answers(filled(tmp_path, {})) == ([], [])
    draft, _ = read_answers(filled(tmp_path, {f"H{TOP}": "正在加固"}))
    assert [(one.act, one.text) for one in draft] == [(None, "正在加固")]


def test_another_workbook_is_refused_by_name(tmp_path: Path) -> None:
    write_sheets(campaign_workbook(prepared()), tmp_path / "核验.xlsx")
    with pytest.raises(UnreadableError, match="没有“整改答复”工作表"):
        read_answers(tmp_path / "核验.xlsx")
