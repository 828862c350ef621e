"""The road of a batch in a browser: images → recognised → looked at → the leader signs → found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.readers.scan import crew
from mingzhang.web.archive import bringing, scanning
from mingzhang.web.archive.batch_models import ScanBatch, ScanPage
from mingzhang.web.archive.models import HeldItem
from mingzhang.web.people.models import Role
from mingzhang.work import archive_batch
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import District
from tests.web.test_roads import Visitor, browser
from tests.work.archives import WORDS, picture, quick

__all__ = ["browser"]


def test_the_road_of_a_batch(
    browser: Any, live_server: Any, district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cv2", reason="the extra ocr is not installed")
    for room, name, stand_in in (
        (bringing, "apart", apart_in(tmp_path / "收入")), (scanning, "apart", apart_in(tmp_path / "识别")),
        (crew, "scanned", quick), (scanning, "available", lambda: True),
        (archive_batch, "available", lambda: True),
    ):  # fmt: skip
        monkeypatch.setattr(room, name, stand_in)
    fonds = fonds_at(district.region)
    row = item(fonds, "危房改造方案", pages=1)
    image = picture(tmp_path / "图" / f"{row.code}-001.tif", 40)
    archivist, leader = Visitor(browser, live_server.url), Visitor(browser, live_server.url)
    archivist.signed_in(district, Role.ARCHIVIST).see(f"/archive/{fonds.pk}/batches/")
    archivist.view.set_input_files("[name=images]", str(image))
    archivist.press("收入")
    archivist.look()
    batch = ScanBatch.objects.get()
    archivist.press("开始识别")
    scanning.recognise.func(batch.pk)
    archivist.see(batch.address).press("抽检")
    leaf = ScanPage.objects.get()
    archivist.see(leaf.address).look()
    for name in ("linked", "clear", "straight", "order"):
        archivist.view.select_option(f"[name={name}]", "合格")
    archivist.view.fill("[name=truth]", WORDS)
    archivist.press("保存")
    archivist.look()
    archivist.press("提请验收")
    leader.signed_in(district, Role.LEADER).see(batch.address).look()
    leader.press("签批验收")
    assert HeldItem.objects.get().stage == "验收" and "100.00%" in leader.text
    leader.see(f"/archive/{fonds.pk}/search/?q=危房").look()
    assert "找到 1 页" in leader.text
    faults = [*archivist.faults, *leader.faults]
    assert not faults, "\n".join(faults)
