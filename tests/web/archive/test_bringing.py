"""Images come in: each kept as it is and put to its item, and a sentence for each that is none."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from mingzhang.web.archive import bringing
from mingzhang.web.archive.batch_models import ScanBatch, ScanPage
from mingzhang.web.archive.models import Fonds
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from tests.web.archive.apart_here import apart_in
from tests.web.archive.objects import batch_of, fonds_at, item
from tests.web.conftest import District


@pytest.fixture
def archivist(district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(bringing, "apart", apart_in(tmp_path))
    return district.person(Role.ARCHIVIST)


@pytest.fixture
def fonds(district: District) -> Fonds:
    return fonds_at(district.region)


def image(shade: int = 40, pages: int = 1) -> bytes:
    stream = io.BytesIO()
    made = [Image.new("RGB", (40, 60), (shade + n,) * 3) for n in range(pages)]
    made[0].save(stream, "TIFF", save_all=True, append_images=made[1:], dpi=(300, 300))
    return stream.getvalue()


def upload(name: str, data: bytes | None = None) -> Any:
    return SimpleUploadedFile(name, image() if data is None else data)


def test_images_are_put_to_their_items_and_masters_stay_as_they_are(fonds: Fonds, archivist: Person) -> None:
    one, two = item(fonds), item(fonds, "来信")
    data = [image(40), image(50), image(60, 3)]
    named = [f"{one.code}-001.tif", f"{one.code}-002.TIF", f"{two.code}.tif"]
    made, told = bringing.bring(fonds, archivist, [upload(n, d) for n, d in zip(named, data, strict=True)])
    assert told == [] and made.number == 1 and made.state == "waiting"
    pages = [(page.item_id, page.seq, page.whole, page.state) for page in made.pages.order_by("pk")]
    assert pages == [(one.pk, 1, False, "待识别"), (one.pk, 2, False, "待识别")] + [
        (two.pk, seq, True, "待识别") for seq in (1, 2, 3)
    ]
    for page, kept in zip(made.pages.filter(seq=1).order_by("pk"), (data[0], data[2]), strict=True):
        assert page.file.read() == kept and page.file_id == hashlib.sha256(kept).hexdigest()
    assert "收入图像5页" in Entry.objects.get(what="收入图像").sentence


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("说明.docx", b"x", "不是图像文件"),
        ("0123-WS·2019-Y-BGS-0001-001.tif", b"", "是空文件"),
        ("扫描1.tif", None, "应为档号加页号"),
        ("0123-WS·2019-C-BGS-0001-001.tif", None, "应为 Y、D30 或 D10"),
        ("0123-WS·2019-Y-BGS-0009-001.tif", None, "档号 0123-WS·2019-Y-BGS-0009 不在目录里"),
        ("0123-WS·2019-Y-BGS-0002-001.tif", None, "现在是“扫描”，没有存入；要换图请先退回到编目"),
    ],
)
def test_what_is_no_image_of_an_item_is_told_and_the_others_come_in(
    fonds: Fonds, archivist: Person, name: str, data: bytes | None, why: str
) -> None:
    first = item(fonds)
    item(fonds, stage="扫描")
    made, told = bringing.bring(fonds, archivist, [upload(name, data), upload(f"{first.code}-002.tif")])
    assert len(told) == 1 and name in told[0] and why in told[0]
    assert [page.seq for page in made.pages.all()] == [2] and made.lost == {name: told[0].partition("：")[2]}
    with pytest.raises(ArchiveMoveError, match="没有一个文件是归档文件的图像"):
        bringing.bring(fonds, archivist, [upload(name, data)])
    assert ScanBatch.objects.count() == 1


def test_of_many_files_that_are_none_of_the_archive_five_are_named_and_the_rest_counted(
    fonds: Fonds, archivist: Person
) -> None:
    with pytest.raises(ArchiveMoveError, match=r"“图4\.tif”.*还有2个文件"):
        bringing.bring(fonds, archivist, [upload(f"图{n}.tif") for n in range(7)])
    assert not ScanBatch.objects.exists()


def test_a_torn_image_is_kept_and_told(fonds: Fonds, archivist: Person) -> None:
    row = item(fonds)
    made, told = bringing.bring(fonds, archivist, [upload(f"{row.code}-001.tif", b"II*\0torn")])
    page = made.pages.get()
    assert (
        page.state == "未识别" and "图片打不开" in page.record["reason"] and page.file.read() == b"II*\0torn"
    )
    assert "原图已存，这一页记为未识别" in told[0]


def test_a_page_twice_is_told(fonds: Fonds, archivist: Person) -> None:
    row = item(fonds)
    files = [upload(f"{row.code}-001.tif", image(40)), upload(f"{row.code}-001.jpg", image(50))]
    made, told = bringing.bring(fonds, archivist, files)
    assert "同一页有两个文件，用了前一个" in told[0] and made.pages.count() == 1
    with pytest.raises(ArchiveMoveError, match="已经有同样的图像"):
        bringing.bring(fonds, archivist, [upload(f"{row.code}-001.tif", image(40))])


def test_another_image_replaces_that_of_an_item_that_was_sent_back(
    district: District, fonds: Fonds, archivist: Person
) -> None:
    row = item(fonds)
    before = batch_of(district, row).pages.get()
    made, told = bringing.bring(fonds, archivist, [upload(f"{row.code}-001.tif")])
    assert told == [] and not ScanPage.objects.get(pk=before.pk).current
    assert row.scans.get(current=True) == made.pages.get()


def test_too_many_or_none_or_by_somebody_else(
    district: District, fonds: Fonds, archivist: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ArchiveMoveError, match="没有选图像文件"):
        bringing.bring(fonds, archivist, [])
    monkeypatch.setattr(bringing, "MOST", 1)
    with pytest.raises(ArchiveMoveError, match="一次最多上传 1 个"):
        bringing.bring(fonds, archivist, [upload("a.tif"), upload("b.tif")])
    with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
        bringing.bring(fonds, district.person(Role.LEADER), [upload("a.tif")])


def test_a_batch_is_started_and_stopped(district: District, fonds: Fonds, archivist: Person) -> None:
    batch = batch_of(district, item(fonds), state="waiting")
    with pytest.raises(ArchiveMoveError, match="没有在识别"):
        bringing.stop(batch, archivist)
    bringing.start(batch, archivist)
    with pytest.raises(ArchiveMoveError, match="现在是“识别中”，不能开始识别"):
        bringing.start(batch, archivist)
    bringing.stop(batch, archivist)
    assert ScanBatch.objects.get().state == "stopped"
