"""What counts as found, as blamed rightly, as put right, and as a false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from suite.cases import Case, write_manifest
from suite.results import ERROR, HINT, Told
from suite.score import judged, main

CASE = Case(
    "c0001", "c0001.html", "340000", "account", "sentences", 5, "占比", "占比写错", "easy", "支出",
    "本年支出100.00万元，其中项目支出12.34万元，占21.34%。", "21.34", "12.34",
)  # fmt: skip
WORDS = Case(
    "c0002", "c0002.html", "340000", "account", "sentences", 11, "单位名称", "别的单位", "hard", "概况",
    "望塘县民政局没有下属单位。", "望塘县民政局", "望塘县审计局",
)  # fmt: skip
CLEAN = Case("c0003", "c0003.html", "340000", "account", "sentences", 0, "没有错", "", "", "", "", "", "")


def told(printed: str, expected: str = "", quote: str = "", severity: str = ERROR) -> Told:
    return Told(severity, printed, expected, (quote,), f"{printed} {expected} {quote}")


def test_a_finding_that_names_figure_and_right_value() -> None:
    verdict = judged(CASE, [told("21.34%", "12.34%", "占21.34%。")])
    assert (verdict.found, verdict.culprit, verdict.right, verdict.false) == (True, True, True, 0)


def test_a_finding_that_blames_another_figure() -> None:
    blamed = Told(ERROR, "12.34万元", "21.34万元", ("项目支出12.34万元",), "占比 21.34% 与 12.34万元 不符")
    verdict = judged(CASE, [blamed])
    assert (verdict.found, verdict.culprit, verdict.right, verdict.false) == (True, False, False, 0)


def test_a_longer_figure_is_another_one() -> None:
    verdict = judged(CASE, [told("121.34%", "5%", "占121.34%。")])
    assert (verdict.found, verdict.false) == (False, 1)


def test_a_hint_is_counted_apart_and_is_no_false_alarm() -> None:
    verdict = judged(CASE, [told("21.34%", severity=HINT), told("9.99", severity=HINT)])
    assert (verdict.found, verdict.hinted, verdict.false) == (False, True, 0)


def test_words_are_found_by_their_place() -> None:
    verdict = judged(WORDS, [told("望塘县民政局", "望塘县审计局", "望塘县民政局没有下属单位。")])
    assert (verdict.found, verdict.culprit, verdict.right) == (True, True, True)
    assert not judged(WORDS, [told("3.00", "4.00", "本年收入3.00万元")]).found


def test_whatever_is_said_of_a_clean_document_is_false() -> None:
    assert judged(CLEAN, [told("1"), told("2", severity=HINT)]).false == 1


def test_a_document_without_results_is_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_manifest([CASE, WORDS, CLEAN], tmp_path / "m.csv")
    heads = "file,severity,printed,expected,quote,message"
    text = f"{heads}\nc0001.html,error,21.34%,12.34%,占21.34%。,\nc0003.html,,,,,\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    assert main([str(tmp_path / "m.csv"), str(tmp_path / "r.csv"), "--list"]) == 0
    said = capsys.readouterr().out
    assert "按种类（1 份" in said and "没有结果的 1 份" in said and "没有错的 1 份：0 份" in said


def test_results_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_manifest([CASE], tmp_path / "m.csv")
    (tmp_path / "r.json").write_text("{", encoding="utf-8")
    assert main([str(tmp_path / "m.csv"), str(tmp_path / "r.json")]) == 2
    assert "r.json" in capsys.readouterr().err
