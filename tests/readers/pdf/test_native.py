"""Coordinates of turned pages."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.pdf.native import Upright, address

FRAME = SimpleNamespace(left=10.0, bottom=20.0, right=605.0, top=862.0)
INSIDE = (st.floats(10, 605), st.floats(20, 862))


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, (10.0, 862.0)), (1, (10.0, 20.0)), (2, (605.0, 20.0)), (3, (605.0, 862.0))]
)
def test_the_top_left_corner_of_the_turned_page_is_the_origin(turn: int, corner: tuple[float, float]) -> None:
    upright = Upright(turn, FRAME)
    assert upright.point(*corner) == (0, 0)
    assert (upright.width, upright.height) == ((842, 595) if turn % 2 else (595, 842))


@given(st.integers(0, 3), *INSIDE, *INSIDE)
def test_boxes_stay_on_the_page_and_keep_their_size(
    turn: int, a: float, b: float, c: float, d: float
) -> None:
    upright = Upright(turn, FRAME)
    x0, y0, x1, y1 = upright.box(a, b, c, d)
    assert 0 <= x0 <= x1 <= upright.width and 0 <= y0 <= y1 <= upright.height
    sizes = (x1 - x0, y1 - y0) if turn % 2 == 0 else (y1 - y0, x1 - x0)
    assert sizes == pytest.approx((abs(a - c), abs(b - d)), abs=1e-6)


@given(st.integers(0, 3), *INSIDE, st.floats(0, 50), st.floats(0, 50))
def test_spans_are_the_sides_of_the_boxes(turn: int, x: float, y: float, wide: float, high: float) -> None:
    upright = Upright(turn, FRAME)
    (left,), (right,) = upright.spans([x, y + high, x + wide, y])
    x0, _, x1, _ = upright.box(x, y, x + wide, y + high)
    assert (left, right) == pytest.approx((x0, x1), abs=1e-6)


def test_a_damaged_page_size_becomes_a_usual_one() -> None:
    for bad in (float("nan"), float("inf"), 0.0):
        upright = Upright(0, SimpleNamespace(left=0.0, bottom=0.0, right=bad, top=842.0))
        assert (upright.width, upright.height) == (595.0, 842.0)


def test_no_pointer_has_address_zero() -> None:
    assert address(None) == 0
