"""The engine behind its interface: what the package hands over becomes lines of characters."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from mingzhang.readers.scan import engine

numpy = pytest.importorskip("numpy")
pytest.importorskip("cv2")
BOX = ((1, 2), (5, 2), (5, 9), (1, 9))


def paper(high: int, wide: int) -> Any:
    return numpy.full((high, wide, 3), 255, numpy.uint8)


def recogniser(monkeypatch: pytest.MonkeyPatch, **found: Any) -> tuple[engine.Recogniser, list[Any]]:
    """The engine over a package that finds this on every image, and the images that the package was given."""
    given: list[Any] = []

    def rapid(image: Any, **_options: bool) -> SimpleNamespace:
        given.append(image)
        return SimpleNamespace(**{"scores": (), **found})

    monkeypatch.setitem(sys.modules, "rapidocr", SimpleNamespace(RapidOCR=lambda params: rapid))
    return engine._Rapid(), given


def test_an_image_without_text_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    empty, _ = recogniser(monkeypatch, txts=None, word_results=(("", 1.0, None),))
    assert empty.lines(paper(800, 900)) == [] and empty.line(paper(9, 40)) == ("", 0.0)


def test_lines_are_their_characters_with_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ((("8", 0.98, BOX), ("3", 0.5, BOX)), ())
    read, _ = recogniser(monkeypatch, txts=("83", ""), word_results=found)
    (line,) = read.lines(paper(800, 900))
    assert [(each.text, each.confidence) for each in line] == [("8", 0.98), ("3", 0.5)]
    assert (line[0].x0, line[0].y0, line[0].x1, line[0].y1) == (1, 2, 5, 9)


def test_a_line_by_itself_is_its_text_and_the_least_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    read, _ = recogniser(monkeypatch, txts=("583", ".10"), scores=(0.9, 0.7), word_results=())
    assert read.line(paper(9, 40)) == ("583.10", 0.7)


def test_the_package_is_given_no_margins_and_no_more_dots_than_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it finds on the piece comes back in the dots of the whole."""
    read, given = recogniser(monkeypatch, txts=("8",), word_results=((("8", 1.0, BOX),),))
    image = paper(3000, 4000)
    image[1000:1100, 2000:2400] = 0
    (((_, x0, y0, x1, y1, _),),) = read.lines(image)
    (piece,) = given
    assert piece.shape[:2] == ((100 + 48) // 2, (400 + 48) // 2)
    assert (x0, y0, x1, y1) == (1976 + 2, 976 + 4, 1976 + 10, 976 + 18)


@pytest.mark.parametrize(
    ("high", "wide", "scale"), [(2000, 1000, 1.0), (4000, 1000, 0.5), (368, 500, 2.0), (100, 1000, 2.0)]
)
def test_small_pictures_are_enlarged_and_large_ones_reduced(high: int, wide: int, scale: float) -> None:
    assert engine._scale(paper(high, wide)) == scale
