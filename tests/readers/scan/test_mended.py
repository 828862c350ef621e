"""A broken ruling is found again where ink runs from crossing to crossing, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.readers.scan.mended import mended
from mingzhang.readers.scan.rulings import rulings

numpy = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")
ROWS, COLUMNS = (40, 110, 180, 250), (40, 260, 460)


def table() -> Any:
    """Rulings of three rows and two columns, 72 dots to an inch."""
    grey = numpy.full((300, 500), 255, numpy.uint8)
    for y in ROWS:
        cv2.line(grey, (COLUMNS[0], y), (COLUMNS[-1], y), 0, 2)
    for x in COLUMNS:
        cv2.line(grey, (x, ROWS[0]), (x, ROWS[-1]), 0, 2)
    return grey


def cells(grey: Any) -> tuple[int, int]:
    """How many rulings are seen across and down, pieces in line counted once."""
    across, down = rulings(grey, 72.0)
    return len({round(y / 4) for y, *_ in across}), len({round(x / 4) for x, *_ in down})


def reach(grey: Any, x: int, y: int) -> bool:
    """Whether a vertical ruling runs past a place."""
    return any(abs(at - x) < 4 and start <= y <= end for at, start, end in rulings(grey, 72.0)[1])


def test_a_ruling_broken_into_short_pieces_is_whole_again() -> None:
    grey = table()
    grey[112:178:9, 255:266] = 255  # nothing there runs straight for the length of a ruling
    grey[113:178:9, 255:266] = 255
    assert reach(grey, 260, 145) and reach(grey, 260, 80)


def test_where_there_is_no_ink_there_is_no_ruling() -> None:
    grey = table()
    grey[112:178, 255:266] = 255
    assert not reach(grey, 260, 145) and reach(grey, 260, 80)


def test_letters_across_a_merged_cell_are_no_ruling() -> None:
    grey = table()
    grey[112:178, 255:266] = 255
    cv2.putText(grey, "88888888", (200, 155), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    assert not reach(grey, 260, 145)


def test_nothing_is_added_to_what_is_whole() -> None:
    lines = [(40.0, 40.0, 250.0)]
    assert mended(table(), 128, lines, [(40.0, 40.0, 460.0), (250.0, 40.0, 460.0)], down=True) == []
    assert cells(table()) == (len(ROWS), len(COLUMNS))
