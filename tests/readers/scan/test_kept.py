"""What was recognised once is not recognised again, and a bad folder stands in nobody's way."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from mingzhang.facts.report import Report
from mingzhang.readers.limits import Limits
from mingzhang.readers.picture import read_picture
from mingzhang.readers.scan.engine import Character, using
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


class Killed(Told):
    """An engine whose process is killed while it recognises the third page."""

    def lines(self, image: Any) -> list[list[Character]]:
        if self.asked == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().lines(image)


def read(file: Path, engine: Told, folder: Path) -> Report:
    with using(engine), kept_in(folder):
        return read_picture(file, Limits())


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system has no fork")
def test_pages_that_were_recognised_before_a_kill_are_not_recognised_again(tmp_path: Path) -> None:
    images = pytest.importorskip("PIL.Image")
    pytest.importorskip("cv2")
    file, folder = tmp_path / "四页.tif", tmp_path / "保存"
    first, *others = (images.new("L", (200, 300), 255 - number) for number in range(4))
    first.save(file, save_all=True, append_images=others)
    stopped = multiprocessing.get_context("fork").Process(target=read, args=(file, Killed(), folder))
    stopped.start()
    stopped.join()
    assert stopped.exitcode == -signal.SIGKILL and len([*folder.rglob("*.lines")]) == 2
    engine = Told(line("6.20", 5, 5))
    assert read(file, engine, folder).pages == 4 and engine.asked == 2
