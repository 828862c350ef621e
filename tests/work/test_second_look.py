"""Before a figure of a scan is called wrong it is read again; any difference leaves the finding undecided."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, printed
from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box, Place
from mingzhang.facts.report import Report
from mingzhang.formats.fonts import folder as font_folder
from mingzhang.readers import scan
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.scan.engine import Character, using
from mingzhang.readers.side_by_side import Pages
from mingzhang.work import second_look
from mingzhang.work.check import check_file
from mingzhang.work.second_look import AGAIN, look_into, looked_again
from mingzhang.work.together import check_together
from tests.readers.scan.drawn import line

SCAN = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 900, 900, 1.0, figures=9)
WHOLE, PART = "8.00", "6.20"


def place(n: int, text: str, span: tuple[int, int] | None = None) -> Place:
    return Place(page=1, bbox=(0.0, 20.0 * n, 90.0, 20.0 * n + 18), printed=text, span=span)


FIGURES = [printed(text, "万元", place(n, text)) for n, text in enumerate((WHOLE, PART))]
FOUND = Finding(
    "T01-01",
    Verdict.FAILS,
    message="合计不等",
    places=[FIGURES[0].place],
    gap=number_of(FIGURES[0]) - number_of(FIGURES[1]),
)


class Eyes:
    """Reads what it is told, place by place, and keeps what it was asked."""

    def __init__(self, *said: tuple[str, ...]) -> None:
        self.said, self.asked = said, list[tuple[PageScan, Box]]()

    def __call__(self, wanted: Sequence[tuple[PageScan, Box]]) -> list[tuple[str, ...]]:
        self.asked += wanted
        return [*self.said][: len(wanted)]


def report() -> Report:
    return Report("a.png", "picture", scans=[SCAN])


def judged(eyes: Eyes | None, finding: Finding = FOUND, made: Report | None = None) -> Finding:
    (found,) = looked_again([finding], made or report(), eyes)
    return found


@pytest.mark.parametrize("said", [(WHOLE, WHOLE), (" 8.00", "8．00")])
def test_what_reads_the_same_is_still_wrong(said: tuple[str, str]) -> None:
    eyes = Eyes(said, (PART, PART))
    assert judged(eyes) is FOUND
    assert [box for _, box in eyes.asked] == [figure.place.bbox for figure in FIGURES]


@pytest.mark.parametrize(
    "said",
    [
        (("8.00", "8.60"), (PART, PART)),  # one scale differs
        (("8.00", "8.00"), ("6.20", "16.20")),  # another figure of the sum, not the one that is named
        (("", ""), (PART, PART)),
        (("8.00", "-8.00"), (PART, PART)),
        (("8.00", "8.00 1"), (PART, PART)),
    ],
)
def test_any_difference_leaves_it_undecided_and_says_so(said: tuple[tuple[str, str], ...]) -> None:
    made = report()
    found = judged(Eyes(*said), made=made)
    assert found.verdict is Verdict.UNDECIDED and found.gap is None and found.message.endswith("合计不等")
    assert "去掉颜色再认两遍" in found.message and "与先前不一" in found.message
    (doubt,) = made.doubts
    assert doubt.reason == AGAIN and made.confidence(Place(page=1, bbox=doubt.bbox)) < 1


@pytest.mark.parametrize(
    "finding",
    [replace(FOUND, severity=Severity.INFO), replace(FOUND, verdict=Verdict.HOLDS)],
)
def test_nobody_looks_again_for_a_hint_or_for_what_holds(finding: Finding) -> None:
    eyes = Eyes()
    assert judged(eyes, finding) is finding and not eyes.asked


def test_what_is_no_scan_is_not_looked_at() -> None:
    other = replace(SCAN, page=2)
    eyes = Eyes()
    assert judged(eyes, made=Report("a.pdf", "pdf", scans=[other])) is FOUND and not eyes.asked


def test_a_figure_in_a_sentence_may_have_others_around_it() -> None:
    spoken = place(0, "8.00", span=(4, 8))
    finding = Finding("N-05", Verdict.FAILS, places=[spoken])
    assert judged(Eyes(("合计8.00万元，下降", "合计8.00万")), finding) is finding
    assert judged(Eyes(("合计8.00万元", "合计28.00万")), finding).verdict is Verdict.UNDECIDED


def test_without_the_file_or_the_time_nothing_is_called_wrong() -> None:
    def late(_wanted: Sequence[tuple[PageScan, Box]]) -> list[tuple[str, ...]]:
        raise UnreadableError("a.png", "读取超过 9 秒，已停止")

    for look in (None, late, Eyes((WHOLE, WHOLE))):
        (found,) = looked_again([FOUND], report(), look)
        assert found.verdict is Verdict.UNDECIDED and "没有能再认一遍" in found.message


def test_only_so_many_figures_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_look, "_MOST", 1)
    eyes = Eyes((WHOLE, WHOLE))
    assert judged(eyes).verdict is Verdict.UNDECIDED and len(eyes.asked) == 1


TOLD = (
    "某局2024年度部门决算",
    "二、收入决算情况说明",
    "本年收入合计90.00万元，比上年减少10.00万元，下降12.00%。",
)
STEP = 13.0


class Page:
    """Reads a page as it is told, and single lines as they are told by their turn."""

    def __init__(self, *again: str) -> None:
        self.again = [*again]

    def lines(self, _image: Any) -> list[list[Character]]:
        return [line(text, 30.0, 60.0 * n + 50, 1.0, STEP) for n, text in enumerate(TOLD)]

    def line(self, _image: Any) -> tuple[str, float]:
        return self.again.pop(0) if self.again else TOLD[2], 1.0


def drawn(folder: Path, size: int = 13) -> Path:
    """The page in print, letters so far apart as they are told to be; larger ones as they run."""
    images, drawing = (pytest.importorskip(f"PIL.{name}") for name in ("Image", "ImageDraw"))
    fonts = pytest.importorskip("PIL.ImageFont")
    page = images.new("RGB", (40 * size, 50 * size), "white")
    font = fonts.truetype(f"{font_folder('pylopdf_fonts_zh_cn')}/NotoSerifSC-Regular.otf", size)
    pen = drawing.Draw(page)
    for number, text in enumerate(TOLD):
        if size == STEP:
            for place, letter in enumerate(text):
                pen.text((30 + STEP * place, 60 * number + 55), letter, "black", font)
        else:
            pen.text((2 * size, 4 * size * (number + 1)), text, "black", font)
    path = folder / "甲.png"
    page.save(path)
    return path


@pytest.mark.parametrize(
    ("again", "verdict"), [((), "fails"), ((TOLD[2], TOLD[2].replace("12.00", "17.00")), "undecided")]
)
def test_a_picture_is_accused_only_after_a_second_look(
    again: tuple[str, ...], verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cv2")
    monkeypatch.setattr(scan, "available", lambda: True)
    with using(Page(*again)):
        result = check_file(drawn(tmp_path), only=("N-05",))
    assert [found.verdict.value for found in result.findings] == [verdict]
    assert ("再认两遍" in result.findings[0].message) is (verdict == "undecided")


@pytest.mark.parametrize("names", [("扫描/甲.png",), ("扫描/2.png", "扫描/1.png"), ("甲.png", "说明.txt")])
def test_what_is_in_an_archive_is_looked_at_too(
    names: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone, as a page of several, and beside a file of another kind; nothing of it stays on the disk."""
    pytest.importorskip("cv2")
    monkeypatch.setattr(scan, "available", lambda: True)
    archive, page = tmp_path / "报送.zip", drawn(tmp_path)
    with ZipFile(archive, "w") as made:
        for name in names:
            made.writestr(name, page.read_bytes() if name.endswith(".png") else "附件说明\n")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sorted(tmp_path.rglob("*"))
    for again, verdict in ((), "fails"), ((TOLD[2], TOLD[2].replace("12.00", "17.00")), "undecided"):
        with using(Page(*again)):
            result = check_together([archive], only=("N-05",))
        assert verdict in {found.verdict.value for found in result.findings}
        assert all("没有能再认" not in found.message for found in result.findings)
    assert sorted(tmp_path.rglob("*")) == before


def test_each_of_two_archives_is_asked_for_what_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One document in each: neither is taken for that of the other."""
    for name in ("甲", "乙"):
        with ZipFile(tmp_path / f"{name}.zip", "w") as made:
            made.writestr(f"{name}.png", b"")
    asked: list[str | None] = []

    def read(_paths: Pages, _limits: Limits, wanted: Sequence[tuple[PageScan, Box]]) -> list[tuple[str, ...]]:
        asked.extend(scan.file for scan, _ in wanted)
        return [(f"{scan.file}",) for scan, _ in wanted]

    monkeypatch.setattr("mingzhang.readers.scan_again.read_again", read)
    look = look_into({}, Limits(), [tmp_path / "甲.zip", tmp_path / "乙.zip"])
    wanted = [(replace(SCAN, file=f"{name}.png"), (0.0, 0.0, 9.0, 9.0)) for name in ("乙", "甲")]
    assert look(wanted) == [("乙.png",), ("甲.png",)] and asked == ["甲.png", "乙.png"]


@pytest.mark.usefixtures("recognition")
def test_the_real_engine_looks_twice(tmp_path: Path) -> None:
    result = check_file(drawn(tmp_path, 28), only=("N-05",))
    assert [found.verdict.value for found in result.findings] == ["fails"]
