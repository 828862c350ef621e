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


def test_the_piece_with_most_ink_is_found() -> None:
    piece = Ink(sheet()).densest(150)
    assert piece.shape == (150, 150, 3) and (piece < 128).mean() > 0.02
