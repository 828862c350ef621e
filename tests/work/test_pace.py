"""A file that takes long says how far it has come; one that does not says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.progress import listening, reached
from mingzhang.readers import read_report
from mingzhang.work.check import judge
from mingzhang.work.examples import text
from mingzhang.work.pace import Pace
from tests.conftest import ROOT
from tests.readers.office import inline, rows, xlsx

Capture = pytest.CaptureFixture[str]


def test_nothing_is_said_of_what_is_quick(capsys: Capture) -> None:
    with listening(Pace()):
        reached("读 PDF，页", 1, 2)
    assert capsys.readouterr().err == ""


def test_what_takes_long_says_how_far_it_has_come(capsys: Capture) -> None:
    with listening(Pace(every=0)):
        reached("读 PDF，页", 320, 1950)
        reached("读工作表“表”，行", 5000)
    assert capsys.readouterr() == ("", "读 PDF，页 320／1950\n读工作表“表”，行 5000\n")
    reached("没有人听", 1)
    assert capsys.readouterr().err == ""


def test_pages_rows_and_rules_are_counted(tmp_path: Path) -> None:
    said: list[tuple[str, int, int]] = []
    book = xlsx(tmp_path / "a.xlsx", {"表": rows(*(inline(f"A{n}", "甲") for n in range(1, 4)))})
    with listening(lambda *each: said.append(each)):
        read_report(ROOT / "tests/reports/sources/office_pdf.pdf")
        read_report(book)
        judge(text("2023年度部门决算"))
    pages = [each for each in said if each[0] == "读 PDF，页"]
    assert [done for _, done, _ in pages] == list(range(1, pages[0][2] + 1))
    assert ("读工作表“表”，行", 0, 0) in said
    rules = [each for each in said if each[0] == "检查，规则"]
    assert rules[-1][1] == rules[-1][2] > 100


def test_what_begins_late_and_is_over_at_once_is_not_told(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture that took long to read is no reason to count the rules that follow in no time."""
    now = [100.0]
    monkeypatch.setattr("mingzhang.work.pace.time.monotonic", lambda: now[0])
    with listening(Pace()):
        for seconds, what, done in (
            (0, "识别，页", 1),
            (15, "识别，页", 2),
            (15, "检查，规则", 1),
            (0.1, "检查，规则", 200),
        ):
            now[0] += seconds
            reached(what, done, 200)
        assert capsys.readouterr().err == "识别，页 2／200\n"
        now[0] += 3
        reached("检查，规则", 199, 200)
    assert capsys.readouterr().err == "检查，规则 199／200\n"


def test_of_several_files_each_line_says_which(capsys: Capture) -> None:
    with listening(Pace(every=0, of="甲.pdf")):
        reached("读 PDF，页", 3, 20)
    assert capsys.readouterr().err == "甲.pdf：读 PDF，页 3／20\n"
