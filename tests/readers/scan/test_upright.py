"""Which way up a page is, told by a few of its lines."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.readers.scan.engine import Character, using
from mingzhang.readers.scan.upright import _TRIED, good, turns
from tests.readers.scan.drawn import line

numpy = pytest.importorskip("numpy")


class Marked:
    """Reads a line where the dark dots of its image stand at the left end, and nothing else well."""

    def __init__(self) -> None:
        self.asked = 0

    def lines(self, image: Any) -> list[list[Character]]:
        return []

    def line(self, image: Any) -> tuple[str, float]:
        self.asked += 1
        high, wide = image.shape[:2]
        stands = wide > high and image[:, : wide // 2].mean() < image[:, wide // 2 :].mean()
        return "本页反映收支", 0.98 if stands else 0.45


def page(turned: int, count: int = 3) -> tuple[Any, list[list[Character]]]:
    """A page with lines dark at their beginning, turned clockwise, and its lines as they are found."""
    upright = numpy.full((600, 600, 3), 255, numpy.uint8)
    lines = [line("六个字的一行", 60.0, 40.0 * n + 30) for n in range(count)]
    for n in range(count):
        upright[40 * n + 35 : 40 * n + 55, 62:100] = 0
    for _ in range(turned):
        lines = [[m._replace(x0=600 - m.y1, y0=m.x0, x1=600 - m.y0, y1=m.x1) for m in one] for one in lines]
    return numpy.rot90(upright, -turned), lines


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_page_is_turned_back(turned: int) -> None:
    engine = Marked()
    with using(engine):
        assert turns(*page(turned)) == (-turned) % 4
    assert engine.asked == 6


def test_no_more_lines_are_tried_than_it_takes() -> None:
    engine = Marked()
    with using(engine):
        assert turns(*page(2, 14)) == 2
    assert engine.asked == 2 * _TRIED


def test_a_page_that_reads_alike_both_ways_is_left_as_it_is() -> None:
    image, lines = page(0)
    with using(Marked()):
        assert turns(numpy.full_like(image, 255), lines) == 0
        assert turns(image, []) == 0


def test_lines_that_run_down_are_not_read() -> None:
    _, lines = page(1)
    assert good(lines) == 0 and good(page(0)[1]) == 18
