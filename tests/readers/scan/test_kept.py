"""What was recognised once is not recognised again, and a bad folder stands in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.readers.scan.engine import using
from mingzhang.readers.scan.kept import kept_in, lines_of
from tests.readers.scan.drawn import Told, line

numpy = pytest.importorskip("numpy")


def test_a_page_is_recognised_once(tmp_path: Path) -> None:
    engine, image = Told(line("6.20", sure=0.5)), numpy.zeros((3, 4, 3), numpy.uint8)
    with using(engine), kept_in(tmp_path / "保存"):
        first = lines_of(image)
        assert lines_of(image) == first == engine.said and engine.asked == 1
        lines_of(image + 1)
        assert engine.asked == 2
        for file in tmp_path.rglob("*.lines"):
            file.write_text("{}坏", encoding="utf-8")
        assert lines_of(image) == first and engine.asked == 3
    with using(engine), kept_in(None):
        lines_of(image)
    assert engine.asked == 4


def test_a_folder_that_cannot_be_written_stands_in_nobodys_way(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("")
    engine = Told(line("6.20"))
    with using(engine), kept_in(file):
        assert lines_of(numpy.zeros((3, 4, 3), numpy.uint8)) == engine.said
