"""Boxes of the upright page land where the characters really stand, however the page is turned or cropped."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.pdf.native import Upright
from mingzhang.writers.pdf.user_space import Frame, frame_of

points = st.integers(0, 500)


@given(st.integers(0, 3), points, points, points, points, st.integers(-50, 50))
def test_the_way_back_is_the_inverse_of_the_readers_way(
    turn: int, x0: float, y0: float, x1: float, y1: float, left: float
) -> None:
    visible = (left, 2 * left, left + 595, 2 * left + 842)
    corners = SimpleNamespace(**dict(zip(("left", "bottom", "right", "top"), visible, strict=True)))
    upright = Upright(turn, corners)
    box = upright.box(x0, y0, x1, y1)
    frame = Frame(visible, turn)
    assert frame.user(box) == (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    assert (frame.width, frame.height) == (upright.width, upright.height)


@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ({"MediaBox": [0, 0, 595, 842]}, (595, 842)),
        ({"MediaBox": [0, 0, 595, 842], "CropBox": [20, 30, 1000, 800]}, (575, 770)),
        ({"MediaBox": [595, 842, 0, 0]}, (595, 842)),
        ({"MediaBox": [0, 0, 595, 842], "CropBox": [900, 900, 950, 950]}, (595, 842)),
        ({"MediaBox": [0, 0, 0, 0]}, (612, 792)),
    ],
)
def test_the_visible_part_of_a_page(entries: Any, size: Any) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        del page.obj["/MediaBox"]
        for name, box in entries.items():
            page.obj[f"/{name}"] = pikepdf.Array(box)
        frame = frame_of(page, 0)
    assert (frame.width, frame.height) == size
