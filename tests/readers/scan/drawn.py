"""Small pages drawn for the tests of scans, and an engine that says what it is told to."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.readers.scan.engine import Character

ROWS, COLUMNS = (100, 160, 220), (50, 250, 450)
FIGURES = ((70, "2024"), (270, "6.20"))


class Told:
    """Recognises on every image the same lines, and counts how often it was asked."""

    def __init__(self, *lines: list[Character]) -> None:
        self.said, self.asked = list(lines), 0

    def lines(self, _image: Any) -> list[list[Character]]:
        self.asked += 1
        return self.said

    def line(self, _image: Any) -> tuple[str, float]:
        self.asked += 1
        return "".join(mark.text for one in self.said for mark in one), 1.0


def sheet(angle: float = 0.0) -> Any:
    """A page with a table of two by two, 500 × 700 dots, letters 20 dots high."""
    cv2, numpy = pytest.importorskip("cv2"), pytest.importorskip("numpy")
    image = numpy.full((700, 500, 3), 255, numpy.uint8)
    for y in ROWS:
        cv2.line(image, (COLUMNS[0], y), (COLUMNS[-1], y), (0, 0, 0), 2)
    for x in COLUMNS:
        cv2.line(image, (x, ROWS[0]), (x, ROWS[-1]), (0, 0, 0), 2)
    for x, text in FIGURES:
        cv2.putText(image, text, (x, 140), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2, cv2.LINE_AA)
    if not angle:
        return image
    turn = cv2.getRotationMatrix2D((250, 350), angle, 1.0)
    return cv2.warpAffine(image, turn, (500, 700), borderValue=(255,) * 3)


def line(text: str, x: float = 0.0, y: float = 0.0, sure: float = 1.0, step: float = 15.0) -> list[Character]:
    """Characters side by side, 30 high."""
    return [Character(c, x + n * step, y, x + (n + 1) * step, y + 30.0, sure) for n, c in enumerate(text)]
