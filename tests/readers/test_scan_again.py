"""The accused figures of a scan are read again from the file, in a child as reading is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.facts.page_scan import PageScan
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.scan.engine import using
from mingzhang.readers.scan_again import read_again
from tests.readers.scan.drawn import COLUMNS, ROWS, Told, line, sheet

cv2 = pytest.importorskip("cv2")
CELL = (float(COLUMNS[1]), float(ROWS[0]), float(COLUMNS[2]), float(ROWS[1]))
LIES = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 500, 700, 1.0)


def picture(folder: Path) -> Path:
    path = folder / "甲.png"
    path.write_bytes(cv2.imencode(".png", sheet())[1].tobytes())
    return path


def scanned_pdf(folder: Path) -> Path:
    images = pytest.importorskip("PIL.Image")
    path = folder / "甲.pdf"
    images.fromarray(sheet()).save(path, resolution=72.0)
    return path


@pytest.mark.parametrize("made", [picture, scanned_pdf])
@pytest.mark.parametrize("apart", [False, True])
def test_pictures_and_pages_are_read_again(made: object, apart: bool, tmp_path: Path) -> None:
    assert callable(made)
    path, fine = made(tmp_path), 200 / 72 if made is scanned_pdf else 1.0
    scan = PageScan(1, LIES.matrix, round(500 * fine), round(700 * fine), 1 / fine)
    with using(Told(line("6.20"))):
        found = read_again((path,), Limits(apart=apart), [(scan, CELL), (scan, (60.0, 400.0, 90.0, 420.0))])
    assert found == [("6.20", "6.20"), ("", "")]


def test_the_second_page_on_a_sheet_begins_farther_to_the_right(tmp_path: Path) -> None:
    moved = PageScan(1, LIES.matrix, 500, 700, 1.0, left=300.0)
    box = (CELL[0] + 300.0, CELL[1], CELL[2] + 300.0, CELL[3])
    with using(Told(line("6.20"))):
        assert read_again((picture(tmp_path),), Limits(), [(moved, box)]) == [("6.20", "6.20")]


def test_a_page_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    other = PageScan(2, LIES.matrix, 500, 700, 1.0)
    assert read_again((picture(tmp_path),), Limits(), [(other, CELL)]) == [()]


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_again((tmp_path / "无.png",), Limits(), [(LIES, CELL)])
