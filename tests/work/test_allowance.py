"""Files of pictured pages get time for each page; other files keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.readers import scan
from mingzhang.readers.limits import Limits
from mingzhang.work.allowance import PAGE, allowed
from tests.readers.pdf.drawing import Sheet, written


def test_a_scan_of_two_pages_gets_time_for_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Sheet().image(0, 0, 595, 842)
    text = Sheet().text(
        72,
        170,
        "注：本表反映本部门本年度取得的各项收入情况，单位万元，数字四舍五入后可能有尾差，不另作机械调整。",
        10,
    )
    path = written(tmp_path / "s.pdf", picture, text, picture)
    limits = Limits(seconds=9)
    assert allowed(path, limits) is limits  # without the extra nothing is recognised
    monkeypatch.setattr(scan, "available", lambda: True)
    assert allowed(path, limits).seconds == 9 + 2 * PAGE
    assert allowed(written(tmp_path / "t.pdf", text), limits) is limits


def test_frames_of_a_picture_are_pages_and_a_bad_file_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = pytest.importorskip("PIL.Image")
    monkeypatch.setattr(scan, "available", lambda: True)
    frame = images.new("L", (4, 4))
    frame.save(tmp_path / "a.tif", save_all=True, append_images=[frame, frame])
    assert allowed(tmp_path / "a.tif", Limits(seconds=9)).seconds == 9 + 3 * PAGE
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 50)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 nothing")
    for name in ("b.jpg", "c.pdf", "无.pdf"):
        assert allowed(tmp_path / name, Limits(seconds=9)).seconds == 9
