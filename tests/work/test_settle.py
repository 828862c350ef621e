"""The sheet: every doubtful figure of a scan with its crop; none is written where nothing is doubtful."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.page_scan import WHOLE, PageScan
from mingzhang.facts.report import Cell, Doubt, Report, Table
from mingzhang.readers.limits import Limits
from mingzhang.readers.scan_view import crops
from mingzhang.work import settle
from mingzhang.work.answers import readings_file
from mingzhang.work.closure import Closure, Spot
from mingzhang.writers.written import UnwritableError
from tests.readers.scan.drawn import sheet
from tests.work.test_answers import SAID, report

LIES = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 500, 700, 1.0, figures=20)


def picture(folder: Path) -> Path:
    cv2: Any = pytest.importorskip("cv2")
    path = folder / "甲.png"
    path.write_bytes(bytes(cv2.imencode(".png", sheet())[1]))
    return path


def test_a_crop_shows_what_stands_in_a_box(tmp_path: Path) -> None:
    cv2: Any = pytest.importorskip("cv2")
    numpy: Any = pytest.importorskip("numpy")
    path = picture(tmp_path)
    shown, beside = crops(path, Limits(), [(LIES, (268, 115, 340, 145)), (LIES, (800, 800, 810, 810))])
    image = cv2.imdecode(numpy.frombuffer(shown, numpy.uint8), cv2.IMREAD_COLOR)
    assert image.shape[:2] == (42, 84) and (image < 128).any() and beside == b""


def test_the_sheet_asks_for_each_doubtful_figure_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = picture(tmp_path), tmp_path / "核对.html"
    monkeypatch.setattr(settle, "read_report", lambda *_: report())
    assert settle.write_sheet(path, out, date(2026, 1, 5)) == 3
    page = out.read_text(encoding="utf-8")
    assert page.count("<li ") == 3 and "甲.png.readings.toml" in page and "小数位数与同栏不同" in page
    readings_file(path).write_text(SAID, encoding="utf-8")
    assert settle.write_sheet(path, out, date(2026, 1, 5), force=True) == 2
    assert "754.75" in out.read_text(encoding="utf-8")  # answers given before are kept


def test_what_two_sums_ask_for_is_shown_as_a_proposal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = report()
    asked, *_ = settle.open_figures(made)
    monkeypatch.setattr(settle, "read_report", lambda *_: made)
    proposed: dict[Spot, str] = {(asked[0].page, asked[0].file, asked[1]): "8765.43"}
    monkeypatch.setattr(settle, "closed", lambda *_: Closure(proposed=proposed))
    out = tmp_path / "核对.html"
    settle.write_sheet(picture(tmp_path), out, date(2026, 1, 5))
    page = out.read_text(encoding="utf-8")
    assert (
        page.count("8765.43") == 2 and 'value="8765.43"' not in page
    )  # beside the reading, not in its place


def test_nothing_is_written_where_nothing_is_doubtful(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "read_report", lambda *_: Report("a.txt", "txt"))
    with pytest.raises(UnwritableError, match="没有看不准的数"):
        settle.write_sheet(tmp_path / "甲.txt", tmp_path / "核对.html", date(2026, 1, 5))
    assert not list(tmp_path.iterdir())


def test_doubts_about_words_and_whole_pages_are_not_asked() -> None:
    read = Report("a.png", "picture", [Table([Cell("6.20", 0, 0, page=1, bbox=(0.0, 0.0, 50.0, 20.0))], 1)])
    box = (5.0, 2.0, 40.0, 18.0)
    read.doubts = [
        Doubt(1, box, 0.5, None, "字迹看不清", False),
        Doubt(1, box, 0.0, None, WHOLE + "字大多认不出"),
    ]
    assert settle.open_figures(read) == []
    read.doubts.append(Doubt(1, box, 0.5, None, "字迹看不清"))
    assert [(at, text) for _, at, text in settle.open_figures(read)] == [((0.0, 0.0, 50.0, 20.0), "6.20")]
