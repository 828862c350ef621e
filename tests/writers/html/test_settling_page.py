"""The page on which doubtful figures are settled: used by keyboard alone, as people do."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from mingzhang.writers.html.settling_page import OpenFigure, settling_page

BOXES = [(10.0, 20.0 * n, 60.0, 20.0 * n + 18.0) for n in range(4)]
FIGURES = [
    OpenFigure(1, BOXES[0], "6.20", "字迹看不清", b""),
    OpenFigure(1, BOXES[1], "75", "压着印章或颜色", b"", "754.75"),
    OpenFigure(3, BOXES[2], "1", "有墨迹而没有认出字", b""),
    OpenFigure(3, BOXES[3], "12.00", "字迹看不清", b""),
]


def page() -> str:
    before = [(2, BOXES[0], '甲"乙')]
    return settling_page("甲.pdf", "甲.pdf.readings.toml", date(2026, 1, 5), FIGURES, before, "ab12")


def test_figures_stand_under_their_pages() -> None:
    text = page()
    assert text.index("第 1 页　") < text.index("第 3 页　") and text.count("<h2") == 2
    assert 'aria-label="第 4 个，第 3 页，字迹看不清"' in text and "两处加总都要求是 <b>754.75</b>" in text


def test_figures_are_settled_by_keyboard(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path, kept = tmp_path / "核对.html", tmp_path / "甲.pdf.readings.toml"
    path.write_text(page(), encoding="utf-8")
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        except playwright.Error:
            pytest.skip("no browser on this machine")
        view = browser.new_page()
        view.goto(path.as_uri())
        press = view.keyboard.press
        press("Enter")  # as it was read
        press("Alt+Enter")  # as two sums ask for
        press("Delete")  # a blank cell
        press("Enter")
        press("Escape")  # nobody can tell
        assert view.inner_text("[role=status]") == "3／4 个已核对，还没有保存"
        with view.expect_download() as handed:
            press("Control+s")
        handed.value.save_as(kept)
        assert handed.value.suggested_filename == kept.name and "已保存" in view.inner_text("[role=status]")
        press("Shift+End")
        view.keyboard.type("13.00")
        press("Enter")
        assert view.evaluate("document.activeElement.id") == "save", "all are settled"
        browser.close()
    told = tomllib.loads(kept.read_text(encoding="utf-8"))
    assert told["document"] == "ab12"
    assert [one["text"] for one in told["reading"]] == ['甲"乙', "6.20", "754.75", ""]
    assert told["reading"][1]["box"] == [*BOXES[0]]
