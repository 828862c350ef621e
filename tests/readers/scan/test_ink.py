"""Ink: colour and faintness around what was read, and ink that nothing accounts for."""

from __future__ import annotations

import pytest

from mingzhang.readers.scan.ink import Ink, uncovered
from tests.readers.scan.drawn import FIGURES, sheet

cv2 = pytest.importorskip("cv2")
numpy = pytest.importorskip("numpy")
BOX = (265.0, 115.0, 345.0, 145.0)  # around the second figure


def test_a_seal_is_seen_and_taken_out_of_what_is_read() -> None:
    image = sheet()
    plain = Ink(image)
    assert not plain.coloured(BOX) and plain.image is image
    cv2.circle(image, (360, 150), 40, (40, 30, 210), 5)
    ink = Ink(image)
    assert ink.coloured(BOX) and not ink.coloured((60.0, 400.0, 90.0, 420.0))
    assert ink.image[110, 360].min() > 180 and image[110, 360].min() < 60


def test_the_colour_of_the_lamp_is_no_seal() -> None:
    warm = (sheet() * numpy.array([0.7, 0.85, 1.0])).astype(numpy.uint8)
    assert not Ink(warm).coloured(BOX)


def test_what_is_faint_is_less_dark_whatever_the_shade() -> None:
    image = sheet().astype(float)
    image[:, :250] = 255 - (255 - image[:, :250]) * 0.3
    shade = numpy.linspace(0.5, 1.0, 500)[None, :, None]
    ink = Ink((image * shade).astype(numpy.uint8))
    assert ink.darkness((65.0, 115.0, 140.0, 145.0)) < 110 and ink.darkness(BOX) > 200
    assert ink.darkness((900.0, 900.0, 910.0, 910.0)) == 0


def test_letters_are_blots_and_rulings_and_specks_are_not() -> None:
    image = sheet()
    image[300, 300] = 0
    found = Ink(image).blots(20.0, 255.0)
    assert len(found) == sum(len(text.replace(".", "")) for _, text in FIGURES)
    assert not uncovered(found, [BOX, (65.0, 115.0, 140.0, 145.0)], 2.0)
    assert len(uncovered(found, [BOX], 2.0)) == 4


def shone_through(strength: float) -> tuple[Ink, list[tuple[float, float, float, float]]]:
    """The sheet with five lines of its own and five of another page, so much fainter."""
    image, boxes = sheet().astype(float), []
    for n in range(10):
        line = numpy.full(image.shape, 255, numpy.uint8)
        cv2.putText(
            line, "2024", (300 - 200 * (n % 2), 300 + 40 * n), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2
        )
        image = numpy.minimum(image, 255 - (255.0 - line) * (strength if n % 2 else 1.0))
        boxes.append((300.0 - 200 * (n % 2), 270.0 + 40 * n, 380.0 - 200 * (n % 2), 304.0 + 40 * n))
    return Ink(image.astype(numpy.uint8)), boxes


def test_what_shines_through_is_taken_out_of_what_is_read_and_not_forgotten() -> None:
    ink, boxes = shone_through(0.35)
    assert 0 < ink.clear(boxes) < 200 and ink.cleared
    x0, y0, x1, y1 = map(int, boxes[1])
    assert ink.image[y0:y1, x0:x1].min() == 255 and ink.grey[y0:y1, x0:x1].min() < 200
    assert (ink.image < 128).sum() > 0.9 * (ink.grey < 128).sum()


@pytest.mark.parametrize("strength", [0.7, 1.0])
def test_ink_of_all_shades_is_the_pages_own(strength: float) -> None:
    ink, boxes = shone_through(strength)
    before = ink.image
    assert ink.clear(boxes) == 0 and not ink.cleared and ink.image is before
    assert ink.clear([]) == 0
