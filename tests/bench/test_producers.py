"""The bench that writes a PDF anew: what it does to a file, and what it finds different."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.producers import WRITERS, differences
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.readers.pdf.drawing import Sheet, written

SAME = ("原样另存", "对象流", "线性化", "不压缩", "转九十度", "放在大纸上", "缩小成组", "两页一张")


@pytest.mark.parametrize("name", SAME)
def test_a_page_written_anew_reads_the_same(tmp_path: Path, name: str) -> None:
    first, second = Sheet(), Sheet()
    for row in range(6):
        first.text(72, 100 + 30 * row, f"第{row}项收入7.25万元。")
        second.text(72, 100 + 30 * row, f"第{row}项支出6.13万元。")
    path = written(tmp_path / "a.pdf", first, second)
    made = WRITERS[name](path, tmp_path / "b.pdf")
    assert made is not None
    assert differences(read_pdf(path, Limits()), read_pdf(made, Limits())) == []
