"""Recognition in the background: item by item, stopped and resumed; what cannot be read is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingzhang.readers.scan import crew
from mingzhang.web.apart.run import ApartError
from mingzhang.web.archive import scanning
from mingzhang.web.archive.batch_models import WAITING, ScanBatch, ScanPage
from mingzhang.web.archive.models import Fonds, HeldItem
from mingzhang.web.files.models import keep
from mingzhang.work import archive_batch
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import batch_of, fonds_at, item, scan
from tests.web.conftest import District
from tests.work.archives import WORDS, picture, quick


@pytest.fixture
def fonds(district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fonds:
    pytest.importorskip("cv2", reason="the extra ocr is not installed")
    monkeypatch.setattr(crew, "scanned", quick)
    monkeypatch.setattr(archive_batch, "available", lambda: True)
    monkeypatch.setattr(scanning, "available", lambda: True)
    monkeypatch.setattr(scanning, "apart", apart_in(tmp_path / "apart"))
    return fonds_at(district.region)


@pytest.fixture
def waiting(district: District, fonds: Fonds, tmp_path: Path) -> ScanBatch:
    """A batch of two items: two pages, one of them blank, and one page."""
    one, two = item(fonds, "危房改造方案", pages=2), item(fonds, "来信", pages=1)
    batch = batch_of(district, one, two, state="running")
    batch.pages.all().delete()
    for number, (row, seq, shade) in enumerate(((one, 1, 40), (one, 2, 255), (two, 1, 60))):
        data = picture(tmp_path / "图" / f"{number}.tif", shade).read_bytes()
        scan(batch, row, seq, file=keep([data]), state=WAITING, text="", small=None, record={})
    return batch


def recognise(batch: ScanBatch) -> ScanBatch:
    scanning.recognise.func(batch.pk)
    return ScanBatch.objects.get(pk=batch.pk)


def test_a_batch_is_recognised_and_its_items_go_on(waiting: ScanBatch) -> None:
    assert recognise(waiting).state == "done"
    assert [page.state for page in waiting.pages.order_by("pk")] == ["已识别", "空白页", "已识别"]
    first = waiting.pages.order_by("pk")[0]
    assert first.text == WORDS and first.small is not None and first.small.read()[:2] == b"\xff\xd8"
    assert first.record["format"] == "TIFF" and first.record["dots"] == 300
    rows = HeldItem.objects.order_by("pk")
    assert [row.stage for row in rows] == ["识别", "识别"]
    assert all(row.copy is not None and row.copy.read().startswith(b"%PDF") for row in rows)
    assert first.recorded().sha256 == first.file_id and first.recorded().name == f"{rows[0].code}-001"


def test_told_to_stop_no_further_item_is_begun_and_it_goes_on_from_there(
    waiting: ScanBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    one: Callable[[ScanBatch, int], None] = scanning._one

    def stopping(batch: ScanBatch, item_id: int) -> None:
        asked.append(item_id)
        one(batch, item_id)
        ScanBatch.objects.filter(pk=batch.pk, state="running").update(state="stopped")

    monkeypatch.setattr(scanning, "_one", stopping)
    assert recognise(waiting).state == "stopped" and waiting.pages.filter(state=WAITING).count() == 1
    ScanBatch.objects.update(state="running")
    recognise(waiting)
    assert len(asked) == len(set(asked)) == 2 and not waiting.pages.filter(state=WAITING).exists()


def test_what_kills_the_process_is_told_and_the_batch_goes_on(
    waiting: ScanBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: Any = vars(scanning)["apart"]

    def deadly(verb: str, files: dict[str, Path], *rest: Any) -> Any:
        if len(files) == 2:
            raise ApartError("处理程序意外结束（可能内存不足），没有结果；请重试，或换一份文件。")
        return here(verb, files, *rest)

    monkeypatch.setattr(scanning, "apart", deadly)
    assert recognise(waiting).state == "done"
    assert [page.state for page in waiting.pages.order_by("pk")] == ["未识别", "未识别", "已识别"]
    assert "意外结束" in waiting.pages.order_by("pk")[0].record["reason"]
    assert [row.stage for row in HeldItem.objects.order_by("pk")] == ["编目", "识别"]


def test_without_the_recogniser_it_is_told(waiting: ScanBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "available", lambda: False)
    told = recognise(waiting)
    assert (
        told.state == "stopped"
        and "没有识别" in told.said
        and ScanPage.objects.filter(state=WAITING).exists()
    )
