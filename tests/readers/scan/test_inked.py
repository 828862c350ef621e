"""Where ink is: every stroke is inside, margins and specks are not, whatever the light."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.readers.scan.inked import inked
from tests.readers.scan.drawn import COLUMNS, ROWS, sheet

numpy = pytest.importorskip("numpy")
pytest.importorskip("cv2")


def test_margins_are_left_out_and_all_ink_is_in() -> None:
    x0, y0, x1, y1 = inked(sheet())
    assert 0 < x0 <= COLUMNS[0] - 20 and COLUMNS[-1] + 20 <= x1 < 500
    assert 0 < y0 <= ROWS[0] - 20 and ROWS[-1] + 20 <= y1 < 300


@pytest.mark.parametrize("dim", [0.25, 1.0])
def test_faint_ink_counts_in_any_light(dim: float) -> None:
    image: Any = 255 - (255 - sheet().astype(float)) * 0.3
    assert inked((image * dim).astype(numpy.uint8)) == pytest.approx(inked(sheet()), abs=4)


def test_noise_and_specks_are_no_ink() -> None:
    random = numpy.random.default_rng(2)
    image = sheet() + random.normal(0, 18, (700, 500, 3))
    image[600, 450] = 60
    left, top, right, bottom = inked(numpy.clip(image, 0, 255).astype(numpy.uint8))
    assert bottom < 300 and (left, top, right) == pytest.approx(inked(sheet())[:3], abs=4)


def test_an_empty_page_is_taken_whole() -> None:
    assert inked(numpy.full((70, 50, 3), 255, numpy.uint8)) == (0, 0, 50, 70)
    assert inked(numpy.full((2, 3, 3), 255, numpy.uint8)) == (0, 0, 3, 2)
