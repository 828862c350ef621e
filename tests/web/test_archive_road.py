"""The road of a batch in a browser: images → looked at → signed → found → handed over; a catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.workbook import catalogue_workbook
from mingzhang.readers.scan import crew
from mingzhang.web.archive import bringing, handing, importing, scanning
from mingzhang.web.archive.batch_models import HandOver, ScanBatch, ScanPage
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.people.models import Role
from mingzhang.work import archive_batch
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import District
from tests.web.test_roads import Visitor, browser
from tests.work.archives import WORDS, picture, quick

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def test_the_road_of_a_batch(
    browser: Any, live_server: Any, district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cv2", reason="the extra ocr is not installed")
    for room, name, stand_in in (
        (bringing, "apart", apart_in(tmp_path / "收入")), (scanning, "apart", apart_in(tmp_path / "识别")),
        (importing, "apart", apart_in(tmp_path / "目录")), (handing, "apart", apart_in(tmp_path / "归还")),
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
    hands_over(archivist, fonds, tmp_path / "移交包.zip")
    takes_catalogue(archivist, fonds, tmp_path / "目录.xlsx")
    faults = [*archivist.faults, *leader.faults]
    assert not faults, "\n".join(faults)


def hands_over(archivist: Visitor, fonds: Fonds, path: Path) -> None:
    """What was accepted goes out as a package, and is compared when it comes back."""
    archivist.see(f"/archive/{fonds.pk}/packages/").press("打移交包")
    handing.pack.func(HandOver.objects.get().pk)
    archivist.see(f"/archive/{fonds.pk}/packages/")
    with archivist.view.expect_download() as given:
        archivist.view.click("main td a:text-is('下载')")
    given.value.save_as(path)
    archivist.view.set_input_files("[name=returned]", str(path))
    archivist.press("核对")
    assert "完全相同" in archivist.text
    archivist.look()


def takes_catalogue(archivist: Visitor, fonds: Fonds, path: Path) -> None:
    """A workbook comes in whole; one whose number leaves a gap does not, and the cell is named."""
    for count, numbers in ((1, (3,)), (2, (1, 2))):
        items = [CatalogueItem(f"0123-WS·2020-Y-BGS-{n:04}", "总结", pages=2, period="永久") for n in numbers]
        names = {"WS": "文书"}, {"BGS": "办公室"}
        made = Catalogue("0123", fonds.name, 2004, 2026, "", *names, items)
        path.write_bytes(workbook_file(catalogue_workbook(made)))
        archivist.see(f"/archive/{fonds.pk}/items/")
        archivist.view.click("summary:text-is('导入目录（Excel）')")
        archivist.view.set_input_files("[name=catalogue]", str(path))
        archivist.press("导入")
        archivist.look()
        assert HeldItem.objects.filter(fonds=fonds, year=2020).count() == (0 if count == 1 else 2), (
            archivist.text
        )
        assert count == 2 or "缺" in archivist.text
