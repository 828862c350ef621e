"""The verbs of the archive: what an image is, and what stands on an item's pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.readers.scan import crew
from mingzhang.web.apart.archive_verbs import archive_images, archive_scan
from mingzhang.work import archive_batch
from tests.work.archives import ONE, WORDS, picture, quick


def test_images_are_looked_at_one_by_one(tmp_path: Path) -> None:
    good, torn = picture(tmp_path / "a.tif", 40), tmp_path / "b.tif"
    torn.write_bytes(b"II*\0")
    rows = archive_images([good, torn], tmp_path, 60)["images"]
    assert rows[0] == {"name": "a.tif", "refused": "", "pages": 1}
    assert rows[1]["name"] == "b.tif" and rows[1]["refused"] == "图片打不开（格式不认识，或文件已损坏）"


def test_an_item_is_read_and_pictured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cv2", reason="the extra ocr is not installed")
    monkeypatch.setattr(crew, "scanned", quick)
    monkeypatch.setattr(archive_batch, "available", lambda: True)
    out = tmp_path / "out"
    out.mkdir()
    files = [picture(tmp_path / "in" / f"{ONE}-001.tif", 40), tmp_path / "in" / f"{ONE}-002.tif"]
    files[1].write_bytes(b"torn")
    told = archive_scan(files, out, 60)
    first, second = told["pages"]
    assert first["text"] == WORDS and (out / first["small"]).read_bytes()[:2] == b"\xff\xd8"
    assert second["state"] == "未识别" and "small" not in second
    assert (out / told["copy"]).read_bytes().startswith(b"%PDF") and told["lost"] == {}
