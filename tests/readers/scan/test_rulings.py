"""Rulings are found, and those of a page that shines through are not."""

from __future__ import annotations

import pytest

from mingzhang.readers.scan.rulings import rulings
from tests.readers.scan.drawn import sheet

cv2 = pytest.importorskip("cv2")


def test_faint_rulings_are_of_another_page() -> None:
    grey = cv2.cvtColor(sheet(), cv2.COLOR_BGR2GRAY)
    cv2.line(grey, (50, 400), (450, 400), 190, 2)
    cv2.line(grey, (50, 500), (450, 500), 60, 2)
    rows, columns = rulings(grey, 144)
    assert sorted(round(y) for y, _, _ in rows) == [50, 80, 110, 250] and len(columns) == 3
    assert all(end - start == pytest.approx(200, abs=3) for _, start, end in rows)
