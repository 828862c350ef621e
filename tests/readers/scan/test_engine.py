"""The engine behind its interface: what the package hands over becomes lines of characters."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from mingzhang.readers.scan import engine

BOX = ((1, 2), (5, 2), (5, 9), (1, 9))


def recogniser(monkeypatch: pytest.MonkeyPatch, **found: Any) -> engine.Recogniser:
    """The engine over a package that finds this on every image."""
    package = SimpleNamespace(RapidOCR=lambda params: lambda *_, **__: SimpleNamespace(**found))
    monkeypatch.setitem(sys.modules, "rapidocr", package)
    return engine._Rapid()


def test_an_image_without_text_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = recogniser(monkeypatch, txts=None, word_results=(("", 1.0, None),))
    assert empty.lines(None) == [] and empty.line(None) == ""


def test_lines_are_their_characters_with_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ((("8", 0.98, BOX), ("3", 0.5, BOX)), ())
    (line,) = recogniser(monkeypatch, txts=("83", ""), word_results=found).lines(None)
    assert [(each.text, each.confidence) for each in line] == [("8", 0.98), ("3", 0.5)]
    assert (line[0].x0, line[0].y0, line[0].x1, line[0].y1) == (1, 2, 5, 9)


def test_a_line_by_itself_is_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert recogniser(monkeypatch, txts=("583", ".10"), word_results=()).line(None) == "583.10"
