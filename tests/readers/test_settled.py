"""What every reader's report goes through: ordinary characters, amounts that nobody can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.readers import read_report
from mingzhang.readers.settled import LOST
from tests.readers.office import docx, p, tbl, tc


def test_radicals_read_as_characters_in_every_format(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx", p("⼯程⽀出") + tbl(tc(p("⽤⽔")) + tc(p("3.10"))))
    (tmp_path / "a.html").write_text("<p>⼯程⽀出</p><table><tr><td>⽤⽔<td>3.10</table>", encoding="utf-8")
    (tmp_path / "a.txt").write_text("⼯程⽀出\n\n甲\t乙", encoding="utf-8")
    for name in ("a.docx", "a.html", "a.txt"):
        assert next(read_report(tmp_path / name).paragraphs()).text == "工程支出"
    for name in ("a.docx", "a.html"):
        assert next(read_report(tmp_path / name).tables()).cells[0].text == "用水"


@pytest.mark.parametrize(
    "text", ["#######", "#REF!", "#DIV/0!", "1.23E+04", "-4.5E-03", "\ufffd\ufffd.\ufffd"]
)
def test_amounts_nobody_can_read_are_unread_and_told(tmp_path: Path, text: str) -> None:
    error = LOST if "\ufffd" in text else text
    report = read_report(docx(tmp_path / "a.docx", tbl(tc(p("合计")) + tc(p(text)))))
    assert [cell.error for cell in next(report.tables()).cells] == [None, error]
    assert "有 1 格印的不是能读的数" in report.notes[0]


def test_contents_with_page_numbers_glued_behind(tmp_path: Path) -> None:
    lines = [
        "某站2024年度决算",
        "目录",
        "一、主要职责3",
        "（二）机构设置12",
        "一、主要职责",
        "负责测量。",
        "（二）机构设置",
    ]
    (tmp_path / "a.html").write_text("".join(f"<p>{line}</p>" for line in lines), encoding="utf-8")
    kinds = [paragraph.kind for paragraph in read_report(tmp_path / "a.html").paragraphs()]
    assert kinds == ["text", "text", "contents", "contents", "text", "text", "text"]


def test_a_line_that_ends_with_a_number_is_no_entry_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>一、人数12</p><p>在职人员12</p><p>在职人员</p>", encoding="utf-8")
    assert {paragraph.kind for paragraph in read_report(tmp_path / "a.html").paragraphs()} == {"text"}
