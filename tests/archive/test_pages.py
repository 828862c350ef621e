"""Machine checks look at every page."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.archive.catalogue import CatalogueItem
from mingzhang.archive.pages import BLANK, UNREAD, ImageBatch, PageRecord, machine_faults

CODE = "0123-WS·2019-Y-BGS-0001"


def page(seq: int, **said: object) -> PageRecord:
    plain = PageRecord(CODE, seq, f"{seq}.tif", f"{seq:064}", 9, "TIFF", dots=300)
    return replace(plain, **said)  # type: ignore[arg-type]


def told(*pages: PageRecord, count: int | None = None) -> str:
    item = CatalogueItem(CODE, "总结", pages=len(pages) if count is None else count)
    batch = ImageBatch({(one.code, one.seq): one for one in pages}, {"b.txt": "不是图像文件"})
    return "\n".join(fault.message for fault in machine_faults([item], batch))


def test_sound_pages_have_only_what_was_lost() -> None:
    assert told(page(1), page(2)) == "不是图像文件"


def test_everything_that_is_wrong_with_pages_is_told() -> None:
    assert "少 1 页" in told(page(1), count=2) and "多 1 页" in told(page(1), page(2), count=1)
    assert "缺第 2 页" in told(page(1), page(3))
    assert "不足 200 dpi" in told(page(1, dots=150))
    assert "图片打不开" in told(page(1, state=UNREAD, reason="图片打不开"))
    assert "同一幅图像" in told(page(1), page(2, sha256=f"{1:064}"))
    assert "JPEG、TIFF" in told(page(1), page(2, format="JPEG"))
    assert "不在目录里" in told(page(1), page(1, code="0123-WS·2019-Y-BGS-0002"), count=1)


def test_empty_pages_look_alike_and_are_no_copies() -> None:
    assert "同一幅" not in told(page(1, state=BLANK, sha256="a"), page(2, state=BLANK, sha256="a"))
