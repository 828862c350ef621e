"""The second reading of a place: its ink without colour and rulings, line by line, at two scales."""

from __future__ import annotations

import os
from typing import Any

import pytest

from mingzhang.readers.scan.again import SCALES, readings
from mingzhang.readers.scan.engine import using
from mingzhang.readers.scan.ink import Ink
from tests.readers.scan.drawn import COLUMNS, ROWS, Told, sheet

cv2 = pytest.importorskip("cv2")
CELL = (float(COLUMNS[1]), float(ROWS[0]), float(COLUMNS[2]), float(ROWS[1]))


class Seen(Told):
    """Keeps the images that it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[Any] = []

    def line(self, image: Any) -> tuple[str, float]:
        self.images.append(image)
        return str(len(self.images)), 1.0


def look(image: Any, box: tuple[float, float, float, float] = CELL) -> tuple[tuple[str, ...], list[Any]]:
    engine = Seen()
    with using(engine):
        return readings(Ink(image), box), engine.images


def test_each_scale_is_shown_the_line_alone_without_colour() -> None:
    said, images = look(sheet())
    assert said == ("1", "2") and len(SCALES) == len(images)
    first, second = images
    assert second.shape[0] / first.shape[0] == pytest.approx(SCALES[1] / SCALES[0], rel=0.1)
    assert (first[..., 0] == first[..., 2]).all() and first.shape[1] < CELL[2] - CELL[0]
    edges = (first[0], first[-1], first[:, 0], first[:, -1])  # no ruling is in it
    assert all(edge.min() > 200 for edge in edges)


def test_two_lines_are_read_one_after_the_other() -> None:
    image = sheet()
    cv2.putText(image, "1.30", (270, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2, cv2.LINE_AA)
    said, images = look(image, (CELL[0], CELL[1], CELL[2], float(ROWS[2])))
    assert len(images) == 4 and said == ("12", "34")


def test_a_seal_is_no_ink() -> None:
    image = sheet()
    cv2.line(image, (255, 150), (440, 150), (60, 50, 220), 4)
    _, images = look(image)
    _, plain = look(sheet())
    assert abs(images[0].shape[0] - plain[0].shape[0]) <= 2


def test_nothing_is_read_of_a_blank_place_or_of_none() -> None:
    assert look(sheet(), (60.0, 300.0, 200.0, 330.0))[1] == []
    assert look(sheet(), (900.0, 900.0, 950.0, 950.0))[1] == []


@pytest.mark.usefixtures("recognition")
def test_the_real_engine_reads_a_figure_again() -> None:
    assert os.environ["MINGZHANG_RECOGNITION"]
    assert readings(Ink(sheet()), CELL) == ("6.20", "6.20")
