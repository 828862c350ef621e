"""Results as text: place first, then what is wrong, then what to do; nothing is passed over in silence."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import Any

import pytest

from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Report
from mingzhang.facts.result import Result
from mingzhang.language.document.document import Document
from mingzhang.language.table.notation import Notation
from mingzhang.work.check import CheckResult, check
from mingzhang.work.show import Progress, report_text
from mingzhang.writers.words import Order


def result(*findings: Finding, **document: Any) -> Result:
    made = Document(Report("决算.pdf", "pdf"), Notation(), "final_account", "某局", 2023)
    told = CheckResult(made, list(findings), {f.verdict: 1 for f in findings}, seconds=1.5).result()
    return replace(told, document=replace(told.document, **document))


CELL = Place(page=7, table="收入决算表", row="合计", column="其他收入", quote="6.20", printed="6.20")
WRONG = Finding(
    "X-07", Verdict.FAILS, Severity.WARNING, "例", "总表 6.30万元，收入表 6.20万元", "6.30 - 6.20 = 0.10",
    "改正其中一个", ["A"], "6.20", "6.30", "万元", [CELL], [Suspect(0, "6.20", "6.30")], ["T01-01", "N-04"],
)  # fmt: skip


def test_a_finding_line_by_line() -> None:
    lines = report_text(result(WRONG), colour=False).splitlines()
    assert lines[0] == "━━ 决算.pdf　某局 2023 年度 部门决算"
    assert lines[1] == "1 处：错误 0　警告 1　提示 0"
    assert lines[3:10] == [
        "1. [警告] 第 7 页《收入决算表》“合计”行“其他收入”栏",
        "   总表 6.30万元，收入表 6.20万元（X-07）",
        "   应为：6.30",
        "   算式：6.30 - 6.20 = 0.10",
        "   处理：改正其中一个",
        "   依据：〔1〕",
        "   同因：T01-01、N-04",
    ]


def test_each_basis_is_spelled_out_once() -> None:
    other = replace(WRONG, rule="X-08", basis=["A", "乙"], message="另一处", places=[])
    lines = report_text(result(WRONG, other), colour=False).splitlines()
    assert "   依据：〔1〕〔2〕" in lines and [line for line in lines if line.endswith(("A", "〕乙"))] == [
        "   〔1〕A",
        "   〔2〕乙",
    ]


def test_the_worst_comes_first_unless_the_place_decides() -> None:
    grave = Finding("A-02", Verdict.FAILS, Severity.ERROR, message="重", places=[Place(page=9)])
    light = Finding("A-01", Verdict.FAILS, Severity.INFO, message="轻", places=[Place(page=1)])
    worst, place = (
        report_text(result(light, WRONG, grave), colour=False, order=order)
        for order in (Order.SEVERITY, Order.PLACE)
    )
    assert [line[:6] for line in worst.splitlines() if "] 第" in line] == ["1. [错误", "2. [警告", "3. [提示"]
    assert [line[:6] for line in place.splitlines() if "] 第" in line] == ["1. [提示", "2. [警告", "3. [错误"]


def test_findings_that_say_the_same_stand_together_with_what_differs() -> None:
    same = [
        Finding(
            "N-52", Verdict.FAILS, Severity.WARNING, "模板", "“增加（减少）”未择一", remedy="只留一个",
            places=[Place(page=page, quote=f"收入增加（减少）{page}万元", printed="增加（减少）")],
        )
        for page in (2, 7)
    ]  # fmt: skip
    text = report_text(result(same[0], WRONG, same[1]), colour=False)
    assert (
        "1—2. [警告] “增加（减少）”未择一（N-52）　2 处\n"
        "   1. 第 2 页\n      原文：收入增加（减少）2万元\n"
        "   2. 第 7 页\n      原文：收入增加（减少）7万元\n"
        "   处理：只留一个\n"
    ) in text
    assert "\n3. [警告] 第 7 页《收入决算表》" in text


@pytest.mark.parametrize("count", [2, 3])
def test_messages_that_differ_in_figures_stand_together_from_three_on(count: int) -> None:
    alike = [
        Finding("B-42", Verdict.FAILS, title="变动", message=f"“甲{n}”写 {n}%", remedy="改")
        for n in range(count)
    ]
    text = report_text(result(*alike), colour=False)
    assert text.count("处理：改") == (1 if count == 3 else 2)
    assert ("1—3. [错误] 变动（B-42）　3 处\n   1. 全文：“甲0”写 0%\n" in text) is (count == 3)


@pytest.mark.parametrize(("severity", "code"), [("error", "31"), ("warning", "33"), ("info", "36")])
def test_colours_by_severity(severity: str, code: str) -> None:
    found = Finding("A-01", Verdict.FAILS, Severity(severity), message="错")
    assert f"\x1b[{code}m[" in report_text(result(found), colour=True)
    assert "\x1b" not in report_text(result(found), colour=False)


def test_no_colour_when_not_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert "\x1b" not in report_text(result(WRONG))


def test_a_finding_without_a_place_is_about_the_whole_text() -> None:
    assert "1. [错误] 全文" in report_text(
        result(Finding("S-01", Verdict.FAILS, message="缺章")), colour=False
    )


def test_notes_and_unread_pages_come_first() -> None:
    lines = report_text(
        result(WRONG, notes=("第 2 张工作表是隐藏的",), unread_pages=(3, 5)), colour=False
    ).splitlines()
    assert lines[2] == "注意：第 2 张工作表是隐藏的"
    assert lines[3].startswith("注意：第 3、5 页没有读到")


@pytest.mark.parametrize("everything", [False, True])
def test_rounding_and_undecided_are_summed_up(everything: bool) -> None:
    rounded = [Finding("T01-01", Verdict.ROUNDING, message=f"差 {n}") for n in range(7)]
    missing = [Finding(f"N-{n:02d}", Verdict.UNDECIDED, message=f"缺 {n % 6}") for n in range(12)]
    shown = report_text(result(*rounded, *missing), everything=everything, colour=False)
    assert "尾差 7 处" in shown
    assert "无法判断 12 项" in shown
    assert ("   · 差 6（T01-01）" in shown) is everything
    assert ("另有 2 处" in shown) is not everything
    assert ("另有 1 种原因" in shown) is not everything
    assert "   · 缺 0（2 项）" in shown


def test_the_four_counts_are_always_shown() -> None:
    shown = report_text(result(), colour=False)
    assert (
        "共检查：成立 0　尾差 0　不成立 0　无法判断 0　用时 1.50 秒\n文中的数 0 个：有检查管着 0　" in shown
    )


@pytest.mark.parametrize(("kind", "words"), [("budget", "部门预算"), ("unknown", "未能判断文件种类")])
def test_other_kinds_say_what_they_are(kind: str, words: str) -> None:
    shown = report_text(result(kind=kind, unit="", year=None), colour=False)
    assert shown.splitlines()[0] == f"━━ 决算.pdf　{words}"


def test_figures_not_understood_are_listed_up_to_eight() -> None:
    lines = [
        Paragraph(f"不明某{word}{n}.00万元。", line=n + 1) for n, word in enumerate("甲乙丙丁戊己庚辛壬癸子")
    ]
    document = Document(Report("a.txt", "txt", list(lines)), Notation())
    shown = report_text(check(document, only=("Z",)).result(), colour=False)
    assert "   没读懂：7.00万元（第 8 行：不明某辛7.00万元。）" in shown
    assert "8.00万元" not in shown
    assert "另有 3 个，见 --json" in shown


# -- progress ---------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("total", [0, 1])
def test_one_file_needs_no_bar(total: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress(total) as progress:
        progress.step()
    assert sys.stderr.getvalue() == ""  # type: ignore[union-attr]


def test_several_files_on_a_terminal_show_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    pytest.importorskip("rich")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress(3) as progress:
        progress.step()
    assert "检查" in sys.stderr.getvalue()  # type: ignore[union-attr]


def test_without_the_library_there_is_no_bar_and_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rich", "rich.console", "rich.progress"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress(3) as progress:
        progress.step()
        progress.say("出错了", error=True)
    assert sys.stderr.getvalue() == "出错了\n"  # type: ignore[union-attr]


def test_results_go_out_and_errors_aside(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1) as progress:
        progress.say("结果")
        progress.say("出错", error=True)
    assert capsys.readouterr() == ("结果\n", "出错\n")
